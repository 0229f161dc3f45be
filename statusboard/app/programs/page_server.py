"""The page server: the fourth program. It shows the published page to whoever asks.

It has the page from the office, over the pipe, and holds it in memory; what visitors ask for it
hands on the same way, by a secret that opens nothing else. No request reaches a file, a database
or a person's desk. While the office is gone it shows what it has.
"""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Coroutine
from pathlib import Path

from statusboard.app.clock import Clock, SystemClock
from statusboard.app.processes.logs import begin_log
from statusboard.app.processes.signals import end_on_signals
from statusboard.app.programs.further_sites import FurtherSites
from statusboard.app.programs.guarded_http import MOST_CONNECTIONS, Rules
from statusboard.app.programs.handing_over import HandingOver
from statusboard.app.programs.listening_socket import bound, handed_over, url_of
from statusboard.app.programs.provider_hooks import ProviderHooks
from statusboard.app.programs.reader_marks import proofs_beside, proofs_for
from statusboard.app.programs.reported_signals import ReportedSignals
from statusboard.app.programs.serve_options import LOOPBACK, ServeOptions
from statusboard.app.programs.shared_reports import SharedReports
from statusboard.app.programs.site_feed import SiteFeed
from statusboard.app.programs.switches import take_all_files
from statusboard.app.programs.visitor_desk import VisitorDesk
from statusboard.app.programs.visitor_forms import VisitorForms, rate_limit
from statusboard.app.programs.web_listener import listener
from statusboard.domain.views.site import FurtherPage
from statusboard.errors import told_together
from statusboard.server.app import Application, operator_app, public_app
from statusboard.server.by_host import ByHost
from statusboard.server.pages import Shown
from statusboard.server.policy import standing_headers
from statusboard.server.site import Site
from statusboard.server.traffic import Standing

# Visitors wait in the queue of the socket until the page is here, but not for an office that is
# gone: they are told that there is none.
FIRST_S = 5.0
# What the program opens beside the connections of visitors.
OTHER_FILES = 100


class PageServer:
    """Serves the pages of a desk until `run` is told to stop: further ones by their hosts.

    `address_file` is where the office leaves the address that visitors may have. `given` is a
    socket that somebody else holds open; otherwise one is bound. `changed` is called when another
    page is shown.
    """

    def __init__(
        self,
        address_file: Path,
        options: ServeOptions,
        *,
        given: socket.socket | None = None,
        clock: Clock | None = None,
        most_connections: int = MOST_CONNECTIONS,
        first_s: float = FIRST_S,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._options = options
        self._given = given
        self._first_s = first_s
        self._changed = changed
        self._clock = clock or SystemClock()
        self._serving = asyncio.Event()
        self._shown = Shown()
        refused, seen = self._shown.traffic.note, self._shown.traffic.seen
        rules = Rules(
            headers=standing_headers(options.public_url),
            trusted=options.trusted,
            refused=lambda status: refused(status, 0),
            most=most_connections,
        )
        desk = VisitorDesk(lambda: self._feed.caller)
        limit = rate_limit(options.limits)
        forms = VisitorForms(desk, self._clock, limit, seen)
        hooks = ProviderHooks(desk, self._clock, seen=seen)
        proofs = proofs_for(options.public_url, self._clock, seen)
        self._handing = HandingOver(seen, desk, proofs.used)
        # Seats at the office of their own: visitors in a crowd keep no job from reporting.
        self._signals = ReportedSignals(
            VisitorDesk(lambda: self._feed.caller), self._clock, seen=seen
        )
        # … and of their own again: a report that many open keeps no form waiting.
        reports = SharedReports(VisitorDesk(lambda: self._feed.caller), self._clock, seen=seen)
        app = public_app(self._shown, self.standing, forms, hooks, self._signals, reports, proofs)

        def beside(page: FurtherPage, shown: Shown) -> Application:
            """Another page: its own forms and readers, and limits that are one for all of them."""
            own = VisitorForms(desk, self._clock, limit, seen, page_key=page.key)
            theirs = proofs_beside(proofs, page.public_url)
            return public_app(shown, self.standing, own, proofs=theirs)

        hosts = ByHost(app)
        further = FurtherSites(beside, hosts, self._shown.traffic)
        self._feed = SiteFeed(address_file, self._show, further)
        self._server = listener(hosts, rules)

    def standing(self) -> Standing:
        """How it is now."""
        site = self._shown.site
        now = self._clock.now()
        return Standing(
            generation=0 if site is None else site.index.generation,
            age_s=None if site is None else (now - site.index.as_of).total_seconds(),
            files=0 if site is None else len(site.files),
            has_office=self._feed.has_office,
            connections=self._server.connections,
        )

    async def run(self, stop: asyncio.Event, ready: Callable[[str], None]) -> None:
        """Works until `stop` is set, then ends what is under way.

        `ready` is told the address once it answers there. Raises Unavailable where it cannot
        listen.
        """
        options = self._options
        with contextlib.ExitStack() as sockets:
            mine = self._given or bound(options.host, options.port)
            servers = [(self._server, sockets.enter_context(mine))]
            if options.metrics_port is not None:
                theirs = sockets.enter_context(bound(LOOPBACK, options.metrics_port))
                app = operator_app(self._shown, self.standing)
                servers.append((listener(app, Rules()), theirs))
            async with asyncio.TaskGroup() as group:
                feeding = group.create_task(self._feed.run())
                handing = group.create_task(self._handing.run())
                listening = group.create_task(self._signals.listen(self._serving))
                await self._first_page(stop)
                address = url_of(mine)
                serving = [group.create_task(each.serve([sock])) for each, sock in servers]
                for each, _ in servers:
                    await each.up.wait()
                ready(address)
                self._serving.set()
                await stop.wait()
                listening.cancel()
                for each, _ in servers:
                    each.should_exit = True
                await asyncio.wait(serving)
                handing.cancel()
                await self._handing.tell_at_the_end()
                feeding.cancel()

    async def _first_page(self, stop: asyncio.Event) -> None:
        """Returns when there is something to show, or nobody to wait for."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._first_s), asyncio.TaskGroup() as group:
                waits = [group.create_task(each.wait()) for each in (stop, self._feed.heard)]
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
                for each in waits:
                    each.cancel()

    def _show(self, site: Site) -> None:
        self._shown.site = site
        self._changed()


def serve_page(
    address_file: Path,
    options: ServeOptions,
    ready: Callable[[str], None],
    *,
    ends: Callable[[], Coroutine[None, None, None]] | None = None,
    given: socket.socket | None = None,
) -> None:
    """Serves until this process is asked to end, on the socket that it was given if it was.

    It ends as well when `ends` returns. Blocking. Raises Unavailable where it cannot listen.
    """
    begin_log()
    files = take_all_files(MOST_CONNECTIONS + OTHER_FILES)

    async def run() -> None:
        stop = asyncio.Event()
        end_on_signals(stop.set)
        most = min(MOST_CONNECTIONS, files - OTHER_FILES)
        listening = given or handed_over()
        server = PageServer(address_file, options, given=listening, most_connections=most)
        try:
            async with asyncio.TaskGroup() as group:
                waiting = group.create_task(_stop_after(ends, stop))
                await server.run(stop, ready)
                waiting.cancel()
        except ExceptionGroup as errors:
            raise told_together(errors) from None

    asyncio.run(run())


async def _stop_after(
    ends: Callable[[], Coroutine[None, None, None]] | None, stop: asyncio.Event
) -> None:
    if ends is not None:
        await ends()
        stop.set()
