"""A row of a form: label, control with its unit, help, and a sentence where something is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.errors import RuleBroken
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import BODY, CAPTION, SPACE_1, SPACE_2
from ui.widgets.field_controls import FieldControl, control_for
from ui.widgets.label import Label


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
            unit = _plain(declared(spec.unit), self)
            unit.setProperty("tone", "muted")
            line.addWidget(unit)
        box.addLayout(line)
        self._help = _caption(declared(spec.help), "muted", self)
        self._fault = _caption("", "major", self)
        # It may name what is to be filled in, such as the key that a server shows.
        self._fault.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
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
        label = _plain(self._spoken_label(), self)
        label.setProperty("role", "caption")
        label.setProperty("tone", "muted")
        label.setBuddy(buddy)
        return label

    def _roomy_label(self, buddy: QWidget) -> QLabel:
        label = Label(declared(self.spec.label), self, size=BODY - 1, weight=SEMIBOLD)
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


def declared(text: str) -> str:
    """A text of a declaration in the language in force."""
    return QCoreApplication.translate("Declaration", text) if text else ""


def _plain(text: str, parent: QWidget) -> QLabel:
    """A label that shows its text as it is: a plug-in's words are no markup."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _caption(text: str, tone: str, parent: QWidget) -> Label:
    label = Label(text, parent, size=CAPTION, tone=tone, wrap=True)
    label.setProperty("role", "caption")
    return label
