"""The channels on screen: set up by form, proved for real, tested with a code, removed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.delivery.queries import CHANNELS
from statusboard.app.doorway import Doorway
from statusboard.app.keys.choose import SecretPlace
from statusboard.catalog.references import names_in
from statusboard.domain.delivery import DeliveryState
from statusboard.errors import Unavailable
from statusboard.storage.channels import add_channel
from tests.fixtures.mail_server import MailServer
from tests.fixtures.screens import open_questions
from tests.fixtures.speaking import person
from tests.fixtures.subscribers_screen import Mailroom, ProvingDesk, open_sheet
from ui.screens.destinations import SubscribersTab
from ui.screens.subscribers.channels.channel_pane import ChannelPane
from ui.screens.subscribers.channels.kind_dialog import KindDialog
from ui.screens.subscribers.screen import SubscribersScreen

Show = Callable[[SubscribersTab], SubscribersScreen]
CHANNELS_TAB = SubscribersTab.CHANNELS


def shown(screen: SubscribersScreen) -> ChannelPane:
    pane = screen.channels.pane
    assert pane is not None
    return pane


def type_into(pane: ChannelPane, **values: str) -> None:
    assert pane.form is not None
    for name, value in values.items():
        control = pane.form.form.row(name.replace("_", " ")).control
        if isinstance(control, QComboBox):
            control.setCurrentText(value)
        else:
            assert isinstance(control, QLineEdit)
            control.setText(value)


def keep(pane: ChannelPane) -> None:
    assert pane.form is not None
    pane.form.keep_button.click()


def test_a_kind_that_nobody_has_set_up_waits_in_the_list(show: Show) -> None:
    screen = show(CHANNELS_TAB)
    rows = screen.channels.list.table.shown
    assert {row.word for row in rows} == {"Not set"}
    assert rows[0].title == "E-mail"
    pane = shown(screen)
    assert pane.form is not None
    assert not pane.proof.isVisible()
    assert pane.form.keep_button.text() == "Add channel"


def test_a_channel_is_added_and_its_password_goes_to_the_key_store(
    qtbot: QtBot, mailroom: Mailroom, show: Show
) -> None:
    screen = show(CHANNELS_TAB)
    type_into(
        shown(screen),
        host="mail.northwind.example",
        user="desk",
        password="hush",
        sender="Status <status@northwind.example>",
    )
    keep(shown(screen))
    qtbot.waitUntil(lambda: shown(screen).name == "email")
    (channel,) = mailroom.newsroom.ask(CHANNELS)
    assert len(names_in(channel.config)) == 1
    assert "hush" not in repr(channel)
    pane = shown(screen)
    assert pane.proof.isVisible()
    assert pane.form is not None
    assert not pane.form.changed
    assert next(row.word for row in screen.channels.list.table.shown) == "Not used yet"


def test_a_fault_stands_at_its_field(qtbot: QtBot, mailroom: Mailroom, show: Show) -> None:
    screen = show(CHANNELS_TAB)
    keep(shown(screen))
    form = shown(screen).form
    assert form is not None
    assert form.form.row("host").fault == "Server is missing."
    assert mailroom.newsroom.ask(CHANNELS) == ()


def test_a_name_that_is_taken_is_told_at_the_name(
    qtbot: QtBot, mailroom: Mailroom, show: Show
) -> None:
    mailroom.channel("mail")
    screen = show(CHANNELS_TAB)
    screen.channels.begin_with("email")
    pane = shown(screen)
    type_into(pane, channel_name="mail", host="127.0.0.1", security="none", sender="a@b.example")
    keep(pane)
    assert pane.form is not None
    row = pane.form.form.row("channel name")
    qtbot.waitUntil(lambda: "called mail already" in row.fault)
    type_into(pane, channel_name="other")
    keep(pane)
    qtbot.waitUntil(lambda: shown(screen).name == "other")
    assert [row.title for row in screen.channels.list.table.shown[:2]] == [
        "E-mail · mail",
        "E-mail · other",
    ]


def test_where_there_is_no_key_store_a_person_is_asked_first(
    qtbot: QtBot, mailroom: Mailroom, office: ProvingDesk, show: Show, tmp_path: Path
) -> None:
    door = office.local.doorway
    none = SecretPlace(tmp_path / "files", backend=NoKeyring())
    office.local = replace(office.local, doorway=Doorway(door.database, door.clock, none))
    screen = show(CHANNELS_TAB)
    pane = shown(screen)
    type_into(pane, host="mail.example", user="desk", password="hush", sender="a@b.example")
    keep(pane)
    qtbot.waitUntil(pane.consent.isVisible)
    assert mailroom.newsroom.ask(CHANNELS) == ()
    pane.consent.agree.setChecked(True)
    keep(pane)
    qtbot.waitUntil(lambda: shown(screen).name == "email")


def test_what_is_typed_stays_while_another_channel_is_looked_at(
    qtbot: QtBot, mailroom: Mailroom, show: Show
) -> None:
    mailroom.channel("mail")
    mailroom.channel("partners")
    screen = show(CHANNELS_TAB)
    tab = screen.channels
    type_into(shown(screen), host="elsewhere.example")
    QTest.keyClick(tab.list, Qt.Key.Key_Down)
    assert shown(screen).name == "partners"
    assert tab.unsaved() == "A channel is not saved yet."
    QTest.keyClick(tab.list, Qt.Key.Key_Up)
    form = shown(screen).form
    assert form is not None
    assert form.changed == {"host": "elsewhere.example"}


def test_a_changed_channel_is_saved(qtbot: QtBot, mailroom: Mailroom, show: Show) -> None:
    mailroom.channel("mail")
    screen = show(CHANNELS_TAB)
    type_into(shown(screen), sender="News <news@northwind.example>")
    keep(shown(screen))
    form = shown(screen).form
    assert form is not None
    qtbot.waitUntil(lambda: form.said.text() == "Saved")
    (channel,) = mailroom.newsroom.ask(CHANNELS)
    assert channel.config["sender"] == "News <news@northwind.example>"


def test_a_channel_is_proved_step_by_step(
    qtbot: QtBot, mailroom: Mailroom, server: MailServer, show: Show
) -> None:
    mailroom.channel("mail", port=server.port)
    screen = show(CHANNELS_TAB)
    pane = shown(screen)
    assert "Nobody has tried yet" in pane.proof.said
    pane.proof.prove_button.click()
    assert pane.proof.prove_button.text() == "Proving"
    qtbot.waitUntil(lambda: bool(pane.proof.lines))
    assert pane.proof.lines[0].title == "The server answers"
    assert all(line.at is not None for line in pane.proof.lines)
    assert pane.proof.prove_button.text() == "Prove again"
    assert server.took == []


def test_a_test_arrives_and_its_code_comes_back(
    qtbot: QtBot, mailroom: Mailroom, server: MailServer, show: Show
) -> None:
    mailroom.channel("mail", port=server.port)
    screen = show(CHANNELS_TAB)
    pane = shown(screen)
    QTest.keyClicks(pane.test.address, "me@northwind.example")
    QTest.keyClick(pane.test.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.test.awaits_code)
    ((address, message),) = server.took
    assert address == "me@northwind.example"
    code = str(message["Subject"]).rpartition(": ")[2]
    pane.test.code.setText("not it")
    pane.test.code_button.click()
    qtbot.waitUntil(lambda: "not the code" in pane.test.fault)
    pane.test.code.setText(code)
    QTest.keyClick(pane.test.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not pane.test.awaits_code)
    assert pane.proof.lines[-1].title == "A test arrived"


def test_an_address_that_is_none_is_told_at_its_field(
    qtbot: QtBot, mailroom: Mailroom, server: MailServer, show: Show
) -> None:
    mailroom.channel("mail", port=server.port)
    pane = shown(show(CHANNELS_TAB))
    pane.test.send_button.click()
    assert "an address of your own" in pane.test.fault
    pane.test.address.setText("nobody")
    pane.test.send_button.click()
    qtbot.waitUntil(lambda: "no e-mail address" in pane.test.fault)
    assert pane.test.send_button.text() == "Send me a test"


def test_an_office_that_is_gone_is_told_in_the_proof(
    qtbot: QtBot, mailroom: Mailroom, office: ProvingDesk, show: Show
) -> None:
    mailroom.channel("mail")
    pane = shown(show(CHANNELS_TAB))
    office.problem = Unavailable("The office is not running, so the channel was not tried.")
    pane.proof.prove_button.click()
    qtbot.waitUntil(lambda: "was not tried" in pane.proof.said)
    assert pane.proof.prove_button.text() == "Prove it now"


def test_how_long_a_message_to_everybody_takes_is_told(mailroom: Mailroom, show: Show) -> None:
    mailroom.channel("mail")
    mailroom.people(*(f"reader{number}@x.example" for number in range(80)))
    pane = shown(show(CHANNELS_TAB))
    assert pane._rate.text() == "80 messages go out in about 2 s at this rate."


def test_a_channel_that_fails_says_so_above_its_form(mailroom: Mailroom, show: Show) -> None:
    mailroom.channel("mail")
    mailroom.people("a@x.example", "b@x.example", "c@x.example")
    mailroom.say("Checkout fails")
    mailroom.settle(
        DeliveryState.FAILED, "a@x.example", "b@x.example", "c@x.example", reason="no route"
    )
    screen = show(CHANNELS_TAB)
    assert screen.channels.list.table.shown[0].word == "Failing"
    assert "No route." in shown(screen)._trouble.sentence
    assert shown(screen)._trouble.isVisible()


def test_a_channel_is_removed_after_a_question(
    qtbot: QtBot, mailroom: Mailroom, show: Show
) -> None:
    mailroom.channel("mail")
    mailroom.people("a@x.example")
    screen = show(CHANNELS_TAB)
    shown(screen).remove_button.click()
    (question,) = open_questions()
    assert "1 person" in question.accessibleDescription()
    question.action.click()
    qtbot.waitUntil(lambda: mailroom.newsroom.ask(CHANNELS) == ())
    qtbot.waitUntil(lambda: screen.channels.list.table.shown[0].word == "Not set")


def test_a_kind_is_chosen_for_another_channel(qtbot: QtBot, mailroom: Mailroom, show: Show) -> None:
    mailroom.channel("email")
    screen = show(CHANNELS_TAB)
    screen.channels.add_button.click()
    dialog = open_sheet(KindDialog)
    assert dialog is not None
    button = dialog.findChild(QPushButton, "email")
    assert isinstance(button, QPushButton)
    button.click()
    pane = shown(screen)
    assert pane.name == ""
    assert pane.form is not None
    name = pane.form.form.row("channel name")
    assert name.value() == "email2"
    assert name.control.hasFocus()


def test_of_a_kind_of_another_version_only_its_name_is_shown(
    mailroom: Mailroom, show: Show
) -> None:
    room = mailroom.newsroom
    with room.database.writing(room.clock.now(), person()) as unit:
        add_channel(unit, name="later", kind="pigeon", config={"token": "coo"})
    pane = shown(show(CHANNELS_TAB))
    assert pane.form is None
    assert not pane.proof.isVisible()
    assert pane.remove_button.isVisible()


def test_nobody_s_secret_is_shown(mailroom: Mailroom, show: Show) -> None:
    mailroom.channel("mail", user="desk", password="${secret:channel.password.1}")
    form = shown(show(CHANNELS_TAB)).form
    assert form is not None
    control = form.form.row("password").control
    assert isinstance(control, QLineEdit)
    assert control.echoMode() is QLineEdit.EchoMode.Password
    assert control.text() == "***"
