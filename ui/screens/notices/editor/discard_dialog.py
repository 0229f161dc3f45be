"""The one question before a draft leaves the list."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.widgets.confirm_dialog import ConfirmDialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("Notices", text)


def discard_dialog(parent: QWidget) -> ConfirmDialog:
    """Says what is lost, and what is not; to be opened with `open()`."""
    return ConfirmDialog(
        _tr("Discard this draft?"),
        _tr("It leaves the list. What customers read now does not change."),
        action=_tr("Discard draft"),
        keep=_tr("Keep writing"),
        parent=parent,
    )
