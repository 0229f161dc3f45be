"""A choice of one among a few, all in sight. Tab reaches it, the arrow keys move the choice."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.widgets.flow_layout import FlowLayout

_MARGIN, _GAP = 3, 2


class SegmentedControl(QWidget):
    """Segments with a key and a label each, in one row; where it `wraps`, in as many as it takes.

    Signals:
        chosen: the person chose another segment; its key.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
        *,
        name: str = "",
        wraps: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "segments")
        across = QSizePolicy.Policy.Ignored if wraps else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._row = FlowLayout(self, gap=_GAP) if wraps else QHBoxLayout(self)
        self._row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._row.setSpacing(_GAP)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        for key, label in options:
            self.add(key, label)
        self._announced = self.current
        # Toggled rather than clicked: the arrow keys check a segment without a click.
        self._group.buttonToggled.connect(self._toggled)

    def add(self, key: str, label: str) -> None:
        """One more segment at the end; the first one is chosen."""
        button = QPushButton(label, self)
        button.setCheckable(True)
        button.setProperty("look", "segment")
        button.setAccessibleName(label)
        self._group.addButton(button)
        self._row.addWidget(button)
        self._buttons[key] = button
        if len(self._buttons) == 1:
            button.setChecked(True)

    def rows_in(self, width: int) -> int:
        """How many rows the segments take in this width."""
        high = next((one.sizeHint().height() for one in self._buttons.values()), 1)
        row = high + _GAP
        return (self.height_in(width) - 2 * _MARGIN + _GAP) // row

    def height_in(self, width: int) -> int:
        """How high it is in this width, in pixels."""
        wraps = self._row.hasHeightForWidth()
        return self._row.heightForWidth(width) if wraps else self.sizeHint().height()

    @property
    def current(self) -> str:
        """The key of the chosen segment, or empty."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Chooses from the program's side, without the signal. Raises KeyError if unknown."""
        self._announced = key
        self._buttons[key].setChecked(True)

    def clear(self) -> None:
        """Takes the choice back, without the signal: nothing is chosen."""
        self._announced = ""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def button(self, key: str) -> QPushButton:
        """The segment's button, to disable it or to give it a tooltip."""
        return self._buttons[key]

    def name(self, key: str, label: str) -> None:
        """Calls a segment something else, as where it counts."""
        button = self._buttons[key]
        button.setText(label)
        button.setAccessibleName(label)

    def _toggled(self) -> None:
        key = self.current
        if key and key != self._announced:
            self._announced = key
            self.chosen.emit(key)
