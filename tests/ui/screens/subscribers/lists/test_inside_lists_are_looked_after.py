"""Inside lists on screen: made, renamed, filled with people, looked into, removed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from statusboard.app.delivery.inputs import ListInput, SaveList
from statusboard.app.delivery.inside_lists import LISTS
from statusboard.app.delivery.list_commands import save_list
from statusboard.app.subscribers.commands import add_subscriber
from statusboard.app.subscribers.inputs import PeopleAsk, SubscriberInput
from statusboard.app.subscribers.queries import PEOPLE
from statusboard.domain.subscriber import SubscriberState
from statusboard.errors import Unavailable
from tests.fixtures.screens import open_questions
from tests.fixtures.subscribers_screen import Mailroom, ProvingDesk, open_sheet
from ui.screens.destinations import SubscribersTab
from ui.screens.subscribers.lists.list_sheet import ListSheet
from ui.screens.subscribers.lists.tab import ListsTab
from ui.screens.subscribers.people.person_sheet import PersonSheet
from ui.screens.subscribers.screen import SubscribersScreen
from ui.widgets.form_from_fields import FieldForm

Show = Callable[[SubscribersTab], SubscribersScreen]
LISTS_TAB = SubscribersTab.LISTS


@pytest.fixture
def inside(mailroom: Mailroom) -> Mailroom:
    """A list with two people and an empty one, and a reader in none."""
    mailroom.channel()
    for name, text in (("Support", "support"), ("Executives", "page")):
        mailroom.newsroom.do(save_list, SaveList(ListInput(name, text)))
    for address in ("a@northwind.example", "b@northwind.example"):
        given = SubscriberInput("mail", address, inside_list="Support")
        mailroom.newsroom.do(add_subscriber, given)
    mailroom.people("reader@customer.example")
    return mailroom


def lists(mailroom: Mailroom) -> list[tuple[str, str, int]]:
    found = mailroom.newsroom.ask(LISTS)
    return [(one.inside_list.name, one.inside_list.text.value, one.members) for one in found]


def shown(tab: ListsTab) -> list[list[str]]:
    table = tab.table.table
    return [[column.text(row) for column in table.columns] for row in table.shown]


def choose(tab: ListsTab, name: str) -> None:
    (row,) = [row for row in tab.table.table.shown if row.inside_list.name == name]
    tab.table.choose(row.inside_list.id)
    tab.table.chosen.emit(row)


def list_sheet(qtbot: QtBot) -> ListSheet:
    qtbot.waitUntil(lambda: open_sheet(ListSheet) is not None)
    found = open_sheet(ListSheet)
    assert isinstance(found, ListSheet)
    return found


def write(form: FieldForm, **values: str) -> None:
    for name, value in values.items():
        control = form.row(name).control
        if isinstance(control, QComboBox):
            control.setCurrentIndex(control.findData(value))
        else:
            assert isinstance(control, QLineEdit)
            control.setText(value)


def test_without_any_it_says_what_a_list_is_for_and_makes_one(
    qtbot: QtBot, mailroom: Mailroom, show: Show
) -> None:
    tab = show(LISTS_TAB).lists
    assert tab.is_empty
    tab._state.button.click()
    sheet = list_sheet(qtbot)
    sheet.save.click()
    assert "is missing" in sheet.form.row("name").fault
    write(sheet.form, name="Support", text="support")
    QTest.keyClick(sheet.form.row("name").control, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not tab.is_empty)
    assert lists(mailroom) == [("Support", "support", 0)]
    assert tab.table.chosen_row is not None
    assert tab.put_in_button.isEnabled()


def test_each_list_says_how_many_stand_in_it_and_what_they_get(
    inside: Mailroom, show: Show
) -> None:
    tab = show(LISTS_TAB).lists
    assert shown(tab) == [
        ["Support", "2", "A sentence to say on the phone, then what customers get"],
        ["Executives", "0", "What customers get"],
    ]
    assert not tab.change_button.isEnabled()


def test_a_list_is_renamed_and_given_another_text_by_key(
    qtbot: QtBot, inside: Mailroom, show: Show
) -> None:
    tab = show(LISTS_TAB).lists
    choose(tab, "Support")
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    sheet = list_sheet(qtbot)
    assert not sheet.is_touched
    write(sheet.form, name="executives")
    sheet.save.click()
    row = sheet.form.row("name")
    qtbot.waitUntil(lambda: "“Executives” already" in row.fault)
    write(sheet.form, name="First line", text="page")
    sheet.save.click()
    qtbot.waitUntil(lambda: open_sheet(ListSheet) is None)
    qtbot.waitUntil(lambda: shown(tab)[0] == ["First line", "2", "What customers get"])
    assert lists(inside)[0] == ("First line", "page", 2)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "Support",
            "The 2 people in it stay subscribers, and from now on they get what customers get.",
        ),
        ("Executives", "Nobody stands in it."),
    ],
)
def test_before_a_list_goes_it_is_said_what_becomes_of_its_people(
    qtbot: QtBot, inside: Mailroom, show: Show, name: str, sentence: str
) -> None:
    tab = show(LISTS_TAB).lists
    choose(tab, name)
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    (question,) = open_questions()
    assert question.accessibleDescription() == sentence
    question.action.click()
    qtbot.waitUntil(lambda: len(shown(tab)) == 1)
    assert name not in [one for one, _, _ in lists(inside)]
    rows = inside.newsroom.ask(PEOPLE, PeopleAsk()).rows
    assert {row.subscriber.state for row in rows} == {SubscriberState.ACTIVE}
    assert len(rows) == 3


def test_people_are_added_to_the_list_that_is_chosen(
    qtbot: QtBot, inside: Mailroom, show: Show
) -> None:
    tab = show(LISTS_TAB).lists
    choose(tab, "Executives")
    tab.put_in_button.click()
    qtbot.waitUntil(lambda: open_sheet(PersonSheet) is not None)
    sheet = open_sheet(PersonSheet)
    assert isinstance(sheet, PersonSheet)
    assert not sheet.is_touched
    write(sheet.address, address="chief@northwind.example")
    sheet.save.click()
    qtbot.waitUntil(lambda: shown(tab)[1][:2] == ["Executives", "1"])
    (row,) = inside.newsroom.ask(PEOPLE, PeopleAsk(search="chief")).rows
    assert (row.inside_list, row.subscriber.state) == ("Executives", SubscriberState.ACTIVE)


def test_from_a_list_one_comes_to_its_people(qtbot: QtBot, inside: Mailroom, show: Show) -> None:
    screen = show(LISTS_TAB)
    screen.finder.setText("customer")
    choose(screen.lists, "Support")
    screen.lists.people_button.click()
    assert screen.tab is SubscribersTab.PEOPLE
    people = screen.people
    qtbot.waitUntil(lambda: people.shown_count.text() == "2 people")
    assert people.filters.list_choice.currentText() == "Support"
    assert people.states.button("active").text() == "Active 2"


def test_what_was_typed_is_not_thrown_away_without_a_question(
    qtbot: QtBot, inside: Mailroom, show: Show
) -> None:
    screen = show(LISTS_TAB)
    screen.lists.add_button.click()
    sheet = list_sheet(qtbot)
    write(sheet.form, name="Partners")
    assert screen.unsaved() == "A list is not saved yet."
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    (question,) = open_questions()
    question.action.click()
    assert screen.unsaved() == ""


def test_without_a_channel_it_says_what_comes_first(
    qtbot: QtBot, mailroom: Mailroom, show: Show
) -> None:
    mailroom.newsroom.do(save_list, SaveList(ListInput("Support")))
    tab = show(LISTS_TAB).lists
    choose(tab, "Support")
    tab.put_in_button.click()
    qtbot.waitUntil(lambda: "no channel yet" in tab.warning)


def test_an_office_that_does_not_answer_is_told(
    qtbot: QtBot, inside: Mailroom, office: ProvingDesk, show: Show
) -> None:
    tab = show(LISTS_TAB).lists
    office.problem = Unavailable("The office is not running.")
    tab.add_button.click()
    sheet = list_sheet(qtbot)
    write(sheet.form, name="Partners")
    sheet.save.click()
    qtbot.waitUntil(lambda: sheet.said == "The office is not running.")
    assert sheet.save.isEnabled()
    write(sheet.form, name="")
    sheet.reject()
    choose(tab, "Executives")
    tab.remove_button.click()
    (question,) = open_questions()
    question.action.click()
    qtbot.waitUntil(lambda: tab.warning == "The office is not running.")
