"""The board's right column: what customers are told, what to say, and what else is on today."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.domain.support_line import support_line
from statusboard.domain.views.board import BoardView, Told
from statusboard.domain.views.suggestions import NOTHING_SUGGESTED, SuggestionsView
from ui.screens.board.mood import Reading
from ui.screens.board.painting.promise_box import PromiseBox
from ui.screens.board.painting.side_card import SideCard
from ui.screens.board.side_cards import CardMaker
from ui.screens.board.suggested_cards import SuggestedCards, Wishes, first_without_change
from ui.screens.board.words import happening_words

CARD_GAP = 18
# Long texts and headings are cut to these numbers of lines, one after the other, until all cards
# fit; then cards are left out; then what is left is cut further, so that what stays is whole.
LIMITS = ((0, 9), (8, 9), (5, 3), (3, 3))
LAST_LIMITS = ((2, 2), (1, 2), (-1, 2), (-1, 1))


class BoardSide(QWidget):
    """Cards in order of weight; what does not fit is left out from below, never what to say.

    Signals:
        write_wanted: the person wants to tell customers something.
        tell_wanted: the person wants to tell customers that it is over; the id of the incident.
        call_back_wanted: a caller wants to be told when it is fixed; carries the `Told`.
        read_wanted: the person wants to read what monitoring suggests; carries it.
        later_wanted: nobody should be reminded of a suggestion for a while; the id of the notice.
        no_change_wanted: the person wants to say that there is nothing new; the incident's id.
    """

    write_wanted = Signal()
    tell_wanted = Signal(int)
    call_back_wanted = Signal(object)
    read_wanted = Signal(object)
    later_wanted = Signal(int)
    no_change_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self._cards: list[SideCard] = []
        self._promises: list[PromiseBox] = []
        # What the cards were made from; the same again makes no new ones.
        self._shown: tuple[object, ...] = ()
        self._has_channels = False
        self._suggestions = NOTHING_SUGGESTED
        self._wishes = Wishes(
            read=self.read_wanted.emit,
            later=self.later_wanted.emit,
            no_change=self.no_change_wanted.emit,
        )
        self._given: tuple[BoardView, Reading, tzinfo, float] | None = None

    @property
    def cards(self) -> tuple[SideCard, ...]:
        """The cards that there are, whether there is room for them or not."""
        return tuple(self._cards)

    def show_view(
        self, view: BoardView, reading: Reading, now: datetime, zone: tzinfo, unit: float
    ) -> None:
        """Shows what goes with the tiles."""
        self._given = (view, reading, zone, unit)
        told = view.told if reading.is_current else tuple(map(without_promise, view.told))
        line = support_line(told, view.tiles, now=now, zone=zone, templates=view.templates)
        shown = (
            view.told,
            tuple(happening_words(one, now, zone) for one in view.happenings),
            line,
            view.last_incident,
            view.drafts,
            view.record,
            reading.mood,
            reading.is_all_seen,
            tuple(found.told.incident_id for found in reading.back),
            now.astimezone(zone).date(),
            unit,
            self._has_channels,
            reading.due is not None and reading.due <= now,
            self._suggestions.items,
            self._suggestions.written,
            tuple(one.is_hidden(now) for one in self._suggestions.items),
        )
        if shown != self._shown:
            self._shown = shown
            self._clear()
            maker = CardMaker(
                view,
                reading,
                now,
                zone,
                unit,
                line=line,
                write=self.write_wanted.emit,
                tell=self.tell_wanted.emit,
                call_back=self.call_back_wanted.emit if self._has_channels else None,
                suggested=SuggestedCards(self._suggestions, self._wishes, now, zone, unit),
            )
            self._column.setSpacing(round(CARD_GAP * unit))
            for card in maker.make():
                self._column.insertWidget(self._column.count() - 1, card)
                self._cards.append(card)
            self._promises = maker.promises
            self._count_down(now, is_known=reading.is_current)
            self._fit()
        elif self._count_down(now, is_known=reading.is_current):
            self._fit()

    def know_channels(self, *, has_channels: bool, now: datetime) -> None:
        """Whether there is a channel by which a caller could be told."""
        if has_channels != self._has_channels:
            self._has_channels = has_channels
            self.tick(now)

    def know_suggestions(self, suggestions: SuggestionsView, *, now: datetime) -> None:
        """What monitoring suggests to tell customers."""
        if suggestions != self._suggestions:
            self._suggestions = suggestions
            self.tick(now)

    def no_change(self) -> int | None:
        """The incident whose promise is due first and can be kept by *no change*; None: none."""
        if self._given is None:
            return None
        view, reading, _zone, _unit = self._given
        return first_without_change(view.told, reading, self._suggestions)

    def tick(self, now: datetime, reading: Reading | None = None) -> None:
        """Moves the countdowns on, and what to say with them. None: it means what it meant."""
        if self._given is not None:
            view, known, zone, unit = self._given
            self.show_view(view, reading or known, now, zone, unit)

    def _count_down(self, now: datetime, *, is_known: bool) -> bool:
        """Whether one of them presses in another way now, and takes another room."""
        before = [promise.urgency for promise in self._promises]
        for promise in self._promises:
            promise.tick(now, is_known=is_known)
        return before != [promise.urgency for promise in self._promises]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _clear(self) -> None:
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        self._promises = []

    def _fit(self) -> None:
        left = list(self._cards)
        for card in left:
            card.shrink(is_small=False)
        self._cut(left, LIMITS)
        while self._is_too_high(left) and (gone := _least(left)) is not None:
            left.remove(gone)
        self._cut(left, LAST_LIMITS)
        is_small = self._is_too_high(left)
        for card in self._cards:
            card.shrink(is_small=is_small)
            card.setVisible(card in left)

    def _cut(self, cards: list[SideCard], limits: Sequence[tuple[int, int]]) -> None:
        for lines, headings in limits:
            if limits is not LIMITS and not self._is_too_high(cards):
                return
            for card in cards:
                card.limit(lines, headings)
            if not self._is_too_high(cards):
                return

    def _is_too_high(self, cards: list[SideCard]) -> bool:
        return self._height(cards) > self.height()

    def _height(self, cards: list[SideCard]) -> int:
        gaps = self._column.spacing() * max(0, len(cards) - 1)
        return gaps + sum(_height_of(card, self.width()) for card in cards)


def without_promise(told: Told) -> Told:
    """What is told, without a promise of which nobody here knows whether it still holds."""
    return replace(told, wording=told.wording.without_promise())


def _least(cards: list[SideCard]) -> SideCard | None:
    """The card that is left out next: the last that need not stay. The first one does."""
    return next((card for card in reversed(cards[1:]) if not card.stays), None)


def _height_of(card: SideCard, width: int) -> int:
    layout = card.column
    layout.invalidate()
    return (
        layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
    )
