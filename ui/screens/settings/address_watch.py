"""Whether the public address of a place is watched like a service, and the offer to do so."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_2
from ui.widgets.label import Label


class AddressWatch(QWidget):
    """Hidden where nobody knows at which https address customers read the place.

    `watched_by` is the service that watches it; empty for none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.watched_by = ""
        self.words = Label(tone="muted", wrap=True)
        self.button = QPushButton(self.tr("Watch it as a service"))
        self.button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def load(self, address: str, watched_by: str) -> None:
        """Says how it stands with that address."""
        self.watched_by = watched_by
        if watched_by:
            words = self.tr(
                "“{service}” watches how {address} answers, and its certificate, like any service."
            )
        else:
            words = self.tr(
                "Nobody watches how {address} answers, nor its certificate. As a service it can "
                "raise an alarm; no page shows it until you say so, and it weighs nothing in the "
                "figures of all."
            )
        self.words.setText(words.format(service=watched_by, address=address))
        self.button.setVisible(not watched_by)
        self.setVisible(bool(address))
