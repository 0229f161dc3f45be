"""The hosts that are watched, as witnesses for each other: who spoke last, and how far away."""

from collections.abc import Collection
from dataclasses import dataclass, field

from statusboard.app.watching.signs import is_near, name_of
from statusboard.app.watching.witnesses import Witness


@dataclass(slots=True)
class _Host:
    """`near`: as its address says; `address`: where it was when it last spoke."""

    spoke: Witness = field(default_factory=Witness)
    near: bool = False
    address: str = ""


class Hosts:
    """Remembers when each host spoke. Instants are monotonic seconds."""

    def __init__(self) -> None:
        self._known: dict[str, _Host] = {}

    def heard_since(self, at_s: float) -> bool:
        """Whether any host spoke since."""
        return any((host.spoke.yes_s or 0.0) >= at_s for host in self._known.values())

    def spoke(self, host: str, address: str, asked_s: float, now_s: float) -> None:
        """It answered what it was asked then, from that address; empty: not known which."""
        known = self._known.setdefault(host, _Host())
        if address:
            known.near = is_near(address)
            known.address = address
        known.spoke.said(asked_s, yes=True, until_s=now_s)

    def was_tried_at(self, host: str, address: str) -> None:
        """How far away it is, though it said nothing there."""
        if address:
            self._known.setdefault(host, _Host()).near = is_near(address)

    def was_silent(self, host: str, now_s: float) -> None:
        """It did not answer."""
        known = self._known.get(host)
        if known is not None:
            known.spoke.said(now_s, yes=False)

    def others(self, host: str, since_s: float) -> list[Witness]:
        """The other hosts, as far away as this one, that spoke since."""
        own = self._known.get(host)
        near = own.near if own is not None else False
        return [
            other.spoke
            for name, other in self._known.items()
            if name_of(name) != name_of(host)
            and (near or not other.near)
            and (other.spoke.yes_s or -1.0) > since_s
        ]

    def is_any_at(self, addresses: Collection[str]) -> bool:
        """Whether any of them ever answered from one of these addresses."""
        return any(known.address in addresses for known in self._known.values())

    def keep_only(self, hosts: Collection[str]) -> None:
        """Forgets all others."""
        for host in self._known.keys() - set(hosts):
            del self._known[host]
