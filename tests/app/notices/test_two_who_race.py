"""Two people at once: who comes second sees both texts together, or a sentence; nothing is lost.

A few of each by default, a thousand of each with `-m slow`, on both engines.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from statusboard.app.doorway import Doorway, Verb
from statusboard.app.notices.agreement_commands import approve_notice, reject_notice
from statusboard.app.notices.agreement_inputs import (
    Approve,
    PublishDue,
    Reject,
    ScheduleNotice,
    Unschedule,
)
from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.ending_commands import retract
from statusboard.app.notices.inputs import Publish, Retract, Saved, SaveDraft
from statusboard.app.notices.schedule_commands import publish_due, schedule, unschedule
from statusboard.domain.approval import ApprovalState, Deed, Matter
from statusboard.domain.notice import NoticeState
from statusboard.errors import RuleBroken
from statusboard.storage import incidents, notices
from statusboard.storage.approvals import read_steps
from statusboard.storage.database import Database
from statusboard.storage.engine import path_of
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, person, wording

FEW, MANY = 6, 1_000


@dataclass
class Racers:
    """Two desks on one database; both let go at once."""

    desk: AgreeingDesk
    other: Doorway
    pool: ThreadPoolExecutor

    def race(
        self,
        first: tuple[Verb[Any, Any], object, str],
        second: tuple[Verb[Any, Any], object, str],
    ) -> list[Any]:
        """What each got: its answer, or the RuleBroken that it was told."""
        gate = threading.Barrier(2)

        def run(door: Doorway, verb: Verb[Any, Any], given: object, who: str) -> Any:
            gate.wait(10)
            try:
                return door.do(verb, given, person(who)).result
            except RuleBroken as broken:
                return broken

        runs = [
            self.pool.submit(run, door, *one)
            for door, one in ((self.desk.doorway, first), (self.other, second))
        ]
        return [one.result(60) for one in runs]


def _address(database: Database) -> str:
    file = path_of(database.engine)
    return str(file or database.engine.url.render_as_string(hide_password=False))


@pytest.fixture
def racers(database: Database, tmp_path: Path) -> Iterator[Racers]:
    desk = AgreeingDesk(database)
    desk.publishes_to(tmp_path / "page")
    second = Database.open(_address(database))
    with ThreadPoolExecutor(2) as pool:
        yield Racers(desk, Doorway(second, desk.clock), pool)
    second.close()


@pytest.fixture
def shop(racers: Racers) -> int:
    service = racers.desk.service("Shop")
    racers.desk.measures(service, (NOON, MAJOR))
    return service


def texts(desk: AgreeingDesk, notice_id: int) -> list[str]:
    with desk.database.reading(desk.clock.now()) as unit:
        return [one.wording.body for one in notices.read_revisions(unit, notice_id)]


def two_editors(racers: Racers, shop: int, number: int) -> None:
    base = f"Round {number}. Some payments fail. We look into it."
    mine = base.replace("Some payments", "Some card payments")
    theirs = f"{base} Orders are safe."
    title = f"Round {number}"
    first = racers.desk.draft(wording({shop: MAJOR}, title=title, body=base))

    def given(body: str) -> SaveDraft:
        said = wording({shop: MAJOR}, title=title, body=body)
        return SaveDraft(first.notice_id, None, 1, said)

    answers = racers.race((save_draft, given(mine), "Ada"), (save_draft, given(theirs), "Ben"))

    assert all(isinstance(one, Saved) for one in answers), answers
    together = mine + " Orders are safe."
    kept = texts(racers.desk, first.notice_id)
    assert kept[-1] == together
    assert {base, mine, theirs} <= set(kept)
    merged = [one for one in answers if one.merged is not None]
    assert len(merged) == 1
    assert merged[0].merged.newest.wording.body == together


def two_editors_of_one_word(racers: Racers, shop: int, number: int) -> None:
    title, base = f"Word {number}", "It fails now."
    first = racers.desk.draft(wording({shop: MAJOR}, title=title, body=base))

    def given(body: str) -> SaveDraft:
        said = wording({shop: MAJOR}, title=title, body=body)
        return SaveDraft(first.notice_id, None, 1, said)

    answers = racers.race(
        (save_draft, given("It fails today."), "Ada"),
        (save_draft, given("It fails again."), "Ben"),
    )

    (loser,) = [one for one in answers if one.conflict is not None]
    kept = texts(racers.desk, first.notice_id)
    assert {"It fails today.", "It fails again."} <= set(kept)
    assert kept[-1] == loser.conflict.theirs.wording.body
    assert kept[-1] in ("It fails today.", "It fails again.")


def two_approvers(racers: Racers, shop: int, number: int) -> None:
    saved = racers.desk.draft(wording({shop: MAJOR}, title=f"Approve {number}"))
    racers.desk.ask_for(saved)
    given = Approve(saved.notice_id, saved.revision)

    answers = racers.race((approve_notice, given, "Ben"), (approve_notice, given, "Cy"))

    (won,) = [one for one in answers if not isinstance(one, RuleBroken)]
    (lost,) = [one for one in answers if isinstance(one, RuleBroken)]
    assert won.state is ApprovalState.APPROVED
    assert "has approved this text already" in lost.sentence
    with racers.desk.database.reading(racers.desk.clock.now()) as unit:
        steps = read_steps(unit, Matter.NOTICE, saved.notice_id)
    assert [step.deed for step in steps] == [Deed.ASKED, Deed.APPROVED]


def approval_against_edit(racers: Racers, shop: int, number: int) -> None:
    said = wording({shop: MAJOR}, title=f"Edit {number}")
    saved = racers.desk.draft(said)
    racers.desk.ask_for(saved)
    edited = wording({shop: MAJOR}, title=f"Edit {number}", body="All card payments fail.")
    given = SaveDraft(saved.notice_id, None, 1, edited)

    racers.race((approve_notice, Approve(saved.notice_id, 1), "Ben"), (save_draft, given, "Ada"))

    for revision in (1, 2):
        with pytest.raises(RuleBroken):
            racers.desk.do(publish, Publish(saved.notice_id, revision))


def published(racers: Racers, notice_id: int) -> bool:
    with racers.desk.database.reading(racers.desk.clock.now()) as unit:
        notice = notices.read_notice(unit, notice_id)
        assert notice is not None
        said = incidents.read_update_of_notice(unit, notice_id)
    assert (notice.state is NoticeState.PUBLISHED) is (said is not None)
    return said is not None


def publish_against_reject(racers: Racers, shop: int, number: int) -> None:
    saved = racers.desk.approved(wording({shop: MAJOR}, title=f"Back {number}"))

    answers = racers.race(
        (publish, Publish(saved.notice_id, 1), "Ada"),
        (reject_notice, Reject(saved.notice_id, 1, "No, wait."), "Cy"),
    )

    _one_winner(answers)
    assert published(racers, saved.notice_id) is not isinstance(answers[0], RuleBroken)


def due_against_unschedule(racers: Racers, shop: int, number: int) -> None:
    saved = racers.desk.approved(wording({shop: MAJOR}, title=f"Due {number}"))
    at = racers.desk.clock.now() + MINUTE
    racers.desk.do(schedule, ScheduleNotice(saved.notice_id, 1, at))
    racers.desk.clock.forward(MINUTE)

    sent, taken_off = racers.race(
        (publish_due, PublishDue(), "Ada"), (unschedule, Unschedule(saved.notice_id), "Ben")
    )

    is_said = published(racers, saved.notice_id)
    assert (sent.published == (saved.notice_id,)) is is_said
    assert isinstance(taken_off, RuleBroken) is is_said


def withdrawal_against_next_update(racers: Racers, shop: int, number: int) -> None:
    desk = racers.desk
    said = desk.says(desk.approved(wording({shop: MAJOR}, title=f"Gone {number}")))
    desk.clock.forward(MINUTE)
    text = wording({shop: MAJOR}, title=f"Gone {number}", body=f"More of {number}.")
    saved = desk.draft(text, incident_id=said.incident_id)
    desk.ask_for(saved)
    desk.approve(saved)
    withdrawn = Retract(said.incident_id, "It was never so.", without_approval="It frightens.")

    next_one, gone = racers.race(
        (publish, Publish(saved.notice_id, saved.revision), "Ada"), (retract, withdrawn, "Ben")
    )

    assert not isinstance(gone, RuleBroken)
    with desk.database.reading(desk.clock.now()) as unit:
        incident = incidents.read_incident(unit, said.incident_id)
    assert incident is not None
    assert incident.is_withdrawn
    bodies = [one.wording.body for one in incident.updates]
    # Either it was said before the withdrawal, or not at all: never after it.
    assert bodies[0] == "It was never so."
    assert (f"More of {number}." in bodies) is not isinstance(next_one, RuleBroken)


def _one_winner(answers: list[Any]) -> None:
    lost = [one for one in answers if isinstance(one, RuleBroken)]
    assert len(lost) == 1, answers
    assert lost[0].sentence.endswith(".")


RACES: tuple[Callable[[Racers, int, int], None], ...] = (
    two_editors,
    two_editors_of_one_word,
    two_approvers,
    approval_against_edit,
    publish_against_reject,
    due_against_unschedule,
    withdrawal_against_next_update,
)
numbers = count(1)


@pytest.mark.parametrize("run", RACES, ids=lambda race: race.__name__)
def test_of_two_at_once_nothing_is_lost(
    racers: Racers, shop: int, run: Callable[[Racers, int, int], None]
) -> None:
    racers.desk.rule()
    for _ in range(FEW):
        run(racers, shop, next(numbers))


@pytest.mark.slow
@pytest.mark.parametrize("run", RACES, ids=lambda race: race.__name__)
def test_of_a_thousand_times_two_at_once_nothing_is_lost(
    racers: Racers, shop: int, run: Callable[[Racers, int, int], None]
) -> None:
    racers.desk.rule()
    for _ in range(MANY):
        run(racers, shop, next(numbers))
