"""A form made from field specs: labels, help, units, defaults, and a sentence at each fault.

It knows no plug-in: whatever a declaration lists gets a control, a place in the tab order and an
accessible name.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.catalog.fields import FieldSpec, faults
from statusboard.errors import RuleBroken
from ui.theme.tokens import SPACE_3, SPACE_4
from ui.widgets.field_lines import in_lines, share_of
from ui.widgets.field_row import FieldRow
from ui.widgets.tab_order import chain


class FieldForm(QWidget):
    """Rows for the given fields; advanced ones are folded away until asked for.

    `more` is what the button says that unfolds them: forms may stand below each other.
    `is_paired`: two fields that suit one line stand side by side, as a port and a choice.

    Signals:
        changed: some value may be another now.
        entered: Enter was pressed in a row.
    """

    changed = Signal()
    entered = Signal()

    def __init__(
        self,
        specs: tuple[FieldSpec, ...],
        *,
        suggestions: Mapping[str, Sequence[str]] | None = None,
        more: str = "",
        is_roomy: bool = False,
        is_paired: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._specs = specs
        self._more_words = more or self.tr("More settings")
        known = suggestions or {}
        self._rows = {
            spec.name: FieldRow(
                spec, suggestions=known.get(spec.name), is_roomy=is_roomy, parent=self
            )
            for spec in specs
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_4 if is_roomy else SPACE_3)
        folded = QWidget(self)
        inner = QVBoxLayout(folded)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE_3)
        for line in in_lines(specs, is_paired=is_paired):
            beside = QHBoxLayout()
            beside.setSpacing(SPACE_3)
            for spec in line:
                row = self._rows[spec.name]
                beside.addWidget(row, share_of(spec), Qt.AlignmentFlag.AlignTop)
            (inner if line[0].advanced else box).addLayout(beside)
        for row in self._rows.values():
            row.changed.connect(self.changed)
            row.entered.connect(self.entered)
        self._more = QPushButton(self._more_words)
        self._more.setProperty("look", "flush")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._fold)
        self._folded = folded
        box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(folded)
        plain = [row for row in self._rows.values() if not row.spec.advanced]
        chain(*plain, self._more, folded)
        self._more.setVisible(any(spec.advanced for spec in specs))
        self._fold(is_open=False)

    @property
    def rows(self) -> tuple[FieldRow, ...]:
        """The rows, as they were declared."""
        return tuple(self._rows.values())

    def row(self, name: str) -> FieldRow:
        """The row of a field."""
        return self._rows[name]

    def show_values(self, values: Mapping[str, object]) -> None:
        """Fills the form; what `values` leaves out shows its default."""
        for name, row in self._rows.items():
            row.show_value(values.get(name))
            row.show_fault("")

    def values(self) -> dict[str, object]:
        """What was entered, as plain JSON, checked against the specs; empty fields are left out.

        Raises RuleBroken with the name of the first field at fault; every row says its own by
        then, and the first has the focus.
        """
        raw, found = self._read()
        if found:
            self.show_faults(found)
            self.show_fault(found[0].field, found[0].sentence)
            raise found[0]
        return raw

    @property
    def typed(self) -> tuple[object, ...]:
        """What stands in the rows, good or not: two of them tell whether anything was changed."""
        return tuple(row.typed for row in self._rows.values())

    def faults(self) -> tuple[RuleBroken, ...]:
        """Everything that is wrong with what was entered, in the order of the rows."""
        return self._read()[1]

    def show_faults(self, found: Sequence[RuleBroken]) -> None:
        """Says at every row what is wrong with it, and at the others nothing."""
        sentences = {broken.field: broken.sentence for broken in reversed(found)}
        for name, row in self._rows.items():
            row.show_fault(sentences.get(name, ""))
        if any(row.fault and row.spec.advanced for row in self._rows.values()):
            self._more.setChecked(True)

    def _read(self) -> tuple[dict[str, object], tuple[RuleBroken, ...]]:
        raw: dict[str, object] = {}
        unreadable: dict[str, RuleBroken] = {}
        for name, row in self._rows.items():
            try:
                value = row.value()
            except RuleBroken as broken:
                unreadable[name] = broken
                continue
            if value is not None:
                raw[name] = value
        said = {broken.field: broken for broken in faults(self._specs, raw)} | unreadable
        order = [name for name in self._rows if name in said]
        return raw, tuple(said[name] for name in order)

    def show_fault(self, field: str, sentence: str) -> bool:
        """Says a sentence at a field and brings it into view; False where there is no such one."""
        row = self._rows.get(field)
        if row is None:
            return False
        if row.spec.advanced:
            self._more.setChecked(True)
        row.show_fault(sentence)
        row.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _fold(self, is_open: bool) -> None:
        self._folded.setVisible(is_open)
        self._more.setText(self.tr("Fewer settings") if is_open else self._more_words)
