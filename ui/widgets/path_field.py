"""A folder on this computer: a text to type, and the system's own chooser beside it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui.theme.tokens import SPACE_2


class PathField(QWidget):
    """`line` holds the path; the button opens the chooser beside the window, without stopping it.

    `title` is what the chooser says.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.line = QLineEdit()
        self.button = QPushButton(self.tr("Choose a folder…"))
        self.button.setAccessibleName(self.tr("Choose: {title}").format(title=title))
        self.button.clicked.connect(self.choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)

    def choose(self) -> None:
        """Opens the chooser where the text points, or at home."""
        start = self.line.text().strip() or str(Path.home())
        dialog = QFileDialog(self, self._title, start)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.line.setText)
        dialog.open()
