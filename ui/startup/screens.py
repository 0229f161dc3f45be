"""The window with its screens, in order. Each screen is imported when it is first shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.screens.destinations import (
    BoardPlace,
    MaintenancePlace,
    NoticesPlace,
    PeoplePlace,
    ScreenKey,
    SettingsPlace,
    StatementPlace,
    SubscribersPlace,
    UptimePlace,
    VerifyPlace,
)
from ui.shell.screen_entry import ScreenEntry
from ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from statusboard.app.clock import Clock
    from statusboard.domain.views.notices import NoticeCounts
    from statusboard.domain.views.team import HereView
    from ui.runtime.operations import Operations
    from ui.screens.base import AnyScreen
    from ui.screens.board.face import BoardFace
    from ui.screens.face import FirstFace
    from ui.wall.settings import WallSettings
    from ui.widgets.kept_columns import KeptColumns


def window_around(
    face: "BoardFace",
    *,
    is_demo: bool = False,
    clock: "Clock | None" = None,
    columns: "KeptColumns | None" = None,
    wall: "WallSettings | None" = None,
) -> Window:
    """A window that shows this face first, and has every screen. `columns`: those of tables.

    `wall`: what the board shows where it is one.
    """
    return Window(face, entries(face, columns, wall), _welcome, is_demo=is_demo, clock=clock)


def entries(
    face: "BoardFace",
    columns: "KeptColumns | None" = None,
    wall: "WallSettings | None" = None,
) -> tuple[ScreenEntry, ...]:
    """The entries; the board takes over the face that was painted first."""

    def board(operations: "Operations", parent: "QWidget") -> "AnyScreen":
        from ui.screens.board.screen import BoardScreen

        return BoardScreen(operations, parent, face=face, wall=wall)

    def notices(operations: "Operations", parent: "QWidget") -> "AnyScreen":
        from ui.screens.notices.screen import NoticesScreen

        return NoticesScreen(operations, parent)

    def notice_counts(operations: "Operations") -> "Awaitable[NoticeCounts]":
        from statusboard.app.notices.queries import COUNTS

        return operations.desk.ask(COUNTS, None)

    def next_due(operations: "Operations") -> "Awaitable[datetime | None]":
        from statusboard.app.notices.queries import NEXT_DUE

        return operations.desk.ask(NEXT_DUE, None)

    def uptime(operations: "Operations", parent: "QWidget") -> "AnyScreen":
        from ui.screens.uptime.screen import UptimeScreen

        return UptimeScreen(operations, parent, columns=columns)

    def verify(operations: "Operations", parent: "QWidget") -> "AnyScreen":
        from ui.screens.verify.screen import VerifyScreen

        return VerifyScreen(operations, parent, columns=columns)

    def maintenance(operations: "Operations", parent: "QWidget") -> "AnyScreen":
        from ui.screens.maintenance.screen import MaintenanceScreen

        return MaintenanceScreen(operations, parent, columns=columns)

    def subscribers(operations: "Operations", parent: "QWidget") -> "AnyScreen":
        from ui.screens.subscribers.screen import SubscribersScreen

        return SubscribersScreen(operations, parent, columns=columns)

    def settings(operations: "Operations", parent: "QWidget") -> "AnyScreen":
        from ui.screens.settings.screen import SettingsScreen

        return SettingsScreen(operations, parent)

    return (
        ScreenEntry(BoardPlace(), _tr("Board"), "layout-grid", board),
        ScreenEntry(
            NoticesPlace(),
            _tr("Notices"),
            "square-pen",
            notices,
            counts=notice_counts,
            due=next_due,
        ),
        ScreenEntry(UptimePlace(), _tr("Uptime"), "chart-line", uptime, counts=_correction_counts),
        ScreenEntry(VerifyPlace(), _tr("Verify"), "list-checks", verify),
        ScreenEntry(
            MaintenancePlace(), _tr("Maintenance"), "hammer", maintenance, counts=_work_counts
        ),
        ScreenEntry(SubscribersPlace(), _tr("Subscribers"), "mail", subscribers),
        ScreenEntry(SettingsPlace(), _tr("Settings"), "settings", settings, is_last=True),
        ScreenEntry(PeoplePlace(), _tr("People"), "users", _people, is_listed=False, here=_here),
        ScreenEntry(
            StatementPlace(),
            _tr("Uptime statement"),
            "megaphone",
            _statement,
            is_listed=False,
            beneath=ScreenKey.UPTIME,
        ),
    )


async def _here(operations: "Operations") -> "HereView":
    from statusboard.app.people.queries import TEAM
    from statusboard.domain.views.team import HereView

    desk = operations.desk
    return HereView(await desk.who(), await desk.ask(TEAM, None), desk.is_signed_in)


async def _work_counts(operations: "Operations") -> "NoticeCounts":
    """How much planned work waits for whoever sits here."""
    from statusboard.app.notices.waiting import WAITING
    from statusboard.domain.approval import Matter
    from statusboard.domain.views.notices import NoticeCounts

    me, waiting = await operations.desk.who(), await operations.desk.ask(WAITING, None)
    mine = [one for one in waiting if one.agreement.waits_for(me)]
    work = (Matter.MAINTENANCE, Matter.MAINTENANCE_CHANGE)
    return NoticeCounts(waiting=sum(one.matter in work for one in mine))


async def _correction_counts(operations: "Operations") -> "NoticeCounts":
    """How many corrections of history wait for whoever sits here."""
    from statusboard.domain.views.notices import NoticeCounts
    from ui.screens.corrections.asking import ask_waiting

    return NoticeCounts(waiting=await ask_waiting(operations.desk))


def _people(operations: "Operations", parent: "QWidget") -> "AnyScreen":
    from ui.screens.people.screen import PeopleScreen

    return PeopleScreen(operations, parent)


def _statement(operations: "Operations", parent: "QWidget") -> "AnyScreen":
    from ui.screens.statement.screen import StatementScreen

    return StatementScreen(operations, parent)


def _welcome() -> "FirstFace":
    from ui.screens.welcome.face import WelcomeFace

    return WelcomeFace()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Places", text)
