"""Which database this desk works on, which version it is, and whether its facts are real."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from statusboard import __version__
from statusboard.domain.views.settings import SettingsView
from ui.screens.settings.section import SettingsSection
from ui.theme.tokens import SPACE_2, SPACE_5
from ui.widgets.label import Label


class AboutSection(SettingsSection):
    """Facts to read out on the phone; each can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(self.tr("About this desk"), self.tr("What this window is looking at."))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_5)
        self._grid.setVerticalSpacing(SPACE_2)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.database = self._fact(self.tr("Database"))
        self.version = self._fact(self.tr("Version"))
        self.facts = self._fact(self.tr("Facts"))
        self.version.setText(f"StatusBoard {__version__}")

    def load(self, view: SettingsView) -> None:
        """Shows the facts."""
        self.database.setText(view.database)
        self.facts.setText(
            self.tr("Sample data. Nothing leaves this computer.")
            if view.is_demo
            else self.tr("Your own. Nothing leaves this computer until you publish.")
        )

    def _fact(self, name: str) -> Label:
        row = self._grid.rowCount()
        label = Label(name, tone="muted")
        value = Label(wrap=True)
        value.setAccessibleName(name)
        value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        return value
