"""The people on screen: found, added, changed, put back, shown to themselves, erased, removed."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from statusboard.app.delivery.inputs import ListInput, RemoveList, SaveList
from statusboard.app.delivery.list_commands import remove_list, save_list
from statusboard.app.subscribers.commands import add_subscriber
from statusboard.app.subscribers.inputs import PeopleAsk, SubscriberInput
from statusboard.app.subscribers.queries import PEOPLE
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.subscriber import About, Extent, Subscriber, SubscriberState, Wishes
from statusboard.domain.views.people import KeptOfAddress
from statusboard.errors import Unavailable
from tests.fixtures.screens import open_questions
from tests.fixtures.subscribers_screen import Mailroom, ProvingDesk, open_sheet
from ui.screens.destinations import SubscribersTab
from ui.screens.subscribers.people import tab as people_tab
from ui.screens.subscribers.people.kept_sheet import KeptSheet
from ui.screens.subscribers.people.person_sheet import PersonSheet
from ui.screens.subscribers.people.put_back_sheet import PutBackSheet
from ui.screens.subscribers.people.tab import PeopleTab
from ui.screens.subscribers.people.table import LIST
from ui.screens.subscribers.screen import SubscribersScreen
from ui.widgets.form_from_fields import FieldForm

Show = Callable[[SubscribersTab], SubscribersScreen]
PEOPLE_TAB = SubscribersTab.PEOPLE


@pytest.fixture
def crowd(mailroom: Mailroom) -> Mailroom:
    """Four people in four states on two channels."""
    mailroom.channel("mail")
    mailroom.channel("partners")
    mailroom.people("a@x.example")
    mailroom.people("new@x.example", state=SubscriberState.UNCONFIRMED)
    mailroom.people("full@y.example", state=SubscriberState.QUARANTINED, reason="550 no mailbox")
    mailroom.people("left@y.example", state=SubscriberState.LEFT, channel="partners")
    return mailroom


def known(mailroom: Mailroom, address: str) -> Subscriber:
    rows = mailroom.newsroom.ask(PEOPLE, PeopleAsk(search=address)).rows
    (found,) = [row.subscriber for row in rows if row.subscriber.address == address]
    return found


def shown(tab: PeopleTab) -> list[str]:
    return sorted(row.subscriber.address for row in tab.table.table.shown)


def choose(tab: PeopleTab, address: str) -> None:
    (row,) = [row for row in tab.table.table.shown if row.subscriber.address == address]
    # As a click does; `selectRow` heeds keys that an earlier test held, and may take it away again.
    tab.table.choose(row.subscriber.id)
    tab.table.chosen.emit(row)


def write(form: FieldForm, **values: str) -> None:
    for name, value in values.items():
        control = form.row(name).control
        if isinstance(control, QComboBox):
            control.setCurrentIndex(control.findData(value))
        else:
            assert isinstance(control, QLineEdit)
            control.setText(value)


def sheet_of(qtbot: QtBot, kind: type) -> object:
    qtbot.waitUntil(lambda: open_sheet(kind) is not None)
    return open_sheet(kind)


def person_sheet(qtbot: QtBot) -> PersonSheet:
    found = sheet_of(qtbot, PersonSheet)
    assert isinstance(found, PersonSheet)
    return found


def test_with_nobody_yet_it_says_what_to_do(qtbot: QtBot, mailroom: Mailroom, show: Show) -> None:
    tab = show(PEOPLE_TAB).people
    assert tab.is_empty
    assert tab._state.button.text() == "Set up a channel"
    assert not tab.import_button.isEnabled()


def test_with_a_channel_the_first_person_is_added(
    qtbot: QtBot, mailroom: Mailroom, show: Show
) -> None:
    mailroom.channel()
    tab = show(PEOPLE_TAB).people
    assert tab._state.button.text() == "Add subscriber"
    tab._state.button.click()
    sheet = person_sheet(qtbot)
    assert sheet.address.row("address").control.placeholderText() == "reader@customer.example"
    write(sheet.address, address="ada@customer.example")
    write(sheet.vouching, vouched="asked on the phone")
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(tab) == ["ada@customer.example"])
    found = known(mailroom, "ada@customer.example")
    assert found.state is SubscriberState.ACTIVE
    assert found.consent is not None
    assert found.consent.words == "asked on the phone"
    assert found.wishes == Wishes()


def test_without_anybody_to_vouch_the_address_is_unconfirmed(
    qtbot: QtBot, crowd: Mailroom, show: Show
) -> None:
    tab = show(PEOPLE_TAB).people
    tab.add_button.click()
    sheet = person_sheet(qtbot)
    write(sheet.address, address="ada@customer.example")
    sheet.save.click()
    qtbot.waitUntil(lambda: "ada@customer.example" in shown(tab))
    assert known(crowd, "ada@customer.example").state is SubscriberState.UNCONFIRMED


def test_services_are_chosen_and_changed(qtbot: QtBot, crowd: Mailroom, show: Show) -> None:
    crowd.newsroom.service("Checkout API")
    crowd.newsroom.service("Mail")
    tab = show(PEOPLE_TAB).people
    choose(tab, "a@x.example")
    tab.edit_button.click()
    sheet = person_sheet(qtbot)
    assert not sheet.channel.row("channel").control.isEnabled()
    sheet.wishes.kind.button("chosen").click()
    sheet.save.click()
    assert "at least one" in sheet.wishes.fault
    (item,) = sheet.wishes.list.findItems("Mail", Qt.MatchFlag.MatchExactly)
    item.setCheckState(Qt.CheckState.Checked)
    write(sheet.more, extent="start_end", about="incidents")
    write(sheet.language, language="ja")
    sheet.save.click()
    qtbot.waitUntil(lambda: open_sheet(PersonSheet) is None)
    wishes = known(crowd, "a@x.example").wishes
    assert (wishes.everything, len(wishes.services)) == (False, 1)
    assert (wishes.extent, wishes.about) == (Extent.START_END, About.INCIDENTS)
    assert wishes.language == "ja"
    qtbot.waitUntil(
        lambda: any("Mail · incidents only" in one.wishes for one in tab.table.table.shown)
    )
    qtbot.waitUntil(lambda: not tab.operations.is_busy)
    choose(tab, "a@x.example")
    tab.edit_button.click()
    again = person_sheet(qtbot)
    assert again.wishes.services == ("Mail",)
    assert not again.is_touched
    again.reject()


def test_an_address_that_is_none_is_told_at_its_field(
    qtbot: QtBot, crowd: Mailroom, show: Show
) -> None:
    tab = show(PEOPLE_TAB).people
    tab.add_button.click()
    sheet = person_sheet(qtbot)
    sheet.save.click()
    row = sheet.address.row("address")
    assert "is missing" in row.fault
    write(sheet.address, address="nobody")
    sheet.save.click()
    qtbot.waitUntil(lambda: "no e-mail address" in row.fault)
    assert sheet.save.isEnabled()
    write(sheet.address, address="left@y.example")
    write(sheet.channel, channel="partners")
    sheet.save.click()
    qtbot.waitUntil(lambda: open_sheet(PersonSheet) is None)


def test_typed_work_is_not_thrown_away_without_a_question(
    qtbot: QtBot, crowd: Mailroom, show: Show
) -> None:
    screen = show(PEOPLE_TAB)
    screen.people.add_button.click()
    sheet = person_sheet(qtbot)
    write(sheet.address, address="ada@customer.example")
    assert screen.unsaved() == "A person is not saved yet."
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    (question,) = open_questions()
    question.action.click()
    assert screen.unsaved() == ""


def test_people_are_filtered_by_state_and_channel(
    qtbot: QtBot, crowd: Mailroom, show: Show
) -> None:
    tab = show(PEOPLE_TAB).people
    assert len(shown(tab)) == 4
    assert tab.states.button("quarantined").text() == "Quarantined 1"
    tab.states.button("quarantined").click()
    qtbot.waitUntil(lambda: shown(tab) == ["full@y.example"])
    tab.channel_choice.setCurrentIndex(tab.channel_choice.findData("partners"))
    tab.channel_choice.activated.emit(tab.channel_choice.currentIndex())
    qtbot.waitUntil(tab.nothing.isVisible)
    tab.states.button("all").click()
    qtbot.waitUntil(lambda: shown(tab) == ["left@y.example"])
    assert tab.states.button("quarantined").text() == "Quarantined"


def test_a_person_is_searched_for(qtbot: QtBot, crowd: Mailroom, show: Show) -> None:
    screen = show(PEOPLE_TAB)
    screen.finder.setText("X.EXAMPLE")
    qtbot.waitUntil(lambda: shown(screen.people) == ["a@x.example", "new@x.example"])
    assert screen.people.shown_count.text() == "2 people"


def test_an_address_that_lets_one_write_is_shown_nowhere_and_kept_when_other_things_change(
    qtbot: QtBot, crowd: Mailroom, show: Show
) -> None:
    address, masked = "https://hooks.slack.com/services/T0/B0/abcdefgh", "hooks.slack.com/ ··· efgh"
    crowd.channel("chat", kind="slack")
    crowd.people(address, channel="chat")
    screen = show(PEOPLE_TAB)
    screen.finder.setText(address)
    tab = screen.people
    qtbot.waitUntil(lambda: shown(tab) == [address])
    assert tab.table.table.columns[0].text(tab.table.table.shown[0]) == masked
    choose(tab, address)
    tab.edit_button.click()
    sheet = person_sheet(qtbot)
    edit = sheet.address.row("address").control
    assert isinstance(edit, QLineEdit)
    assert edit.text() == masked
    write(sheet.language, language="de")
    sheet.save.click()
    qtbot.waitUntil(lambda: open_sheet(PersonSheet) is None)
    assert known(crowd, address).wishes.language == "de"
    qtbot.waitUntil(lambda: not tab.operations.is_busy)
    choose(tab, address)
    tab.kept_button.click()
    kept = sheet_of(qtbot, KeptSheet)
    assert isinstance(kept, KeptSheet)
    assert masked in kept.text.toPlainText()
    assert address not in kept.text.toPlainText()
    kept.reject()
    tab.remove_button.click()
    (question,) = open_questions()
    assert question.accessibleName() == f"Tell {masked} nothing more?"
    question.reject()


def choose_in(box: QComboBox, words: str) -> None:
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def test_people_are_filtered_by_their_list_and_added_to_it(
    qtbot: QtBot, crowd: Mailroom, show: Show
) -> None:
    for name in ("Support", "Chiefs"):
        crowd.newsroom.do(save_list, SaveList(ListInput(name)))
    given = SubscriberInput("mail", "desk@northwind.example", inside_list="Support")
    crowd.newsroom.do(add_subscriber, given)
    tab = show(PEOPLE_TAB).people
    tab.table.resize(1400, 300)
    assert not tab.table.isColumnHidden(LIST)
    lists = tab.filters.list_choice
    choose_in(lists, "Chiefs")
    qtbot.waitUntil(lambda: tab.nothing.text() == "Nobody stands in this list yet.")
    choose_in(lists, "Support")
    qtbot.waitUntil(lambda: shown(tab) == ["desk@northwind.example"])
    assert tab.states.button("active").text() == "Active 1"
    tab.add_button.click()
    sheet = person_sheet(qtbot)
    write(sheet.address, address="desks@northwind.example")
    sheet.save.click()
    qtbot.waitUntil(lambda: len(shown(tab)) == 2)


def test_who_stands_in_a_list_stays_in_it_when_other_things_change(
    qtbot: QtBot, crowd: Mailroom, show: Show
) -> None:
    crowd.newsroom.do(save_list, SaveList(ListInput("Support")))
    address = "desk@northwind.example"
    crowd.newsroom.do(add_subscriber, SubscriberInput("mail", address, inside_list="Support"))
    tab = show(PEOPLE_TAB).people
    choose(tab, address)
    tab.edit_button.click()
    sheet = person_sheet(qtbot)
    write(sheet.language, language="de")
    sheet.save.click()
    qtbot.waitUntil(lambda: known(crowd, address).wishes.language == "de")
    (row,) = crowd.newsroom.ask(PEOPLE, PeopleAsk(search=address)).rows
    assert row.inside_list == "Support"


def test_a_list_that_is_gone_is_looked_at_no_longer(
    qtbot: QtBot, crowd: Mailroom, show: Show
) -> None:
    number = crowd.newsroom.do(save_list, SaveList(ListInput("Support")))
    screen = show(PEOPLE_TAB)
    tab = screen.people
    tab.show_list(number)
    qtbot.waitUntil(lambda: tab.nothing.text() == "Nobody stands in this list yet.")
    crowd.newsroom.do(remove_list, RemoveList(number))
    screen.changes_arrived(Changes.of(Topic.SUBSCRIBERS))
    qtbot.waitUntil(lambda: len(shown(tab)) == 4)
    assert not tab.filters.list_choice.isVisible()
    assert tab.table.isColumnHidden(LIST)


def test_only_a_page_is_read_and_the_rest_is_counted(
    qtbot: QtBot, crowd: Mailroom, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_tab, "PAGE", 1)
    tab = show(PEOPLE_TAB).people
    assert tab.shown_count.text() == "The newest 1 of 4"
    tab.more_button.click()
    qtbot.waitUntil(lambda: len(shown(tab)) == 4)


def test_a_quarantined_person_is_put_back(qtbot: QtBot, crowd: Mailroom, show: Show) -> None:
    tab = show(PEOPLE_TAB).people
    choose(tab, "a@x.example")
    assert not tab.back_button.isVisible()
    choose(tab, "full@y.example")
    tab.back_button.click()
    sheet = sheet_of(qtbot, PutBackSheet)
    assert isinstance(sheet, PutBackSheet)
    assert sheet.main_button is not None
    sheet.main_button.click()
    qtbot.waitUntil(lambda: known(crowd, "full@y.example").state is SubscriberState.ACTIVE)
    qtbot.waitUntil(lambda: not tab.back_button.isVisible())


def test_what_is_kept_is_shown_and_erased(qtbot: QtBot, crowd: Mailroom, show: Show) -> None:
    crowd.say("Checkout fails")
    tab = show(PEOPLE_TAB).people
    choose(tab, "a@x.example")
    tab.kept_button.click()
    sheet = sheet_of(qtbot, KeptSheet)
    assert isinstance(sheet, KeptSheet)
    said = sheet.text.toPlainText()
    for words in ("a@x.example", "asked on the phone", "Everything", "queued"):
        assert words in said
    copy = next(b for b in sheet.findChildren(type(sheet.erase)) if b.text() == "Copy")
    copy.click()
    assert QGuiApplication.clipboard().text() == said
    sheet.erase.click()
    (question,) = open_questions()
    question.action.click()
    qtbot.waitUntil(lambda: "a@x.example" not in shown(tab))
    assert "is erased" in tab.warning
    assert "a@x.example" not in crowd.states()


def test_an_address_that_was_only_asked_to_confirm_is_shown_and_can_be_erased(
    qtbot: QtBot,
) -> None:
    at = datetime(2026, 11, 29, 14, 2, tzinfo=UTC)
    kept = KeptOfAddress("visitor@x.example", asked=(at,))
    sheet = KeptSheet(kept, UTC, shown="v…@x.example")
    qtbot.addWidget(sheet)
    said = sheet.text.toPlainText()
    assert "Asked to confirm what a visitor chose" in said
    assert "2026-11-29 14:02:00 UTC" in said
    assert sheet.erase.isEnabled()


def test_a_person_is_removed_by_key_after_a_question(
    qtbot: QtBot, crowd: Mailroom, show: Show
) -> None:
    tab = show(PEOPLE_TAB).people
    choose(tab, "a@x.example")
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    (question,) = open_questions()
    question.action.click()
    qtbot.waitUntil(lambda: known(crowd, "a@x.example").state is SubscriberState.LEFT)
    qtbot.waitUntil(lambda: not tab.remove_button.isEnabled())


def test_enter_opens_the_person(qtbot: QtBot, crowd: Mailroom, show: Show) -> None:
    tab = show(PEOPLE_TAB).people
    choose(tab, "a@x.example")
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    sheet = person_sheet(qtbot)
    assert sheet.address.row("address").value() == "a@x.example"
    sheet.reject()


def test_who_waits_for_one_end_alone_is_not_changed(
    qtbot: QtBot, crowd: Mailroom, show: Show
) -> None:
    crowd.say("Checkout fails")
    assert crowd.incident is not None
    waits = Wishes(everything=False, until_fixed=frozenset({crowd.incident}))
    crowd.people("caller@x.example", wishes=waits)
    tab = show(PEOPLE_TAB).people
    choose(tab, "caller@x.example")
    assert not tab.edit_button.isEnabled()
    assert "forgotten" in tab.edit_button.toolTip()


def test_those_who_are_shown_are_written_to_a_file(
    qtbot: QtBot, crowd: Mailroom, show: Show, tmp_path: Path
) -> None:
    screen = show(PEOPLE_TAB)
    tab = screen.people
    screen.finder.setText("x.example")
    qtbot.waitUntil(lambda: len(shown(tab)) == 2)
    tab.export_button.click()
    dialog = tab.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    file = tmp_path / "people.csv"
    dialog.fileSelected.emit(str(file))
    dialog.close()
    qtbot.waitUntil(lambda: "2 people were written" in tab.warning)
    with file.open(encoding="utf-8", newline="") as text:
        assert sorted(row["address"] for row in csv.DictReader(text)) == [
            "a@x.example",
            "new@x.example",
        ]


def test_an_office_that_is_gone_keeps_the_form_open(
    qtbot: QtBot, crowd: Mailroom, office: ProvingDesk, show: Show
) -> None:
    tab = show(PEOPLE_TAB).people
    tab.add_button.click()
    sheet = person_sheet(qtbot)
    write(sheet.address, address="ada@customer.example")
    office.problem = Unavailable("The office is not running.")
    sheet.save.click()
    qtbot.waitUntil(lambda: sheet._said.text() == "The office is not running.")
    assert sheet.isVisible()
