"""What both sheets have: a choice, words for customers, who will hear of it, and one button."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from statusboard.app.agreement.agreeing import APPROVAL
from statusboard.domain.views.reach import ReachView
from statusboard.errors import RuleBroken, StatusBoardError
from ui.screens.notices.review.reach_part import ReachPart
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.banner import Banner
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.section_label import SectionLabel
from ui.widgets.sheet import Sheet
from ui.widgets.throw_away import ask_to_throw_away

_WIDTH, _WORDS_HEIGHT = 620, 92


class EndingSheet(Sheet):
    """Opens with the focus on its first field; Ctrl+Enter does what it is for, once."""

    def __init__(self, title: str, subtitle: str, action: str, parent: QWidget) -> None:
        super().__init__(title, parent, width=_WIDTH, subtitle=subtitle)
        self._is_busy = False
        self._usual = ""
        self.outcome = Banner(is_rounded=False, tone="major")
        self.outcome.hide()
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(_WORDS_HEIGHT)
        self.words.textChanged.connect(self.show_buttons)
        self.emergency = QLineEdit()
        self.emergency.setPlaceholderText(
            self.tr("Why can it not wait for somebody else? This is kept in the record.")
        )
        self.emergency.setAccessibleName(self.tr("Why this cannot wait for approval"))
        self.emergency.textChanged.connect(self.show_buttons)
        self.emergency.hide()
        self.warning = Banner(is_rounded=True, tone="degraded")
        self.warning.hide()
        self.reach = ReachPart()
        self.back_button = QPushButton(self.tr("Leave it as it is"))
        self.back_button.setProperty("look", "quiet")
        self.back_button.clicked.connect(self.reject)
        self.act_button = QPushButton(action)
        self.act_button.setProperty("look", "primary")
        self.act_button.clicked.connect(self._act)
        self.main_button = self.act_button

    @property
    def is_touched(self) -> bool:
        """Whether words stand in it that would be lost."""
        has_words = self.words.toPlainText().strip() not in ("", self._usual.strip())
        return has_words or bool(self.without_approval)

    @property
    def without_approval(self) -> str:
        """Why it cannot wait, where somebody else would have to agree; empty elsewhere."""
        return "" if self.emergency.isHidden() else self.emergency.text().strip()

    def ask_why(self, *, is_emergency: bool) -> None:
        """Asks why it cannot wait, or does not."""
        self.emergency.setVisible(is_emergency)
        self.show_buttons()

    @property
    def is_ready(self) -> bool:
        """Whether everything is there that it needs."""
        return bool(self.words.toPlainText().strip())

    def begin_with(self, words: str) -> None:
        """Words to start from; what a person has written stays."""
        if not self.is_touched:
            self._usual = words
            self.words.setPlainText(words)
            self.words.moveCursor(self.words.textCursor().MoveOperation.End)

    def show_reach(self, reach: ReachView, zone: str, *, is_end: bool) -> None:
        """Says who will hear of it. Nothing here takes a message back that was sent for it."""
        reach = replace(reach, brake_s=0.0)
        self.reach.show_reach(reach, (), is_end=is_end, zone=zone)
        self.show_buttons()

    def was_refused(self, error: StatusBoardError) -> None:
        """Nothing was done; what was written stays."""
        self._is_busy = False
        self.outcome.show_sentence(
            self.tr("Nothing was changed. {reason}").format(reason=error), tone="major"
        )
        self.outcome.show()
        if isinstance(error, RuleBroken) and error.field == APPROVAL:
            self.ask_why(is_emergency=True)
        self.show_buttons()

    def do(self) -> None:
        """Asks for what the sheet is for."""
        raise NotImplementedError

    def reject(self) -> None:
        """Closes, except while it is being done; asks first where words would be lost."""
        if self._is_busy:
            return
        if self.is_touched:
            words = self.tr("The words that you wrote are not kept.")
            ask_to_throw_away(self, words, super().reject)
            return
        super().reject()

    def show_buttons(self) -> None:
        """What can be done now."""
        has_reason = self.emergency.isHidden() or bool(self.without_approval)
        self.act_button.setEnabled(self.is_ready and has_reason and not self._is_busy)

    def _act(self) -> None:
        if self._is_busy or not self.is_ready:
            return
        self._is_busy = True
        self.outcome.hide()
        self.show_buttons()
        self.do()

    def lay_out(self, choice: str, words: str, after: str) -> None:
        """Puts it together: the captions of both fields, and what happens, in a few sentences."""
        self.content.addWidget(self.outcome)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_1)
        self.choice_label = Label(choice, size=CAPTION, weight=SEMIBOLD, tone="muted")
        self.choice_label.setBuddy(self.choice)
        self.choice.setAccessibleName(choice)
        words_label = Label(words, size=CAPTION, weight=SEMIBOLD, tone="muted")
        words_label.setBuddy(self.words)
        self.words.setAccessibleName(words)
        column.addWidget(self.warning)
        self.choice_label.setContentsMargins(0, SPACE_2, 0, 0)
        column.addWidget(self.choice_label)
        column.addWidget(self.choice)
        column.addSpacing(SPACE_3)
        column.addWidget(words_label)
        column.addWidget(self.words)
        column.addSpacing(SPACE_1)
        column.addWidget(self.emergency)
        column.addSpacing(SPACE_3)
        column.addWidget(SectionLabel(self.tr("Who will hear of it")))
        column.addWidget(self.reach)
        column.addSpacing(SPACE_3)
        column.addWidget(Paragraph(after, size=CAPTION, tone="muted"))
        self.hold(inner)
        self.foot.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot.addStretch(1)
        self.foot.addWidget(self.act_button)
        self.show_buttons()
