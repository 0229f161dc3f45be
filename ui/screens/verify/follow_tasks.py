"""What the verify screen does with tags that are followed: a badge, and the sheet behind it."""

from collections.abc import Awaitable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.app.desk.desk import Desk
from statusboard.domain.views.new_relic import FoundEntity
from statusboard.domain.views.new_relic_discovery import (
    FollowedView,
    FollowTag,
    SetAside,
    UnfollowTag,
)
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.verify.asking import Destination, add_entities
from ui.screens.verify.followed_sheet import FollowedSheet

_VIEW = "followed"


class FollowTasks(QObject):
    """Keeps `badge` at what waits, and opens the sheet over `home`.

    Signals:
        changed: services were added; the id of the one to show.
    """

    changed = Signal(object)

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
        """The services there are, by id and name, offered as the place of what is proposed."""
        self._services = tuple(services)

    @property
    def is_writing(self) -> bool:
        """Whether the sheet is open, with something ticked or typed in it."""
        return any(one.isVisible() and one.is_touched for one in self._sheets)

    @property
    def _sheets(self) -> list[FollowedSheet]:
        return self._home.window().findChildren(FollowedSheet)

    def refresh(self) -> None:
        """Asks again what waits."""
        ask = partial(_ask_followed, self._operations.desk)
        self._answers.ask(_VIEW, None, ask, self._show, lambda _: None)

    def _show(self, view: FollowedView) -> None:
        proposed, gone = len(view.proposed), len(view.gone)
        parts = []
        if proposed:
            parts.append(self.tr("{count} new in New Relic").format(count=proposed))
        if gone:
            parts.append(self.tr("{count} gone").format(count=gone))
        self.badge.setText(" · ".join(parts))
        self.badge.setVisible(bool(parts))
        for sheet in self._sheets:
            sheet.show_view(view)

    def open(self) -> None:
        """Opens the sheet; it follows what is found while it is open."""
        sheet = FollowedSheet(self._services, self._home)
        desk = self._operations.desk

        def run(work: Awaitable[None]) -> None:
            self._operations.run(sheet, work, lambda _: self.refresh(), failed)

        def failed(error: StatusBoardError) -> None:
            sheet.show_problem(str(error))

        def follow(given: FollowTag) -> None:
            def done(_: None) -> None:
                sheet.was_followed()
                self.refresh()

            self._operations.run(sheet, _follow(desk, given), done, failed)

        def add(entities: Sequence[FoundEntity], group: str, into: Destination) -> None:
            def done(outcome: tuple[tuple[tuple[str, int], ...], str]) -> None:
                added, problem = outcome
                sheet.proposed.forget_picks([guid for guid, _ in added])
                if problem:
                    sheet.show_problem(problem)
                if added:
                    self.changed.emit(added[0][1])
                self.refresh()

            work = add_entities(desk, entities, group, into=into)
            self._operations.run(sheet, work, done, failed)

        def set_aside(guids: tuple[str, ...], *, is_back: bool) -> None:
            sheet.proposed.forget_picks(guids)
            run(_set_aside(desk, SetAside(guids, is_back=is_back)))

        sheet.follow_wanted.connect(follow)
        sheet.unfollow_wanted.connect(lambda number: run(_unfollow(desk, UnfollowTag(number))))
        sheet.picked.connect(add)
        sheet.aside_wanted.connect(partial(set_aside, is_back=False))
        sheet.back_wanted.connect(partial(set_aside, is_back=True))
        sheet.open()
        self.refresh()


async def _ask_followed(desk: Desk) -> FollowedView:
    from statusboard.app.new_relic.followed import FOLLOWED

    return await desk.ask(FOLLOWED, None)


async def _follow(desk: Desk, given: FollowTag) -> None:
    from statusboard.app.new_relic.follow_commands import follow_tag

    await desk.do(follow_tag, given)


async def _unfollow(desk: Desk, given: UnfollowTag) -> None:
    from statusboard.app.new_relic.follow_commands import unfollow_tag

    await desk.do(unfollow_tag, given)


async def _set_aside(desk: Desk, given: SetAside) -> None:
    from statusboard.app.new_relic.follow_commands import set_aside

    await desk.do(set_aside, given)
