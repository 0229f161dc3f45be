"""What stands in the way of a window, and when it would disturb fewest people."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from statusboard.domain.views.maintenance import Clash, ClashKind, QuietHours
from ui.screens.maintenance.words import length_words, weekday_words
from ui.theme.fonts import BOLD
from ui.theme.theme import tokens
from ui.theme.tokens import BODY, RADIUS_SMALL, SPACE_2, SPACE_3
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.time_words import clock_words

_TONES = {
    ClashKind.SAME_SERVICE: "partial",
    ClashKind.FREEZE: "partial",
    ClashKind.CLOCK_CHANGE: "degraded",
    ClashKind.BUSY: "degraded",
}
# What only says how something stands is nothing to look out for.
_MARKED = frozenset(_TONES.values())
_PARTS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 6: "a sixth", 7: "a seventh"} | {
    8: "an eighth",
    9: "a ninth",
    10: "a tenth",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class Note(QWidget):
    """A sentence on a soft colour; what has to be looked at begins with a mark.

    Signals:
        acted: what it offers is wanted.
    """

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ground = "sunken"
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_3, 10, SPACE_3, 10)
        row.setSpacing(SPACE_2)
        self._mark = Label("!", weight=BOLD)
        self._sentence = Paragraph(size=BODY - 1)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        self.button = QToolButton()
        self.button.setProperty("look", "link")
        self.button.clicked.connect(self.acted)
        self.button.hide()
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text

    def show_sentence(self, sentence: str, tone: str = "", *, action: str = "") -> None:
        """Says something in a tone of the tokens; in none of them, calmly. `action`: its button."""
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._ground = f"{tone}_soft" if tone else "sunken"
        self._mark.setVisible(tone in _MARKED)
        self._mark.set_tone(tone)
        self._sentence.set_tone(tone or "muted")
        self._sentence.set_text(sentence)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one surface
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(tokens(), self._ground)))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_SMALL + 2, RADIUS_SMALL + 2)


class Notes(QWidget):
    """A note for each clash, and one for the quiet hours; nothing where there is nothing to say.

    Signals:
        quiet_wanted: the work is to begin with the quiet hours; carries that instant.
    """

    quiet_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._quiet: QuietHours | None = None
        self._notes: list[Note] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_3)
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said, from top to bottom."""
        return tuple(note.sentence for note in self._notes if not note.isHidden())

    def show_notes(
        self,
        clashes: Sequence[Clash],
        quiet: QuietHours | None,
        zone: tzinfo,
        *,
        starts_at: datetime | None = None,
    ) -> None:
        """Says what is in the way, then when it is quiet.

        `starts_at` is when the work begins that can still be put there; None: it cannot.
        """
        self._quiet = quiet
        said = [(clash.sentence, _TONES[clash.kind], "") for clash in clashes]
        if quiet is not None:
            can_move = starts_at is not None and starts_at != quiet.starts_at
            said.append((quiet_words(quiet, zone), "", _tr("Begin then") if can_move else ""))
        while len(self._notes) < len(said):
            note = Note()
            note.acted.connect(self._take_quiet)
            self._column.addWidget(note)
            self._notes.append(note)
        for number, note in enumerate(self._notes):
            note.setVisible(number < len(said))
            if number < len(said):
                sentence, tone, action = said[number]
                note.show_sentence(sentence, tone, action=action)
        self.setVisible(bool(said))

    def _take_quiet(self) -> None:
        if self._quiet is not None:
            self.quiet_wanted.emit(self._quiet.starts_at)


def quiet_words(quiet: QuietHours, zone: tzinfo) -> str:
    """When it is quiet: “Quietest 2 h of a Sunday: 03:00 – 05:00.” with what tells that."""
    words = _tr(
        "Quietest {length} of a {weekday}: {start} – {end}. Answers take {share} of the usual "
        "time then."
    )
    ends_at: datetime = quiet.starts_at + quiet.lasts
    return words.format(
        length=length_words(quiet.lasts),
        weekday=weekday_words(quiet.starts_at, zone),
        start=clock_words(quiet.starts_at, zone),
        end=clock_words(ends_at, zone),
        share=share_words(quiet.share),
    )


def share_words(share: float) -> str:
    """A part of the usual: “a ninth”, or in percent where no such part is near."""
    if share <= 0:
        return _tr("none")
    part = round(1 / share)
    if part in _PARTS and abs(1 / part - share) <= 0.1 * share:
        return _tr(_PARTS[part])
    return _tr("{n} %").format(n=round(100 * share))
