"""The board's face: paints a view and keeps its ages moving. It asks nobody for anything.

It imports only Qt and the domain, because it is what the window paints first.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock, SystemClock
from statusboard.domain.channel_troubles import troubles
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import BoardView
from statusboard.domain.views.channel_health import ChannelHealth
from statusboard.domain.views.suggestions import SuggestionsView
from ui.screens.board.facts import facts
from ui.screens.board.layout.geometry import Rect, areas, unit_for
from ui.screens.board.mood import Mood, Reading, may_dim, read
from ui.screens.board.notes import BoardNotes
from ui.screens.board.painting.banner import BoardBanner
from ui.screens.board.painting.footer import BoardFooter
from ui.screens.board.painting.tile import WAYS
from ui.screens.board.part_words import elsewhere_words, of_part
from ui.screens.board.pointer import WallPointer
from ui.screens.board.side import BoardSide
from ui.screens.board.stage import BoardStage
from ui.screens.board.suggested_ways import SuggestedWays
from ui.screens.board.words import clock_date_words, headline, join, sentence, source_words
from ui.screens.destinations import (
    NewNoticePlace,
    NewServicePlace,
    NoticePlace,
    PeoplePlace,
    PeopleStep,
    VerifyPlace,
)
from ui.screens.face import OpeningFace
from ui.wall.settings import WallSettings
from ui.wall.veil import Veil
from ui.widgets.time_words import clock_words, zone_of

if TYPE_CHECKING:
    from ui.widgets.empty_state import EmptyState

TICK_MS = 1000
PAGE_SECONDS = 15


class BoardFace(OpeningFace):
    """Shows a `BoardView`; before the first one, that the board is being opened.

    Signals:
        call_back_wanted: a caller wants to be told when it is fixed; carries the `Told`.
        later_wanted: nobody should be reminded of a suggestion for a while; the id of the notice.
    """

    call_back_wanted = Signal(object)
    later_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, clock: Clock | None = None) -> None:
        super().__init__(parent)
        self._clock: Clock = clock or SystemClock()
        self._has_failed = False
        self._view: BoardView | None = None
        self._reading: Reading | None = None
        self._zone: tzinfo = UTC
        self._page_seconds = 0
        self._wall = WallSettings()
        self._pointer = WallPointer(self)
        self.banner = BoardBanner(self)
        self.notes = BoardNotes(self)
        self.stage = BoardStage(self)
        self.side = BoardSide(self)
        self.footer = BoardFooter(self)
        self.veil = Veil(self)
        self._empty: EmptyState | None = None
        self.footer.hand_over.clicked.connect(
            lambda: self.wanted.emit(PeoplePlace(step=PeopleStep.HAND_OVER))
        )
        self.stage.chosen.connect(lambda chosen: self.wanted.emit(VerifyPlace(chosen)))
        self.stage.wanted.connect(self.wanted)
        self.notes.wanted.connect(self.wanted)
        self.side.write_wanted.connect(self._write)
        self.side.tell_wanted.connect(
            lambda incident_id: self.wanted.emit(NoticePlace(incident_id=incident_id))
        )
        self.side.call_back_wanted.connect(self.call_back_wanted)
        self.ways = SuggestedWays(self.side, self)
        self.ways.wanted.connect(self.wanted)
        self.ways.later_wanted.connect(self.later_wanted)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Board"))
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._renew()

    @property
    def view(self) -> BoardView | None:
        """What it shows."""
        return self._view

    @property
    def reading(self) -> Reading | None:
        """What that means now."""
        return self._reading

    @property
    def is_blind(self) -> bool:
        """Whether nothing that it shows is known to hold now."""
        return self._reading is not None and self._reading.mood is Mood.BLIND

    @property
    def is_ticking(self) -> bool:
        """Whether its clock runs; it rests while nobody sees the board."""
        return self._timer.isActive()

    @property
    def is_wall(self) -> bool:
        """Whether it fills a wall display."""
        return self._pointer.is_wall

    def show_view(self, view: BoardView) -> None:
        """Shows another view; tiles that are the same are not painted again."""
        if self._view is None or self._view.zone != view.zone:
            self._zone = zone_of(view.zone)
        self._view = view
        self._reading = None
        self.footer.offer_hand_over(is_offered=not self.is_wall)
        self.notes.show_problems(view.problems, view.own_network)
        self.notes.show_missed(view.missed)
        self._renew()

    def heard(self) -> None:
        """An answer has just come in: what is shown is watched as of now."""
        if self._view is not None:
            self._view = replace(self._view, watched_until=self._clock.now())
            self._renew()

    def show_channels(self, health: Sequence[ChannelHealth]) -> None:
        """Says by which channels messages fail; nothing where none does."""
        now = self._clock.now()
        self.side.know_channels(has_channels=bool(health), now=now)
        if self.notes.show_channels(tuple(words for _, words in troubles(health, now, self._zone))):
            self._arrange()

    def show_suggestions(self, suggestions: SuggestionsView) -> None:
        """Shows what monitoring suggests to tell customers."""
        self.side.know_suggestions(suggestions, now=self._clock.now())

    def show_failure(self, problem: str) -> None:
        """Says why the view cannot be renewed; empty: it can again."""
        self._has_failed = bool(problem)
        if self.notes.show_failure(problem):
            self._arrange()
            self._renew()

    def be_told_above(self, *, is_told: bool) -> None:
        """Whether the window says already why the view cannot be renewed."""
        if self.notes.be_told_above(is_told=is_told):
            self._arrange()

    def prepare_wall(self, settings: WallSettings) -> None:
        """How it is to be where it fills a wall."""
        self._wall = settings
        if self.is_wall:
            self._arrange()
            self._dim()

    def may_turn(self) -> bool:
        """Whether another board may take its place: on a wall, where nobody reads on here."""
        is_last = self.stage.page == max(0, self.stage.pages - 1)
        return (
            self.is_wall and is_last and (self._pointer.is_idle or not self.stage.has_attention())
        )

    def set_wall(self, *, is_wall: bool) -> None:
        """Full screen on a wall: the pointer hides when nobody moves it."""
        self._pointer.hang(is_wall=is_wall)
        self.footer.offer_hand_over(is_offered=self._view is not None and not is_wall)
        self._arrange()
        self._dim()

    def tick(self) -> None:
        """A second has passed: clock, ages, countdowns, and whether anybody still watches."""
        self._pointer.tick()
        if self._pointer.is_idle or not self.stage.has_attention():
            self._page_seconds += 1
        if self._page_seconds >= PAGE_SECONDS:
            self._page_seconds = 0
            self.stage.turn(1)
        self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pointer_moved()
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def pointer_moved(self) -> None:
        """Somebody is there: the pointer shows again, and the light is on."""
        self._pointer.moved()
        self._dim()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.pointer_moved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._page_seconds = 0
            self.stage.turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
            self._renew()
            return
        if event.key() in WAYS and self.stage.begin_walk():
            return
        super().keyPressEvent(event)

    def _dim(self) -> None:
        """Dims a wall at night while all is well and nobody stands before it."""
        now = self._clock.now().astimezone(self._zone)
        rests = self.is_wall and self._pointer.is_idle
        self.veil.fall(is_down=rests and may_dim(self._wall.dims, self._reading, now.time()))

    @property
    def _scale(self) -> float:
        return self._wall.text_percent / 100 if self.is_wall else 1.0

    def _write(self) -> None:
        """Asks for a notice about the service that is worst off."""
        trouble = self._reading.trouble if self._reading is not None else ()
        self.wanted.emit(NewNoticePlace(trouble[0].component_id if trouble else None))

    def _renew(self) -> None:
        """Says everything that depends on the time, and arranges anew where the mood changed."""
        now = self._clock.now()
        self.banner.show_time(clock_words(now, self._zone), clock_date_words(now, self._zone))
        view = self._view
        if view is None:
            title, words = self.tr("Opening the board"), self.tr("The services appear in a moment.")
            if self._has_failed:
                title, words = self.tr("The board could not be read"), self.tr("F5 tries again.")
            self.banner.show_state(ComponentStatus.UNKNOWN, title, words)
            return
        before, reading = self._reading, read(view, now, is_cut_off=self._has_failed)
        self._reading = reading
        words = of_part(view, headline(view, reading, now))
        said = join(sentence(view, reading, now, self._zone), elsewhere_words(view))
        self.banner.show_state(reading.overall, words, said)
        if before is None or before.mood is not reading.mood:
            self._arrange()
        else:
            self.stage.age(now, is_blind=reading.mood is Mood.BLIND)
        self._dim()
        self.side.tick(now, reading)
        self.footer.show_facts(facts(view, reading, now))
        ages = source_words(view, reading.last_seen, now, self._zone)
        if self.stage.pages > 1:
            page = self.tr("Page {n} of {all}").format(n=self.stage.page + 1, all=self.stage.pages)
            ages = join(page, ages)
        self.footer.show_ages(ages)

    def _arrange(self) -> None:
        self.notes.set_unit(unit_for(self.width(), self.height(), self._scale))
        notes = self.notes.wanted_height(self.width())
        parts = areas(self.width(), self.height(), notes=notes, scale=self._scale)
        self.banner.set_unit(parts.unit)
        self.footer.set_unit(parts.unit)
        self.banner.setGeometry(_qrect(parts.banner))
        self.notes.setGeometry(0, parts.banner.bottom, self.width(), notes)
        self.footer.setGeometry(_qrect(parts.footer))
        view, reading = self._view, self._reading
        is_filled = view is not None and reading is not None and reading.mood is not Mood.EMPTY
        self.stage.setVisible(is_filled)
        self.side.setVisible(is_filled and parts.side is not None)
        self._show_empty(is_wanted=view is not None and not is_filled, main=parts.main)
        if view is None or reading is None or not is_filled:
            return
        now = self._clock.now()
        self.stage.setGeometry(_qrect(parts.main))
        self.stage.show_view(view, reading, parts.unit, now, self._zone)
        if self.is_wall:
            self._pointer.watch()
        if parts.side is not None:
            self.side.setGeometry(_qrect(parts.side))
            self.side.show_view(view, reading, now, self._zone, parts.unit)

    def _show_empty(self, *, is_wanted: bool, main: Rect) -> None:
        if self._empty is None:
            if not is_wanted:
                return
            from ui.widgets.empty_state import EmptyState

            self._empty = EmptyState(
                self.tr("Nothing to watch yet"),
                self.tr(
                    "Add the services that your customers depend on. "
                    "Each is checked from here and appears on this board."
                ),
                self,
                icon="radar",
                action=self.tr("Add a service"),
            )
            self._empty.acted.connect(lambda: self.wanted.emit(NewServicePlace()))
        self._empty.setVisible(is_wanted)
        self._empty.setGeometry(main.x, main.y, self.width() - 2 * main.x, main.h)


def _qrect(rect: Rect) -> QRect:
    return QRect(rect.x, rect.y, rect.w, rect.h)
