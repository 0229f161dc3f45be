"""The deliveries on screen: cards, progress, the brake, the table, and what is done about rows."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from statusboard.app.delivery import announce as announcing
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.ledger import LedgerPart
from statusboard.errors import Unavailable
from statusboard.storage.restored import Restored, write_restored
from tests.fixtures.screens import open_questions
from tests.fixtures.speaking import person
from tests.fixtures.subscribers_screen import Mailroom, ProvingDesk
from ui.screens.destinations import NoticePlace, SubscribersTab
from ui.screens.subscribers.deliveries import tab as deliveries_tab
from ui.screens.subscribers.deliveries.tab import DeliveriesTab
from ui.screens.subscribers.deliveries.table import AT
from ui.screens.subscribers.screen import SubscribersScreen
from ui.theme.fonts import font
from ui.theme.tokens import BODY

Show = Callable[[SubscribersTab], SubscribersScreen]
DELIVERIES = SubscribersTab.DELIVERIES


@pytest.fixture
def busy(mailroom: Mailroom) -> Mailroom:
    """Four people, of whom one got the newest update, and two need attention."""
    mailroom.channel()
    mailroom.people("a@x.example", "b@x.example", "c@y.example", "d@z.example")
    mailroom.people("new@x.example", state=SubscriberState.UNCONFIRMED)
    mailroom.people("gone@x.example", state=SubscriberState.QUARANTINED, reason="no mailbox")
    mailroom.say("Checkout fails")
    mailroom.wait(2)
    mailroom.settle(DeliveryState.SENT, "a@x.example", receipt="250 2.0.0 queued as 4F1")
    mailroom.settle(DeliveryState.FAILED, "b@x.example", reason="550 5.1.1 unknown")
    mailroom.settle(DeliveryState.RETRYING, "c@y.example", reason="451 busy")
    return mailroom


def texts(tab: DeliveriesTab) -> dict[str, tuple[str, str]]:
    """The result and what happened, by address."""
    table = tab.table.table
    return {
        row.address: (table.columns[3].text(row), table.columns[5].text(row)) for row in table.shown
    }


def settled(qtbot: QtBot, screen: SubscribersScreen) -> None:
    qtbot.waitUntil(lambda: not screen.operations.is_busy)


def test_without_a_channel_it_says_what_to_do_first(qtbot: QtBot, show: Show) -> None:
    screen = show(DELIVERIES)
    assert screen.deliveries.is_empty
    button = screen.deliveries._state.button
    assert button.isVisible()
    button.click()
    assert screen.tab is SubscribersTab.CHANNELS
    settled(qtbot, screen)


def test_with_nothing_sent_yet_it_says_so(mailroom: Mailroom, show: Show) -> None:
    mailroom.channel()
    tab = show(DELIVERIES).deliveries
    assert "Nothing was sent yet" in tab.nothing.text()
    assert not tab.progress.isVisible()
    assert not tab.export_button.isEnabled()


def test_a_card_counts_the_people_of_a_channel(busy: Mailroom, show: Show) -> None:
    tab = show(DELIVERIES).deliveries
    card = tab.cards.cards[0]
    assert (card.name.text(), card.count.text(), card.chip.word) == ("E-mail", "4", "Working")
    assert card.line.text() == "1 unconfirmed, 1 quarantined"
    assert "Working" in card.accessibleName()


def test_two_channels_of_a_kind_are_told_apart(busy: Mailroom, show: Show) -> None:
    busy.channel("partners")
    names = [card.name.text() for card in show(DELIVERIES).deliveries.cards.cards[:2]]
    assert names == ["E-mail · mail", "E-mail · partners"]


def test_a_channel_that_fails_says_since_when_and_why(busy: Mailroom, show: Show) -> None:
    busy.settle(
        DeliveryState.FAILED, "a@x.example", "b@x.example", "c@y.example", reason="no route"
    )
    card = show(DELIVERIES).deliveries.cards.cards[0]
    assert card.chip.word == "Failing"
    assert card.line.text().startswith("Failing since ")
    assert card.line.text().endswith("No route.")


def test_the_progress_of_the_newest_update_is_told_in_words(busy: Mailroom, show: Show) -> None:
    words = " | ".join(show(DELIVERIES).deliveries.progress.words)
    for said in (
        "Update 1 · Investigating",
        "Checkout fails · published ",
        "1 of 4 delivered",
        "1 delivered",
        "2 on their way",
        "1 could not be delivered",
        "first after 2.0 s",
        "to go",
    ):
        assert said in words


def test_the_day_of_what_was_sent_on_another_one_is_said_and_not_cut(
    busy: Mailroom, show: Show
) -> None:
    busy.wait(3 * 24 * 3600)
    tab = show(DELIVERIES).deliveries
    row, column = tab.table.table.shown[0], tab.table.table.columns[AT]
    day = row.delivery.at.astimezone(tab.table.zone)
    assert f"{day:%-d %b}" in column.text(row)
    assert f"{day:%-d %b}" in " | ".join(tab.progress.words)
    beside = 24  # what a cell keeps free at both sides of its text
    wanted = QFontMetrics(font(BODY)).horizontalAdvance(column.text(row)) + beside
    assert tab.table.columnWidth(AT) >= wanted


@pytest.mark.parametrize(
    ("kind", "corrects", "words"),
    [
        (UpdateKind.SAID, "0", "2 · Correction"),
        (UpdateKind.WITHDRAWAL, "0", "2 · Withdrawn"),
        (UpdateKind.MERGER, "", "2 · Continued elsewhere"),
        (UpdateKind.ANNOUNCEMENT, "", "2 · Announcement"),
    ],
)
def test_what_tells_no_state_is_called_what_it_is(
    busy: Mailroom, show: Show, kind: UpdateKind, corrects: str, words: str
) -> None:
    busy.wait(60)
    busy.say("Checkout fails", kind=kind, corrects=corrects)
    tab = show(DELIVERIES).deliveries
    assert f"Update {words}" in tab.progress.words
    assert tab.update_choice.itemText(2).startswith(words)
    assert tab.table.table.columns[2].text(tab.table.table.shown[0]) == words


def test_each_row_says_what_happened(busy: Mailroom, show: Show) -> None:
    found = texts(show(DELIVERIES).deliveries)
    assert found["a@x.example"] == ("Delivered", "250 2.0.0 queued as 4F1.")
    assert found["b@x.example"] == ("Not delivered", "550 5.1.1 unknown.")
    assert found["c@y.example"][0].startswith("Trying again ")
    assert found["d@z.example"] == ("On its way", "Waits for its turn.")


def test_what_may_have_arrived_says_what_a_second_try_means(busy: Mailroom, show: Show) -> None:
    busy.settle(DeliveryState.MAY_HAVE_ARRIVED, "d@z.example", reason="the line broke")
    word, happened = texts(show(DELIVERIES).deliveries)["d@z.example"]
    assert word == "May have arrived"
    assert "the same message id" in happened


def test_the_filter_counts_what_needs_attention(qtbot: QtBot, busy: Mailroom, show: Show) -> None:
    screen = show(DELIVERIES)
    tab = screen.deliveries
    button = tab.parts.button(LedgerPart.ATTENTION.value)
    assert button.text() == "Needs attention 2"
    button.click()
    qtbot.waitUntil(lambda: set(texts(tab)) == {"b@x.example", "c@y.example"})
    tab.parts.button(LedgerPart.OPEN.value).click()
    qtbot.waitUntil(lambda: set(texts(tab)) == {"c@y.example", "d@z.example"})


def test_the_ledger_follows_what_becomes_of_the_messages(
    qtbot: QtBot, busy: Mailroom, show: Show
) -> None:
    screen = show(DELIVERIES)
    busy.settle(DeliveryState.SENT, "d@z.example", receipt="250 OK")
    screen.changes_arrived(Changes.of(Topic.DELIVERIES))
    busy.settle(DeliveryState.SENT, "c@y.example", receipt="250 OK")
    screen.changes_arrived(Changes.of(Topic.DELIVERIES))  # at once after the other
    qtbot.waitUntil(lambda: "3 of 4 delivered" in screen.deliveries.progress.words)


def test_what_is_selected_stays_while_rows_change(qtbot: QtBot, busy: Mailroom, show: Show) -> None:
    screen = show(DELIVERIES)
    tab = screen.deliveries
    (failed,) = [row for row in tab.table.table.shown if row.address == "b@x.example"]
    tab.table.choose(failed.delivery.id)
    busy.settle(DeliveryState.SENT, "d@z.example", receipt="250 OK")
    screen.changes_arrived(Changes.of(Topic.DELIVERIES))
    qtbot.waitUntil(lambda: texts(tab)["d@z.example"][0] == "Delivered")
    assert tab.table.selected_ids == (failed.delivery.id,)


def test_a_failed_message_is_sent_again(qtbot: QtBot, busy: Mailroom, show: Show) -> None:
    tab = show(DELIVERIES).deliveries
    assert not tab.again_button.isEnabled()
    (failed,) = [row for row in tab.table.table.shown if row.address == "b@x.example"]
    tab.table.choose(failed.delivery.id)
    assert tab.again_button.isEnabled()
    tab.again_button.click()
    qtbot.waitUntil(lambda: "1 messages are sent again" in tab.warning)
    assert busy.states()["b@x.example"] == "retrying"


def test_what_cannot_be_sent_again_is_said(qtbot: QtBot, busy: Mailroom, show: Show) -> None:
    screen = show(DELIVERIES)
    tab = screen.deliveries
    tab.parts.button(LedgerPart.ATTENTION.value).click()
    qtbot.waitUntil(tab.again_button.isEnabled)
    busy.say("Checkout fails", IncidentStatus.RESOLVED)
    tab.again_button.click()
    qtbot.waitUntil(lambda: "None of these messages can be sent again" in tab.warning)
    assert tab.again_button.isEnabled()


def test_an_address_is_looked_for_in_all_updates(qtbot: QtBot, busy: Mailroom, show: Show) -> None:
    busy.wait(60)
    busy.say("Checkout fails", IncidentStatus.RESOLVED)
    screen = show(DELIVERIES)
    tab = screen.deliveries
    assert len(tab.table.table.shown) == 4
    QTest.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.finder.hasFocus()
    QTest.keyClicks(screen.finder, "b@x")
    qtbot.waitUntil(lambda: [r.number for r in tab.table.table.shown] == [2, 1])
    QTest.keyClick(screen.finder, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(tab.table.table.shown) == 4)
    screen.finder.setText("nobody@")
    qtbot.waitUntil(lambda: "nobody@" in tab.nothing.text())


def test_another_update_can_be_looked_at(qtbot: QtBot, busy: Mailroom, show: Show) -> None:
    busy.wait(60)
    busy.say("Checkout fails", IncidentStatus.RESOLVED)
    tab = show(DELIVERIES).deliveries
    choice = tab.update_choice
    assert choice.count() == 4
    assert choice.itemText(3).startswith("1 · Investigating · Checkout fails")
    choice.setCurrentIndex(3)
    choice.activated.emit(3)
    qtbot.waitUntil(lambda: "Update 1 · Investigating" in tab.progress.words)
    assert {row.number for row in tab.table.table.shown} == {1}
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    qtbot.waitUntil(lambda: len(tab.table.table.shown) == 8)


def test_only_a_page_is_read_and_the_rest_is_counted(
    qtbot: QtBot, busy: Mailroom, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliveries_tab, "PAGE", 1)
    tab = show(DELIVERIES).deliveries
    assert len(tab.table.table.shown) == 1
    assert tab.shown_count.text() == "The newest 1 of 4"
    tab.more_button.click()
    qtbot.waitUntil(lambda: len(tab.table.table.shown) == 4)
    assert not tab.more_button.isVisible()


def test_a_large_send_counts_down_and_is_taken_back(
    qtbot: QtBot, mailroom: Mailroom, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "LARGE", 1)
    mailroom.channel()
    mailroom.people("a@x.example", "b@x.example")
    mailroom.say("Checkout fails")
    tab = show(DELIVERIES).deliveries
    assert "to 2 people" in tab.progress.words[-1]
    mailroom.wait(4)
    qtbot.waitUntil(
        lambda: "In 6 s" in tab.progress.words[-1] or "In 7 s" in tab.progress.words[-1]
    )
    tab.progress.take_back.click()
    qtbot.waitUntil(lambda: "Taken back: 2 messages are not sent" in tab.warning)
    assert "taken back: nobody is told" in tab.progress.words
    assert not tab.progress.take_back.isVisible()
    assert set(busy_states(mailroom)) == {"superseded"}


def busy_states(mailroom: Mailroom) -> list[str]:
    return list(mailroom.states().values())


def test_once_the_brake_is_over_nothing_offers_to_take_back(
    qtbot: QtBot, mailroom: Mailroom, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "LARGE", 1)
    mailroom.channel()
    mailroom.people("a@x.example")
    mailroom.say("Checkout fails")
    tab = show(DELIVERIES).deliveries
    assert tab.progress.take_back.isVisible()
    mailroom.wait(11)
    qtbot.waitUntil(lambda: not tab.progress.take_back.isVisible())


def test_a_restored_database_waits_for_a_person(qtbot: QtBot, busy: Mailroom, show: Show) -> None:
    room = busy.newsroom
    with room.database.writing(room.clock.now(), person()) as unit:
        write_restored(unit, Restored(unit.now_us, "last night", unit.now_us))
    tab = show(DELIVERIES).deliveries
    assert "brought back from a copy" in tab.held.sentence
    assert "statusboard deliveries" not in tab.held.sentence
    tab.held.button.click()
    (question,) = open_questions()
    question.action.click()
    busy.wait(1)
    qtbot.waitUntil(lambda: not tab.held.isVisible())


def test_the_deliveries_are_written_to_a_file(
    qtbot: QtBot, busy: Mailroom, show: Show, tmp_path: Path
) -> None:
    tab = show(DELIVERIES).deliveries
    tab.export_button.click()
    dialog = tab.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    file = tmp_path / "out.csv"
    dialog.fileSelected.emit(str(file))
    dialog.close()
    qtbot.waitUntil(lambda: "4 deliveries were written" in tab.warning)
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert {row["address"]: row["state"] for row in rows} == {
        "a@x.example": "sent",
        "b@x.example": "failed",
        "c@y.example": "retrying",
        "d@z.example": "queued",
    }


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, busy: Mailroom, show: Show, tmp_path: Path
) -> None:
    tab = show(DELIVERIES).deliveries
    tab.export_button.click()
    dialog = tab.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "nowhere" / "out.csv"))
    dialog.close()
    qtbot.waitUntil(lambda: "could not be written" in tab.warning)


def test_where_nothing_can_be_read_it_says_why_and_offers_to_try_again(
    qtbot: QtBot, busy: Mailroom, show: Show, office: ProvingDesk
) -> None:
    office.unreadable = Unavailable("The database does not answer.")
    screen = show(DELIVERIES)
    assert screen.deliveries.is_empty
    office.unreadable = None
    screen.deliveries._state.button.click()
    qtbot.waitUntil(lambda: not screen.deliveries.is_empty)
    office.unreadable = Unavailable("The database does not answer.")
    screen.refresh()
    qtbot.waitUntil(lambda: screen.deliveries.warning == "The database does not answer.")
    assert len(screen.deliveries.table.table.shown) == 4


def test_an_office_that_is_gone_is_told_and_nothing_is_lost(
    qtbot: QtBot, busy: Mailroom, show: Show, office: ProvingDesk
) -> None:
    tab = show(DELIVERIES).deliveries
    (failed,) = [row for row in tab.table.table.shown if row.address == "b@x.example"]
    tab.table.choose(failed.delivery.id)
    office.problem = Unavailable("The office is not running.")
    tab.again_button.click()
    qtbot.waitUntil(lambda: tab.warning == "The office is not running.")
    assert tab.again_button.isEnabled()


@pytest.mark.usefixtures("busy")
def test_what_people_were_told_can_be_corrected(qtbot: QtBot, show: Show) -> None:
    screen = show(DELIVERIES)
    view = screen.deliveries.view
    assert view is not None
    assert view.progress is not None
    with qtbot.waitSignal(screen.wanted) as wanted:
        screen.deliveries.progress.correct.click()
    assert wanted.args == [NoticePlace(corrects=view.progress.update)]


def test_what_nobody_was_told_is_not_corrected(show: Show, mailroom: Mailroom) -> None:
    mailroom.channel()
    mailroom.people("a@x.example")
    mailroom.say("Checkout fails")
    mailroom.settle(DeliveryState.FAILED, "a@x.example", reason="550 5.1.1 unknown")
    assert show(DELIVERIES).deliveries.progress.correct.isHidden()
