"""What a place shows while it has nothing to show: what this is, and the way to fill it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme.fonts import BOLD
from ui.theme.icons import pixmap
from ui.theme.theme import theme, tokens
from ui.theme.tokens import LEAD, SPACE_2, SPACE_3, SPACE_5
from ui.widgets.label import Label

_ICON = 32


class EmptyState(QWidget):
    """An icon, a line, a sentence and perhaps one button, in the middle of its room.

    Signals:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(
        self,
        title: str,
        sentence: str = "",
        parent: QWidget | None = None,
        *,
        icon: str = "inbox",
        action: str = "",
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_5)
        column.setSpacing(SPACE_2)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._picture = QLabel()
        self._picture.setFixedSize(QSize(_ICON, _ICON))
        self._title = Label(title, size=LEAD, weight=BOLD)
        self._sentence = Label(sentence, tone="muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setMaximumWidth(440)
        self._sentence.setVisible(bool(sentence))
        self.button = QPushButton(action)
        self.button.setProperty("look", "primary")
        self.button.setVisible(bool(action))
        self.button.clicked.connect(self.acted)
        column.addStretch(1)
        column.addWidget(self._picture, 0, middle)
        column.addSpacing(SPACE_2)
        column.addWidget(self._title, 0, middle)
        sentence_row = QHBoxLayout()
        sentence_row.addStretch(1)
        sentence_row.addWidget(self._sentence, 100)
        sentence_row.addStretch(1)
        column.addLayout(sentence_row)
        column.addSpacing(SPACE_3)
        column.addWidget(self.button, 0, middle)
        column.addStretch(1)
        theme().changed.connect(self._draw)
        self._draw()

    def show_words(self, title: str, sentence: str = "", *, action: str = "") -> None:
        """Says something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.button.setText(action)
        self.button.setVisible(bool(action))

    def _draw(self) -> None:
        scale = self.devicePixelRatioF()
        self._picture.setPixmap(pixmap(self._icon, tokens().faint, _ICON, scale))
