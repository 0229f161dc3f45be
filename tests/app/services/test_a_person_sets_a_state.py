"""Setting a state by hand has rules: a reason, an end within a week, and one at a time."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.health.by_hand import BY_HAND
from statusboard.app.health.measured import read_measured
from statusboard.app.health.report import STATUS_REPORT
from statusboard.app.health.verify import SERVICE_DETAIL, VERIFY
from statusboard.app.notices.handover import HANDOVER
from statusboard.app.notices.suggestion_plan import PLAN
from statusboard.app.page.next_step import NEXT_STEP, PublisherMemory
from statusboard.app.page.public import PUBLIC
from statusboard.app.services.override_commands import set_state, take_back
from statusboard.app.services.override_inputs import SetState, TakeBack
from statusboard.domain.deed import Deed
from statusboard.domain.deeds import deed_text
from statusboard.domain.handover import handover_text
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.errors import RuleBroken
from statusboard.storage.audit import read_links
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import DOWN
from tests.fixtures.overriding import WHY, Overriding
from tests.fixtures.planned import at
from tests.fixtures.speaking import MAJOR, wording

GOOD = ComponentStatus.OPERATIONAL
PAY = 1


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Overriding:
    made = Overriding(database, tmp_path / "page")
    made.service("Payments")
    made.service("Search")
    return made


@pytest.fixture
def failing(desk: Overriding) -> Overriding:
    desk.answers(at(12, 3))
    desk.answers(at(12, 6), {PAY: DOWN})
    return desk


def refused(desk: Overriding, given: SetState) -> tuple[str, str]:
    with pytest.raises(RuleBroken) as broken:
        desk.do(set_state, given)
    return broken.value.field, str(broken.value)


def test_it_is_shown_wherever_the_service_is(failing: Overriding) -> None:
    failing.set(PAY, GOOD, at(16))
    tile = next(one for one in failing.ask(BOARD).tiles if one.component_id == PAY)
    assert (tile.status, tile.is_set_by_hand) == (GOOD, True)
    said = (
        "Set to Operational by Ada until 16:00 UTC: False alarm of the provider. "
        "Checks say: Major outage since 12:04 UTC."
    )
    assert tile.reason == said
    assert failing.ask(BOARD).problems == (
        "Payments is set to Operational by hand until 16:00 UTC, "
        "but its checks say: Major outage since 12:04 UTC.",
    )
    detail = failing.ask(SERVICE_DETAIL, PAY)
    assert (detail.status, detail.by_hand.measured) == (GOOD, MAJOR)
    assert detail.why.startswith(said)
    assert [row.is_set_by_hand for row in failing.ask(VERIFY).rows] == [True, False]
    service = failing.ask(STATUS_REPORT)["services"][0]
    assert (service["status"], service["set_by_hand"]) == ("operational", True)
    assert service["checks"][0]["state"] == "down"


@ON_SQLITE
def test_after_its_end_nothing_is_left_of_it(failing: Overriding) -> None:
    failing.set(PAY, GOOD, at(12, 10))
    failing.answers(at(12, 12), {PAY: DOWN})
    board = failing.ask(BOARD)
    tile = next(one for one in board.tiles if one.component_id == PAY)
    assert (tile.status, tile.is_set_by_hand, board.problems) == (MAJOR, False, ())
    assert not failing.ask(BY_HAND)


@ON_SQLITE
def test_whoever_takes_over_reads_of_it(failing: Overriding) -> None:
    failing.set(PAY, GOOD, at(16))
    page = handover_text(failing.ask(HANDOVER, "Ada"))
    assert "Set by hand" in page
    assert "Payments: Set to Operational by Ada until 16:00 UTC" in page


@ON_SQLITE
def test_the_page_says_it_and_is_asked_for_at_both_edges(failing: Overriding) -> None:
    def cause() -> str:
        found = failing.ask(NEXT_STEP, PublisherMemory()).cause
        return str(found)

    def status() -> ComponentStatus:
        return failing.ask(PUBLIC).services[1].status

    failing.publish(wording({PAY: MAJOR}))
    assert cause() == ""
    failing.clock.forward(1)
    failing.set(2, MAJOR, at(12, 20))
    assert (cause(), status()) == ("set by hand", MAJOR)
    failing.answers(at(12, 21))
    assert (cause(), status()) == ("set by hand", GOOD)


@ON_SQLITE
def test_what_a_notice_says_is_not_taken_back_by_hand(failing: Overriding) -> None:
    failing.publish(wording({PAY: MAJOR}))
    failing.set(PAY, GOOD, at(16))
    assert failing.ask(PUBLIC).services[0].status is MAJOR


@ON_SQLITE
def test_a_claim_is_held_against_the_checks_beneath_it(failing: Overriding) -> None:
    failing.set(PAY, GOOD, at(16))
    with failing.database.reading(failing.clock.now()) as unit:
        seen = read_measured(unit)[0]
    assert (seen.status, seen.set_to) == (MAJOR, GOOD)
    incident = failing.publish(wording({PAY: MAJOR})).incident_id
    over = wording({PAY: GOOD}, status=IncidentStatus.RESOLVED, body="It works again.")
    with pytest.raises(RuleBroken) as broken:
        failing.publish(over, incident_id=incident)
    assert (
        "The notice says resolved, but the checks still see trouble with Payments: "
        "major outage since 12:04 UTC. Payments is set to operational by hand until 16:00 UTC."
    ) in str(broken.value)


@ON_SQLITE
def test_what_a_person_alone_says_is_called_so(desk: Overriding) -> None:
    desk.answers(at(12, 3))
    desk.set(PAY, MAJOR, at(16))
    incident = desk.publish(wording({PAY: MAJOR})).incident_id
    over = wording({PAY: GOOD}, status=IncidentStatus.RESOLVED, body="It works again.")
    with pytest.raises(RuleBroken) as broken:
        desk.publish(over, incident_id=incident)
    assert "but a person still tells of trouble with Payments" in str(broken.value)


@ON_SQLITE
def test_a_green_word_suggests_no_end_and_no_new_notice(failing: Overriding) -> None:
    failing.answers(at(12, 12), {PAY: DOWN})
    assert failing.ask(PLAN).writes
    failing.set(PAY, GOOD, at(16))
    assert not failing.ask(PLAN).writes
    failing.publish(wording({PAY: MAJOR}))
    assert not failing.ask(PLAN).writes


@ON_SQLITE
def test_without_a_reason_or_an_end_nothing_is_set(desk: Overriding) -> None:
    now = desk.clock.now()
    later = now + timedelta(hours=1)
    assert refused(desk, SetState(PAY, MAJOR, "\u200b ", later))[0] == "reason"
    assert refused(desk, SetState(PAY, MAJOR, "x" * 301, later))[0] == "reason"
    assert refused(desk, SetState(PAY, MAJOR, WHY))[0] == "ends_at"
    assert refused(desk, SetState(PAY, MAJOR, WHY, now))[0] == "ends_at"
    field, said = refused(desk, SetState(PAY, MAJOR, WHY, now + timedelta(days=7, seconds=1)))
    assert (field, "at most 7 days" in said) == ("ends_at", True)
    assert refused(desk, SetState(99, MAJOR, WHY, later))[0] == "component_id"
    for status in (ComponentStatus.UNKNOWN, ComponentStatus.UNDER_MAINTENANCE):
        assert refused(desk, SetState(PAY, status, WHY, later))[0] == "status"
    assert not desk.ask(BY_HAND)


@ON_SQLITE
def test_it_waits_for_no_checks_that_agree_already_or_cannot(desk: Overriding) -> None:
    desk.answers(at(12, 3))
    field, said = refused(desk, SetState(PAY, GOOD, WHY, until_agrees=True))
    assert (field, "already" in said) == ("until_agrees", True)
    from tests.fixtures.history import write_service

    bare, _ = write_service(desk.database, "Bare", checks=0)
    field, said = refused(desk, SetState(bare.id, MAJOR, WHY, until_agrees=True))
    assert (field, "no check" in said) == ("until_agrees", True)


@ON_SQLITE
def test_one_that_waits_for_the_checks_ends_within_a_week_all_the_same(desk: Overriding) -> None:
    desk.answers(at(12, 3))
    done = desk.set(PAY, MAJOR, until_agrees=True)
    assert done.ends_at == desk.clock.now() + timedelta(days=7)


@ON_SQLITE
def test_the_same_again_changes_nothing(desk: Overriding) -> None:
    first = desk.set(PAY, MAJOR, at(13))
    assert desk.set(PAY, MAJOR, at(13)) == first


@ON_SQLITE
def test_what_has_ended_cannot_be_taken_back(failing: Overriding) -> None:
    failing.set(PAY, GOOD, at(12, 10))
    failing.take_back(PAY)
    with pytest.raises(RuleBroken) as broken:
        failing.do(take_back, TakeBack(PAY))
    assert "shows what its checks say" in str(broken.value)


@ON_SQLITE
def test_the_trail_tells_who_set_what_and_why(failing: Overriding) -> None:
    failing.set(PAY, GOOD, at(16))
    failing.take_back(PAY, "Ben")
    with failing.database.reading(failing.clock.now()) as unit:
        found = [link.line for link in read_links(unit) if link.line is not None]
    lines = [
        (one.actor, deed_text(Deed(one.verb, one.subject, json.loads(one.detail))))
        for one in found
        if one.verb.startswith("service.")
    ]
    assert sorted(lines) == [
        (
            "person:Ada",
            "set Payments by hand to operational until 2026-10-25 16:00 UTC, "
            "because: “False alarm of the provider”.",
        ),
        ("person:Ben", "let the checks of Payments count again."),
    ]
