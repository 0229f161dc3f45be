"""The time in which a large send can be taken back, counted down, and what came of it."""

from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.views.brake import BrakeState, BrakeView
from ui.keys.key import Key
from ui.screens.notices.people_words import people_words
from ui.theme.fonts import BOLD, SEMIBOLD
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_3, SPACE_5, TITLE
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph

_FIGURE = TITLE + 8


class BrakeStrip(QWidget):
    """Says what the database says: it counts nothing by itself. Nothing held, nothing shown.

    Signals:
        take_back_wanted: nobody shall get these messages.
        let_go_wanted: everybody shall get them now.
        next_wanted: nobody was told, and a person wants to write the update that everybody gets.
        correction_wanted: it is too late, and a person wants to correct what people were told.
    """

    take_back_wanted = Signal()
    let_go_wanted = Signal()
    next_wanted = Signal()
    correction_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = "degraded"
        self._is_held = False
        self.figure = Label(size=_FIGURE, weight=BOLD, tone="degraded")
        self.headline = Paragraph(weight=SEMIBOLD)
        self.line = Paragraph(tone="muted")
        self.take_back = QPushButton(self.tr("Take back"))
        self.take_back.setToolTip(
            self.tr("Nobody gets these messages. {keys}").format(keys=Key.TAKE_BACK.text)
        )
        self.take_back.clicked.connect(self._take_back)
        self.let_go = QPushButton(self.tr("Send now"))
        self.let_go.setProperty("look", "quiet")
        self.let_go.clicked.connect(self._let_go)
        self.write_next = QPushButton(self.tr("Write the next update"))
        self.write_next.setToolTip(self.tr("Nobody got this one: the next one tells all of them."))
        self.write_next.clicked.connect(self.next_wanted)
        self.correct = QPushButton(self.tr("Send a correction…"))
        self.correct.setToolTip(self.tr("Goes only to those whom these words reached."))
        self.correct.clicked.connect(self.correction_wanted)
        self._lay_out()
        self.hide()

    @property
    def is_held(self) -> bool:
        """Whether the messages can be taken back, as far as was heard last."""
        return self._is_held

    def show_brake(self, view: BrakeView) -> None:
        """Shows what the database says now."""
        match view.state:
            case BrakeState.NONE | BrakeState.GONE:
                self._is_held = False
                self.hide()
            case BrakeState.HELD:
                self._show_held(view)
            case BrakeState.TAKEN_BACK:
                self.show_taken_back(view.recipients)

    def show_taken_back(self, recipients: int) -> None:
        """Nobody gets the messages; the page is another matter."""
        said = self.tr("Taken back. {people} get no message.")
        if recipients == 1:
            said = self.tr("Taken back. {people} gets no message.")
        self._tone = "unknown"
        self._say(
            said.format(people=people_words(recipients)),
            self.tr(
                "The page keeps the update, for it is public already. Write another update where "
                "it says something wrong."
            ),
        )
        self._show_buttons(is_held=False, is_told=False)

    def show_refused(self, reason: str) -> None:
        """It could not be taken back, or it is not known whether it was."""
        self._tone = "major"
        self._say(self.tr("Not taken back"), reason)
        self._show_buttons(is_held=False, is_told=True)

    def _show_held(self, view: BrakeView) -> None:
        seconds = ceil(view.left_s)
        self._tone = "degraded"
        self.figure.setText(self.tr("{n} s").format(n=seconds))
        self._say(
            self.tr("{people}: the first message goes out after this.").format(
                people=people_words(view.recipients)
            ),
            self.tr("Until then nobody gets one. The page is on its way already."),
        )
        self._show_buttons(is_held=True)

    def _take_back(self) -> None:
        self._wait()
        self.take_back_wanted.emit()

    def _let_go(self) -> None:
        self._wait()
        self.let_go_wanted.emit()

    def _wait(self) -> None:
        self.take_back.setEnabled(False)
        self.let_go.setEnabled(False)

    def _say(self, headline: str, line: str) -> None:
        self.headline.set_text(headline)
        self.line.set_text(line)
        if self.accessibleName() != headline:
            self.setAccessibleName(headline)
            self.setAccessibleDescription(line)

    def _show_buttons(self, *, is_held: bool, is_told: bool = False) -> None:
        self._is_held = is_held
        self.figure.setVisible(is_held)
        self.take_back.setVisible(is_held)
        self.let_go.setVisible(is_held)
        self.write_next.setVisible(not is_held and not is_told)
        self.correct.setVisible(not is_held and is_told)
        self.show()
        self.update()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_5, SPACE_3, SPACE_5, SPACE_3)
        row.setSpacing(SPACE_3)
        # The figure gets narrower with its digits; what stands beside it must not move.
        self.figure.setMinimumWidth(self.figure.fontMetrics().horizontalAdvance("00 s"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.headline)
        words.addWidget(self.line)
        row.addWidget(self.figure)
        row.addLayout(words, 1)
        for button in (self.let_go, self.take_back, self.write_next, self.correct):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one surface
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(tokens(), f"{self._tone}_soft")))
