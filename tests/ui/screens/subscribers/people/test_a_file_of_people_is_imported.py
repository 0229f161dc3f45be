"""A file of people: looked at, every bad line named, written only once a person says so."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from statusboard.app.subscribers.inputs import PeopleAsk
from statusboard.app.subscribers.queries import PEOPLE
from statusboard.errors import Unavailable
from tests.fixtures.subscribers_screen import Mailroom, ProvingDesk, open_sheet
from ui.screens.destinations import SubscribersTab
from ui.screens.subscribers.people.import_sheet import ImportSheet, Step
from ui.screens.subscribers.screen import SubscribersScreen

Show = Callable[[SubscribersTab], SubscribersScreen]


def opened(screen: SubscribersScreen) -> ImportSheet:
    screen.people.import_button.click()
    sheet = open_sheet(ImportSheet)
    assert isinstance(sheet, ImportSheet)
    return sheet


def file_of(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "people.csv"
    file.write_text("\n".join(("channel,address", *lines)) + "\n", encoding="utf-8")
    return file


def count(mailroom: Mailroom) -> int:
    return int(mailroom.newsroom.ask(PEOPLE, PeopleAsk()).total)


def test_every_bad_line_is_named_and_nothing_is_written(
    qtbot: QtBot, mailroom: Mailroom, show: Show, tmp_path: Path
) -> None:
    mailroom.channel()
    sheet = opened(show(SubscribersTab.PEOPLE))
    sheet.take(file_of(tmp_path, "mail,a@x.example", "mail,nobody", "pigeon,b@x.example"))
    qtbot.waitUntil(lambda: sheet.step is Step.CHECKED)
    lines = sheet.lines.toPlainText().splitlines()
    assert [line.partition(":")[0] for line in lines] == ["Line 3", "Line 4"]
    assert "no e-mail address" in lines[0]
    assert "2 lines have to be mended" in sheet.outcome.text()
    assert not sheet.go_button.isVisible()
    assert count(mailroom) == 0
    sheet.reject()


def test_a_good_file_is_written_once_a_person_says_so(
    qtbot: QtBot, mailroom: Mailroom, show: Show, tmp_path: Path
) -> None:
    mailroom.channel()
    mailroom.people("a@x.example")
    screen = show(SubscribersTab.PEOPLE)
    sheet = opened(screen)
    sheet.vouched.setText("customers by contract")
    lines = [f"mail,reader{number}@x.example" for number in range(30)]
    sheet.take(file_of(tmp_path, "mail,a@x.example", *lines))
    qtbot.waitUntil(lambda: sheet.step is Step.CHECKED)
    assert "30 new people" in sheet.outcome.text()
    assert count(mailroom) == 1
    sheet.go_button.click()
    assert screen.unsaved() == "A person is not saved yet."
    qtbot.waitUntil(lambda: sheet.step is Step.DONE)
    assert "Imported: 30 new people" in sheet.outcome.text()
    assert count(mailroom) == 31
    sheet.reject()
    qtbot.waitUntil(lambda: len(screen.people.table.table.shown) == 31)


def test_a_file_with_other_columns_is_told(
    qtbot: QtBot, mailroom: Mailroom, show: Show, tmp_path: Path
) -> None:
    mailroom.channel()
    sheet = opened(show(SubscribersTab.PEOPLE))
    file = tmp_path / "other.csv"
    file.write_text("colour\nred\n", encoding="utf-8")
    sheet.take(file)
    qtbot.waitUntil(lambda: "Known columns" in sheet.outcome.text())
    assert sheet.choose_button.isEnabled()
    assert not sheet.go_button.isVisible()
    sheet.take(tmp_path / "nowhere.csv")
    qtbot.waitUntil(lambda: "cannot be read" in sheet.outcome.text())
    sheet.reject()


def test_an_office_that_goes_away_meanwhile_is_told(
    qtbot: QtBot, mailroom: Mailroom, office: ProvingDesk, show: Show, tmp_path: Path
) -> None:
    mailroom.channel()
    sheet = opened(show(SubscribersTab.PEOPLE))
    sheet.take(file_of(tmp_path, "mail,a@x.example"))
    qtbot.waitUntil(lambda: sheet.step is Step.CHECKED)
    office.problem = Unavailable("The office is not running.")
    sheet.go_button.click()
    qtbot.waitUntil(lambda: "can be begun anew" in sheet.outcome.text())
    office.problem = None
    sheet.go_button.click()
    qtbot.waitUntil(lambda: sheet.step is Step.DONE)
    assert count(mailroom) == 1
    sheet.reject()


def test_other_words_for_the_consent_are_looked_at_again(
    qtbot: QtBot, mailroom: Mailroom, show: Show, tmp_path: Path
) -> None:
    mailroom.channel()
    sheet = opened(show(SubscribersTab.PEOPLE))
    sheet.take(file_of(tmp_path, "mail,a@x.example"))
    qtbot.waitUntil(lambda: sheet.step is Step.CHECKED)
    sheet.vouched.setText("by contract")
    sheet.vouched.textEdited.emit("by contract")
    assert not sheet.go_button.isVisible()
    sheet.reject()
