"""Asks the desk who may read the page, and carries there what readers are given."""

from functools import partial

from PySide6.QtCore import QObject

from statusboard.app.desk.desk import Desk
from statusboard.app.page.reader_commands import ReaderAddress
from statusboard.domain.views.readers import PageReaders
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.settings.access_section import AccessSection


async def ask_readers(desk: Desk) -> PageReaders:
    """Who may read the page."""
    from statusboard.app.page.readers import READERS

    return await desk.ask(READERS, None)


async def set_password(desk: Desk, password: str) -> bool:
    """Gives the page a password; empty: takes it away."""
    from statusboard.app.page.reader_commands import SetReaderPassword, set_reader_password

    return await desk.do(set_reader_password, SetReaderPassword(password))


async def invite(desk: Desk, name: str) -> ReaderAddress:
    """Makes a personal link."""
    from statusboard.app.page.reader_commands import InviteReader, invite_reader

    return await desk.do(invite_reader, InviteReader(name))


async def end(desk: Desk, link_id: int) -> str:
    """Ends a personal link."""
    from statusboard.app.page.reader_commands import EndReaderLink, end_reader_link

    return await desk.do(end_reader_link, EndReaderLink(link_id))


class AskingAccess(QObject):
    """Carries between the section and the desk."""

    def __init__(self, operations: Operations, section: AccessSection) -> None:
        super().__init__(section)
        self._operations = operations
        self._section = section
        self._answers = LatestWins(operations, self)
        section.password_given.connect(self._set_password)
        section.invited.connect(self._invite)
        section.end_wanted.connect(self._end)

    def refresh(self) -> None:
        """Asks again: a setting, a link or its last use may have changed."""
        self._answers.ask(
            "readers",
            None,
            partial(ask_readers, self._operations.desk),
            self._section.show_readers,
            lambda error: self._section.show_problem(str(error)),
        )

    def _set_password(self, password: str) -> None:
        def was_set(_has_one: bool) -> None:
            self._section.password_was_set()
            self.refresh()

        self._operations.run(
            self,
            set_password(self._operations.desk, password),
            was_set,
            self._section.password_was_refused,
        )

    def _invite(self, name: str) -> None:
        def was_made(made: ReaderAddress) -> None:
            self._section.show_address(made)
            self.refresh()

        self._operations.run(
            self, invite(self._operations.desk, name), was_made, self._section.name_was_refused
        )

    def _end(self, link_id: int) -> None:
        self._operations.run(
            self, end(self._operations.desk, link_id), lambda _name: self.refresh()
        )
