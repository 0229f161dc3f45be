"""What the verify screen does with what is planned in New Relic: a badge, and the sheet behind."""

from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.app.desk.desk import Desk
from statusboard.domain.views.new_relic_windows import DecideWindow, ProposedWindow
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.verify.windows_sheet import WindowsSheet

_VIEW = "windows"
# What waits, and the accounts of which nothing is known, with why.
_Found: TypeAlias = tuple[tuple[ProposedWindow, ...], tuple[tuple[int, str], ...]]


class WindowTasks(QObject):
    """Keeps `badge` at what waits, and opens the sheet over `home`."""

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self._operations = operations
        self._home = home
        self._services: tuple[tuple[int, str], ...] = ()
        self._answers = LatestWins(operations, home)
        self.badge = QPushButton()
        self.badge.setProperty("look", "quiet")
        self.badge.clicked.connect(self.open)
        self.badge.hide()

    def know_services(self, services: Sequence[tuple[int, str]]) -> None:
        """The services there are, by id and name."""
        self._services = tuple(services)

    def refresh(self) -> None:
        """Asks again what waits."""
        ask = partial(_ask_windows, self._operations.desk)
        self._answers.ask(_VIEW, None, ask, self._show, lambda _: None)

    def _show(self, found: _Found) -> None:
        windows, unread = found
        words = self.tr("{count} planned in New Relic")
        self.badge.setText(words.format(count=len(windows)))
        self.badge.setVisible(bool(windows))
        for sheet in self._home.window().findChildren(WindowsSheet):
            sheet.show_windows(windows)
            sheet.show_unread(unread)

    def open(self) -> None:
        """Opens the sheet."""
        sheet = WindowsSheet(self._services, self._home)
        desk = self._operations.desk

        def failed(error: StatusBoardError) -> None:
            sheet.say(str(error), tone="major")

        def drafted(_: None) -> None:
            sheet.say(self.tr("It is among the drafts of planned work. Nobody was told yet."))
            self.refresh()

        def draft(window: ProposedWindow, services: Sequence[tuple[int, str]]) -> None:
            self._operations.run(sheet, _draft(desk, window, services), drafted, failed)

        def set_aside(key: str) -> None:
            work = _decide(desk, DecideWindow(key, is_aside=True))
            self._operations.run(sheet, work, lambda _: self.refresh(), failed)

        sheet.draft_wanted.connect(draft)
        sheet.aside_wanted.connect(set_aside)
        sheet.open()
        self.refresh()


async def _ask_windows(desk: Desk) -> _Found:
    from statusboard.app.new_relic.window_commands import UNREAD
    from statusboard.app.new_relic.windows import WINDOWS

    return await desk.ask(WINDOWS, None), await desk.ask(UNREAD, None)


async def _draft(desk: Desk, window: ProposedWindow, services: Sequence[tuple[int, str]]) -> None:
    from statusboard.app.maintenance.commands import draft
    from statusboard.app.maintenance.inputs import DraftWork
    from statusboard.app.new_relic.window_plans import plan_of

    await desk.do(draft, DraftWork(plan_of(window, services)))
    await _decide(desk, DecideWindow(window.window.key))


async def _decide(desk: Desk, given: DecideWindow) -> None:
    from statusboard.app.new_relic.window_commands import decide_window

    await desk.do(decide_window, given)
