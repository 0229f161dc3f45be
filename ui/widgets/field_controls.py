"""One control per kind of field: how a value gets into it and out again as plain JSON."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from statusboard.catalog.durations import duration_text
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.errors import RuleBroken
from ui.theme.fonts import mono
from ui.theme.tokens import BODY
from ui.widgets.names_field import NamesField
from ui.widgets.path_field import PathField
from ui.widgets.picture_field import PictureField
from ui.widgets.wheel import leave_wheel_to_page
from ui.widgets.zone_field import ZoneField

_LINES_PX = 92


def _tr(text: str) -> str:
    return QCoreApplication.translate("FieldForm", text)


@dataclass(frozen=True, slots=True)
class FieldControl:
    """A control, and the three things a form does with it. `frame` is what it stands in, if any.

    `read` answers None where nothing was entered, and raises RuleBroken with the field's name
    where what was entered is no value of its kind. `listen` calls back on every change.
    """

    widget: QWidget
    read: Callable[[], object]
    write: Callable[[object], None]
    listen: Callable[[Callable[[], None]], object]
    frame: QWidget | None = None


def control_for(spec: FieldSpec, *, suggestions: Sequence[str] | None = None) -> FieldControl:
    """The control that edits a field.

    With `suggestions` a text can be picked or typed, and lines are names that are picked.
    """
    if suggestions is not None and spec.kind is FieldKind.TEXT:
        return _suggested(suggestions)
    if suggestions is not None and spec.kind is FieldKind.LINES:
        return _picked(suggestions)
    return _CONTROLS[spec.kind](spec)


def value_text(spec: FieldSpec, value: object) -> str:
    """A value as it is shown to a person; empty for none."""
    if value is None:
        return ""
    match spec.kind:
        case FieldKind.DURATION:
            return _duration(value)
        case FieldKind.NUMBER:
            return _number_text(value)
        case FieldKind.SWITCH:
            return _tr("on") if value else _tr("off")
        case _:
            return str(value)


def _text(spec: FieldSpec) -> FieldControl:
    return _line(spec, str, str)


def _number_line(spec: FieldSpec) -> FieldControl:
    return _line(spec, lambda text: _number(spec, text), _number_text)


def _duration_line(spec: FieldSpec) -> FieldControl:
    return _line(spec, str, _duration)


def _line(
    spec: FieldSpec, parse: Callable[[str], object], show: Callable[[object], str]
) -> FieldControl:
    edit = QLineEdit()
    if spec.secret:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    if spec.kind is FieldKind.URL:
        edit.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        edit.setPlaceholderText(spec.example or "https://")
    else:
        edit.setPlaceholderText(spec.example or value_text(spec, spec.default))
    return _edited(edit, parse, show)


def _edited(
    edit: QLineEdit,
    parse: Callable[[str], object],
    show: Callable[[object], str],
    frame: QWidget | None = None,
) -> FieldControl:
    def read() -> object:
        text = edit.text().strip()
        return parse(text) if text else None

    def write(value: object) -> None:
        edit.setText("" if value is None else show(value))

    return FieldControl(edit, read, write, edit.textChanged.connect, frame)


def _path(spec: FieldSpec) -> FieldControl:
    field = PathField(QCoreApplication.translate("Declaration", spec.label))
    field.line.setPlaceholderText(spec.example)
    return _edited(field.line, str, str, field)


def _picture(spec: FieldSpec) -> FieldControl:
    field = PictureField(QCoreApplication.translate("Declaration", spec.label))

    def write(value: object) -> None:
        field.show_text("" if value is None else str(value))

    return FieldControl(
        field.button, lambda: field.text or None, write, field.edited.connect, field
    )


def _zone(_spec: FieldSpec) -> FieldControl:
    field = ZoneField()

    def write(value: object) -> None:
        field.show_zone("" if value is None else str(value))

    return FieldControl(field, lambda: field.zone or None, write, field.edited.connect)


def _suggested(suggestions: Sequence[str]) -> FieldControl:
    box = QComboBox()
    leave_wheel_to_page(box)
    box.setEditable(True)
    box.addItems(list(suggestions))
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setCurrentText("")

    def read() -> object:
        return box.currentText().strip() or None

    def write(value: object) -> None:
        box.setCurrentText("" if value is None else str(value))

    return FieldControl(box, read, write, box.editTextChanged.connect)


def _picked(suggestions: Sequence[str]) -> FieldControl:
    field = NamesField(suggestions)

    def write(value: object) -> None:
        field.show_names(str(value).splitlines() if value else ())

    return FieldControl(field, lambda: "\n".join(field.names) or None, write, field.edited.connect)


def _switch(spec: FieldSpec) -> FieldControl:
    box = QCheckBox(QCoreApplication.translate("Declaration", spec.label))
    box.setChecked(bool(spec.default))
    return FieldControl(
        box, box.isChecked, lambda value: box.setChecked(bool(value)), box.toggled.connect
    )


def _choice(spec: FieldSpec) -> FieldControl:
    box = QComboBox()
    leave_wheel_to_page(box)
    words = dict(spec.choice_words)
    for choice in spec.choices:
        said = words.get(choice)
        box.addItem(QCoreApplication.translate("Declaration", said) if said else choice, choice)
    if words:
        # A choice said in words can be long: it must not make the form wider than its window.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def write(value: object) -> None:
        box.setCurrentIndex(max(0, box.findData(str(value))))

    write(spec.default)
    return FieldControl(box, box.currentData, write, box.currentIndexChanged.connect)


def _plain_text(spec: FieldSpec) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    # What is a list by itself gets room for more than what is a line or two.
    edit.setFixedHeight(_LINES_PX * (3 if spec.is_long else 1))
    edit.setFont(mono(BODY - 1))
    edit.setTabChangesFocus(True)
    usual = value_text(spec, spec.default) if spec.default else ""
    edit.setPlaceholderText(spec.example or usual)
    return edit


def _lines(spec: FieldSpec) -> FieldControl:
    edit = _plain_text(spec)

    def read() -> object:
        return edit.toPlainText() or None

    def write(value: object) -> None:
        edit.setPlainText("" if value is None else str(value))

    return FieldControl(edit, read, write, edit.textChanged.connect)


def _mapping(spec: FieldSpec) -> FieldControl:
    edit = _plain_text(spec)
    edit.setPlaceholderText(_tr("Name: value, one on each line"))

    def read() -> object:
        return _pairs(spec, edit.toPlainText()) or None

    def write(value: object) -> None:
        pairs = value if isinstance(value, Mapping) else {}
        edit.setPlainText("\n".join(f"{name}: {text}" for name, text in pairs.items()))

    return FieldControl(edit, read, write, edit.textChanged.connect)


def _pairs(spec: FieldSpec, text: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for line in filter(None, (raw.strip() for raw in text.splitlines())):
        name, colon, value = line.partition(":")
        if not colon or not name.strip():
            sentence = _tr("“{line}” is no pair. Write a name, a colon and a value.")
            raise RuleBroken(sentence.format(line=line), field=spec.name)
        pairs[name.strip()] = value.strip()
    return pairs


def _number(spec: FieldSpec, text: str) -> int | float:
    try:
        number = float(text.replace(",", "."))
    except ValueError as error:
        sentence = _tr("{label}: “{text}” is not a number.").format(label=spec.label, text=text)
        raise RuleBroken(sentence, field=spec.name) from error
    return int(number) if number.is_integer() else number


def _number_text(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _duration(value: object) -> str:
    return duration_text(value) if isinstance(value, timedelta) else str(value)


_CONTROLS: Mapping[FieldKind, Callable[[FieldSpec], FieldControl]] = {
    FieldKind.TEXT: _text,
    FieldKind.LINES: _lines,
    FieldKind.URL: _text,
    FieldKind.NUMBER: _number_line,
    FieldKind.SWITCH: _switch,
    FieldKind.CHOICE: _choice,
    FieldKind.DURATION: _duration_line,
    FieldKind.MAPPING: _mapping,
    FieldKind.ZONE: _zone,
    FieldKind.PATH: _path,
    FieldKind.FILE: _picture,
}
