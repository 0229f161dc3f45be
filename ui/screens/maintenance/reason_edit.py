"""The line for why something cannot wait until somebody else has agreed."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class ReasonEdit(QLineEdit):
    """Empty until a person says why."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_tr("Why it cannot wait for approval"))
        self.setPlaceholderText(_tr("Why can it not wait? It is recorded."))
        self.setToolTip(self.placeholderText())

    @property
    def reason(self) -> str:
        """What was said, without the spaces around it."""
        return self.text().strip()
