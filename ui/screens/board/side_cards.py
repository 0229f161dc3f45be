"""Makes the cards of the board's right column for one view."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from statusboard.domain.recovery import Recovery
from statusboard.domain.views.board import BoardView, HappeningKind, Told
from ui.screens.board.back_words import still_read
from ui.screens.board.layout.geometry import text_pixels
from ui.screens.board.mood import Mood, Reading
from ui.screens.board.painting.promise_box import PromiseBox
from ui.screens.board.painting.side_card import SideCard
from ui.screens.board.painting.wall_button import wall_button
from ui.screens.board.record_card import record_card
from ui.screens.board.record_words import spoken_record
from ui.screens.board.suggested_cards import SuggestedCards, plain
from ui.screens.board.words import happening_words, past_words
from ui.theme.fonts import BOLD
from ui.widgets.paragraph import Paragraph
from ui.widgets.status_chip import StatusChip
from ui.widgets.time_words import moment_words

# How long it is said that something was copied.
COPIED_MS = 3000


class CardMaker(QObject):
    """Makes the cards for one view."""

    def __init__(
        self,
        view: BoardView,
        reading: Reading,
        now: datetime,
        zone: tzinfo,
        unit: float,
        *,
        line: str,
        write: Callable[[], None],
        tell: Callable[[int], None],
        call_back: Callable[[Told], None] | None,
        suggested: SuggestedCards,
    ) -> None:
        """Remembers what to make them from. `line` is what to say on the phone, if anything.

        `call_back`: adds a caller who is told when it is fixed; None where nobody could be told.
        `suggested` makes the cards of what monitoring suggests.
        """
        super().__init__()
        self._view, self._reading, self._now = view, reading, now
        self._zone, self._unit = zone, unit
        self._line, self._write, self._tell, self._call_back = line, write, tell, call_back
        self._suggested = suggested
        self.promises: list[PromiseBox] = []

    def make(self) -> list[SideCard]:
        """The cards, the weightiest first."""
        over = {
            found.told.incident_id: found
            for found in self._reading.back
            if not self._suggested.is_left(found.told.incident_id)
        }
        cards = self._suggested.of_trouble(self._reading.trouble, is_first=not self._view.told)
        cards += [self._over(found) for found in over.values()]
        lasting = [told for told in self._view.told if told.incident_id not in over]
        cards += [self._told(told) for told in sorted(lasting, key=_due)]
        if not cards and self._reading.mood is Mood.TROUBLE:
            cards.append(self._silence())
        if self._line:
            cards.insert(1, self._say(self.tr("Say this"), self._line))
        today = self._today(is_busy=bool(cards))
        if today is not None:
            cards.append(today)
        spoken = record_card(self._view, tuple(over.values()), self._unit) if over else None
        if spoken is not None:
            cards.append(spoken)
        is_calm = self._reading.mood is Mood.QUIET and not self._view.told
        if is_calm and self._view.last_incident is not None:
            cards.append(self._last())
        # Of a part nobody asks: that all is running it cannot say.
        if is_calm and not self._view.only:
            is_all_seen = self._reading.is_all_seen
            record = spoken_record(self._view.record, is_all_seen=is_all_seen)
            cards.append(self._say(self.tr("If somebody asks"), record))
        return cards

    def _told(self, told: Told) -> SideCard:
        card = SideCard(self.tr("What customers are being told"), self._unit)
        card.add_text(told.wording.title, 25, weight=BOLD, lines=3)
        row = QHBoxLayout()
        row.setSpacing(round(10 * self._unit))
        row.addWidget(StatusChip(told.wording.status, card, size=text_pixels(14, self._unit)))
        moment = moment_words(told.published_at, self._now, self._zone)
        # As short as it can be: in a small window the time must not be what is cut.
        words = self.tr("update {n} · {moment}").format(n=told.update_number, moment=moment)
        size = text_pixels(17, self._unit)
        row.addWidget(Paragraph(words, card, size=size, tone="muted", max_lines=1), 1)
        card.column.addLayout(row)
        card.column.addSpacing(round(4 * self._unit))
        card.add_text(plain(told.wording.body), 19, can_shrink=True)
        if told.wording.promise(told.published_at) is None:
            card.add_text(self.tr("No next update was promised."), 17, tone="muted")
        self._add_promise(card, told)
        self._suggested.add_no_change(card, told, self._view.told, self._reading)
        self._add_call_back(card, told)
        words = self.tr("Open the notice “{title}”").format(title=told.wording.title)
        card.be_pressed(words, lambda: self._tell(told.incident_id))
        return card

    def _add_call_back(self, card: SideCard, told: Told) -> None:
        call_back = self._call_back
        if call_back is None or not told.public_id:
            return
        button = self._button(self.tr("Tell a caller when it's fixed…"))
        button.clicked.connect(lambda: call_back(told))
        card.add_way_out(button)

    def _add_promise(self, card: SideCard, told: Told) -> None:
        promised = told.wording.promise(told.published_at)
        if promised is None:
            return
        note = self.tr("A draft is waiting") if told.draft_waiting else ""
        box = PromiseBox(promised, note, self._unit, self._zone, card)
        self.promises.append(box)
        card.column.addSpacing(round(8 * self._unit))
        card.column.addWidget(box)

    def _over(self, found: Recovery) -> SideCard:
        """What works again, and the way to telling customers so."""
        suggested = self._suggested.of_end(found, self._add_promise)
        if suggested is not None:
            return suggested
        card = SideCard(self.tr("Tell customers"), self._unit, edge="operational")
        card.add_text(self.tr("It is over, and they do not know yet"), 25, weight=BOLD, lines=3)
        words = self.tr("“{title}”: {customers}.").format(
            title=found.told.wording.title, customers=still_read(found)
        )
        card.add_text(words, 19, can_shrink=True)
        self._add_promise(card, found.told)
        is_begun = found.told.draft_waiting
        button = self._button(self.tr("Go on writing") if is_begun else self.tr("Say it is over…"))
        button.setProperty("look", "primary")
        button.clicked.connect(lambda: self._tell(found.told.incident_id))
        card.column.addSpacing(round(6 * self._unit))
        card.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _silence(self) -> SideCard:
        card = SideCard(self.tr("What customers are being told"), self._unit)
        card.add_text(
            self.tr("Customers have been told nothing yet"), 25, weight=BOLD, tone="major"
        )
        card.add_text(
            self.tr("Say that you know, what is affected, and when the next word comes."),
            18,
            tone="muted",
        )
        button = self._button(self.tr("Write a notice"))
        button.clicked.connect(self._write)
        card.column.addSpacing(round(6 * self._unit))
        card.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _button(self, words: str) -> QPushButton:
        return wall_button(words, self._unit)

    def _say(self, title: str, words: str) -> SideCard:
        """What somebody reads out: it is never cut."""
        card = SideCard(title, self._unit, stays=True)
        card.add_text(words, 21)
        said = self.tr("{title}: {words} Copies it.").format(title=title, words=words)
        card.be_pressed(said, partial(_copy, card, title, words.strip("“”")))
        return card

    def _today(self, *, is_busy: bool) -> SideCard | None:
        lines = [self._happening(index) for index in range(min(5, len(self._view.happenings)))]
        if not is_busy and self._reading.mood is Mood.QUIET:
            if not self._view.only:
                words = self.tr("Nothing is promised to customers")
                lines.append(("operational", "operational", words))
            if drafts := self._view.drafts:
                words = (
                    self.tr("1 draft") if drafts == 1 else self.tr("{n} drafts").format(n=drafts)
                )
                lines.append(("square-pen", "muted", words))
        if not lines:
            return None
        card = SideCard(self.tr("Also today") if is_busy else self.tr("Today"), self._unit)
        for glyph, tone, text in lines:
            card.add_line(glyph, tone, text)
        return card

    def _happening(self, index: int) -> tuple[str, str, str]:
        happening = self._view.happenings[index]
        words = happening_words(happening, self._now, self._zone)
        match happening.kind:
            case HappeningKind.SCHEDULED:
                return "megaphone", "muted", words
            case HappeningKind.MAINTENANCE:
                return "maintenance", "maintenance", words
            case HappeningKind.RECOVERED:
                return "operational", "operational", words

    def _last(self) -> SideCard:
        past = self._view.last_incident
        assert past is not None
        card = SideCard(self.tr("Last incident"), self._unit)
        card.add_text(past.title, 22, weight=BOLD, lines=2)
        card.add_text(past_words(past, self._now, self._zone), 18, tone="muted", lines=2)
        return card


def _copy(card: SideCard, title: str, words: str) -> None:
    """Puts the words on the clipboard, and says so above them for a moment."""
    QGuiApplication.clipboard().setText(words)
    copied = QCoreApplication.translate("CardMaker", "{title} – copied").format(title=title)
    card.say(copied)
    back = QTimer(card, singleShot=True, interval=COPIED_MS)
    back.timeout.connect(partial(card.say, title))
    back.timeout.connect(back.deleteLater)
    back.start()


def _due(told: Told) -> datetime:
    """By when customers were promised the next word: what presses most stands first."""
    return told.wording.promise(told.published_at) or datetime.max.replace(tzinfo=UTC)
