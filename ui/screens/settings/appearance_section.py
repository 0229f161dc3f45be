"""Light, dark, or as the system has it; at once. Start-up remembers it."""

from PySide6.QtWidgets import QWidget

from ui.screens.settings.section import LabelledField, SettingsSection
from ui.theme.theme import theme
from ui.theme.tokens import ThemeChoice
from ui.widgets.segmented_control import SegmentedControl


class AppearanceSection(SettingsSection):
    """The one setting that belongs to this computer and not to the team."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(self.tr("Appearance"), self.tr("For this computer alone."))
        self.choice = SegmentedControl(
            [
                (ThemeChoice.SYSTEM.value, self.tr("As the system")),
                (ThemeChoice.LIGHT.value, self.tr("Light")),
                (ThemeChoice.DARK.value, self.tr("Dark")),
            ],
            name=self.tr("Theme"),
        )
        self.choice.choose(theme().choice.value)
        self.choice.chosen.connect(self._chosen)
        theme().changed.connect(self._show)
        self.body.addWidget(LabelledField(self.tr("Theme"), self.choice))

    def _chosen(self, key: str) -> None:
        theme().choose(ThemeChoice(key))

    def _show(self) -> None:
        if self.choice.current != theme().choice.value:
            self.choice.choose(theme().choice.value)
