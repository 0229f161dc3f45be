"""A picture that is kept with the settings: shown small, chosen from a file, taken away again."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from statusboard.catalog.own_picture import Limit, picture_words, read_picture, text_of
from ui.theme.tokens import SPACE_2
from ui.widgets.file_choice import choose_to_read
from ui.widgets.label import Label

_HIGH, _WIDE = 40, 220
# What is larger is refused all the same; so much is read of it to say by how much.
_MOST = 4_000_000


class PictureField(QWidget):
    """`text` is the picture as it is kept, or empty.

    Signals:
        edited: a person chose another, or took it away.
    """

    edited = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.text = ""
        self.picture = QLabel()
        self.words = Label(self.tr("None chosen"))
        self.words.setProperty("tone", "muted")
        self.button = QPushButton(self.tr("Choose a file…"))
        self.button.setAccessibleName(self.tr("Choose: {title}").format(title=title))
        self.button.clicked.connect(self._choose)
        self.away = QPushButton(self.tr("Take away"))
        self.away.setAccessibleName(self.tr("Take away: {title}").format(title=title))
        self.away.clicked.connect(lambda: self._edit(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        row.addWidget(self.picture)
        row.addWidget(self.words, 1)
        row.addWidget(self.away)
        row.addWidget(self.button)
        self.setFocusProxy(self.button)
        self.show_text("")

    def show_text(self, text: str) -> None:
        """Shows a picture as it is kept; empty for none."""
        self.text = text
        pixmap = pixmap_of(text, QSize(_WIDE, _HIGH))
        self.picture.setPixmap(pixmap)
        self.picture.setVisible(not pixmap.isNull())
        self.words.setText(picture_words(text) if text else self.tr("None chosen"))
        self.away.setVisible(bool(text))

    def take(self, file: Path) -> None:
        """Takes the content of a file, whatever it is: what is no good is said when it is kept."""
        try:
            with file.open("rb") as opened:
                content = opened.read(_MOST)
        except OSError as error:
            self.words.setText(
                self.tr("{name} cannot be read: {why}.").format(name=file.name, why=error.strerror)
            )
            return
        self._edit(text_of(content))

    def _choose(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg *.svg)")
        choose_to_read(self, self._title, self.take, kinds=kinds)

    def _edit(self, text: str) -> None:
        self.show_text(text)
        self.edited.emit()


def pixmap_of(text: str, room: QSize) -> QPixmap:
    """A kept picture drawn into that room, with its own proportions; null where it is none."""
    try:
        # What is drawn is what would be kept: nothing that loads, and nothing too large.
        held = QByteArray(read_picture(text, Limit(kilobytes=60, side=2_000)).content)
    except ValueError:
        return QPixmap()
    drawn = QPixmap()
    device = QBuffer(held)
    reader = QImageReader(device)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if not image.isNull():
        drawn = QPixmap.fromImage(image)
    return drawn
