"""The pages that a page server shows beside the main one: which there are, and their sites."""

from collections.abc import Callable
from dataclasses import dataclass, field

from statusboard.domain.page_host import host_of
from statusboard.domain.views.site import FurtherPage
from statusboard.server.app import Application
from statusboard.server.by_host import ByHost, gone_app
from statusboard.server.pages import Shown
from statusboard.server.site import Site
from statusboard.server.traffic import Traffic


@dataclass(frozen=True, slots=True)
class _Place:
    page: FurtherPage
    shown: Shown
    app: Application


@dataclass(slots=True)
class FurtherSites:
    """What is shown of them. `make` makes the application of a page; `hosts` leads to it.

    Of a page that is known and not here yet its host says so, rather than show another one.
    """

    make: Callable[[FurtherPage, Shown], Application]
    hosts: ByHost
    traffic: Traffic
    _places: dict[str, _Place] = field(default_factory=dict)

    def expect(self, pages: tuple[FurtherPage, ...]) -> None:
        """These are the pages from now on; one whose address is another begins anew.

        The host of one that is gone says so, unless it leads to another page by now.
        """
        self._places = {page.key: self._place(page) for page in pages if not page.is_gone}
        # Who of two that share an address is shown does not depend on who comes first.
        places = sorted(self._places.values(), key=lambda one: one.page.key, reverse=True)
        left: dict[str, Application] = {
            host_of(page.public_url): gone_app for page in pages if page.is_gone
        }
        self.hosts.hosts = left | {host_of(one.page.public_url): one.app for one in places}

    def site(self, key: str) -> Site | None:
        """What is shown of a page; None: nothing yet."""
        return self._places[key].shown.site

    def take(self, key: str, site: Site) -> None:
        """Shows it from now on."""
        self._places[key].shown.site = site

    def _place(self, page: FurtherPage) -> _Place:
        known = self._places.get(page.key)
        if known is not None and known.page == page:
            return known
        shown = Shown(traffic=self.traffic)
        return _Place(page, shown, self.make(page, shown))
