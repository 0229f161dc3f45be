"""A form made from field specs: labels, help, units, defaults, and a sentence at each fault.

It knows no plug-in: whatever a declaration lists gets a control, a place in the tab order and an
accessible name.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from statusboard.catalog.fields import FieldKind, FieldSpec, faults
from statusboard.errors import RuleBroken
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import BODY, SPACE_1, SPACE_2, SPACE_3, SPACE_4
from ui.widgets.field_controls import FieldControl, control_for
from ui.widgets.field_lines import in_lines, share_of
from ui.widgets.label import Label
from ui.widgets.tab_order import chain


class FieldRow(QWidget):
    """One field: its label, its control with the unit, what it is for, and what is wrong.

    `is_roomy`: as on a screen of its own, with a stronger label.

    Signals:
        changed: its value may be another now.
        entered: Enter was pressed in it.
    """

    changed = Signal()
    entered = Signal()

    def __init__(
        self,
        spec: FieldSpec,
        *,
        suggestions: Sequence[str] | None = None,
        is_roomy: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self._is_completed = False
        self._control: FieldControl = control_for(spec, suggestions=suggestions)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_1)
        control = self._control.widget
        if spec.kind is not FieldKind.SWITCH:
            label = self._roomy_label(control) if is_roomy else self._label(control)
            box.addWidget(label, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self._control.frame or control, 1)
        if spec.unit:
            unit = _plain(declared(spec.unit))
            unit.setProperty("tone", "muted")
            line.addWidget(unit)
        box.addLayout(line)
        self._help = _caption(declared(spec.help), "muted")
        self._fault = _caption("", "major")
        for caption in (self._help, self._fault):
            box.addWidget(caption)
            caption.setVisible(bool(caption.text()))
        control.setAccessibleName(self._spoken_label())
        control.setAccessibleDescription(self._help.text())
        self.setFocusProxy(control)
        self._control.listen(self._edited)
        edit = control.lineEdit() if isinstance(control, QComboBox) else control
        if isinstance(edit, QLineEdit):
            edit.returnPressed.connect(self._complete)
            edit.returnPressed.connect(self.entered)
            edit.editingFinished.connect(self._complete)

    @property
    def control(self) -> QWidget:
        """The control itself."""
        return self._control.widget

    def value(self) -> object:
        """The value as plain JSON, None where nothing was entered. May raise RuleBroken."""
        self._complete()
        return self._control.read()

    @property
    def typed(self) -> object:
        """What stands in the control; where that is no value, why."""
        try:
            return self._control.read()
        except RuleBroken as broken:
            return broken.sentence

    def _complete(self) -> None:
        """Makes an address whole that is not, and says so: a person may have meant another."""
        edit, tidy = self.control, self.spec.tidy
        if self.spec.kind is not FieldKind.URL or tidy is None or not isinstance(edit, QLineEdit):
            return
        typed = edit.text().strip()
        whole = tidy(typed) if typed else typed
        if "://" in typed or whole == typed:
            return
        edit.setText(whole)
        said = self.tr("You wrote {typed}; this is taken to mean {whole}.")
        self._help.setText(said.format(typed=typed, whole=whole))
        self._help.show()
        self._is_completed = True

    def show_value(self, value: object) -> None:
        """Puts a value in; None shows the default or an empty control."""
        self._control.write(self.spec.default if value is None and self._has_no_blank else value)

    def show_fault(self, sentence: str) -> None:
        """Says what is wrong under the control; an empty sentence takes it away."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self._help.setVisible(bool(self._help.text()) and not sentence)
        control = self.control
        control.setProperty("fault", bool(sentence))
        control.style().unpolish(control)
        control.style().polish(control)
        control.setAccessibleDescription(sentence or self._help.text())

    @property
    def fault(self) -> str:
        """What is said to be wrong; empty for nothing."""
        return self._fault.text()

    @property
    def _has_no_blank(self) -> bool:
        return self.spec.kind in (FieldKind.SWITCH, FieldKind.CHOICE, FieldKind.ZONE)

    def _label(self, buddy: QWidget) -> QLabel:
        label = _plain(self._spoken_label())
        label.setProperty("role", "caption")
        label.setProperty("tone", "muted")
        label.setBuddy(buddy)
        return label

    def _roomy_label(self, buddy: QWidget) -> QLabel:
        label = Label(declared(self.spec.label), size=BODY - 1, weight=SEMIBOLD)
        label.setBuddy(buddy)
        return label

    def _spoken_label(self) -> str:
        if not self.spec.required:
            return declared(self.spec.label)
        return self.tr("{label} (required)").format(label=declared(self.spec.label))

    def _edited(self, *_: object) -> None:
        if self._is_completed:
            self._is_completed = False
            self._help.setText(declared(self.spec.help))
            self._help.setVisible(bool(self.spec.help))
        if self.fault:
            self.show_fault("")
        self.changed.emit()


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
        self._more.setProperty("look", "quiet")
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


def declared(text: str) -> str:
    """A text of a declaration in the language in force."""
    return QCoreApplication.translate("Declaration", text) if text else ""


def _plain(text: str) -> QLabel:
    """A label that shows its text as it is: a plug-in's words are no markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _caption(text: str, tone: str) -> QLabel:
    label = _plain(text)
    label.setProperty("role", "caption")
    label.setProperty("tone", tone)
    label.setWordWrap(True)
    return label
