"""One proposes, the other sees it wait, and agrees or refuses with a reason, each at a desk."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.app.audit.told import TOLD
from statusboard.app.desk.desk import LocalDesk
from statusboard.app.settings import AGREEMENT
from statusboard.domain.access import Actor, ActorKind, Role
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import from_us
from statusboard.domain.trail import TrailFilter
from statusboard.storage.settings import write_setting
from tests.fixtures.history import COLLECTOR
from tests.fixtures.monitored_database import PERSON, MonitoredDatabase, _stop, settle
from ui.runtime.operations import Operations
from ui.screens.corrections.list_sheet import CorrectionsSheet
from ui.screens.corrections.sheet import CorrectionSheet
from ui.screens.destinations import UptimePlace
from ui.screens.people.asking import ask_people
from ui.screens.people.waiting_card import WaitingCard
from ui.screens.uptime.screen import UptimeScreen
from ui.startup.screens import _correction_counts, _work_counts
from ui.widgets.time_words import zone_of

LEFT = Qt.MouseButton.LeftButton
BEN = Actor(ActorKind.PERSON, "Ben")
WHY = "The provider tested its alarm"


@pytest.fixture
def ben(monitored_database: MonitoredDatabase, qtbot: QtBot) -> Iterator[Operations]:
    """Another person, at another desk on the same database."""
    monitored_database.watch("Checkout API", "u" * 10 + "d" * 5 + "u" * 10)
    now = from_us(monitored_database.clock.now_us)
    with monitored_database.database.writing(now, COLLECTOR) as unit:
        write_setting(unit, AGREEMENT.setting("corrections"), "other")
    with ThreadPoolExecutor(1) as executor:
        operations = Operations(LocalDesk(monitored_database.doorway, BEN, executor))
        yield operations
        _stop(operations, qtbot)


def window(qtbot: QtBot, operations: Operations) -> UptimeScreen:
    screen = UptimeScreen(operations)
    qtbot.addWidget(screen)
    screen.resize(1200, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    rest(qtbot, operations)
    return screen


def rest(qtbot: QtBot, *operations: Operations) -> None:
    for one in operations * 2:
        settle(qtbot, one)


def propose(screen: UptimeScreen, qtbot: QtBot) -> None:
    screen.behind.truth.corrections.correct(1, None, screen, pytest.fail)
    rest(qtbot, screen.operations)
    [sheet] = [one for one in screen.findChildren(CorrectionSheet) if one.isVisible()]
    assert "It counts once somebody else agreed." in sheet.effect.text
    sheet.reason.setText(WHY)
    qtbot.mouseClick(sheet.act_button, LEFT)
    rest(qtbot, screen.operations)
    assert not any(one.isVisible() for one in screen.findChildren(CorrectionSheet))


def listed(screen: UptimeScreen) -> CorrectionsSheet:
    [sheet] = [one for one in screen.findChildren(CorrectionsSheet) if one.isVisible()]
    return sheet


def ask(operations: Operations, work: object, qtbot: QtBot) -> object:
    found: list[object] = []
    operations.run(operations, work, found.append)  # type: ignore[arg-type]
    rest(qtbot, operations)
    return found[0]


def test_it_is_proposed_seen_as_waiting_agreed_to_and_taken_back(
    monitored_database: MonitoredDatabase, ben: Operations, qtbot: QtBot
) -> None:
    ada = monitored_database.operations
    hers, his = window(qtbot, ada), window(qtbot, ben)
    propose(hers, qtbot)
    his.changes_arrived(Changes.of(Topic.CORRECTIONS))
    rest(qtbot, ada, ben)
    # It waits for Ben, on top of the screen, at its entry and among the people; not for Ada.
    assert (his.waiting.isVisible(), hers.waiting.isVisible()) == (True, False)
    assert his.waiting.text() == "1 correction waits"
    assert [ask(one, _correction_counts(one), qtbot).waiting for one in (ada, ben)] == [0, 1]  # type: ignore[attr-defined]
    assert ask(ben, _work_counts(ben), qtbot).waiting == 0  # type: ignore[attr-defined]
    view = ask(ben, ask_people(ben.desk, TrailFilter()), qtbot)
    card = WaitingCard()
    qtbot.addWidget(card)
    card.show_waiting(view.waiting, view.team.as_of, zone_of("UTC"))  # type: ignore[attr-defined]
    [line] = card.lines
    assert "a correction, “Checkout API, 12:10 UTC: false alarm”" in line.sentence
    with qtbot.waitSignal(card.wanted) as wanted:
        line.acted.emit()
    assert wanted.args == [UptimePlace(shows_corrections=True)]

    his.focus_on(UptimePlace(shows_corrections=True))
    rest(qtbot, ben)
    sheet = listed(his)
    assert (sheet.agree.isEnabled(), sheet.refuse.isEnabled()) == (True, False)
    qtbot.mouseClick(sheet.agree, LEFT)
    rest(qtbot, ben)
    monitored_database.ingest.follow_corrections()
    his.changes_arrived(Changes.of(Topic.STATES))
    rest(qtbot, ben)
    assert f"agreed by Ben: “{WHY}”\nCounts" in sheet.list.item(0).text()
    assert not his.waiting.isVisible()
    assert not sheet.agree.isVisible()
    # What two agreed on one alone does not take back.
    assert not sheet.back.isEnabled()
    qtbot.keyClicks(sheet.why, "It was down after all")
    qtbot.mouseClick(sheet.back, LEFT)
    rest(qtbot, ben)
    words = "Counts; Ben wants it taken back: “It was down after all”, which waits for somebody"
    assert words in sheet.list.item(0).text()
    hers.changes_arrived(Changes.of(Topic.CORRECTIONS))
    rest(qtbot, ada)
    assert hers.waiting.text() == "1 correction waits"
    qtbot.mouseClick(hers.waiting, LEFT)
    rest(qtbot, ada)
    qtbot.mouseClick(listed(hers).agree, LEFT)
    rest(qtbot, ada)
    assert listed(hers).list.item(0).text().endswith("Taken back by Ben, agreed by Ada")
    trail = monitored_database.doorway.ask(TOLD, TrailFilter(), PERSON)
    said = [line.text for line in trail.lines if "correct" in line.text]
    assert [words.split(" the history")[0] for words in said[:4]] == [
        "agreed to take back a correction of",
        "asked to take back a correction of",
        "agreed to a correction of",
        "corrected",
    ]


def test_it_is_refused_with_a_reason_that_whoever_made_it_reads(
    monitored_database: MonitoredDatabase, ben: Operations, qtbot: QtBot
) -> None:
    ada = monitored_database.operations
    hers, his = window(qtbot, ada), window(qtbot, ben)
    propose(hers, qtbot)
    hers.focus_on(UptimePlace(shows_corrections=True))
    his.focus_on(UptimePlace(shows_corrections=True))
    rest(qtbot, ada, ben)
    # Who made it is told why it is not hers to decide.
    qtbot.mouseClick(listed(hers).agree, LEFT)
    rest(qtbot, ada)
    assert "somebody else has to agree" in listed(hers).outcome.sentence
    sheet = listed(his)
    qtbot.keyClicks(sheet.why, "The provider says that it was down")
    qtbot.mouseClick(sheet.refuse, LEFT)
    rest(qtbot, ben)
    assert (
        sheet.list.item(0).text().endswith("Refused by Ben: “The provider says that it was down”")
    )
    hers.changes_arrived(Changes.of(Topic.CORRECTIONS))
    rest(qtbot, ada)
    assert "Refused by Ben" in listed(hers).list.item(0).text()


def test_whoever_may_not_sees_why(
    monitored_database: MonitoredDatabase, ben: Operations, qtbot: QtBot
) -> None:
    hers = window(qtbot, monitored_database.operations)
    propose(hers, qtbot)
    his = window(qtbot, ben)
    ben.permitted.know(Actor(ActorKind.PERSON, "Ben", Role.VIEWER.permissions), ("Ada",))
    his.focus_on(UptimePlace(shows_corrections=True))
    rest(qtbot, ben)
    sheet = listed(his)
    assert not any(one.isEnabled() for one in (sheet.agree, sheet.refuse, sheet.back))
    assert "it takes the role of approver" in sheet.agree.toolTip()
