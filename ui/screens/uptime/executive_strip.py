"""The line for executives, with a button that copies it as it is at that moment."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_3
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph

_SAID_FOR_MS = 4_000


class ExecutiveStrip(Card):
    """Shows the line. What is copied is asked for anew, so that nobody passes on an old one.

    Signals:
        copy_wanted: a person wants the line; `copy` gives it, `say_failure` says why not.
    """

    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=0)
        self.body.setContentsMargins(14, 10, 14, 10)
        self.line = Paragraph(self.tr("Reading how things stand…"))
        self.button = QPushButton(self.tr("Copy"))
        self.button.setAccessibleName(self.tr("Copy the line for executives"))
        self.button.setToolTip(self.tr("Copies the line as it is now"))
        self.button.clicked.connect(self.copy_wanted)
        self._failure = Label(size=CAPTION, tone="major", wrap=True)
        self._failure.hide()
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_SAID_FOR_MS)
        self._back.timeout.connect(self._rest)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(self.tr("In one line"), size=CAPTION, weight=SEMIBOLD, tone="muted"))
        words.addWidget(self.line)
        words.addWidget(self._failure)
        row = QHBoxLayout()
        row.setSpacing(SPACE_3)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    @property
    def failure(self) -> str:
        """Why the line is not as of now; empty where it is."""
        return "" if self._failure.isHidden() else self._failure.text()

    def show_line(self, line: str) -> None:
        """Shows the line as of now."""
        self.line.set_text(line)
        self.line.set_tone("text")
        self._failure.hide()

    def copy(self, line: str) -> None:
        """Shows the line, and puts it where the next program takes it from."""
        self.show_line(line)
        QGuiApplication.clipboard().setText(line)
        self.button.setText(self.tr("Copied"))
        self._back.start()

    def say_failure(self, sentence: str) -> None:
        """It could not be asked again: nothing is copied that may no longer hold."""
        self.line.set_tone("muted")
        self._failure.setText(
            self.tr("This line may be out of date: {reason}").format(reason=sentence)
        )
        self._failure.show()

    def _rest(self) -> None:
        self.button.setText(self.tr("Copy"))
