"""A text goes out at an instant by itself where every rule of that moment lets it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from statusboard.app.notices.agreement_inputs import ScheduleNotice
from statusboard.app.notices.commands import discard_draft
from statusboard.app.notices.inputs import DiscardDraft
from statusboard.app.notices.queries import NOTICES
from statusboard.app.notices.schedule_commands import schedule
from statusboard.app.notices.scheduled import LOOK_EVERY_S, ScheduledPublisher
from statusboard.domain.changes import Changes
from statusboard.domain.schedule import instant_on_clocks
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.tables import INCIDENT_UPDATE
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, wording

AT = NOON + 30 * MINUTE


@pytest.fixture
def desk(database: Database, tmp_path) -> AgreeingDesk:
    desk = AgreeingDesk(database)
    desk.publishes_to(tmp_path / "page")
    return desk


@pytest.fixture
def shop(desk: AgreeingDesk) -> int:
    service = desk.service("Shop")
    desk.measures(service, (NOON, MAJOR))
    return service


def refusal(of) -> RuleBroken:
    with pytest.raises(RuleBroken) as broken:
        of()
    return broken.value


def listed(desk: AgreeingDesk):
    (item,) = desk.ask(NOTICES).drafts
    return item.agreement


def test_it_goes_out_at_its_instant_and_not_before(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.at(saved, AT)
    desk.clock.forward(30 * MINUTE - timedelta(seconds=1))

    assert desk.sends_due() == []
    assert listed(desk).goes_out_at() == AT
    desk.clock.forward(timedelta(seconds=1))
    assert desk.sends_due() == [saved.notice_id]
    (live,) = desk.ask(NOTICES).live
    assert live.wording.title == "Some card payments are failing"
    assert desk.sends_due() == []


def test_it_speaks_for_whoever_scheduled_it(desk: AgreeingDesk, shop: int) -> None:
    desk.at(desk.draft(wording({shop: MAJOR})), AT, "Ben")
    desk.clock.forward(30 * MINUTE)
    desk.sends_due()

    with desk.database.reading(desk.clock.now()) as unit:
        said = unit.connection.execute(select(INCIDENT_UPDATE.c.published_by)).scalar_one()
    assert said == "Ben"


def test_what_nobody_approved_is_not_scheduled(desk: AgreeingDesk, shop: int) -> None:
    desk.rule()
    saved = desk.draft(wording({shop: MAJOR}))

    assert refusal(lambda: desk.at(saved, AT)).field == "approval"


def test_an_approved_text_goes_out_at_its_instant(desk: AgreeingDesk, shop: int) -> None:
    desk.rule()
    saved = desk.approved(wording({shop: MAJOR}))
    desk.at(saved, AT)
    desk.clock.forward(30 * MINUTE)

    assert desk.sends_due() == [saved.notice_id]


def test_another_text_does_not_go_out(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.at(saved, AT)
    text = wording({shop: MAJOR}, body="All card payments fail.")
    desk.draft(text, notice_id=saved.notice_id, base=saved.revision, who="Ben")
    desk.clock.forward(30 * MINUTE)

    assert desk.sends_due() == []
    stands = listed(desk)
    assert stands.goes_out_at() is None
    assert stands.schedule is not None
    assert stands.schedule.problem == "Ben changed the text after it was scheduled."


def test_the_same_text_saved_again_still_goes_out(desk: AgreeingDesk, shop: int) -> None:
    text = wording({shop: MAJOR})
    saved = desk.draft(text)
    desk.at(saved, AT)
    desk.draft(text, notice_id=saved.notice_id, base=saved.revision)
    desk.clock.forward(30 * MINUTE)

    assert desk.sends_due() == [saved.notice_id]


def test_a_losing_text_beside_it_does_not_stop_it(desk: AgreeingDesk, shop: int) -> None:
    text = wording({shop: MAJOR}, body="Base.")
    first = desk.draft(text)
    saved = desk.draft(replace(text, body="Said."), notice_id=first.notice_id, base=1)
    desk.at(saved, AT)
    desk.draft(replace(text, body="Lost."), notice_id=first.notice_id, base=1, who="Cy")
    desk.clock.forward(30 * MINUTE)

    assert desk.sends_due() == [saved.notice_id]


def test_what_monitoring_contradicts_at_that_moment_stays_a_draft(
    desk: AgreeingDesk, shop: int
) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.at(saved, AT)
    desk.clock.forward(30 * MINUTE)
    desk.watched()
    desk.measures(shop, (NOON, GOOD))

    assert desk.sends_due() == []
    stands = listed(desk)
    assert stands.schedule is not None
    assert "Shop" in stands.schedule.problem
    assert desk.ask(NOTICES).live == ()


def test_an_approval_that_was_taken_back_stops_it(desk: AgreeingDesk, shop: int) -> None:
    desk.rule()
    saved = desk.approved(wording({shop: MAJOR}))
    desk.at(saved, AT)
    desk.reject(saved, "No, wait.")
    desk.clock.forward(30 * MINUTE)

    assert desk.sends_due() == []
    stands = listed(desk)
    assert stands.schedule is not None
    assert "No, wait." in stands.schedule.problem


def test_a_rule_that_came_later_counts(desk: AgreeingDesk, shop: int) -> None:
    desk.at(desk.draft(wording({shop: MAJOR})), AT)
    desk.rule()
    desk.clock.forward(30 * MINUTE)

    assert desk.sends_due() == []


@pytest.mark.parametrize(("late", "is_sent"), [(15 * MINUTE, True), (16 * MINUTE, False)])
def test_what_nobody_was_here_to_send_is_asked_again_after_a_quarter_of_an_hour(
    desk: AgreeingDesk, shop: int, late: timedelta, is_sent: bool
) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.at(saved, AT)
    desk.clock.forward(30 * MINUTE + late)

    assert desk.sends_due() == ([saved.notice_id] if is_sent else [])
    if not is_sent:
        stands = listed(desk)
        assert stands.schedule is not None
        assert "more than 15 minutes" in stands.schedule.problem


def test_one_that_cannot_go_out_holds_up_no_other(desk: AgreeingDesk, shop: int) -> None:
    first = desk.draft(wording({shop: MAJOR}))
    desk.at(first, AT)
    other = desk.draft(wording({shop: MAJOR}, title="Another", body="Something else."), who="Ben")
    desk.at(other, AT + MINUTE)
    desk.draft(wording({shop: MAJOR}, body="New."), notice_id=first.notice_id, base=1)
    desk.clock.forward(32 * MINUTE)

    assert desk.sends_due() == [other.notice_id]


def test_it_can_be_taken_back_until_then(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.at(saved, AT)
    desk.not_any_more(saved, "Ben")
    desk.clock.forward(30 * MINUTE)

    assert desk.sends_due() == []
    assert listed(desk).schedule is None
    assert refusal(lambda: desk.not_any_more(saved)).field == "notice_id"


def test_a_draft_that_is_discarded_does_not_go_out(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.at(saved, AT)
    desk.do(discard_draft, DiscardDraft(saved.notice_id))
    desk.clock.forward(30 * MINUTE)

    assert desk.sends_due() == []


def test_a_text_that_is_published_by_hand_goes_out_once(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.at(saved, AT)
    desk.says(saved)
    desk.clock.forward(30 * MINUTE)

    assert desk.sends_due() == []


@pytest.mark.parametrize(
    ("at", "more", "field"),
    [
        (NOON, {}, "at"),
        (NOON + timedelta(days=366), {}, "at"),
        (AT, {"next_update_at": AT - MINUTE}, "next_update"),
        (AT, {"shown_until": AT}, "shown_until"),
        (AT, {"title": " "}, "title"),
    ],
)
def test_what_cannot_be_true_then_is_refused_now(
    desk: AgreeingDesk, shop: int, at: datetime, more: dict[str, object], field: str
) -> None:
    saved = desk.draft(wording({shop: MAJOR}, **more))

    assert refusal(lambda: desk.at(saved, at)).field == field


def test_a_newer_text_is_not_scheduled_unseen(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.draft(wording({shop: MAJOR}, body="New."), notice_id=saved.notice_id, base=1)
    given = ScheduleNotice(saved.notice_id, saved.revision, AT)

    assert refusal(lambda: desk.do(schedule, given)).field == "revision"


def test_a_time_that_the_clocks_leave_out_is_none() -> None:
    berlin = ZoneInfo("Europe/Berlin")

    assert instant_on_clocks(datetime(2027, 3, 28, 2, 30), berlin) is None  # noqa: DTZ001
    twice = instant_on_clocks(datetime(2026, 10, 25, 2, 30), berlin)  # noqa: DTZ001
    assert twice is not None
    assert twice.isoformat() == "2026-10-25T00:30:00+00:00"


# The loop


def test_the_loop_sends_what_is_due_and_knows_when_to_look_again(
    desk: AgreeingDesk, shop: int
) -> None:
    heard: list[Changes] = []
    with ThreadPoolExecutor(1) as executor:
        loop = ScheduledPublisher(desk.doorway, desk.doorway, executor, heard.append)
        assert asyncio.run(loop.look()) == LOOK_EVERY_S
        desk.at(desk.draft(wording({shop: MAJOR})), NOON + timedelta(seconds=5))
        assert asyncio.run(loop.look()) == 5
        desk.clock.forward(timedelta(seconds=5))
        assert asyncio.run(loop.look()) == LOOK_EVERY_S
    assert len(heard) == 1
    assert len(desk.ask(NOTICES).live) == 1
