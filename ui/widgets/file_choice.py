"""The system's own choosers for a file, opened beside the window without stopping it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def choose_to_write(
    home: QWidget, title: str, name: str, then: Callable[[Path], None], *, kinds: str
) -> QFileDialog:
    """Asks where a file is to be written; `kinds` is what the chooser filters by."""
    dialog = _dialog(home, title, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(name.rpartition(".")[2])
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda file: then(Path(file)))
    dialog.open()
    return dialog


def choose_to_read(
    home: QWidget, title: str, then: Callable[[Path], None], *, kinds: str
) -> QFileDialog:
    """Asks which file is to be read."""
    dialog = _dialog(home, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda file: then(Path(file)))
    dialog.open()
    return dialog


def choose_folder(home: QWidget, title: str, then: Callable[[Path], None]) -> QFileDialog:
    """Asks which folder is to be read."""
    dialog = _dialog(home, title, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda file: then(Path(file)))
    dialog.open()
    return dialog


def _dialog(home: QWidget, title: str, kinds: str) -> QFileDialog:
    dialog = QFileDialog(home, title, str(Path.home()), kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
