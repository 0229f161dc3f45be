"""Into which services picked entities go: a new one each, one for all, or one there is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from ui.screens.verify.asking import ONE_EACH, Destination
from ui.theme.tokens import SPACE_2
from ui.widgets.label import Label

_EACH, _ONE = "each", "one"


class DestinationChoice(QWidget):
    """One line: a choice, and the name where that is needed.

    Signals:
        changed: another choice, or another name.
    """

    changed = Signal()

    def __init__(self, services: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("Into which services"))
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(20)
        self.box.addItem(self.tr("A new service for each"), _EACH)
        self.box.addItem(self.tr("One new service for all"), _ONE)
        for number, name in services:
            self.box.addItem(self.tr("Add to {name}").format(name=name), number)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the new service"))
        self.name.setPlaceholderText(self.tr("Name of the new service"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_2)
        line.addWidget(Label(self.tr("Into"), tone="muted"))
        line.addWidget(self.box, 1)
        line.addWidget(self.name, 1)
        self.box.currentIndexChanged.connect(lambda _: self._turned())
        self.name.textChanged.connect(lambda _: self.changed.emit())
        self.name.hide()

    @property
    def chosen(self) -> Destination:
        """Where they go."""
        choice = self.box.currentData()
        if isinstance(choice, int):
            return Destination(service_id=choice)
        return Destination(service_name=self.name.text().strip()) if choice == _ONE else ONE_EACH

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.box.currentData() != _ONE or self.name.text().strip())

    @property
    def makes_new(self) -> bool:
        """Whether services are made, so that their group is to be said."""
        return not isinstance(self.box.currentData(), int)

    @property
    def is_each(self) -> bool:
        """Whether each entity becomes a service."""
        return bool(self.box.currentData() == _EACH)

    def _turned(self) -> None:
        self.name.setVisible(self.box.currentData() == _ONE)
        if not self.name.isHidden():
            self.name.setFocus()
        self.changed.emit()
