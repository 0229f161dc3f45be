"""The page server on another machine: a desk brings it the page, and it goes on showing it alone.

No office is beside it, so it answers no form and no report. What it shows is kept in a folder of
its own, whence it is shown again after a restart, whoever is there.
"""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from pathlib import Path

from statusboard.app.clock import Clock, SystemClock
from statusboard.app.processes.logs import begin_log
from statusboard.app.processes.signals import end_on_signals
from statusboard.app.programs.guarded_http import MOST_CONNECTIONS, Rules
from statusboard.app.programs.kept_site import KeptSite, token_in
from statusboard.app.programs.listening_socket import bound, handed_over, url_of
from statusboard.app.programs.page_server import OTHER_FILES
from statusboard.app.programs.reader_marks import proofs_for
from statusboard.app.programs.serve_options import LOOPBACK, ServeOptions
from statusboard.app.programs.switches import take_all_files
from statusboard.app.programs.web_listener import listener
from statusboard.domain.page_arrival import reading_token, token_digest
from statusboard.errors import told_together
from statusboard.server.app import operator_app, public_app
from statusboard.server.arrivals import Desks
from statusboard.server.pages import Shown
from statusboard.server.policy import standing_headers
from statusboard.server.site import Site
from statusboard.server.traffic import Standing


class ReceivingServer:
    """Serves what arrives in a folder until `run` is told to stop. Raises Unavailable.

    `given` is a socket that somebody else holds open; otherwise one is bound.
    """

    def __init__(
        self,
        folder: Path,
        options: ServeOptions,
        *,
        given: socket.socket | None = None,
        clock: Clock | None = None,
        most_connections: int = MOST_CONNECTIONS,
    ) -> None:
        self._options = options
        self._given = given
        self._clock = clock or SystemClock()
        self._shown = Shown()
        token = token_in(folder)
        self._kept = KeptSite(folder, self._show, lambda: self._clock.now().timestamp())
        note = self._shown.traffic.note
        rules = Rules(
            headers=standing_headers(options.public_url),
            trusted=options.trusted,
            refused=lambda status: note(status, 0),
            most=most_connections,
        )
        proofs = proofs_for(options.public_url, self._clock, self._shown.traffic.seen)
        proofs.desk = token_digest(reading_token(token))
        desks = Desks(token_digest(token), self._clock.monotonic, proofs.tries)
        app = public_app(self._shown, self.standing, proofs=proofs, arrivals=(self._kept, desks))
        self._server = listener(app, rules)

    def standing(self) -> Standing:
        """How it is now. `has_office` is never said: none is beside it."""
        site = self._shown.site
        now = self._clock.now()
        return Standing(
            generation=0 if site is None else site.index.generation,
            age_s=None if site is None else (now - site.index.as_of).total_seconds(),
            files=0 if site is None else len(site.files),
            has_office=False,
            connections=self._server.connections,
        )

    async def run(self, stop: asyncio.Event, ready: Callable[[str], None]) -> None:
        """Works until `stop` is set, then ends what is under way; `ready` is told the address."""
        options = self._options
        await self._kept.restore()
        with contextlib.ExitStack() as sockets:
            mine = sockets.enter_context(self._given or bound(options.host, options.port))
            servers = [(self._server, mine)]
            if options.metrics_port is not None:
                theirs = sockets.enter_context(bound(LOOPBACK, options.metrics_port))
                app = operator_app(self._shown, self.standing)
                servers.append((listener(app, Rules()), theirs))
            async with asyncio.TaskGroup() as group:
                address = url_of(mine)
                serving = [group.create_task(each.serve([sock])) for each, sock in servers]
                for each, _ in servers:
                    await each.up.wait()
                ready(address)
                await stop.wait()
                for each, _ in servers:
                    each.should_exit = True
                await asyncio.wait(serving)

    def _show(self, site: Site) -> None:
        self._shown.site = site


def receive_page(folder: Path, options: ServeOptions, ready: Callable[[str], None]) -> None:
    """Serves what arrives in the folder until this process is asked to end. Blocking.

    Raises Unavailable where the folder cannot be used, or it cannot listen.
    """
    begin_log()
    files = take_all_files(MOST_CONNECTIONS + OTHER_FILES)

    async def run() -> None:
        stop = asyncio.Event()
        end_on_signals(stop.set)
        most = min(MOST_CONNECTIONS, files - OTHER_FILES)
        server = ReceivingServer(folder, options, given=handed_over(), most_connections=most)
        try:
            await server.run(stop, ready)
        except ExceptionGroup as errors:
            raise told_together(errors) from None

    asyncio.run(run())
