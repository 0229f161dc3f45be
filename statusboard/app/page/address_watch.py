"""The service that watches the public address of a place: its answer time and its certificate.

It is a service like any other, found again by the address that its first check asks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Self
from urllib.parse import urlsplit

from statusboard.app.page.readers import is_private
from statusboard.app.services.inputs import CheckInput, ServiceInput
from statusboard.app.services.kinds import check_kinds
from statusboard.app.settings import DEMO, page_address
from statusboard.catalog.declaration import CheckKind
from statusboard.domain.check import Check
from statusboard.domain.component import Component
from statusboard.domain.manner import Manner
from statusboard.domain.target import Target
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.pages import read_page_settings
from statusboard.storage.unit import Unit

NAME = "Status page"
_DESCRIPTION = "Where customers read the page: how it answers, and its certificate."
_HTTPS = 443
# A certificate changes in months; asking it each minute would tell nothing more.
_CERTIFICATE_EVERY = timedelta(hours=1)


def address_of(target: Target, settings: Mapping[str, object]) -> str:
    """Where customers read over https what is put at a place; empty where nobody knows.

    `settings` are those of its page. Sample data is read nowhere.
    """
    if settings.get(DEMO) is True:
        return ""
    address = str(target.config.get("public_url") or page_address(settings))
    return address.rstrip("/") if address.startswith("https://") else ""


@dataclass(frozen=True, slots=True)
class AddressWatches:
    """The services there are with their checks, as what watches an address is looked for."""

    components: Mapping[int, Component]
    checks: tuple[Check, ...]
    web: CheckKind
    certificate: CheckKind

    @classmethod
    def read(cls, unit: Unit) -> Self:
        """Everything stored now."""
        by_manner = {kind.manner: kind for kind in check_kinds().values()}
        components = {one.id: one for one in read_components(unit)}
        web, certificate = by_manner[Manner.WEB], by_manner[Manner.CERTIFICATE]
        return cls(components, read_checks(unit), web, certificate)

    def service_at(self, address: str) -> Component | None:
        """The service that asks an address, whoever made it; None where none does."""
        asking = (check for check in self.checks if self._asks(check, address))
        return next(
            (self.components[c.component_id] for c in asking if c.component_id in self.components),
            None,
        )

    def is_on(self, service: Component, address: str) -> bool:
        """Whether the service asks the address by a check that is switched on."""
        own = self._of(service)
        return any(check.enabled and self._asks(check, address) for check in own)

    def is_about(self, service: Component, address: str) -> bool:
        """Whether the service asks nothing else, so that it may go when the address does."""
        host = urlsplit(address).hostname
        return all(
            self._asks(check, address)
            or (check.kind == self.certificate.key and check.config.get("host") == host)
            for check in self._of(service)
        )

    def describe(self, address: str, page: Mapping[str, object]) -> ServiceInput:
        """The service that is to watch an address; `page` are the settings of its page.

        It weighs nothing: how the page is says nothing of the product.
        """
        parts = urlsplit(address)
        # A page that is not for everybody answers so to whoever has not signed in.
        expected = {"expect_status": "200-299,401"} if is_private(page) else {}
        certificate = {"host": parts.hostname or "", "port": parts.port or _HTTPS}
        return ServiceInput(
            self._free_name(parts.netloc),
            description=_DESCRIPTION,
            checks=(
                CheckInput(self.web.key, {"url": address + "/", **expected}),
                CheckInput(self.certificate.key, certificate, interval=_CERTIFICATE_EVERY),
            ),
            weight=0,
        )

    def _free_name(self, host: str) -> str:
        taken = {one.name for one in self.components.values() if one.group_id is None}
        names = [NAME, f"{NAME} at {host}"]
        names += [f"{names[1]} ({number})" for number in range(2, len(taken) + 3)]
        return next(name for name in names if name not in taken)

    def _of(self, service: Component) -> Sequence[Check]:
        return [check for check in self.checks if check.component_id == service.id]

    def _asks(self, check: Check, address: str) -> bool:
        url = str(check.config.get("url") or "")
        return check.kind == self.web.key and url.rstrip("/") == address


def watched_addresses(unit: Unit, targets: Sequence[Target]) -> dict[int, tuple[str, str]]:
    """Of places with an https address, by their id: that, and the service that watches it.

    The latter is empty where none does, or only by checks that are switched off.
    """
    addresses = {
        one.id: found
        for one in targets
        if (found := address_of(one, read_page_settings(unit, one.page_id)))
    }
    if not addresses:
        return {}
    watches = AddressWatches.read(unit)
    told = {}
    for number, address in addresses.items():
        service = watches.service_at(address)
        is_on = service is not None and watches.is_on(service, address)
        told[number] = (address, service.name if service is not None and is_on else "")
    return told
