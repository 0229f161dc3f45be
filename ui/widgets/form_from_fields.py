"""A form made from field specs: labels, help, units, defaults, and a sentence at each fault.

It knows no plug-in: whatever a declaration lists gets a control, a place in the tab order and an
accessible name.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.catalog.fields import FieldSpec, faults
from statusboard.errors import RuleBroken
from ui.theme.tokens import SPACE_3, SPACE_4
from ui.widgets.field_lines import in_lines, share_of
from ui.widgets.field_row import FieldRow, declared
from ui.widgets.folded_groups import FoldedGroups
from ui.widgets.tab_order import chain


class FieldForm(QWidget):
    """Rows for the given fields; advanced ones are folded away until asked for, a group at a time.

    A field that is only asked beside some value of another is in sight while that is chosen.
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
        self._folded = folded = FoldedGroups(self)
        for line in in_lines(specs, is_paired=is_paired):
            beside = QHBoxLayout()
            beside.setSpacing(SPACE_3)
            for spec in line:
                row = self._rows[spec.name]
                beside.addWidget(row, share_of(spec), Qt.AlignmentFlag.AlignTop)
            group = line[0].group
            if line[0].advanced:
                folded.add_line(beside, group, declared(group))
            else:
                box.addLayout(beside)
        for row in self._rows.values():
            row.changed.connect(self._fit)
            row.changed.connect(self.changed)
            row.entered.connect(self.entered)
        self._more = QPushButton(self._more_words, self)
        self._more.setProperty("look", "flush")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._fold)
        box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(folded)
        chain(*self._in_tab_order())
        self._more.setVisible(any(spec.advanced for spec in specs))
        self._fit()
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
        self._fit()

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
        for row in self._rows.values():
            if row.fault and row.spec.advanced:
                self._more.setChecked(True)
                self._folded.show_group(row.spec.group)
                break

    def _read(self) -> tuple[dict[str, object], tuple[RuleBroken, ...]]:
        raw: dict[str, object] = {}
        unreadable: dict[str, RuleBroken] = {}
        for name, row in self._rows.items():
            if not row.spec.is_asked(raw):
                continue
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
            self._folded.show_group(row.spec.group)
        row.show_fault(sentence)
        row.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _in_tab_order(self) -> tuple[QWidget, ...]:
        """What Tab walks through: the groups come in the order in which they were first named."""
        groups = list(dict.fromkeys(spec.group for spec in self._specs if spec.advanced))
        plain = [row for row in self._rows.values() if not row.spec.advanced]
        folded = [row for row in self._rows.values() if row.spec.advanced]
        loose = [row for row in folded if not row.spec.group]
        grouped = [row for row in folded if row.spec.group]
        grouped.sort(key=lambda row: groups.index(row.spec.group))
        return (*plain, self._more, *loose, self._folded.choice, *grouped)

    def _fit(self) -> None:
        """Shows what is asked beside what was chosen, and counts what each group says."""
        typed = {name: row.typed for name, row in self._rows.items()}
        counts: Counter[str] = Counter()
        for name, row in self._rows.items():
            is_asked = row.spec.is_asked(typed)
            if row.spec.only_for:
                row.setVisible(is_asked)
            if is_asked and row.spec.group and typed[name] not in (None, {}, row.spec.default):
                counts[row.spec.group] += 1
        self._folded.say_how_many(counts)

    def _fold(self, is_open: bool) -> None:
        self._folded.setVisible(is_open)
        self._more.setText(self.tr("Fewer settings") if is_open else self._more_words)
