"""Puts a quarantined person back: somebody found that messages arrive there now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from statusboard.domain.views.people import SubscriberRow
from statusboard.errors import StatusBoardError, field_of
from ui.screens.subscribers.people.person_fields import vouching_field
from ui.screens.subscribers.people.words import state_sentence
from ui.theme.tokens import SPACE_4, SPACE_5
from ui.widgets.form_from_fields import FieldForm
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH = 500


class PutBackSheet(Sheet):
    """Opened with `open()`.

    Signals:
        submitted: carries why somebody vouches, or empty; answer with `accept()` or `show_error`.
    """

    submitted = Signal(str)

    def __init__(self, row: SubscriberRow, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Put back"), parent, width=_WIDTH, subtitle=row.address)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_4)
        box.addWidget(Label(state_sentence(row), wrap=True))
        words = self.tr(
            "Put it back where you know that messages arrive there now. Another message that "
            "cannot be delivered quarantines it again."
        )
        box.addWidget(Label(words, tone="muted", wrap=True))
        self.form = FieldForm((vouching_field(is_agreed=row.subscriber.consent is not None),))
        self.form.entered.connect(self._submit)
        box.addWidget(self.form)
        self.hold(inner)
        self._said = Label(tone="major", wrap=True)
        self._said.hide()
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.main_button = QPushButton(self.tr("Put back"))
        self.main_button.setProperty("look", "primary")
        self.main_button.clicked.connect(self._submit)
        self.foot.addWidget(self._said, 1)
        self.foot.addStretch(0)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.main_button)

    def show_error(self, error: StatusBoardError) -> None:
        """Says what is wrong, at its field where it has one."""
        is_placed = self.form.show_fault(field_of(error), str(error))
        self._said.setText("" if is_placed else str(error))
        self._said.setVisible(not is_placed)

    def _submit(self) -> None:
        self._said.hide()
        self.submitted.emit(str(self.form.values().get("vouched") or ""))
