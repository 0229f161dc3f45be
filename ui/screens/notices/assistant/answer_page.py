"""What the helper wrote, beside the present text, with what every rule says of it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.finding import Finding
from statusboard.domain.views.writing_help import AssistantAnswer
from ui.screens.notices.editor.findings_list import FindingsList, Level, Point
from ui.screens.notices.writing.marked_text import MarkedText
from ui.screens.notices.writing.word_marks import WordMarks
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label

_NOT_IN_FACTS = "not_in_facts"


class AnswerPage(QWidget):
    """Both texts can be read and copied; neither is written on here."""

    def __init__(self, present: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.present = _reading(self.tr("Present text"))
        self.present.setPlainText(present)
        self.present.setPlaceholderText(self.tr("Nothing is written yet."))
        self.answer = _reading(self.tr("From the helper"))
        self.findings = FindingsList()
        self._no_title = QLineEdit(self)
        self._no_title.hide()
        self.marks = WordMarks(self._no_title, self.answer, self)
        self.findings.show_wanted.connect(self.marks.show_words)
        texts = QHBoxLayout()
        texts.setSpacing(SPACE_4)
        texts.addLayout(_captioned(self.tr("Present text"), self.present), 1)
        texts.addLayout(_captioned(self.tr("From the helper"), self.answer), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        below = QVBoxLayout(inner)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.findings)
        below.addStretch(1)
        scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_3)
        column.addLayout(texts, 3)
        column.addWidget(scroll, 2)

    def show_answer(
        self, answer: AssistantAnswer, found: Sequence[Finding] | None, problem: str = ""
    ) -> None:
        """Shows the text and what is said of it; `found` None: it could not be checked, and why."""
        self.answer.setPlainText(answer.text)
        # What the facts do not carry comes first: nobody else would tell.
        said = sorted(found or (), key=lambda one: one.rule != _NOT_IN_FACTS)
        points = [Point(_level(one), one.sentence, replace(one, fixes=())) for one in said]
        if answer.is_cut:
            words = self.tr("The helper stopped before it was done: the end is missing.")
            points.insert(0, Point(Level.WARNS, words))
        if found is None:
            words = self.tr("This text is not checked yet: {reason}").format(reason=problem)
            points.append(Point(Level.WARNS, words))
        elif all(one.rule != _NOT_IN_FACTS for one in found):
            words = self.tr("No time, number, name or cause was found that stands in no fact")
            points.append(Point(Level.GOOD, words))
        self.findings.show_points(points)
        self.marks.show_findings(found or ())


def _level(finding: Finding) -> Level:
    return Level.BLOCKS if finding.blocks else Level.WARNS


def _reading(name: str) -> MarkedText:
    text = MarkedText()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(name)
    return text


def _captioned(words: str, text: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(SPACE_2)
    caption = Label(words, size=CAPTION, weight=SEMIBOLD, tone="muted")
    caption.setBuddy(text)
    column.addWidget(caption)
    column.addWidget(text, 1)
    return column
