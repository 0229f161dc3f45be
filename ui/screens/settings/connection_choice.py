"""Which of several connections to New Relic is shown, or the name of one to be made."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from statusboard.domain.views.new_relic import NAME_LIMIT
from ui.screens.settings.section import LabelledField
from ui.widgets.wheel import leave_wheel_to_page


class ConnectionChoice(QWidget):
    """Two fields; neither is shown where nothing is connected yet, for one needs no name.

    Signals:
        chosen: show another connection; carries its name, empty for one to be made.
        renamed: the name of the one to be made was typed.
    """

    chosen = Signal(str)
    renamed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.which = QComboBox()
        leave_wheel_to_page(self.which)
        self.which.activated.connect(lambda _: self.chosen.emit(self.which.currentData()))
        self.name = QLineEdit()
        self.name.setMaxLength(NAME_LIMIT)
        self.name.setPlaceholderText(self.tr("Europe"))
        self.name.textChanged.connect(lambda _: self.renamed.emit())
        self._which_field = LabelledField(
            self.tr("Connection"),
            self.which,
            help_text=self.tr(
                "One for each key: of another organisation, or of another data centre."
            ),
        )
        self.name_field = LabelledField(
            self.tr("Name"), self.name, help_text=self.tr("What banners call it.")
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._which_field)
        box.addWidget(self.name_field)
        self.name_field.hide()
        self.hide()

    @property
    def is_ready(self) -> bool:
        """Whether a connection can be made as it stands: another one needs a name of its own."""
        return self.name_field.isHidden() or bool(self.name.text().strip())

    def show_names(self, names: Sequence[str], shown: str) -> None:
        """Offers all connections by their names, and another one; `shown` is the one in view."""
        if list(names) != [self.which.itemData(place) for place in range(self.which.count() - 1)]:
            self.which.clear()
            for name in names:
                self.which.addItem(name, name)
            self.which.addItem(self.tr("Another one…"), "")
        self.which.setCurrentIndex(self.which.findData(shown))
        self.name_field.setVisible(bool(names) and not shown)
        self.setVisible(bool(names))
        if shown or not names:
            self.name.clear()
