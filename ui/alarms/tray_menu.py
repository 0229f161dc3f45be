"""The menu of the tray: what fails and for how long, and what one goes to the window for."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui.alarms.desk_state import DeskState, status_of
from ui.alarms.words import promised_words, since_words, unknown_words, working_words
from ui.screens.destinations import BoardPlace, NoticesPlace, ScreenPlace, VerifyPlace
from ui.theme.icons import icon
from ui.theme.status_style import status_style
from ui.theme.tokens import Tokens
from ui.widgets.time_words import clock_words

# More than these are counted; the board shows them all.
MOST_NAMED = 8
# A morning begins at eight.
MORNING = 8
# Only Windows' menus are drawn by Qt: there what follows a tab stands at the right. Elsewhere the
# panel draws them, and would show the tab.
_BESIDE = "\t" if sys.platform == "win32" else " · "


class TrayMenu(QObject):
    """Filled anew for each state.

    Signals:
        wanted: a place of the window.
        quiet_chosen: until when this computer tells nothing; None: it tells again.
        leaving: the person leaves the program.
    """

    wanted = Signal(object)
    quiet_chosen = Signal(object)
    leaving = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.menu = QMenu()
        self._quiet = QMenu(self.tr("Quiet"), self.menu)

    def fill(
        self,
        state: DeskState | None,
        tokens: Tokens,
        *,
        now: datetime,
        quiet_until: datetime | None,
        ends_watching: bool,
    ) -> None:
        """Says how the desk stands; None: that cannot be read now."""
        self.menu.clear()
        self._say_state(state, tokens, now)
        self.menu.addSeparator()
        promised = promised_words(state, now) if state is not None else ""
        self._add(_beside(self.tr("Post an update"), promised), self._goes(NoticesPlace()))
        self._add(self.tr("Open the board"), self._goes(BoardPlace()))
        zone = state.zone if state is not None else UTC
        self._fill_quiet(now, quiet_until, zone)
        self.menu.addSeparator()
        ends = self.tr("watching ends") if ends_watching else ""
        self._add(_beside(self.tr("Leave StatusBoard"), ends), self.leaving.emit)

    def _say_state(self, state: DeskState | None, tokens: Tokens, now: datetime) -> None:
        if state is None:
            self._add(self.tr("The desk cannot be read now"), self._goes(BoardPlace()))
            return
        for one in state.failing[:MOST_NAMED]:
            style = status_style(status_of(one.severity), tokens)
            words = _beside(_plain(one.name), since_words(one, now))
            action = self._add(words, self._goes(VerifyPlace(one.component_id)))
            action.setIcon(icon(style.glyph, style.colour))
            action.setIconVisibleInMenu(True)
        more = len(state.failing) - MOST_NAMED
        if more > 0:
            self._add(self.tr("{n} more").format(n=more), self._goes(BoardPlace()))
        if not state.failing or state.blind:
            style = status_style(state.status, tokens)
            is_well = state.status.value == "operational"
            words = working_words(state) if is_well else unknown_words(state)
            action = self._add(words, self._goes(BoardPlace()))
            if not state.failing:
                action.setIcon(icon(style.glyph, style.colour))
                action.setIconVisibleInMenu(True)

    def _fill_quiet(self, now: datetime, until: datetime | None, zone: tzinfo) -> None:
        menu = self._quiet
        menu.clear()
        if until is not None:
            clock = clock_words(until, zone)
            menu.setTitle(self.tr("Quiet until {time}").format(time=clock))
            menu.addAction(self.tr("Tell again")).triggered.connect(self._quiets(None))
            menu.addSeparator()
        else:
            menu.setTitle(self.tr("Quiet"))
        hour = now + timedelta(hours=1)
        menu.addAction(self.tr("For 1 hour")).triggered.connect(self._quiets(hour))
        morning = next_morning(now, zone)
        menu.addAction(self.tr("Until tomorrow morning")).triggered.connect(self._quiets(morning))
        self.menu.addMenu(menu)

    def _add(self, words: str, act: Callable[[], None]) -> QAction:
        action = self.menu.addAction(words)
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _goes(self, place: ScreenPlace) -> Callable[[], None]:
        return partial(self.wanted.emit, place)

    def _quiets(self, until: datetime | None) -> Callable[[bool], None]:
        def choose(_checked: bool = False) -> None:
            self.quiet_chosen.emit(until)

        return choose


def next_morning(now: datetime, zone: tzinfo) -> datetime:
    """Eight o'clock of the next day on the clock of the zone."""
    local = now.astimezone(zone).replace(tzinfo=None) + timedelta(days=1)
    return local.replace(hour=MORNING, minute=0, second=0, microsecond=0, tzinfo=zone)


def _beside(words: str, beside: str) -> str:
    return f"{words}{_BESIDE}{beside}" if beside else words


def _plain(name: str) -> str:
    """A name as it is: an ampersand marks no key, a tab parts nothing."""
    return name.replace("&", "&&").replace("\t", " ")
