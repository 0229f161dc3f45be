"""The board's right column: what customers are told, what to say, and what else is on today."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.domain.views.board import BoardView
from ui.screens.board.mood import Reading
from ui.screens.board.painting.promise_box import PromiseBox
from ui.screens.board.painting.side_card import SideCard
from ui.screens.board.side_cards import CardMaker

CARD_GAP = 18
# The long texts are cut to these numbers of lines, one after the other, until all cards fit.
LIMITS = (0, 8, 5, 3, 2)


class BoardSide(QWidget):
    """Cards in order of weight; what does not fit is left out from below.

    Signals:
        write_wanted: the person wants to tell customers something.
    """

    write_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self._cards: list[SideCard] = []
        self._promises: list[PromiseBox] = []
        # What the cards were made from; the same again makes no new ones.
        self._shown: tuple[object, ...] = ()

    @property
    def cards(self) -> tuple[SideCard, ...]:
        """The cards that there are, whether there is room for them or not."""
        return tuple(self._cards)

    def show_view(
        self, view: BoardView, reading: Reading, now: datetime, zone: tzinfo, unit: float
    ) -> None:
        """Shows what goes with the tiles."""
        shown = (
            view.told,
            view.happenings,
            view.support_line,
            view.last_incident,
            view.drafts,
            view.record,
            reading.mood,
            reading.is_all_seen,
            now.astimezone(zone).date(),
            unit,
        )
        if shown != self._shown:
            self._shown = shown
            self._clear()
            maker = CardMaker(view, reading, now, zone, unit, self.write_wanted.emit)
            self._column.setSpacing(round(CARD_GAP * unit))
            for card in maker.make():
                self._column.insertWidget(self._column.count() - 1, card)
                self._cards.append(card)
            self._promises = maker.promises
            self.tick(now)
            self._fit()
        else:
            self.tick(now)

    def tick(self, now: datetime) -> None:
        """Moves the countdowns on."""
        for promise in self._promises:
            promise.tick(now)

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
        for limit in LIMITS:
            for card in self._cards:
                card.limit(limit)
            if self._height(self._cards) <= self.height():
                break
        fitting = len(self._cards)
        while fitting > 1 and self._height(self._cards[:fitting]) > self.height():
            fitting -= 1
        for number, card in enumerate(self._cards):
            card.setVisible(number < fitting)

    def _height(self, cards: list[SideCard]) -> int:
        gaps = self._column.spacing() * max(0, len(cards) - 1)
        return gaps + sum(_height_of(card, self.width()) for card in cards)


def _height_of(card: SideCard, width: int) -> int:
    layout = card.column
    layout.invalidate()
    return (
        layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
    )
