"""The devices that people sit at: one that was lost is ended here."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.device import Device
from statusboard.domain.views.team import TeamView
from ui.screens.people.words import device_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import SPACE_2, SPACE_3
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import Label
from ui.widgets.plain_tip import plain_tip

_MOST = 12


class DevicesCard(Card):
    """A line for each, whichever was seen last first.

    Signals:
        end_wanted: a device was lost; carries it.
        let_in_wanted: one that was ended is to be used again; carries it.
    """

    end_wanted = Signal(object)
    let_in_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.body.setSpacing(SPACE_3)
        self.body.addWidget(Label(self.tr("Devices"), weight=SEMIBOLD))
        words = self.tr("A device that was lost is ended here: nobody acts from it any more.")
        self._words = Label(words, tone="muted", wrap=True)
        self.body.addWidget(self._words)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE_2)
        self.body.addLayout(self._lines)
        self._rows: list[QWidget] = []
        self._shown: tuple[object, ...] = ()
        self.buttons: dict[int, QPushButton] = {}

    def show_devices(self, view: TeamView, here: str, *, may_end: bool, why_not: str) -> None:
        """Shows these; `here` is the device of this window, which nobody ends from itself."""
        shown = (view.devices, here, may_end)
        self.setVisible(bool(view.devices))
        if shown == self._shown:
            return
        self._shown = shown
        self.buttons.clear()
        for gone in self._rows:
            self._lines.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._rows.clear()
        for device in view.devices[:_MOST]:
            line = self._line(view, device, is_here=device.key == here)
            button = self.buttons[device.id]
            if not may_end:
                button.setEnabled(False)
                button.setToolTip(plain_tip(why_not))
            self._rows.append(line)
            self._lines.addWidget(line)

    def _line(self, view: TeamView, device: Device, *, is_here: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_3)
        name = self.tr("{name} (this one)").format(name=device.name) if is_here else device.name
        row.addWidget(ElidedLabel(name), 1)
        row.addWidget(ElidedLabel(device_words(device, view.as_of, view.zone), tone="muted"), 2)
        is_ended = device.ended_at is not None
        button = QPushButton(self.tr("Let in again") if is_ended else self.tr("End…"))
        button.setAccessibleName(f"{button.text()} {device.name}")
        button.clicked.connect(partial(self._wish, device))
        if is_here and not is_ended:
            button.setEnabled(False)
            button.setToolTip(self.tr("You sit at this one. End it from another."))
        self.buttons[device.id] = button
        row.addWidget(button)
        return line

    def _wish(self, device: Device) -> None:
        (self.end_wanted if device.ended_at is None else self.let_in_wanted).emit(device)
