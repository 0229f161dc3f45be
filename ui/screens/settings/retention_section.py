"""How long single answers are kept: what would go is told in numbers, and let go by a button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.app.history.retention_inputs import ConfirmRetention
from statusboard.app.settings import HISTORY
from statusboard.domain.views.history import RetentionView
from ui.screens.settings.fields_section import FieldsSection
from ui.widgets.paragraph import Paragraph


class RetentionSection(FieldsSection):
    """The settings, and beneath them what they mean.

    Signals:
        confirmed: a person lets go what was told; carries the `ConfirmRetention`.
    """

    confirmed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(HISTORY, parent)
        self._view: RetentionView | None = None
        self.told = Paragraph(tone="muted")
        self.button = QPushButton(self.tr("Let it go"))
        self.button.clicked.connect(self._confirm)
        self.button.hide()
        self.body.addWidget(self.told)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_retention(self, view: RetentionView) -> None:
        """Says what is kept, and what would go; where somebody has to agree, offers that."""
        self._view = view
        self.told.set_text(view.words)
        self.button.setVisible(not view.is_agreed)

    def show_problem(self, sentence: str) -> None:
        """Says why that is not known."""
        self._view = None
        self.told.set_text(sentence)
        self.button.hide()

    def _confirm(self) -> None:
        if self._view is not None:
            self.button.hide()
            self.confirmed.emit(ConfirmRetention(self._view.days, self._view.size_mb))
