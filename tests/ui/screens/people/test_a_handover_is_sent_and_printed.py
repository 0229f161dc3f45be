"""From the sheet: to an inside list, with what became of it; on paper, where there is a printer."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from statusboard.app.delivery.commands import Turn, take_turn
from statusboard.app.delivery.dispatcher import ACTOR
from statusboard.domain.access import Role
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.handover import Handover, Section
from statusboard.domain.inside_list import ListText
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.channels import add_channel
from statusboard.storage.claims import Settled
from statusboard.storage.inside_lists import add_list
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from tests.fixtures.history import COLLECTOR
from tests.fixtures.people import Team
from tests.fixtures.speaking import NOON
from ui.runtime.operations import Operations
from ui.screens.destinations import PeoplePlace, PeopleStep
from ui.screens.people import handover_sheet
from ui.screens.people.handover_paper import draw
from ui.screens.people.handover_send_sheet import HandoverSendSheet
from ui.screens.people.handover_sheet import HandoverSheet
from ui.screens.people.screen import PeopleScreen
from ui.widgets.sheet import Sheet
from ui.widgets.sheet_frame import SheetBody

LONG = "Nachtschicht Kundenbetreuung und Störungsannahme Süddeutschland"
PAGE = Handover("Northwind", NOON, "UTC", (Section("Open incidents", ("One",)),), "Ada")


def shown(qtbot: QtBot, kind: type[Sheet]) -> Sheet:
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


@pytest.fixture
def handover(qtbot: QtBot, screen: PeopleScreen) -> HandoverSheet:
    screen.focus_on(PeoplePlace(step=PeopleStep.HAND_OVER))
    sheet = shown(qtbot, HandoverSheet)
    assert isinstance(sheet, HandoverSheet)
    return sheet


def night_of(team: Team, *addresses: str, name: str = LONG) -> None:
    with team.database.writing(team.clock.now(), COLLECTOR) as unit:
        channel = add_channel(unit, name="E-mail", kind="email", config={}).id
        number = add_list(unit, name=name, text=ListText.PAGE).id
        add_list(unit, name="Empty", text=ListText.PAGE)
        for one in addresses:
            new = NewSubscriber(channel, one, one, Wishes(), SubscriberState.ACTIVE, list_id=number)
            add_subscriber(unit, new)


def offered(qtbot: QtBot, handover: HandoverSheet) -> HandoverSendSheet:
    handover.send_button.click()
    sheet = shown(qtbot, HandoverSendSheet)
    assert isinstance(sheet, HandoverSendSheet)
    return sheet


def settle(team: Team, *states: tuple[DeliveryState, str]) -> None:
    """What a dispatcher does, without a server."""
    claims = team.doorway.do(take_turn, Turn(1, "one", len(states)), ACTOR).result
    settled = tuple(
        Settled(claim.id, state, reason=why, is_handover=True)
        for claim, (state, why) in zip(claims, states, strict=True)
    )
    team.doorway.do(take_turn, Turn(1, "one", 0, settled), ACTOR)


def test_it_is_sent_and_what_became_of_it_is_seen(
    qtbot: QtBot, screen: PeopleScreen, handover: HandoverSheet, team: Team
) -> None:
    night_of(team, "ben@northwind.example", "eva@northwind.example")
    sheet = offered(qtbot, handover)
    assert (sheet.choice.currentText(), sheet.reach.text()) == (LONG, "2 messages. E-mail: 2")
    sheet.choice.setCurrentText("Empty")
    assert sheet.reach.text() == "Nobody in it can be told"
    assert not sheet.send_button.isEnabled()
    sheet.choice.setCurrentText(LONG)

    sheet.send_button.click()
    qtbot.waitUntil(lambda: sheet.told[:1] == ("0 of 2 arrived",))
    assert sheet.told[1:] == (
        "ben@northwind.example, E-mail: waits",
        "eva@northwind.example, E-mail: waits",
    )
    settle(team, (DeliveryState.SENT, ""), (DeliveryState.FAILED, "no such mailbox"))
    screen.changes_arrived(Changes.of(Topic.DELIVERIES))
    qtbot.waitUntil(lambda: sheet.told[:1] == ("1 of 2 arrived",))
    assert sheet.told[1:] == (
        "ben@northwind.example, E-mail: delivered",
        "eva@northwind.example, E-mail: failed: no such mailbox",
    )

    sheet.retry_button.click()
    qtbot.waitUntil(lambda: sheet.told[2:] == ("eva@northwind.example, E-mail: waits",))
    assert not sheet.retry_button.isVisible()


def test_what_became_of_the_messages_has_room(
    qtbot: QtBot, handover: HandoverSheet, screen: PeopleScreen, team: Team
) -> None:
    night_of(team, *(f"nachtschicht.{number}@northwind.example" for number in range(8)))
    sheet = offered(qtbot, handover)
    sheet.send_button.click()
    qtbot.waitUntil(lambda: sheet.told[:1] == ("0 of 8 arrived",))
    settle(team, (DeliveryState.FAILED, "Das Postfach ist voll. " * 5))
    screen.changes_arrived(Changes.of(Topic.DELIVERIES))
    qtbot.waitUntil(sheet.retry_button.isVisible)

    (body,) = sheet.findChildren(SheetBody)
    qtbot.waitUntil(lambda: body.verticalScrollBar().maximum() == 0)


def test_without_a_list_it_says_where_to_make_one(qtbot: QtBot, handover: HandoverSheet) -> None:
    sheet = offered(qtbot, handover)
    assert sheet.choice.count() == 0
    assert not sheet.send_button.isEnabled()


def test_a_list_that_was_emptied_meanwhile_is_said(
    qtbot: QtBot, handover: HandoverSheet, team: Team
) -> None:
    night_of(team, "ben@northwind.example")
    sheet = offered(qtbot, handover)
    with team.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE subscriber SET list_id = NULL")
    sheet.send_button.click()
    qtbot.waitUntil(lambda: "Nobody in the list" in sheet.said)
    assert sheet.send_button.isEnabled()


def test_a_viewer_reads_it_and_is_told_who_may_send_it(
    qtbot: QtBot, screen: PeopleScreen, team: Team, operations: Operations
) -> None:
    team.add("Cleo", login="cleo")
    team.add("Ada", Role.VIEWER, login="ada", by="cleo")
    operations.permitted.know(team.actor("ada"), ("Cleo",))
    screen.focus_on(PeoplePlace(step=PeopleStep.HAND_OVER))
    sheet = shown(qtbot, HandoverSheet)
    assert isinstance(sheet, HandoverSheet)
    assert not sheet.send_button.isEnabled()
    assert "it takes the role of author" in sheet.send_button.toolTip()
    assert sheet.copy_button.isEnabled()


def test_without_a_printer_a_pdf_is_offered(
    handover: HandoverSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover_sheet, "has_printer", lambda: False)
    handover.print_button.click()
    assert handover.said == (
        "This computer knows no printer. Save it as a PDF, and print that elsewhere."
    )


def test_with_a_printer_its_dialog_opens_and_stops_nothing(
    qtbot: QtBot, handover: HandoverSheet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"

    def to_a_file(_page: Handover) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFileName(str(file))
        return printer

    monkeypatch.setattr(handover_sheet, "has_printer", lambda: True)
    monkeypatch.setattr(handover_sheet, "printer_for", to_a_file)
    dialog = handover.print_page()
    assert isinstance(dialog, QPrintDialog)
    assert dialog.isVisible()
    dialog.accept()
    assert file.read_bytes().startswith(b"%PDF")
    assert handover.said.startswith("Given to ")


def test_a_long_page_takes_as_many_sheets_as_it_needs(tmp_path: Path, dressed: object) -> None:
    assert dressed
    lines = tuple(f"{LONG} {number}" for number in range(200))
    page = Handover("Northwind", NOON, "UTC", (Section("Open incidents", lines),))
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "long.pdf"))
    draw(page, printer)
    assert (tmp_path / "long.pdf").read_bytes().count(b"/Type /Page\n") > 2
