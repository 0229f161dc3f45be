"""The services that the notice names, each with what it says of them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.notices import Choice
from ui.screens.notices.editor.measured_link import MeasuredLink
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION
from ui.widgets.add_button import AddButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.label import Label
from ui.widgets.service_chip import TELLABLE, ServiceChip
from ui.widgets.service_picker import ServicePicker
from ui.widgets.tab_order import chain
from ui.widgets.time_words import clock_words


class ServicesField(QWidget):
    """Chips in the order they were named, and the way to add one.

    Signals:
        edited: a person added, changed or removed a service.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._named: dict[int, ComponentStatus] = {}
        self._choices: dict[int, Choice] = {}
        self._chips: dict[int, ServiceChip] = {}
        self._tab_anchor: QWidget | None = None
        self._zone: tzinfo = UTC
        self._seen_at: datetime | None = None
        self.add_button = AddButton(self.tr("+ Add"), self.tr("Add a service"), self)
        self.add_button.clicked.connect(self.open_picker)
        self._hint = Label(parent=self, size=CAPTION, tone="muted")
        self.measured_link = MeasuredLink(self)
        self.measured_link.clicked.connect(self._set_measured)
        self._flow = FlowLayout(self)
        self._show()

    @property
    def named(self) -> Mapping[int, ComponentStatus]:
        """What the notice says, by component id."""
        return dict(self._named)

    def follow_in_tab_order(self, control: QWidget) -> None:
        """Chips come and go; Tab always reaches them after this control, then the way to add."""
        self._tab_anchor = control
        self._order_tabs()

    def chip(self, component_id: int) -> ServiceChip:
        """The chip of a named service. Raises KeyError for one that is not named."""
        return self._chips[component_id]

    def load(self, named: Mapping[int, ComponentStatus]) -> None:
        """Shows what a wording says, without announcing it."""
        if dict(named) != self._named:
            self._named = dict(named)
            self._show()

    def know(self, choices: Sequence[Choice], seen_at: datetime, zone: tzinfo) -> None:
        """Takes what can be named, and what monitoring sees as of `seen_at`."""
        known = {choice.component_id: choice for choice in choices}
        is_other, self._choices = known != self._choices, known
        self._seen_at, self._zone = seen_at, zone
        if is_other:
            self._show()
        else:
            # Told with every key: laying the chips out anew would be felt.
            self._tell_measured()
            self._flow.invalidate()

    def name(self, component_id: int) -> None:
        """Names one more service, with what monitoring sees of it."""
        choice = self._choices.get(component_id)
        if choice is None or component_id in self._named:
            return
        measured = choice.measured
        is_told = measured is not ComponentStatus.UNKNOWN
        self._named[component_id] = measured if is_told else ComponentStatus.DEGRADED_PERFORMANCE
        self._show()
        self._chips[component_id].setFocus()
        self.edited.emit()

    def open_picker(self) -> None:
        """Opens the list of services that are not named yet."""
        left = [choice for key, choice in self._choices.items() if key not in self._named]
        picker = ServicePicker(left, self)
        picker.picked.connect(self.name)
        picker.move(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 4)))
        picker.show()

    def _show(self) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        for gone in self._chips.keys() - self._named.keys():
            chip = self._chips.pop(gone)
            chip.hide()
            chip.deleteLater()
        for component_id, status in self._named.items():
            self._flow.addWidget(self._chip_for(component_id, status))
        self._flow.addWidget(self.add_button)
        self._flow.addWidget(self._hint)
        self._flow.addWidget(self.measured_link)
        self._tell_measured()
        self._order_tabs()
        self._flow.invalidate()
        self.updateGeometry()

    def _order_tabs(self) -> None:
        anchor = () if self._tab_anchor is None else (self._tab_anchor,)
        chain(
            *anchor, *(self._chips[key] for key in self._named), self.add_button, self.measured_link
        )

    def _chip_for(self, component_id: int, status: ComponentStatus) -> ServiceChip:
        choice = self._choices.get(component_id)
        label = choice.name if choice is not None else self.tr("A service that was removed")
        chip = self._chips.get(component_id)
        if chip is not None:
            chip.show_status(label, status)
            return chip
        chip = ServiceChip(label, status, self)
        chip.status_chosen.connect(lambda chosen, key=component_id: self._say(key, chosen))
        chip.removed.connect(lambda key=component_id: self._remove(key))
        self._chips[component_id] = chip
        chip.show()
        return chip

    def _explain(self) -> str:
        if not self._choices:
            return self.tr("No service is set up yet.")
        if self._seen_at is None or not self._named:
            return ""
        time = clock_words(self._seen_at, self._zone)
        seen = [
            (said, self._choices[key].measured)
            for key, said in self._named.items()
            if key in self._choices
        ]
        known = [pair for pair in seen if pair[1] is not ComponentStatus.UNKNOWN]
        if not known:
            return self.tr("monitoring sees nothing of them, {time}").format(time=time)
        if all(said is measured for said, measured in known):
            return self.tr("from monitoring, {time}").format(time=time)
        return self.tr("differs from monitoring, {time}").format(time=time)

    def _say(self, component_id: int, status: ComponentStatus) -> None:
        self._named[component_id] = status
        self._tell_measured()
        self._flow.invalidate()
        self.edited.emit()

    def _differing(self) -> dict[int, ComponentStatus]:
        """What is measured of the named services of which the notice says something else."""
        return {
            key: choice.measured
            for key, said in self._named.items()
            if (choice := self._choices.get(key)) is not None
            and choice.measured is not said
            and choice.measured in TELLABLE
        }

    def _tell_measured(self) -> None:
        self._hint.setText(self._explain())
        words = [
            f"{self._choices[key].name}: {status_style(status, tokens()).word}"
            for key, status in self._differing().items()
        ]
        self.measured_link.offer(", ".join(words), about=self.tr("the services"))

    def _set_measured(self) -> None:
        self._named |= self._differing()
        self._show()
        self.add_button.setFocus()
        self.edited.emit()

    def _remove(self, component_id: int) -> None:
        self._named.pop(component_id, None)
        self._show()
        self.add_button.setFocus()
        self.edited.emit()
