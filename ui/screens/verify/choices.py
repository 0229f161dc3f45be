"""A short question: where a new service comes from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from ui.theme.fonts import BOLD
from ui.theme.icons import icon
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION, LEAD, SPACE_1, SPACE_2, SPACE_3, SPACE_5
from ui.widgets.label import Label


class SourceDialog(QDialog):
    """Asks where the service comes from. Opened with `open()`.

    Signals:
        chosen: `http` or `new_relic`.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add a service"))
        self.setMinimumWidth(460)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_5)
        box.setSpacing(SPACE_3)
        box.addWidget(Label(self.tr("What shall be watched?"), size=LEAD, weight=BOLD))
        for key, glyph, title, sentence in (
            (
                "http",
                "globe",
                self.tr("Watch an address"),
                self.tr("StatusBoard asks a web address itself, from this computer."),
            ),
            (
                "new_relic",
                "radar",
                self.tr("From New Relic"),
                self.tr("Pick what New Relic watches already; its state is read along."),
            ),
        ):
            option = QVBoxLayout()
            option.setSpacing(SPACE_1)
            option.addWidget(self._option(key, glyph, title, sentence))
            option.addWidget(Label(sentence, tone="muted", size=CAPTION, wrap=True))
            box.addLayout(option)
            box.addSpacing(SPACE_2)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setProperty("look", "quiet")
        cancel.clicked.connect(self.reject)
        box.addWidget(cancel, 0, Qt.AlignmentFlag.AlignRight)

    def _option(self, key: str, glyph: str, title: str, sentence: str) -> QPushButton:
        button = QPushButton(icon(glyph, tokens().accent), f"\N{EN SPACE}{title}")
        button.setObjectName(key)
        button.setMinimumHeight(44)
        button.setAccessibleName(title)
        button.setAccessibleDescription(sentence)
        button.clicked.connect(lambda: self._choose(key))
        return button

    def _choose(self, key: str) -> None:
        self.accept()
        self.chosen.emit(key)
