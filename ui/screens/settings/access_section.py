"""Who may read the page: the settings, and what is given to its readers."""

from PySide6.QtWidgets import QWidget

from statusboard.catalog.access_fields import ACCESS
from statusboard.domain.views.settings import SettingsView
from ui.screens.settings.fields_section import FieldsSection
from ui.screens.settings.readers_panel import ReadersPanel
from ui.widgets.time_words import zone_of


class AccessSection(FieldsSection):
    """The declared fields, and beneath them the readers' panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ACCESS, parent)
        self.readers = ReadersPanel()
        self.body.addWidget(self.readers)

    def load(self, view: SettingsView) -> None:
        """Shows what is kept; fields that a person is changing stay as they are."""
        super().load(view)
        self.readers.tell_days_in(zone_of(view.zone))
