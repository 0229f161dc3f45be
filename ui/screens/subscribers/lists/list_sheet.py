"""Makes an inside list, or gives one another name and text."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from statusboard.app.delivery.inputs import ListInput
from statusboard.catalog.fields import FieldSpec
from statusboard.domain.inside_list import InsideList
from statusboard.errors import RuleBroken, StatusBoardError, field_of
from ui.theme.tokens import SPACE_4, SPACE_5
from ui.widgets.form_from_fields import FieldForm
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet
from ui.widgets.throw_away import ask_to_throw_away

_WIDTH = 500


class ListSheet(Sheet):
    """Opened with `open()`. Stays open until the desk has taken the list.

    Signals:
        submitted: carries the ListInput; answer with `accept()` or `show_error`.
    """

    submitted = Signal(object)

    def __init__(
        self,
        fields: Sequence[FieldSpec],
        known: InsideList | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Add a list") if known is None else self.tr("Change the list")
        super().__init__(title, parent, width=_WIDTH)
        self.form = FieldForm(tuple(fields))
        self.form.entered.connect(self._submit)
        if known is not None:
            self.form.show_values({"name": known.name, "text": known.text.value})
        self._before = self.form.typed
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.addWidget(self.form)
        box.addStretch(1)
        self.hold(inner)
        self._said = Label(tone="major", wrap=True)
        self._said.hide()
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.save = QPushButton(self.tr("Add list") if known is None else self.tr("Save"))
        self.save.setProperty("look", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._submit)
        self.main_button = self.save
        self.foot.addWidget(self._said, 1)
        self.foot.addStretch(0)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.save)
        self.form.row("name").control.setFocus()

    @property
    def is_touched(self) -> bool:
        """Whether anything stands in it that would be lost."""
        return self.form.typed != self._before

    @property
    def said(self) -> str:
        """What is wrong that is of no field; empty for nothing."""
        return "" if self._said.isHidden() else self._said.text()

    def show_error(self, error: StatusBoardError) -> None:
        """Says what is wrong, at its field where it has one."""
        self.save.setEnabled(True)
        is_placed = self.form.show_fault(field_of(error), str(error))
        self._said.setText("" if is_placed else str(error))
        self._said.setVisible(not is_placed)

    def reject(self) -> None:
        """Closes; asks first where something was typed."""
        if not self.is_touched:
            super().reject()
            return
        words = self.tr("What you wrote about this list is not saved.")
        ask_to_throw_away(self, words, super().reject)

    def _submit(self) -> None:
        if not self.save.isEnabled():
            return
        self._said.hide()
        try:
            given = self.form.values()
        except RuleBroken:
            return  # its row says why and has the focus
        self.save.setEnabled(False)
        self.submitted.emit(ListInput(str(given["name"]), str(given["text"])))
