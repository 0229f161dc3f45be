"""A form whose values are kept: it knows what is kept, what was sent, and what is typed."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.catalog.fields import FieldSpec
from statusboard.errors import RuleBroken, StatusBoardError, field_of
from ui.theme.tokens import SPACE_3, SPACE_4
from ui.widgets.field_row import FieldRow
from ui.widgets.form_from_fields import FieldForm
from ui.widgets.label import Label


class KeptForm(QWidget):
    """Fields with one button to keep them; what a person has typed is never overwritten.

    `foot` is the line of the button; `is_paired`: fields that suit one line stand side by side.
    What was sent to be kept is remembered: the verb may make it more exact, and then the exact
    value is shown.

    Signals:
        wanted: a person wants the values kept, and each passes its own rules.
    """

    wanted = Signal()

    def __init__(
        self,
        specs: tuple[FieldSpec, ...],
        parent: QWidget | None = None,
        *,
        is_paired: bool = False,
    ) -> None:
        super().__init__(parent)
        self.form = FieldForm(specs, is_roomy=True, is_paired=is_paired, parent=self)
        self._may_keep_unchanged = False
        self._kept: Mapping[str, object] | None = None
        self._sent: Mapping[str, object] = {}
        self._is_sent_kept = False
        self.fault = Label("", self, tone="major", wrap=True)
        self.fault.hide()
        self.said = Label("", self, tone="muted")
        self.keep_button = QPushButton(self.tr("Save changes"), self)
        self.keep_button.setProperty("look", "primary")
        self.keep_button.clicked.connect(self.keep)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(SPACE_3)
        self.foot.addStretch(1)
        self.foot.addWidget(self.said)
        self.foot.addWidget(self.keep_button)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACE_4)
        self.body.addWidget(self.form)
        self.body.addWidget(self.fault)
        self.body.addLayout(self.foot)
        self.form.changed.connect(self._changed)
        self.form.entered.connect(self.keep)
        self._changed()

    @property
    def changed(self) -> dict[str, object]:
        """What differs from what is kept, by field; None where a field was emptied."""
        kept = self._kept or {}
        typed = {row.spec.name: _typed(row) for row in self.form.rows}
        return {name: value for name, value in typed.items() if value != kept.get(name)}

    def load(self, kept: Mapping[str, object]) -> None:
        """Shows what is kept; fields that a person is changing stay as they are."""
        for row in self.form.rows:
            name, typed = row.spec.name, _typed(row)
            is_first = self._kept is None
            was_kept = (self._kept or {}).get(name)
            is_untouched = is_first or typed == was_kept or typed == self._sent.get(name, was_kept)
            if is_first or (is_untouched and typed != kept.get(name)):
                with QSignalBlocker(row):  # nobody typed: “Saved” stays
                    row.show_value(kept.get(name))
        self._kept = dict(kept)
        if self._is_sent_kept:
            self._sent = {}
        self._changed()

    def may_keep_unchanged(self, *, is_allowed: bool) -> None:
        """Whether what was suggested can be kept as it is: nothing of it is kept yet."""
        self._may_keep_unchanged = is_allowed
        self._changed()

    def keep(self) -> None:
        """Asks for the values to be kept, once each of them passes its own rules."""
        if not self.keep_button.isEnabled():
            return
        self.fault.hide()
        for row in self.form.rows:
            row.show_fault("")
        try:
            self.form.values()
        except RuleBroken:
            return  # its row says why and has the focus
        self._sent = {row.spec.name: _typed(row) for row in self.form.rows}
        self._is_sent_kept = False
        self.wanted.emit()

    def were_kept(self) -> None:
        """Confirms, once the verb is done; the next `load` shows what it made of the values."""
        self._is_sent_kept = True
        self.said.setText(self.tr("Saved"))

    def were_refused(self, error: StatusBoardError) -> None:
        """Shows what is wrong, at the field where the verb names one."""
        self._sent = {}
        self.said.setText("")
        field = field_of(error).rpartition(".")[2]
        if not self.form.show_fault(field, str(error)):
            self.fault.setText(str(error))
            self.fault.show()

    def _changed(self) -> None:
        differs = bool(self.changed)
        self.keep_button.setEnabled(differs or self._may_keep_unchanged)
        if differs:
            self.said.setText("")


def _typed(row: FieldRow) -> object:
    """What stands in a row, None for nothing and for the default."""
    try:
        value = row.value()
    except RuleBroken:
        return row  # no value of its kind, and so like nothing that is kept
    return None if value == row.spec.default else value
