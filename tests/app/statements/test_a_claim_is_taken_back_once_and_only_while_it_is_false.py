"""A claim that stops being true is corrected once, whatever becomes of its places afterwards."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from statusboard.app.health.board import BOARD
from statusboard.app.notices.asks import ReviewAsk
from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.inputs import Publish, SaveDraft
from statusboard.app.notices.queries import REVIEW
from statusboard.app.services.commands import REMOVE_SERVICE
from statusboard.app.services.inputs import RemoveServiceInput
from statusboard.app.settings import NOTICE_LANGUAGE
from statusboard.app.statements.commands import draft_quarter, judge_uses, use_claim
from statusboard.app.statements.inputs import DraftQuarter, JudgeUses, UseClaim
from statusboard.app.statements.queries import USES
from statusboard.domain.claim import Asked, ClaimKind
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.statement import ClaimUse
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.notices import read_drafts
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY, MESSAGE, SPAN
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom

UP, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
DAY = timedelta(days=1)
YEAR = Asked(ClaimKind.AVAILABILITY, "12mo")
MAIL = {"host": "127.0.0.1", "port": 1, "security": "none", "sender": "a@northwind.example"}


def _drafts(desk: Newsroom) -> dict[int, Wording]:
    with desk.database.reading(desk.clock.now()) as unit:
        return {notice.id: revision.wording for notice, revision in read_drafts(unit)}


def _uses(desk: Newsroom) -> tuple[ClaimUse, ...]:
    found: tuple[ClaimUse, ...] = desk.ask(USES)
    return found


def _falls(desk: Newsroom) -> None:
    began = desk.clock.now()
    desk.clock.forward(timedelta(hours=2))
    desk.measures(1, (began, MAJOR), (desk.clock.now(), UP))
    desk.watched()


def test_two_places_of_one_claim_are_one_correction_that_may_be_published(desk: Newsroom) -> None:
    for where in ("home page", "press kit"):
        desk.do(use_claim, UseClaim(where, YEAR))
    _falls(desk)

    desk.do(judge_uses, JudgeUses())

    ((number, written),) = _drafts(desk).items()
    assert {one.draft_id for one in _uses(desk)} == {number}
    assert "(home page, press kit) no longer holds" in written.body
    review = desk.ask(REVIEW, ReviewAsk(number, 1))
    assert [one.rule for one in review.findings if one.blocks] == []


@ON_SQLITE
def test_a_correction_goes_when_the_claim_holds_again_unless_somebody_wrote_on(
    desk: Newsroom,
) -> None:
    for where, kind in (("deck", ClaimKind.MAJOR_FREE), ("home page", ClaimKind.RECORD_RUN)):
        desk.do(use_claim, UseClaim(where, Asked(kind, count=47)))
    _falls(desk)
    desk.do(judge_uses, JudgeUses())
    (number,) = _drafts(desk)  # the longest run is still as long
    desk.clock.forward(60 * DAY)
    desk.watched()
    desk.do(judge_uses, JudgeUses())
    assert _drafts(desk) == {}

    _falls(desk)
    desk.do(judge_uses, JudgeUses())
    ((number, written),) = _drafts(desk).items()
    mine = replace(written, body=f"{written.body} Ask us.")
    desk.do(save_draft, SaveDraft(number, None, 1, mine, sort=NoticeSort.ANNOUNCEMENT))
    desk.clock.forward(60 * DAY)
    desk.watched()
    desk.do(judge_uses, JudgeUses())
    assert list(_drafts(desk)) == [number]


@ON_SQLITE
def test_a_claim_about_a_service_that_is_gone_is_a_finding_once(desk: Newsroom) -> None:
    other = desk.service("Search")
    desk.measures(other, (NOON - 400 * DAY, UP))
    desk.watched()
    desk.do(use_claim, UseClaim("fair", YEAR, (other,)))
    desk.do(REMOVE_SERVICE, RemoveServiceInput(other))

    desk.do(judge_uses, JudgeUses())
    desk.do(judge_uses, JudgeUses())

    (use,) = _uses(desk)
    assert use.reason == "A service that it is about no longer exists."
    assert any("(fair) no longer holds" in one for one in desk.ask(BOARD).problems)
    assert len(_drafts(desk)) == 1


@ON_SQLITE
def test_what_was_observed_too_little_after_its_date_is_not_called_false(desk: Newsroom) -> None:
    desk.do(use_claim, UseClaim("home page", YEAR))
    desk.clock.forward(6 * DAY)  # and nobody watches

    desk.do(judge_uses, JudgeUses())

    (written,) = _drafts(desk).values()
    assert "too little of that time was observed" in written.body
    assert "no longer holds" not in written.body
    (use,) = _uses(desk)
    assert use.reason.endswith("of that time was observed.")


@ON_SQLITE
def test_the_quarterly_message_is_sent_in_german_with_coverage_and_rule(
    desk: Newsroom, tmp_path: Path
) -> None:
    desk.publishes_to(tmp_path / "page")
    desk.setting(NOTICE_LANGUAGE, "de")
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        channel = add_channel(unit, name="mail", kind="email", config=MAIL)
        active = SubscriberState.ACTIVE
        add_subscriber(
            unit, NewSubscriber(channel.id, "a@b.example", "a@b.example", Wishes(), active)
        )
    number = desk.do(draft_quarter, DraftQuarter()).notice_id
    (written,) = _drafts(desk).values()
    assert written.title == "Verfügbarkeit im 3. Quartal 2026: 99,95 %"
    assert "Beobachtet wurden 100 % dieser Zeit." in written.body
    assert "zählt zu 30 % seiner Dauer" in written.body
    assert desk.ask(REVIEW, ReviewAsk(number, 1)).findings == ()

    desk.do(publish, Publish(number, 1, tell=True))

    with desk.database.reading(desk.clock.now()) as unit:
        (content,) = unit.connection.execute(select(MESSAGE.c.content)).scalars()
        assert len(unit.connection.execute(select(DELIVERY)).all()) == 1
    assert "waren unsere Dienste in 99,95 % der beobachteten Zeit" in content
    assert "Verfügbarkeit im 3. Quartal 2026" in content


@ON_SQLITE
def test_a_quarterly_message_that_stopped_being_true_is_stopped(
    desk: Newsroom, tmp_path: Path
) -> None:
    desk.publishes_to(tmp_path / "page")
    number = desk.do(draft_quarter, DraftQuarter()).notice_id
    back = NOON - 47 * DAY
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(delete(SPAN))
    desk.measures(1, (NOON - 400 * DAY, UP), (back - timedelta(hours=6), MAJOR), (back, UP))

    found = [one for one in desk.ask(REVIEW, ReviewAsk(number, 1)).findings if one.blocks]
    assert found[0].rule == "uptime_claim"
    assert "True is: 99.72 % over that time" in found[0].sentence
    with pytest.raises(RuleBroken, match=r"99\.95"):
        desk.do(publish, Publish(number, 1))


def test_a_database_that_is_empty_judges_nothing(database: Database) -> None:
    assert Newsroom(database).do(judge_uses, JudgeUses()).untrue == ()
