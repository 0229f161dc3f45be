"""The screen of people: set up, told apart, ended, signed in; and the trail beside them."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from statusboard.app.identity import here
from statusboard.app.people.inputs import Here
from statusboard.app.people.presence_commands import say_here
from statusboard.app.people.queries import TEAM
from statusboard.domain.access import Role
from statusboard.domain.trail import TrailFilter
from statusboard.errors import Unavailable
from tests.fixtures.people import Team
from tests.fixtures.people_screen import SeatedDesk
from tests.fixtures.screens import open_questions
from ui.runtime.operations import Operations
from ui.screens.destinations import PeoplePlace, PeopleStep, PeopleTab
from ui.screens.people.code_sheet import CodeSheet
from ui.screens.people.handover_sheet import HandoverSheet
from ui.screens.people.person_sheet import PersonSheet
from ui.screens.people.screen import PeopleScreen
from ui.screens.people.sign_in_sheet import SignInSheet
from ui.widgets.sheet import Sheet


def shown_sheet(qtbot: QtBot, kind: type[Sheet]) -> Sheet:
    def found() -> list[Sheet]:
        every = QApplication.allWidgets()
        return [one for one in every if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


@pytest.fixture
def screen(qtbot: QtBot, operations: Operations) -> PeopleScreen:
    made = PeopleScreen(operations)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    with qtbot.waitSignal(made.view_shown):
        made.show()
    return made


def names(screen: PeopleScreen) -> list[str]:
    return [row.person.name for row in screen.team.table.table.shown]


def choose(screen: PeopleScreen, name: str) -> None:
    (row,) = [row for row in screen.team.table.table.shown if row.person.name == name]
    screen.team.table.choose(row.person.id)
    screen.team.table.chosen.emit(row)


def write(sheet: PersonSheet, **values: str) -> None:
    for name, value in values.items():
        control = sheet.form.row(name).control
        if isinstance(control, QComboBox):
            control.setCurrentIndex(control.findData(value))
        else:
            assert isinstance(control, QLineEdit)
            control.setText(value)


def test_the_first_person_is_whoever_sits_here_and_becomes_administrator(
    qtbot: QtBot, screen: PeopleScreen, team: Team
) -> None:
    assert screen.team.nobody.isVisible()
    assert not screen.add_button.isVisible()
    qtbot.waitUntil(lambda: bool(screen._here.device))
    screen.team.nobody.button.click()
    sheet = shown_sheet(qtbot, PersonSheet)
    assert isinstance(sheet, PersonSheet)
    assert sheet.title == "Add yourself first"
    assert not sheet.form.row("role").isEnabled()
    write(sheet, name="Ada")
    sheet.save.click()
    qtbot.waitUntil(lambda: names(screen) == ["Ada"])

    (row,) = team.ask(TEAM).people
    assert (row.person.role, row.person.login) == (Role.ADMINISTRATOR, here().login)
    assert not screen.team.nobody.isVisible()


def test_the_first_person_does_not_lock_everybody_out_by_the_user_of_somebody_else(
    qtbot: QtBot, screen: PeopleScreen, team: Team
) -> None:
    qtbot.waitUntil(lambda: bool(screen._here.device))
    screen.team.nobody.button.click()
    sheet = shown_sheet(qtbot, PersonSheet)
    assert isinstance(sheet, PersonSheet)
    write(sheet, login=f"not-{here().login}")
    sheet.save.click()

    assert here().login in sheet.form.row("login").fault
    assert sheet.isVisible()
    assert team.ask(TEAM).people == ()
    write(sheet, login=here().login.upper())
    sheet.save.click()
    qtbot.waitUntil(lambda: bool(team.ask(TEAM).people))


def test_who_gets_a_code_has_it_shown_once(qtbot: QtBot, screen: PeopleScreen, team: Team) -> None:
    team.add("Ada", login="ada")
    screen.refresh()
    qtbot.waitUntil(screen.add_button.isVisible)
    screen.add_button.click()
    sheet = shown_sheet(qtbot, PersonSheet)
    assert isinstance(sheet, PersonSheet)
    write(sheet, name="ADA", role="author")
    sheet.save.click()
    qtbot.waitUntil(lambda: "already" in sheet.form.row("name").fault)
    write(sheet, name="Support, early shift")
    sheet.save.click()
    told = shown_sheet(qtbot, CodeSheet)
    assert isinstance(told, CodeSheet)
    assert len(told.code.text()) == len("XXXX-XXXX-XXXX")
    told.copy_button.click()
    assert QApplication.clipboard().text() == told.code.text()
    told.accept()
    qtbot.waitUntil(lambda: names(screen) == ["Ada", "Support, early shift"])


def test_somebody_signs_in_with_a_code_and_out_again(
    qtbot: QtBot, screen: PeopleScreen, team: Team, office: SeatedDesk
) -> None:
    team.add("Ada", login="ada")
    ben = team.add("Ben", Role.AUTHOR)
    place = PeoplePlace(step=PeopleStep.SIGN_IN, person_id=ben.person_id)
    with qtbot.waitSignal(screen.view_shown):
        screen.refresh()
    screen.focus_on(place)
    sheet = shown_sheet(qtbot, SignInSheet)
    assert isinstance(sheet, SignInSheet)
    sheet.code.setText("2222-2222-2222")
    sheet.enter.click()
    qtbot.waitUntil(lambda: "not the code" in sheet.said)
    sheet.code.setText(ben.code)
    sheet.enter.click()
    qtbot.waitUntil(lambda: office.is_signed_in)
    qtbot.waitUntil(lambda: not screen.add_button.isEnabled())
    assert "You act as Ben, who may not change people. Ask Ada." in screen.add_button.toolTip()

    screen.focus_on(PeoplePlace(step=PeopleStep.SIGN_OUT))
    qtbot.waitUntil(lambda: not office.is_signed_in and screen.add_button.isEnabled())


def test_who_is_ended_is_asked_about_and_can_be_brought_back(
    qtbot: QtBot, screen: PeopleScreen, team: Team
) -> None:
    team.add("Ada", login="ada")
    team.add("Ben", Role.AUTHOR, login="ben")
    with qtbot.waitSignal(screen.view_shown):
        screen.refresh()
    choose(screen, "Ben")
    screen.team.end_button.click()
    (question,) = open_questions()
    question.action.click()
    qtbot.waitUntil(lambda: team.ask(TEAM).people[1].person.ended_at is not None)
    qtbot.waitUntil(screen.team.back_button.isVisible)
    screen.team.back_button.click()
    qtbot.waitUntil(lambda: team.ask(TEAM).people[1].person.ended_at is None)


def test_the_last_administrator_is_not_ended_and_the_sentence_is_shown(
    qtbot: QtBot, screen: PeopleScreen, team: Team
) -> None:
    team.add("Ada", login="ada")
    with qtbot.waitSignal(screen.view_shown):
        screen.refresh()
    choose(screen, "Ada")
    screen.team.end_button.click()
    (question,) = open_questions()
    question.action.click()
    qtbot.waitUntil(lambda: "last administrator" in screen.banner.sentence)


def test_a_lost_device_is_ended_here_and_the_own_one_is_not(
    qtbot: QtBot, screen: PeopleScreen, team: Team
) -> None:
    qtbot.waitUntil(lambda: bool(screen._here.device))
    team.add("Ada", login="ada")
    team.do(say_here, Here(screen._here.device, "This desk"), "ada")
    team.do(say_here, Here("lost", "Laptop 3"), "ben", device="lost")
    with qtbot.waitSignal(screen.view_shown):
        screen.refresh()
    devices = {one.name: one.id for one in team.ask(TEAM).devices}
    buttons = screen.team.devices.buttons
    assert not buttons[devices["This desk"]].isEnabled()
    buttons[devices["Laptop 3"]].click()
    (question,) = open_questions()
    question.action.click()
    qtbot.waitUntil(lambda: any(one.ended_at for one in team.ask(TEAM).devices))
    qtbot.waitUntil(
        lambda: screen.team.devices.buttons[devices["Laptop 3"]].text() == "Let in again"
    )


def test_the_trail_stands_beside_the_people_and_its_chain_is_checked(
    qtbot: QtBot, screen: PeopleScreen, team: Team
) -> None:
    team.add("Ada", login="ada")
    with qtbot.waitSignal(screen.view_shown):
        screen.refresh()
    assert screen.side.list.texts == ["Ada set up Ada as an administrator."]
    qtbot.waitUntil(screen.side.chip.isVisible)
    screen.side.check_button.click()
    qtbot.waitUntil(lambda: screen.side.chip.word == "Chain whole, 1 row")


def test_what_was_found_of_a_chain_does_not_speak_for_later_lines(
    qtbot: QtBot, screen: PeopleScreen, team: Team
) -> None:
    team.add("Ada", login="ada")
    screen.refresh()
    qtbot.waitUntil(lambda: screen.side.chip.word == "Chain whole, 1 row")
    team.add("Ben", Role.AUTHOR, login="ben")
    screen.refresh()
    qtbot.waitUntil(lambda: screen.side.chip.word == "Chain whole, 2 rows")


def test_a_chain_that_was_changed_is_named(qtbot: QtBot, screen: PeopleScreen, team: Team) -> None:
    from sqlalchemy import text

    team.add("Ada", login="ada")
    with team.database.engine.begin() as connection:
        connection.execute(text("UPDATE audit SET subject = 'person Eve'"))
    screen.side.check_button.click()
    qtbot.waitUntil(lambda: "Chain broken" in screen.side.chip.word)
    assert "1" in screen.side.said.text()
    assert screen.side.said.isVisible()


def test_the_trail_is_filtered_and_written_to_a_file(
    qtbot: QtBot, screen: PeopleScreen, team: Team, tmp_path: Path
) -> None:
    team.add("Ada", login="ada")
    team.add("Ben", Role.AUTHOR, login="ben")
    screen.show_tab(PeopleTab.TRAIL)
    qtbot.waitUntil(lambda: len(screen.trail.panel.list.texts) == 2)
    screen.trail.words.setText("Ben")
    qtbot.waitUntil(lambda: len(screen.trail.panel.list.texts) == 1)
    screen.trail.kind.setCurrentIndex(screen.trail.kind.findData("services"))
    qtbot.waitUntil(lambda: screen.trail.panel.list.texts == [])
    screen.trail.kind.setCurrentIndex(0)
    assert screen.trail.wanted(team.clock.now()) == TrailFilter(words="Ben", by_people=True)

    file = tmp_path / "trail.jsonl"
    screen.trail_tasks._write(file)
    qtbot.waitUntil(lambda: file.exists() and bool(file.read_text("utf-8")))
    (line,) = [json.loads(one) for one in file.read_text("utf-8").splitlines()]
    assert (line["verb"], line["subject"]) == ("person.add", "person Ben")


def test_the_handover_is_read_copied_and_saved_as_a_pdf(
    qtbot: QtBot, screen: PeopleScreen, tmp_path: Path
) -> None:
    screen.focus_on(PeoplePlace(step=PeopleStep.HAND_OVER))
    sheet = shown_sheet(qtbot, HandoverSheet)
    assert isinstance(sheet, HandoverSheet)
    assert "Every service is well." in sheet.text.toPlainText()
    sheet.copy_button.click()
    assert "Customers are told of nothing that lasts." in QApplication.clipboard().text()
    sheet.save(tmp_path / "handover.pdf")
    assert (tmp_path / "handover.pdf").read_bytes().startswith(b"%PDF")
    assert sheet.said == "Saved as handover.pdf"
    sheet.save(tmp_path / "nowhere" / "handover.pdf")
    assert "could not be written" in sheet.said


def test_what_the_office_cannot_do_is_said(
    qtbot: QtBot, screen: PeopleScreen, team: Team, office: SeatedDesk
) -> None:
    team.add("Ada", login="ada")
    with qtbot.waitSignal(screen.view_shown):
        screen.refresh()
    office.problem = Unavailable("The office is not running.")
    choose(screen, "Ada")
    screen.team.code_button.click()
    qtbot.waitUntil(lambda: screen.banner.sentence == "The office is not running.")
