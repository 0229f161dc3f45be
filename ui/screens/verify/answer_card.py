"""One answer with everything known of it: its phases, and what was sent and came back."""

from datetime import tzinfo
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.views.verify import LatestAnswer
from ui.screens.verify.phase_bar import PhaseBar
from ui.screens.verify.words import outcome_words, took_words
from ui.theme.fonts import SEMIBOLD, mono
from ui.theme.icons import icon
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION, SPACE_2
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.section_label import SectionLabel
from ui.widgets.status_glyph import StatusGlyph
from ui.widgets.time_words import full_words

_MOST_LINES = 14
_COPY = 26


class Transcript(QPlainTextEdit):
    """Plain lines in a typewriter face, as high as they need up to a limit; never markup."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFont(mono(CAPTION))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setProperty("surface", "well")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())

    def show_lines(self, text: str) -> None:
        """Shows another text, keeping the place where somebody reads where it is the same."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # Summed up as laid out: a sign from another typeface makes its line higher.
        block, height, lines = self.document().firstBlock(), 0.0, 0
        while block.isValid() and lines < _MOST_LINES:
            height += self.blockBoundingRect(block).height()
            lines += max(1, block.lineCount())
            block = block.next()
        is_whole = not block.isValid() and lines <= _MOST_LINES
        height *= min(1.0, _MOST_LINES / max(1, lines))
        around = self.height() - self.viewport().height()
        margin = 2 * self.document().documentMargin()
        # Before it was shown for the first time Qt's own sums come out negative.
        self.setFixedHeight(max(0, ceil(height + margin) + around))
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if is_whole else policy.ScrollBarAsNeeded
        )


class AnswerCard(QWidget):
    """A heading such as “Latest answer · HTTP · 14:20:04”, and the card below it."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = heading
        self._title = SectionLabel(heading)
        self._glyph = StatusGlyph(size=16)
        self._line = Label(weight=SEMIBOLD, wrap=True)
        self._took = Label(tone="muted")
        self._phases = PhaseBar()
        self.transcript = Transcript()
        self.transcript.setAccessibleName(self.tr("What was sent and what came back"))
        self._copy = QToolButton()
        self._copy.setProperty("look", "quiet")
        self._copy.setFixedHeight(_COPY)
        self._copy.setAccessibleName(self.tr("Copy what was sent and what came back"))
        self._copy.setToolTip(self._copy.accessibleName())
        self._copy.clicked.connect(self._copy_text)
        theme().changed.connect(self._dress)
        self._dress()
        self._lay_out()

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addStrut(_COPY)
        heading.addWidget(self._title, 1)
        heading.addWidget(self._copy)
        card = Card(margin=12)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._line, 1)
        line.addWidget(self._took, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(line)
        card.body.addWidget(self._phases)
        card.body.addWidget(self.transcript)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(heading)
        box.addWidget(card)

    def show_answer(self, answer: LatestAnswer, *, how: str, moment: str, zone: tzinfo) -> None:
        """Shows an answer of the check that is asked like `how`; `moment` is when, in words."""
        self._title.setText(" · ".join(part for part in (self._heading, how, moment) if part))
        self._title.setToolTip(full_words(answer.at, zone))
        self._glyph.show_status(answer.outcome.level)
        self._line.setText(self._first_line(answer))
        self._took.setText(took_words(answer.response_us) if answer.response_us else "")
        self._phases.show_phases(answer.phases)
        lines = "\n".join(answer.lines)
        self.transcript.setVisible(bool(lines))
        self._copy.setVisible(bool(lines))
        if lines:
            self.transcript.show_lines(lines)

    @property
    def said(self) -> str:
        """What it says of the answer, in one line."""
        return self._line.text()

    def _first_line(self, answer: LatestAnswer) -> str:
        code = "" if answer.code is None else str(answer.code)
        detail = answer.detail or ("" if code else outcome_words(answer.outcome))
        if code in detail:
            return detail[:1].upper() + detail[1:]
        return f"{code} · {detail}" if detail else code

    def _dress(self) -> None:
        self._copy.setIcon(icon("copy", tokens().muted, 14))

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.transcript.toPlainText())
