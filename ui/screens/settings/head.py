"""The bar above the settings: the way to the people, and why nothing can be changed here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from statusboard.domain.access import Permission
from ui.runtime.permitted import Permitted
from ui.screens.destinations import PeoplePlace, PeopleTab
from ui.widgets.top_bar import TopBar


class SettingsHead(TopBar):
    """Says beside the title why whoever acts here may not change settings.

    Signals:
        wanted: a person wants to go elsewhere; carries the `Destination`.
    """

    wanted = Signal(object)

    def __init__(self, title: str, permitted: Permitted) -> None:
        super().__init__(title)
        self._permitted = permitted
        people = QPushButton(self.tr("People and audit trail"))
        people.clicked.connect(lambda: self.wanted.emit(PeoplePlace(PeopleTab.PEOPLE)))
        self.add(people)
        permitted.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        self.show_subtitle(self._permitted.why_not(Permission.CONFIGURE))
