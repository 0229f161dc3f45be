"""Whether a channel works, step by step: each done for real, and told in words with its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.status import ComponentStatus
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import BODY, CAPTION, SPACE_1, SPACE_2, SPACE_3, SPACE_4
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.status_glyph import StatusGlyph
from ui.widgets.time_words import full_words


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One step as it is shown: how it went, what was tried, what was found, and when."""

    look: ComponentStatus
    title: str
    words: str
    at: datetime | None = None


class ProofCard(Card):
    """The steps of the last proof. `say` stands in their place while there are none.

    Signals:
        proof_wanted: a person wants all steps tried now.
    """

    proof_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=SPACE_4)
        self.setAccessibleName(self.tr("Proof"))
        self._lines: tuple[ProofLine, ...] = ()
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Proof"), size=BODY, weight=SEMIBOLD))
        head.addStretch(1)
        self.prove_button = QPushButton(self.tr("Prove it now"))
        self.prove_button.clicked.connect(self.proof_wanted)
        head.addWidget(self.prove_button)
        self.body.addLayout(head)
        self._said = Label(tone="muted", wrap=True)
        self.body.addWidget(self._said)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(0)
        self.body.addLayout(self._steps)
        self._say_untried()

    @property
    def lines(self) -> tuple[ProofLine, ...]:
        """The steps that are shown."""
        return self._lines

    @property
    def said(self) -> str:
        """What stands in the place of the steps, or empty."""
        return self._said.text()

    def say(self, sentence: str) -> None:
        """Says a sentence above the steps; empty takes it back."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def _say_untried(self) -> None:
        self.say(self.tr("Nobody has tried yet whether this channel works."))

    def show_busy(self, *, is_busy: bool) -> None:
        """Shows that the steps are being tried."""
        again = self.tr("Prove again") if self._lines else self.tr("Prove it now")
        self.prove_button.setText(self.tr("Proving") if is_busy else again)

    def show_lines(self, lines: Sequence[ProofLine], zone: tzinfo) -> None:
        """Shows the steps, with their times in this zone."""
        if lines:
            self.say("")
        elif self._lines or not self.said:
            self._say_untried()
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            while (item := self._steps.takeAt(0)) is not None:
                gone = item.widget()
                if gone is not None:
                    gone.hide()
                    gone.deleteLater()
            for number, line in enumerate(self._lines):
                self._steps.addWidget(_StepRow(line, zone, is_first=number == 0))
        self.show_busy(is_busy=False)


class _StepRow(QWidget):
    """Glyph, what was tried over what was found, and the time on the right."""

    def __init__(self, line: ProofLine, zone: tzinfo, *, is_first: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if not is_first:
            edge = QWidget()
            edge.setFixedHeight(1)
            edge.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            edge.setProperty("surface", "edge")
            column.addWidget(edge)
        row = QHBoxLayout()
        row.setContentsMargins(0, SPACE_2 + 2, 0, SPACE_2 + 2)
        row.setSpacing(SPACE_3 + SPACE_1)
        row.addWidget(StatusGlyph(line.look), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(line.title, weight=SEMIBOLD, wrap=True))
        if line.words:
            found = Label(line.words, size=CAPTION, tone="muted", wrap=True)
            found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(found)
        row.addLayout(words, 1)
        if line.at is not None:
            local = line.at.astimezone(zone)
            time = Label(f"{local:%H:%M:%S}", size=CAPTION, tone="muted")
            time.setToolTip(full_words(line.at, zone))
            row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.setAccessibleName(": ".join(filter(None, (line.title, line.words))))
