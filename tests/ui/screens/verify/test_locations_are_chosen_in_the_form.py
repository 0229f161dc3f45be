"""From where a check is asked, and how many locations have to agree, is chosen in its form."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from statusboard.app.services.kinds import check_kinds
from statusboard.errors import RuleBroken
from tests.fixtures.screens import dressed
from tests.fixtures.views_verify import check_detail, service_detail
from ui.screens.verify.check_section import CheckSection
from ui.screens.verify.service_dialog import ServiceDialog
from ui.widgets.field_row import FieldRow
from ui.widgets.names_field import NamesField

__all__ = ["dressed"]

pytestmark = pytest.mark.usefixtures("dressed")
KNOWN = ("home", "fra", "iad")


@pytest.fixture
def section(qtbot: QtBot) -> Callable[..., CheckSection]:
    def make(
        *, kind: str = "http", known: tuple[str, ...] = KNOWN, **check: object
    ) -> CheckSection:
        found = CheckSection(check_kinds()[kind], check_detail(**check), locations=known)
        qtbot.addWidget(found)
        found.show()
        return found

    return make


def row(section: CheckSection, name: str) -> FieldRow:
    return next(one for one in section.findChildren(FieldRow) if one.spec.name == name)


def choose(section: CheckSection, where: str, quorum: str = "") -> None:
    box, number = row(section, "asked_from").control, row(section, "quorum").control
    assert isinstance(box, QComboBox)
    assert isinstance(number, QLineEdit)
    box.setCurrentIndex(box.findData(where))
    number.setText(quorum)


def test_where_there_is_one_location_nobody_is_asked(section: Callable[..., CheckSection]) -> None:
    shown = section(known=("home",))
    assert not any(one.spec.name == "asked_from" for one in shown.findChildren(FieldRow))
    assert shown.value().locations == ()


@pytest.mark.parametrize("kind", ["new_relic_entity", "heartbeat"])
def test_what_home_alone_can_ask_offers_no_other(
    section: Callable[..., CheckSection], kind: str
) -> None:
    shown = section(kind=kind, config={})
    assert not any(one.spec.name == "asked_from" for one in shown.findChildren(FieldRow))


def test_everywhere_some_and_home_are_told_apart(section: Callable[..., CheckSection]) -> None:
    shown = section()
    assert not row(shown, "locations").isVisible()
    assert not row(shown, "quorum").isVisible()

    choose(shown, "all", "2")
    assert row(shown, "quorum").isVisible()
    assert (shown.value().locations, shown.value().quorum) == (("all",), 2)

    choose(shown, "some")
    names = row(shown, "locations").control
    assert isinstance(names, NamesField)
    with pytest.raises(RuleBroken, match="Locations is missing"):
        shown.value()
    names.pick("fra")
    names.pick("home")
    assert (shown.value().locations, shown.value().quorum) == (("fra", "home"), None)

    choose(shown, "home", "2")
    assert (shown.value().locations, shown.value().quorum) == ((), None)


def test_what_the_file_said_is_shown(section: Callable[..., CheckSection]) -> None:
    shown = section(known=("home",), locations=("fra", "gone"), quorum=1)
    names = row(shown, "locations").control
    assert isinstance(names, NamesField)
    assert names.names == ("fra", "gone")
    assert (shown.value().locations, shown.value().quorum) == (("fra", "gone"), 1)


def test_a_quorum_that_is_none_is_said_at_its_row(section: Callable[..., CheckSection]) -> None:
    shown = section()
    choose(shown, "all", "0")
    with pytest.raises(RuleBroken):
        shown.value()
    assert row(shown, "quorum").fault == "Write a whole number from 1 to 100, or nothing."


def test_a_fault_of_the_desk_stands_at_the_row_of_its_check(qtbot: QtBot) -> None:
    check = check_detail(locations=("home", "fra"))
    dialog = ServiceDialog(
        check_kinds(), (), detail=service_detail(checks=(check,)), locations=KNOWN
    )
    qtbot.addWidget(dialog)
    dialog.show_error(RuleBroken("Choose from 1 to 2.", field="checks.0.quorum"))
    [section] = dialog.findChildren(CheckSection)
    assert row(section, "quorum").fault == "Choose from 1 to 2."
