"""A form of many fields: folded by groups, and with what suits a choice alone in sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.errors import RuleBroken
from ui.theme.theme import Theme
from ui.widgets.form_from_fields import FieldForm

SPECS = (
    FieldSpec("name", FieldKind.TEXT, "Name", required=True),
    FieldSpec("size", FieldKind.NUMBER, "Size", advanced=True, group="Shape"),
    FieldSpec(
        "by",
        FieldKind.CHOICE,
        "Go by",
        choices=("foot", "train"),
        default="foot",
        advanced=True,
        group="Way",
    ),
    FieldSpec(
        "seat",
        FieldKind.TEXT,
        "Seat",
        required=True,
        advanced=True,
        group="Way",
        needs="by",
        only_for=("train",),
    ),
    FieldSpec("colour", FieldKind.TEXT, "Colour", advanced=True, group="Shape"),
)


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> FieldForm:
    made = FieldForm(SPECS)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def seen(form: FieldForm) -> list[str]:
    return [row.spec.name for row in form.rows if row.isVisible()]


def choose(form: FieldForm, value: str) -> None:
    control = form.row("by").control
    assert isinstance(control, QComboBox)
    control.setCurrentIndex(control.findData(value))


def write(form: FieldForm, name: str, text: str) -> None:
    control = form.row(name).control
    assert isinstance(control, QLineEdit)
    control.setText(text)


def test_only_what_is_needed_is_in_sight_until_more_is_asked_for(form: FieldForm) -> None:
    assert seen(form) == ["name"]
    form._more.setChecked(True)
    assert seen(form) == ["name", "size", "colour"]
    form._folded.choice.button("Way").click()
    assert seen(form) == ["name", "by"]


def test_a_field_of_a_choice_comes_and_goes_with_it(form: FieldForm) -> None:
    form._more.setChecked(True)
    form._folded.show_group("Way")
    choose(form, "train")
    assert seen(form) == ["name", "by", "seat"]
    choose(form, "foot")
    assert seen(form) == ["name", "by"]


def test_what_was_written_for_another_choice_is_left_out(form: FieldForm) -> None:
    write(form, "name", "Ada")
    choose(form, "train")
    write(form, "seat", "7")
    assert form.values() == {"name": "Ada", "by": "train", "seat": "7"}
    choose(form, "foot")
    assert form.values() == {"name": "Ada", "by": "foot"}


def test_a_fault_brings_its_group_into_sight(form: FieldForm) -> None:
    write(form, "name", "Ada")
    choose(form, "train")
    with pytest.raises(RuleBroken):
        form.values()
    assert seen(form) == ["name", "by", "seat"]
    assert form.row("seat").fault == "Seat is missing."


def test_so_does_one_that_is_only_said(form: FieldForm) -> None:
    write(form, "name", "Ada")
    choose(form, "train")
    form.show_faults(form.faults())
    assert seen(form) == ["name", "by", "seat"]


def test_each_group_says_how_much_it_holds(form: FieldForm) -> None:
    names = {group: form._folded.choice.button(group) for group in ("Shape", "Way")}
    assert [button.text() for button in names.values()] == ["Shape", "Way"]
    form.show_values({"name": "Ada", "size": 5, "colour": "red", "by": "train", "seat": "7"})
    assert [button.text() for button in names.values()] == ["Shape (2)", "Way (2)"]
    choose(form, "foot")
    assert names["Way"].text() == "Way"


def test_tab_walks_through_the_group_that_is_in_sight(form: FieldForm, qtbot: QtBot) -> None:
    form._more.setChecked(True)
    form.row("name").control.setFocus()
    walked = []
    for _ in range(5):
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        walked.append(form.focusWidget())
    assert walked == [
        form._more,
        form._folded.choice.button("Shape"),
        form.row("size").control,
        form.row("colour").control,
        form.row("name").control,
    ]
