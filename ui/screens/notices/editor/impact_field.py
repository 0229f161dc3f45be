"""How grave it is: as its services have it, or as a person says."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from statusboard.domain.status import Impact
from ui.screens.notices.impact_words import impact_word
from ui.widgets.wheel import leave_wheel_to_page

_IMPACTS: tuple[Impact | None, ...] = (None, *Impact)


class ImpactField(QWidget):
    """A small choice; the first one follows the services.

    Signals:
        edited: a person chose another impact.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Impact"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        leave_wheel_to_page(self.choice)
        for impact in _IMPACTS:
            self.choice.addItem("" if impact is None else impact_word(impact))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.choice)
        row.addStretch(1)
        self.derive(Impact.NONE)
        self.choice.activated.connect(self.edited)

    @property
    def impact(self) -> Impact | None:
        """What a person says; None where it follows the services."""
        return _IMPACTS[self.choice.currentIndex()]

    def load(self, impact: Impact | None) -> None:
        """Shows an impact, without announcing it."""
        self.choice.setCurrentIndex(_IMPACTS.index(impact))

    def derive(self, impact: Impact) -> None:
        """Says what the services amount to."""
        words = self.tr("From services: {impact}").format(impact=impact_word(impact))
        if self.choice.itemText(0) != words:
            self.choice.setItemText(0, words)
