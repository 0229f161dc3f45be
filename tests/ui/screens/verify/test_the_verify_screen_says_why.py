"""The verify screen over a real database, and over a desk at the edge for what is hard to stage."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.services.commands import REMOVE_SERVICE, RemoveServiceInput
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.result import Outcome
from statusboard.domain.status import ComponentStatus
from statusboard.errors import Unavailable
from tests.fixtures.monitored_database import PERSON, MonitoredDatabase, StubDesk, settle
from tests.fixtures.views_verify import (
    OK,
    answer,
    check_detail,
    new_relic_check,
    recent,
    service_detail,
    service_row,
    verify_view,
)
from ui.runtime.operations import Operations
from ui.screens.destinations import NewNoticePlace, VerifyPlace
from ui.screens.verify.screen import VerifyScreen
from ui.screens.verify.table import ANSWER, HOW, NAME, TOOK

ANSWERS = {"verify": verify_view(), "verify.service": service_detail()}


def shown(qtbot: QtBot, operations: Operations) -> VerifyScreen:
    screen = VerifyScreen(operations)
    qtbot.addWidget(screen)
    screen.resize(1256, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    settle(qtbot, operations)
    return screen


def names(screen: VerifyScreen) -> list[str]:
    return [row.name for row in screen.table.table.shown]


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_failing_service_is_shown_with_its_state_its_reason_and_its_answers(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("Checkout API", "uuuuddd")

    screen = shown(qtbot, monitored_database.operations)

    assert screen._top.subtitle == "1 service · 1 check"
    row = screen.table.table.row_at(0)
    assert (row.status, row.last_answer) == (ComponentStatus.MAJOR_OUTAGE, "503")
    assert "3 times in a row" in screen.pane.why.text
    assert screen.pane.latest._line.text() == "503 · wrong status code"
    assert "503 Service Unavailable" in screen.pane.failure.transcript.toPlainText()
    assert screen.states.toggles[ComponentStatus.MAJOR_OUTAGE].text() == "1"


def test_what_changes_is_shown_without_losing_the_chosen_service(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("A", "uuu")
    chosen = monitored_database.watch("B", "uuu")
    screen = shown(qtbot, monitored_database.operations)
    screen.focus_on(VerifyPlace(chosen))
    settle(qtbot, monitored_database.operations)

    monitored_database.add("C")
    screen.changes_arrived(Changes.of(Topic.SERVICES))
    settle(qtbot, monitored_database.operations)

    assert names(screen) == ["C", "A", "B"]  # nothing is known of C yet
    assert screen.pane.detail is not None
    assert screen.pane.detail.component_id == chosen
    current = screen.table.chosen_row
    assert current is not None
    assert current.name == "B"


def test_another_service_is_shown_when_the_chosen_one_is_removed(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("A", "u")
    gone = monitored_database.watch("B", "u")
    screen = shown(qtbot, monitored_database.operations)
    screen.focus_on(VerifyPlace(gone))
    settle(qtbot, monitored_database.operations)

    monitored_database.doorway.do(REMOVE_SERVICE, RemoveServiceInput(gone), PERSON)
    screen.changes_arrived(Changes.of(Topic.SERVICES))
    settle(qtbot, monitored_database.operations)

    assert screen.pane.detail is not None
    assert screen.pane.detail.name == "A"


def test_without_a_collector_check_now_says_so(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("A", "u")
    screen = shown(qtbot, monitored_database.operations)

    press(qtbot, screen.pane.check_now)
    qtbot.waitUntil(screen._banner.isVisible)

    assert screen._banner.sentence.startswith("Nothing is watching")
    assert screen.pane.check_now.isEnabled()


def test_check_now_is_busy_until_the_answers_are_recorded_and_then_asks_again(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot, loop: asyncio.AbstractEventLoop
) -> None:
    recorded = loop.create_future()
    stub_desk.answers = {**ANSWERS, "check_now": recorded}
    screen = shown(qtbot, operations)
    before = sum(name == "verify" for name, _ in stub_desk.asked)

    screen.pane.check_now.setFocus()
    qtbot.keyClick(screen.pane.check_now, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ("check_now", (10, 11)) in stub_desk.asked)
    assert screen.pane.check_now.text() == "Checking"
    assert screen.focusWidget() is screen.pane.check_now
    qtbot.keyClick(screen.pane.check_now, Qt.Key.Key_Space)
    recorded.set_result(None)
    settle(qtbot, operations)

    assert screen.pane.check_now.text() == "Check now"
    assert [name for name, _ in stub_desk.asked].count("check_now") == 1
    assert sum(name == "verify" for name, _ in stub_desk.asked) == before + 1


def test_all_checks_are_asked_at_once(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    rows = (service_row(1, check_ids=(10, 11)), service_row(2, check_ids=()), service_row(3))
    stub_desk.answers = {**ANSWERS, "verify": verify_view(rows=rows), "check_now": None}
    screen = shown(qtbot, operations)

    press(qtbot, screen.check_all)
    settle(qtbot, operations)

    assert ("check_now", (10, 11, 30)) in stub_desk.asked


def test_a_fresher_answer_of_the_collector_brings_its_phases(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stored = answer(phases=replace(answer().phases, dns_us=None, connect_us=None, tls_us=None))
    detail = service_detail(checks=(check_detail(latest=stored),))
    stub_desk.answers = {**ANSWERS, "verify.service": detail, "latest": answer()}

    screen = shown(qtbot, operations)

    spoken = screen.pane.latest._phases.accessibleName()
    assert spoken == "DNS 12 ms, Connect 30 ms, TLS 46 ms, Wait 111 ms, Read 13 ms"


def test_an_older_answer_never_replaces_a_newer_one(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    newest = answer(detail="newest")
    old = answer(detail="old", at=newest.at.replace(year=2025))
    detail = service_detail(checks=(check_detail(latest=newest),))
    stub_desk.answers = {**ANSWERS, "verify.service": detail, "latest": old}

    screen = shown(qtbot, operations)

    assert screen.pane.latest._line.text() == "503 · newest"


def test_without_a_collector_the_stored_answer_stays(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = {**ANSWERS, "latest": Unavailable("The collector is not running.")}

    screen = shown(qtbot, operations)

    assert screen.pane.latest._line.text().lower() == answer().detail.lower()
    assert not screen._banner.isVisible()


def test_what_came_back_is_plain_text_and_can_be_copied(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = ANSWERS
    screen = shown(qtbot, operations)

    press(qtbot, screen.pane.latest._copy)  # type: ignore[arg-type]

    copied = QGuiApplication.clipboard().text()
    assert "<b>not markup</b>" in copied
    assert copied == "\n".join(answer().lines)


def test_a_transcript_is_as_high_as_its_lines(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = ANSWERS
    screen = shown(qtbot, operations)
    text = screen.pane.latest.transcript
    text.show_lines("GET http://127.0.0.1/health\nHTTP/1.1 503\n\N{MULTIPLICATION X} expected 200")

    def left_below() -> float:
        last = text.blockBoundingGeometry(text.document().lastBlock())
        bottom = last.translated(text.contentOffset()).bottom()
        return text.viewport().height() - bottom

    qtbot.waitUntil(lambda: 0 <= left_below() < text.fontMetrics().lineSpacing())


def test_the_last_failure_stays_in_sight_after_recovery(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    good = answer(outcome=Outcome.UP, detail="as expected", lines=())
    failed = answer(at=good.at.replace(hour=9))
    check = check_detail(level=OK, latest=good, last_failure=failed, recent=recent())
    stub_desk.answers = {**ANSWERS, "verify.service": service_detail(checks=(check,))}

    screen = shown(qtbot, operations)

    assert screen.pane.failure.isVisible()
    assert not screen.pane.latest.transcript.isVisible()
    assert "503" in screen.pane.failure.transcript.toPlainText()


def test_new_relic_is_only_offered_where_there_is_a_link(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = ANSWERS
    screen = shown(qtbot, operations)
    assert screen.pane._open.isVisible()
    assert screen.pane.new_relic.isVisible()

    stub_desk.answers = {**ANSWERS, "verify.service": service_detail(checks=(check_detail(),))}
    screen.refresh()
    settle(qtbot, operations)

    assert not screen.pane._open.isVisible()
    assert not screen.pane.new_relic.isVisible()


def test_a_notice_is_drafted_about_the_service_in_sight(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = ANSWERS
    screen = shown(qtbot, operations)

    with qtbot.waitSignal(screen.wanted) as wanted:
        press(qtbot, screen.pane._draft)

    assert wanted.args == [NewNoticePlace(1)]


def test_nothing_can_be_done_before_it_is_known_to_what(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = {**ANSWERS, "verify.service": Unavailable("The database is busy.")}
    screen = shown(qtbot, operations)
    assert not any(button.isEnabled() for button in screen.pane._buttons)

    stub_desk.answers = ANSWERS
    screen.refresh()
    settle(qtbot, operations)

    assert all(button.isEnabled() for button in screen.pane._buttons)


def test_another_check_is_looked_at_by_its_name(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    second = check_detail(12, how="HTTP GET b.example", latest=answer(detail="second"), level=OK)
    stub_desk.answers = {
        **ANSWERS,
        "verify.service": service_detail(checks=(check_detail(), second, new_relic_check(13))),
    }
    screen = shown(qtbot, operations)
    assert screen.pane.check is not None
    assert screen.pane.check.check_id == 10

    name, _ = screen.pane.strips._rows[12]
    qtbot.mouseClick(name, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)

    assert screen.pane.check.check_id == 12
    assert screen.pane.latest._line.text() == "503 · second"


def test_a_state_and_words_filter_together(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = ANSWERS
    screen = shown(qtbot, operations)

    screen.states.toggles[ComponentStatus.UNKNOWN].click()
    assert names(screen) == ["Warehouse", "Orders"]
    screen.filter.setText("back OFFICE new relic")
    assert names(screen) == ["Warehouse"]
    screen.filter.clear()
    screen.states.toggles[ComponentStatus.UNKNOWN].click()
    assert len(names(screen)) == 16
    screen.filter.setText("partial outage")
    assert names(screen) == ["Checkout API"]


def test_in_the_smallest_window_names_and_states_are_seen_without_scrolling(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = ANSWERS
    screen = shown(qtbot, operations)
    assert not screen.table.isColumnHidden(TOOK)

    screen.resize(776, 576)
    qtbot.waitUntil(lambda: screen.table.isColumnHidden(TOOK))

    qtbot.waitUntil(lambda: screen.table.horizontalScrollBar().maximum() == 0)
    assert screen.table.columnWidth(NAME) >= 100


def test_on_a_large_screen_a_state_stands_near_its_name(
    stub_desk: StubDesk, operations: Operations, qtbot: QtBot
) -> None:
    stub_desk.answers = ANSWERS
    screen = shown(qtbot, operations)
    screen.resize(2376, 1360)
    heading = screen.table.horizontalHeader()
    assert heading.length() == screen.table.viewport().width()
    assert heading.sectionSize(NAME) < heading.length() / 3


def test_an_answer_in_words_is_read_whole_before_a_long_name_is(
    stub_desk: StubDesk, operations: Operations, qtbot: QtBot
) -> None:
    name = "Zahlungsabwicklung und Rechnungsstellung für Geschäftskunden"
    row = service_row(name=name, last_answer="connection refused")
    stub_desk.answers = {**ANSWERS, "verify": verify_view(rows=(row,))}
    screen = shown(qtbot, operations)
    for width in (1256, 2376):
        screen.resize(width, 860)
        needed = screen.table.fontMetrics().horizontalAdvance("connection refused")
        assert screen.table.columnWidth(ANSWER) > needed
        heading = screen.table.horizontalHeader()
        assert heading.length() == screen.table.viewport().width()
        if not screen.table.isColumnHidden(HOW):
            assert screen.table.columnWidth(HOW) >= heading.sectionSizeHint(HOW)


def test_trouble_comes_first_then_as_the_team_ordered(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = ANSWERS
    screen = shown(qtbot, operations)

    assert names(screen)[:6] == [
        "Checkout API",
        "Card payments",
        "Feature flags",
        "Warehouse",
        "Orders",
        "Storefront",
    ]


def test_an_answer_too_old_to_count_tells_its_age(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = ANSWERS
    screen = shown(qtbot, operations)

    at = [screen.table.table.index(n, 5).data() for n in range(10)]

    assert at[0] == "14:20:04"
    assert at[3] == "9 min ago"
    assert at[4] == "\N{EN DASH}"


def test_arrows_walk_the_table_and_the_detail_follows(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = {**ANSWERS, "verify.service": lambda n: service_detail(n, name=f"no {n}")}
    screen = shown(qtbot, operations)
    screen.table.setFocus()

    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    settle(qtbot, operations)

    assert screen.pane.detail is not None
    assert screen.pane.detail.name == "no 3"


def test_control_f_goes_to_the_filter(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = ANSWERS
    screen = shown(qtbot, operations)
    screen.activateWindow()
    screen.table.setFocus()

    qtbot.keyClick(screen.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    assert screen.focusWidget() is screen.filter


def test_nothing_watched_offers_to_add_a_service(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = {"verify": verify_view(rows=())}
    screen = shown(qtbot, operations)

    assert screen._state.button.text() == "Add service"
    assert not screen.check_all.isEnabled()


def test_every_control_has_a_name(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = ANSWERS
    screen = shown(qtbot, operations)
    screen.filter.setFocus()

    walked = []
    for _ in range(24):
        widget = screen.focusWidget()
        assert widget is not None
        walked.append(widget)
        assert widget.accessibleName() or widget.text()  # type: ignore[attr-defined]
        qtbot.keyClick(widget, Qt.Key.Key_Tab)

    for wanted in (screen.table, screen.pane.check_now, screen.pane.latest.transcript):
        assert wanted in walked
