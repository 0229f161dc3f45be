"""Asks the desk who may read a page, and carries there what readers are given.

A page is named by its key; empty means the main one.
"""

from functools import partial

from PySide6.QtCore import QObject

from statusboard.app.desk.desk import Desk
from statusboard.app.page.reader_commands import ReaderAddress
from statusboard.domain.views.readers import PageReaders
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.settings.readers_panel import ReadersPanel


async def ask_readers(desk: Desk, page: str) -> PageReaders:
    """Who may read the page."""
    from statusboard.app.page.readers import READERS

    return await desk.ask(READERS, page or None)


async def set_password(desk: Desk, page: str, password: str) -> bool:
    """Gives the page a password; empty: takes it away."""
    from statusboard.app.page.reader_commands import SetReaderPassword, set_reader_password

    return await desk.do(set_reader_password, SetReaderPassword(password, page=page))


async def invite(desk: Desk, page: str, name: str) -> ReaderAddress:
    """Makes a personal link."""
    from statusboard.app.page.reader_commands import InviteReader, invite_reader

    return await desk.do(invite_reader, InviteReader(name, page))


async def end(desk: Desk, page: str, link_id: int) -> str:
    """Ends a personal link."""
    from statusboard.app.page.reader_commands import EndReaderLink, end_reader_link

    return await desk.do(end_reader_link, EndReaderLink(link_id, page))


class AskingAccess(QObject):
    """Carries between the panel and the desk."""

    def __init__(self, operations: Operations, panel: ReadersPanel, page: str = "") -> None:
        super().__init__(panel)
        self._operations = operations
        self._panel = panel
        self._page = page
        self._answers = LatestWins(operations, self)
        panel.password_given.connect(self._set_password)
        panel.invited.connect(self._invite)
        panel.end_wanted.connect(self._end)

    def refresh(self) -> None:
        """Asks again: a setting, a link or its last use may have changed."""
        self._answers.ask(
            "readers",
            None,
            partial(ask_readers, self._operations.desk, self._page),
            self._panel.show_readers,
            lambda error: self._panel.show_problem(str(error)),
        )

    def _set_password(self, password: str) -> None:
        def was_set(_has_one: bool) -> None:
            self._panel.password_was_set()
            self.refresh()

        self._operations.run(
            self,
            set_password(self._operations.desk, self._page, password),
            was_set,
            self._panel.password_was_refused,
        )

    def _invite(self, name: str) -> None:
        def was_made(made: ReaderAddress) -> None:
            self._panel.show_address(made)
            self.refresh()

        self._operations.run(
            self,
            invite(self._operations.desk, self._page, name),
            was_made,
            self._panel.name_was_refused,
        )

    def _end(self, link_id: int) -> None:
        self._operations.run(
            self, end(self._operations.desk, self._page, link_id), lambda _name: self.refresh()
        )
