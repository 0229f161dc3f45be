"""Adding a service: everything wrong at once, a try before anything is kept, and its row then."""

import asyncio
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from statusboard.app.services.kinds import check_kinds
from statusboard.domain.result import Outcome, Phases, Reason
from statusboard.domain.views.verify import LatestAnswer
from statusboard.errors import RuleBroken, StatusBoardError, Unavailable
from tests.fixtures.monitored_database import MonitoredDatabase, StubDesk, settle
from tests.fixtures.screens import open_questions
from tests.fixtures.views_verify import entity_page, service_detail, verify_view
from tests.ui.screens.verify.test_services_are_added_and_changed_by_form import (
    dialog,
    field,
    press,
    shown,
    write,
)
from ui.runtime.operations import Operations
from ui.screens.destinations import NewServicePlace, ServiceSource
from ui.screens.verify.check_section import CheckSection
from ui.screens.verify.new_relic_picker import NewRelicPicker
from ui.screens.verify.service_dialog import ServiceDialog
from ui.theme.theme import Theme
from ui.widgets.field_row import FieldRow

SHOWN = {"verify": verify_view(), "verify.service": service_detail()}
GOOD = LatestAnswer(
    at=datetime(2026, 11, 22, 13, 20, tzinfo=UTC),
    outcome=Outcome.UP,
    reason=Reason.OK,
    detail="",
    response_us=43_000,
    phases=Phases(),
    code=200,
    lines=("> GET /health", "< 200 OK"),
)


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> ServiceDialog:
    home = QWidget()
    home.resize(1280, 800)
    qtbot.addWidget(home)
    made = ServiceDialog(check_kinds(), ("Shop",), parent=home)
    with qtbot.waitExposed(home):
        home.show()
    made.open()
    return made


def faults(of: QDialog) -> list[str]:
    """The fields that say that something is wrong, from top to bottom."""
    rows = [row for row in of.findChildren(FieldRow) if row.fault]
    return [row.spec.name for row in sorted(rows, key=lambda row: row.mapTo(of, QPoint()).y())]


def test_everything_that_is_wrong_is_said_at_once_and_the_first_has_the_focus(
    form: ServiceDialog, qtbot: QtBot
) -> None:
    write(form, "promised", "very often")
    write(form, "url", "not an address")
    write(form, "interval", "5")
    write(form, "fail_after", "0")

    press(qtbot, form.save)

    assert faults(form) == ["name", "promised", "url", "interval", "fail_after"]
    assert form._said.text() == "5 fields need another look."
    assert field(form, "name").control.hasFocus()
    assert field(form, "fail_after").isVisible()
    write(form, "name", "Checkout API")
    assert faults(form) == ["promised", "url", "interval", "fail_after"]
    assert form._said.text() == "4 fields need another look."


def test_what_is_in_order_is_submitted_without_a_word(form: ServiceDialog, qtbot: QtBot) -> None:
    write(form, "name", "Checkout API")
    write(form, "url", "localhost:8080/health")

    with qtbot.waitSignal(form.submitted) as submitted:
        press(qtbot, form.save)

    assert submitted.args[0].checks[0].config["url"] == "http://localhost:8080/health"


def test_an_address_is_made_whole_and_the_form_says_what_was_made_of_it(
    form: ServiceDialog, qtbot: QtBot
) -> None:
    row = field(form, "url")
    assert isinstance(row.control, QLineEdit)
    row.control.setFocus()
    qtbot.keyClicks(row.control, "localhost:8080")
    field(form, "name").control.setFocus()

    assert row.control.text() == "http://localhost:8080"
    assert row._help.text() == (
        "You wrote localhost:8080; this is taken to mean http://localhost:8080."
    )
    row.control.setText("https://localhost:8080")
    assert "You wrote" not in row._help.text()


def try_it(form: ServiceDialog, qtbot: QtBot) -> CheckSection:
    [section] = form.findChildren(CheckSection)
    press(qtbot, section._try)
    return section


def test_a_check_can_be_tried_before_anything_is_kept(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = {**SHOWN, "try_check": GOOD}
    screen = shown(qtbot, operations)
    screen.focus_on(NewServicePlace(ServiceSource.ADDRESS))
    form = dialog(ServiceDialog)
    write(form, "url", "localhost:8080")

    section = try_it(form, qtbot)
    settle(qtbot, operations)

    asked = [given for name, given in stub_desk.asked if name == "try_check"]
    assert [given.config["url"] for given in asked] == ["http://localhost:8080"]  # type: ignore[attr-defined]
    assert section.said == "200"
    qtbot.waitUntil(lambda: not section._tried.visibleRegion().isEmpty())
    assert section._tried.transcript.toPlainText() == "> GET /health\n< 200 OK"
    assert not [name for name, _ in stub_desk.asked if name == "add_service"]
    write(form, "url", "http://localhost:8081")
    assert section.said == ""


@pytest.mark.parametrize(
    ("error", "said", "at"),
    [
        (Unavailable("The collector is not running."), "The collector is not running.", ""),
        (RuleBroken("Write the secret in its place.", field="url"), "", "url"),
    ],
)
def test_what_could_not_be_tried_says_why(
    operations: Operations,
    stub_desk: StubDesk,
    qtbot: QtBot,
    error: StatusBoardError,
    said: str,
    at: str,
) -> None:
    stub_desk.answers = {**SHOWN, "try_check": error}
    shown(qtbot, operations).focus_on(NewServicePlace(ServiceSource.ADDRESS))
    form = dialog(ServiceDialog)
    write(form, "url", "localhost:8080")

    section = try_it(form, qtbot)
    settle(qtbot, operations)

    assert section.said == said
    assert [row.spec.name for row in form.findChildren(FieldRow) if row.fault] == [at] * bool(at)
    assert section._try.text() == "Try it now"


def test_only_a_check_that_can_be_asked_is_tried(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = {**SHOWN}
    shown(qtbot, operations).focus_on(NewServicePlace(ServiceSource.ADDRESS))

    try_it(dialog(ServiceDialog), qtbot)

    assert not [name for name, _ in stub_desk.asked if name == "try_check"]
    assert faults(dialog(ServiceDialog)) == ["url"]


def test_a_check_that_was_tried_twice_is_asked_once_at_a_time(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = {**SHOWN, "try_check": asyncio.Future()}
    shown(qtbot, operations).focus_on(NewServicePlace(ServiceSource.ADDRESS))
    form = dialog(ServiceDialog)
    write(form, "url", "localhost:8080")

    for _ in range(3):
        try_it(form, qtbot)
    qtbot.waitUntil(lambda: any(name == "try_check" for name, _ in stub_desk.asked))

    assert [name for name, _ in stub_desk.asked].count("try_check") == 1


def test_the_new_row_is_shown_and_selected_whatever_was_filtered(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("Alpha", "uuu")
    screen = shown(qtbot, monitored_database.operations)
    screen.filter.setText("Alpha")
    screen.tasks.describe()
    form = dialog(ServiceDialog)
    write(form, "name", "Zeta")
    write(form, "url", "localhost:9")

    press(qtbot, form.save)
    settle(qtbot, monitored_database.operations)

    row = screen.table.chosen_row
    assert row is not None
    assert row.name == "Zeta"
    assert screen.pane.detail is not None
    assert screen.pane.detail.name == "Zeta"
    assert screen.filter.text() == ""


def test_the_first_of_the_picked_is_shown_and_selected(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    view = verify_view()
    number = iter(row.component_id for row in reversed(view.rows))
    stub_desk.answers = {
        **SHOWN,
        "verify": view,
        "find_entities": entity_page(),
        "add_service": lambda _given: next(number),
    }
    screen = shown(qtbot, operations)
    screen.focus_on(NewServicePlace(ServiceSource.NEW_RELIC))
    picker = dialog(NewRelicPicker)
    settle(qtbot, operations)

    qtbot.keyClick(picker.search, Qt.Key.Key_Down)
    assert picker.focusWidget() is picker.entities
    qtbot.keyClick(picker.entities, Qt.Key.Key_Space)
    qtbot.keyClick(picker.entities, Qt.Key.Key_Down)
    qtbot.keyClick(picker.entities, Qt.Key.Key_Space)
    assert len(picker.entities.picked) == 2
    qtbot.keyClick(picker.entities, Qt.Key.Key_Return)
    settle(qtbot, operations)

    assert not screen.findChildren(NewRelicPicker)
    assert screen.chosen == view.rows[-1].component_id


def opened_picker(operations: Operations, stub_desk: StubDesk, qtbot: QtBot) -> NewRelicPicker:
    stub_desk.answers = {**SHOWN, "find_entities": entity_page()}
    shown(qtbot, operations).focus_on(NewServicePlace(ServiceSource.NEW_RELIC))
    settle(qtbot, operations)
    return dialog(NewRelicPicker)


def test_the_picker_is_walked_through_by_key(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    picker = opened_picker(operations, stub_desk, qtbot)
    assert picker.focusWidget() is picker.search

    before = [name for name, _ in stub_desk.asked].count("find_entities")
    qtbot.keyClicks(picker.search, "check")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    settle(qtbot, operations)
    assert [name for name, _ in stub_desk.asked].count("find_entities") == before + 1

    picker.entities.setFocus()
    qtbot.keyClick(picker.entities, Qt.Key.Key_Return)
    assert len(picker.entities.picked) == 1
    qtbot.keyClick(picker.entities, Qt.Key.Key_Up)
    assert picker.focusWidget() is picker.search
    picker.entities.forget_picks([entity.guid for entity in picker.entities.picked])
    picker._cancel.setFocus()
    qtbot.keyClick(picker._cancel, Qt.Key.Key_Return)
    assert not picker.isVisible()


def test_escape_asks_before_typed_work_is_lost(form: ServiceDialog, qtbot: QtBot) -> None:
    write(form, "name", "Checkout API")

    qtbot.keyClick(form, Qt.Key.Key_Escape)
    [question] = open_questions()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert field(form, "name").typed == "Checkout API"

    form.close()  # as the cross of its frame does
    [question] = open_questions()
    press(qtbot, question.action)
    assert not form.isVisible()


def test_escape_asks_nothing_where_nothing_was_typed(qtbot: QtBot, theme: Theme) -> None:
    for form in (
        ServiceDialog(check_kinds(), ("Shop",)),
        ServiceDialog(check_kinds(), ("Shop",), detail=service_detail()),
    ):
        qtbot.addWidget(form)
        form.open()
        qtbot.keyClick(form, Qt.Key.Key_Escape)
        assert not form.isVisible()
        assert open_questions() == []


def test_escape_asks_before_ticks_are_lost(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    picker = opened_picker(operations, stub_desk, qtbot)
    picker.entities.setFocus()
    qtbot.keyClick(picker.entities, Qt.Key.Key_Space)

    qtbot.keyClick(picker, Qt.Key.Key_Escape)

    [question] = open_questions()
    assert "not added yet" in question.accessibleDescription()
    assert question.windowTitle() == "Close without adding?"  # ticks are not written
    press(qtbot, question.action)
    assert not picker.isVisible()


def test_an_answer_to_what_was_asked_before_is_not_shown(form: ServiceDialog, qtbot: QtBot) -> None:
    write(form, "url", "http://localhost:8080/health")
    section = try_it(form, qtbot)
    write(form, "url", "http://localhost:8081/other")
    section.show_answer(GOOD)
    assert section.said == ""
    assert section._try.text() == "Try it now"
    press(qtbot, section._try)
    section.show_answer(GOOD)
    assert section.said
