"""The services that work is about, and what each of them will be meanwhile."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QWidget

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.notices import Choice
from ui.widgets.add_button import AddButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.service_chip import ServiceChip
from ui.widgets.service_picker import ServicePicker
from ui.widgets.tab_order import chain

_GAP = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class ServicesField(QWidget):
    """Chips in the order in which they were added, and the way to add one.

    Signals:
        edited: a person added, changed or removed a service.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._planned: dict[int, ComponentStatus] = {}
        self._names: dict[int, str] = {}
        self._chips: dict[int, ServiceChip] = {}
        self.add_button = AddButton(_tr("+ Add"), _tr("Add a service"), self)
        self.add_button.clicked.connect(self.open_picker)
        self._flow = FlowLayout(self, gap=_GAP)
        self._show()

    @property
    def planned(self) -> Mapping[int, ComponentStatus]:
        """What each service will be, by component id."""
        return dict(self._planned)

    def chip(self, component_id: int) -> ServiceChip:
        """The chip of a service. Raises KeyError for one that is not planned for."""
        return self._chips[component_id]

    def load(self, planned: Mapping[int, ComponentStatus]) -> None:
        """Shows what a plan says, without announcing it."""
        self._planned = dict(planned)
        self._show()

    def know(self, services: Sequence[tuple[int, str]]) -> None:
        """Takes what can be planned for."""
        names = dict(services)
        if names != self._names:
            self._names = names
            self._show()

    def add(self, component_id: int) -> None:
        """Plans for one more service: it will be under maintenance."""
        if component_id not in self._names or component_id in self._planned:
            return
        self._planned[component_id] = ComponentStatus.UNDER_MAINTENANCE
        self._show()
        self._chips[component_id].setFocus()
        self.edited.emit()

    def open_picker(self) -> None:
        """Opens the list of services that are not planned for yet."""
        left = [
            Choice(key, name, "", ComponentStatus.OPERATIONAL, None, "")
            for key, name in self._names.items()
            if key not in self._planned
        ]
        picker = ServicePicker(left, self)
        picker.picked.connect(self.add)
        picker.move(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 4)))
        picker.show()

    def _show(self) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        for gone in self._chips.keys() - self._planned.keys():
            chip = self._chips.pop(gone)
            chip.hide()
            chip.deleteLater()
        for component_id, status in self._planned.items():
            self._flow.addWidget(self._chip_for(component_id, status))
        self._flow.addWidget(self.add_button)
        chain(*(self._chips[key] for key in self._planned), self.add_button)
        self._flow.invalidate()
        self.updateGeometry()

    def _chip_for(self, component_id: int, status: ComponentStatus) -> ServiceChip:
        name = self._names.get(component_id, _tr("A service that was removed"))
        chip = self._chips.get(component_id)
        if chip is not None:
            chip.show_status(name, status)
            return chip
        chip = ServiceChip(name, status, self)
        chip.status_chosen.connect(lambda chosen, key=component_id: self._say(key, chosen))
        chip.removed.connect(lambda key=component_id: self._remove(key))
        self._chips[component_id] = chip
        chip.show()
        return chip

    def _say(self, component_id: int, status: ComponentStatus) -> None:
        self._planned[component_id] = status
        self._flow.invalidate()
        self.edited.emit()

    def _remove(self, component_id: int) -> None:
        self._planned.pop(component_id, None)
        self._show()
        self.add_button.setFocus()
        self.edited.emit()
