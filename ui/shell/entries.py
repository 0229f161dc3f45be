"""The entries of the window, in order. Each screen is imported when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.runtime.operations import Operations
    from ui.screens.base import Screen
    from ui.screens.board.face import BoardFace


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """A screen as the window knows it. `is_last` ones stand at the bottom of the navigation."""

    key: str
    label: str
    icon: str
    factory: "Callable[[Operations, QWidget], Screen]"
    is_last: bool = False


def entries(face: "BoardFace") -> tuple[ScreenEntry, ...]:
    """The entries; the board takes over the face that was painted first."""

    def board(operations: "Operations", parent: "QWidget") -> "Screen":
        from ui.screens.board.screen import BoardScreen

        return BoardScreen(operations, parent, face=face)

    def notices(operations: "Operations", parent: "QWidget") -> "Screen":
        from ui.screens.notices.screen import NoticesScreen

        return NoticesScreen(operations, parent)

    def uptime(operations: "Operations", parent: "QWidget") -> "Screen":
        from ui.screens.uptime.screen import UptimeScreen

        return UptimeScreen(operations, parent)

    def verify(operations: "Operations", parent: "QWidget") -> "Screen":
        from ui.screens.verify.screen import VerifyScreen

        return VerifyScreen(operations, parent)

    def settings(operations: "Operations", parent: "QWidget") -> "Screen":
        from ui.screens.settings.screen import SettingsScreen

        return SettingsScreen(operations, parent)

    return (
        ScreenEntry("board", _tr("Board"), "layout-grid", board),
        ScreenEntry("notices", _tr("Notices"), "square-pen", notices),
        ScreenEntry("uptime", _tr("Uptime"), "chart-line", uptime),
        ScreenEntry("verify", _tr("Verify"), "list-checks", verify),
        ScreenEntry("settings", _tr("Settings"), "settings", settings, is_last=True),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Places", text)
