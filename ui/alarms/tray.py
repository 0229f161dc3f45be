"""The state in the tray: a glyph by its shape, not by its colour alone, and a menu.

A panel may start after the window, and icons made before it may never appear; some desktops have
none at all. So an icon is made once there is a place for it, and looked for again.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from statusboard.app.clock import Clock
from statusboard.domain.status import ComponentStatus
from ui.alarms.desk_state import DeskState
from ui.alarms.tray_menu import TrayMenu
from ui.alarms.words import state_words
from ui.runtime.alarm_choices import AlarmChoices
from ui.screens.destinations import BoardPlace
from ui.theme.icons import icon
from ui.theme.status_style import status_style
from ui.theme.tokens import DARK, LIGHT, Tokens
from ui.widgets.time_words import clock_words

OUTLET = "tray"
LOOK_MS = 5_000
SIZE = 64
_OPENING = (
    QSystemTrayIcon.ActivationReason.Trigger,
    QSystemTrayIcon.ActivationReason.DoubleClick,
)


class Tray(QObject):
    """Stands there from the moment there is a tray, if it is wanted.

    Signals:
        wanted: a place of the window.
        lost: there was a tray, and there is none any more.
        leaving: the person leaves the program.
    """

    wanted = Signal(object)
    lost = Signal()
    leaving = Signal()

    def __init__(
        self,
        choices: AlarmChoices,
        clock: Clock,
        ends_watching: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices, self._clock = choices, clock
        self._ends_watching = ends_watching
        self._state: DeskState | None = None
        self._icon: QSystemTrayIcon | None = None
        self.menu = TrayMenu(self)
        self.menu.wanted.connect(self.wanted)
        self.menu.leaving.connect(self.leaving)
        self.menu.quiet_chosen.connect(choices.be_quiet)
        # What it says is as old as it is opened, not as it was filled.
        self.menu.menu.aboutToShow.connect(self._fill)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        choices.changed.connect(self.look)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.look)
        self.look()

    @property
    def is_there(self) -> bool:
        """Whether the person can find the program in the tray."""
        return self._icon is not None and QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def icon(self) -> QSystemTrayIcon | None:
        """The icon, while there is one."""
        return self._icon

    def show_state(self, state: DeskState | None) -> None:
        """How the desk stands; None: that cannot be read."""
        self._state = state
        self.look()

    def look(self) -> None:
        """Comes where it is wanted and there is a tray, goes where not, and says what is new."""
        is_possible = QSystemTrayIcon.isSystemTrayAvailable()
        self._choices.remark(OUTLET, self._none_words(is_possible=is_possible))
        if self._choices.shows_tray and is_possible:
            if self._icon is None:
                self._icon = QSystemTrayIcon(self)
                self._icon.setContextMenu(self.menu.menu)
                self._icon.activated.connect(self._activated)
            self._dress(self._icon)
            self._icon.show()
        elif self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None
            self.lost.emit()

    def stop(self) -> None:
        """Goes, and does not come again."""
        self._timer.stop()
        if self._icon is not None:
            self._icon.hide()
            self._icon = None

    def _dress(self, shown: QSystemTrayIcon) -> None:
        now, tokens = self._clock.now(), _panel_tokens()
        status = ComponentStatus.UNKNOWN if self._state is None else self._state.status
        style = status_style(status, tokens)
        shown.setIcon(icon(style.glyph, style.colour, SIZE // 2))
        said = self.tr("The desk cannot be read now")
        if self._state is not None:
            said = state_words(self._state, now)
        until = self._choices.quiet_until(now)
        quiet = "" if until is None else f" · {self._quiet_words(until)}"
        shown.setToolTip(self.tr("{state} · StatusBoard").format(state=said + quiet))
        self._fill()

    def _fill(self) -> None:
        now = self._clock.now()
        self.menu.fill(
            self._state,
            _panel_tokens(),
            now=now,
            quiet_until=self._choices.quiet_until(now),
            ends_watching=self._ends_watching(),
        )

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in _OPENING:
            self.wanted.emit(BoardPlace())

    def _quiet_words(self, until: datetime) -> str:
        zone = self._state.zone if self._state is not None else until.tzinfo
        assert zone is not None
        return self.tr("quiet until {time}").format(time=clock_words(until, zone))

    def _none_words(self, *, is_possible: bool) -> str:
        if is_possible or not self._choices.shows_tray:
            return ""
        return self.tr(
            "This desktop has no tray, so the window stays open or ends; it is never hidden."
        )


def _panel_tokens() -> Tokens:
    """The panel follows the system, whatever the window wears."""
    hints = QGuiApplication.styleHints()
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
