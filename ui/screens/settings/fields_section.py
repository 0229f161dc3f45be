"""A section of declared settings: its form follows from the declaration alone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.page.inputs import ChooseSettings
from statusboard.catalog.section import Section
from statusboard.domain.views.settings import SettingsView
from ui.screens.settings.section import SettingsSection
from ui.widgets.field_row import declared
from ui.widgets.kept_form import KeptForm


class FieldsSection(SettingsSection):
    """The settings of one section.

    Signals:
        kept: a person wants the fields kept; carries the ChooseSettings.
    """

    kept = Signal(object)

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = section
        self.head(declared(section.label), declared(section.help))
        self.fields = KeptForm(section.fields, self.card)
        self.fields.wanted.connect(lambda: self.kept.emit(self.choice))
        self.body.addWidget(self.fields)

    @property
    def choice(self) -> ChooseSettings:
        """What differs from what is kept."""
        setting = self._section.setting
        return ChooseSettings({setting(name): v for name, v in self.fields.changed.items()})

    def load(self, view: SettingsView) -> None:
        """Shows what is kept; fields that a person is changing stay as they are."""
        self.fields.load(self._section.kept(view.values))
