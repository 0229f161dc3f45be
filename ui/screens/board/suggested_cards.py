"""The cards of what monitoring suggests: new trouble that nobody was told of, and its end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.domain.recovery import Recovery
from statusboard.domain.views.board import Tile, Told
from statusboard.domain.views.suggestions import SuggestionItem, SuggestionsView
from ui.keys.key import Key
from ui.screens.board.mood import Reading
from ui.screens.board.painting.side_card import SideCard
from ui.screens.board.painting.wall_button import wall_button
from ui.theme.fonts import BOLD
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.time_words import moment_words

LATER_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the buttons of the cards ask for: to read a suggestion, to be left alone, no change."""

    read: Callable[[SuggestionItem], None]
    later: Callable[[int], None]
    no_change: Callable[[int], None]


class SuggestedCards(QObject):
    """Makes the cards for one view."""

    def __init__(
        self,
        suggestions: SuggestionsView,
        wishes: Wishes,
        now: datetime,
        zone: tzinfo,
        unit: float,
    ) -> None:
        super().__init__()
        self._suggestions, self._wishes = suggestions, wishes
        self._now, self._zone, self._unit = now, zone, unit

    def of_trouble(self, trouble: Sequence[Tile], *, is_first: bool) -> list[SideCard]:
        """What could be told of these services, the newest first.

        `is_first`: customers read of nothing else.
        """
        failing = frozenset(tile.component_id for tile in trouble)
        words = (
            self.tr("Customers have been told nothing yet")
            if is_first
            else self.tr("Customers have not been told of this yet")
        )
        return [self._trouble(one, words) for one in self._suggestions.of_trouble(failing)]

    def of_end(
        self, found: Recovery, add_promise: Callable[[SideCard, Told], None]
    ) -> SideCard | None:
        """What could be told of an end; None where nothing is suggested.

        `add_promise` puts the promise on the card; where it is overdue, that has to be said.
        """
        item = self._suggestions.of_incident(found.told.incident_id, self._now)
        if item is None:
            return None
        card = SideCard(self.tr("Tell customers"), self._unit, edge="operational")
        card.add_text(self._waiting(item), 25, weight=BOLD, lines=3)
        card.add_text(_quoted(item.wording.body), 19, can_shrink=True)
        if _promised(found.told) <= self._now:
            add_promise(card, found.told)
        is_over = item.wording.status.is_over
        words = self.tr("Read and resolve…") if is_over else self.tr("Read and publish…")
        wait = self._button(self.tr("Wait 10 min"))
        wait.setAccessibleDescription(self.tr("Hides this for everybody for ten minutes"))
        wait.clicked.connect(lambda: self._wishes.later(item.notice_id))
        self._add_buttons(card, self._read_button(words, item), wait)
        card.add_text(self._drafted(item, self.tr("from what monitoring saw")), 16, tone="muted")
        return card

    def is_left(self, incident_id: int) -> bool:
        """Whether its end was left for later."""
        return self._suggestions.is_left(incident_id, self._now)

    def add_no_change(
        self, card: SideCard, told: Told, others: Sequence[Told], reading: Reading
    ) -> None:
        """The way to keep a promise where there is nothing new, and its key."""
        if not _can_stay(told, reading, self._suggestions):
            return
        is_first = first_without_change(others, reading, self._suggestions) == told.incident_id
        words = self.tr("No change")
        button = self._button(f"{words}  ({Key.NO_CHANGE_SUGGESTED.text})" if is_first else words)
        button.setAccessibleName(words)
        button.setToolTip(self.tr("Drafts an update that keeps the promise, and opens it"))
        button.clicked.connect(lambda: self._wishes.no_change(told.incident_id))
        card.add_way_out(button)

    def _trouble(self, item: SuggestionItem, words: str) -> SideCard:
        card = SideCard(self.tr("Suggested by monitoring"), self._unit, edge="major")
        card.add_text(words, 25, weight=BOLD, tone="major", lines=3)
        card.add_text(_quoted(item.wording.body), 19, can_shrink=True)
        self._add_buttons(card, self._read_button(self.tr("Read and publish…"), item))
        source = item.source or self.tr("monitoring")
        card.add_text(
            self._drafted(item, self.tr("from {source}").format(source=source)), 16, tone="muted"
        )
        return card

    def _waiting(self, item: SuggestionItem) -> str:
        count = item.recipients
        if not item.wording.status.is_over:
            return self.tr("It works again, and customers do not know yet")
        if not count:
            return self.tr("It is over, and they do not know yet")
        if count == 1:
            return self.tr("1 person waits to hear that it is over")
        return self.tr("{count} people wait to hear that it is over").format(count=f"{count:,}")

    def _drafted(self, item: SuggestionItem, source: str) -> str:
        moment = moment_words(item.drafted_at, self._now, self._zone)
        words = self.tr("drafted {moment} {source}").format(moment=moment, source=source)
        if not item.is_clean:
            return words
        return self.tr("{drafted} · every check of words is content").format(drafted=words)

    def _read_button(self, words: str, item: SuggestionItem) -> QPushButton:
        button = self._button(words)
        button.setProperty("look", "primary")
        button.clicked.connect(lambda: self._wishes.read(item))
        return button

    def _button(self, words: str) -> QPushButton:
        return wall_button(words, self._unit)

    def _add_buttons(self, card: SideCard, *buttons: QPushButton) -> None:
        row = QWidget(card)
        flow = FlowLayout(row, gap=round(12 * self._unit))
        for button in buttons:
            flow.addWidget(button)
        card.column.addSpacing(round(6 * self._unit))
        card.column.addWidget(row)


def first_without_change(
    told: Sequence[Told], reading: Reading, suggestions: SuggestionsView
) -> int | None:
    """The incident whose promise is due first and can be kept by *no change*; None: none."""
    able = [one for one in told if _can_stay(one, reading, suggestions)]
    due = min(able, key=lambda one: (_promised(one), one.incident_id), default=None)
    return None if due is None else due.incident_id


def _can_stay(told: Told, reading: Reading, suggestions: SuggestionsView) -> bool:
    """Whether something is promised, it is not over, and nobody writes the next update."""
    is_back = any(found.told.incident_id == told.incident_id for found in reading.back)
    is_written = told.incident_id in suggestions.written
    is_promised = told.wording.promise(told.published_at) is not None
    return is_promised and not is_back and not is_written


def _promised(told: Told) -> datetime:
    return told.wording.promise(told.published_at) or datetime.max.replace(tzinfo=UTC)


def _quoted(markdown: str) -> str:
    return f"“{plain(markdown)}”"


def plain(markdown: str) -> str:
    """The text of a notice as the page says it, without its marks; a line for each paragraph.

    What is struck through keeps its marks, and an address that words lead to stands after them.
    """
    # Only a board with a notice needs the reader of its text, which takes its time to load.
    from statusboard.app.notices.preview import body_text

    return "\n".join(line for line in body_text(markdown).split("\n") if line.strip())
