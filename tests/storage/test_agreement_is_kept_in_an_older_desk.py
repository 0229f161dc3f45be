"""A database of the version before, with a draft in it, brought to where people agree on texts."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import inspect

from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.approval import Deed, Matter, Signer, Step
from statusboard.domain.notice import Wording
from statusboard.domain.schedule import Schedule
from statusboard.domain.status import Impact
from statusboard.storage import migrate, notices
from statusboard.storage.approvals import add_step, read_steps, read_steps_of
from statusboard.storage.database import Database
from statusboard.storage.schedules import (
    forget_schedule,
    keep_schedule,
    read_schedule,
    read_schedules,
    stop_schedule,
)
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO notice (id, state, revision, created_us) VALUES (7, 'draft', 1, 0)",
    "INSERT INTO revision (notice_id, number, wording, saved_us, saved_by)"
    """ VALUES (7, 1, '{"title": "Mine"}', 0, 'Ada')""",
)
BEN = Actor(ActorKind.PERSON, "Ben", person_id=3)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0021", BEFORE)
    assert not inspect(database.engine).has_table("approval_step")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_an_older_text_is_its_writer_s_by_name(brought: Database) -> None:
    with brought.reading(NOON) as unit:
        assert notices.read_signers(unit, 7) == ((1, Signer("Ada")),)
        assert read_steps(unit, Matter.NOTICE, 7) == ()
        assert read_schedules(unit) == {}


def test_a_newer_text_is_its_writer_s_by_number(brought: Database) -> None:
    with brought.writing(NOON, BEN) as unit:
        notices.add_revision(unit, 7, 2, Wording("Theirs"))
        notices.add_revision(unit, 7, 3, Wording("Theirs, longer"))
    with brought.reading(NOON) as unit:
        assert notices.read_signers(unit, 7) == ((1, Signer("Ada")), (3, Signer("Ben", 3)))
        assert notices.find_revision(unit, 7, Wording("Theirs"), after=1) == 2
        assert notices.find_revision(unit, 7, Wording("Theirs"), after=2) is None
        assert sorted(notices.read_some(unit, 7, (1, 3, 9))) == [1, 3]


def test_steps_are_kept_in_their_order_and_told_apart(brought: Database) -> None:
    asked = Step(1, Deed.ASKED, Signer("Ada"), NOON, impact=Impact.MAJOR, said="Mine")
    back = Step(1, Deed.REJECTED, Signer("Ben", 3), NOON, words="Say since when.")
    with brought.writing(NOON, BEN) as unit:
        for step in (asked, back):
            add_step(unit, Matter.NOTICE, 7, step)
        add_step(unit, Matter.MAINTENANCE, 7, asked)
    with brought.reading(NOON) as unit:
        assert read_steps(unit, Matter.NOTICE, 7) == (asked, back)
        assert read_steps_of(unit, Matter.MAINTENANCE, [7, 8]) == {7: (asked,)}
        assert read_steps_of(unit, Matter.NOTICE, []) == {}


def test_an_instant_is_kept_stopped_and_forgotten(brought: Database) -> None:
    kept = Schedule(7, 1, NOON + timedelta(hours=1), Signer("Ben", 3), NOON, tell=False)
    with brought.writing(NOON, COLLECTOR) as unit:
        keep_schedule(unit, kept)
        keep_schedule(unit, kept)
    with brought.writing(NOON, COLLECTOR) as unit:
        assert read_schedules(unit) == {7: kept}
        assert stop_schedule(unit, 7, "Nobody was here.")
        assert not stop_schedule(unit, 7, "Twice.")
    with brought.writing(NOON, COLLECTOR) as unit:
        found = read_schedule(unit, 7)
        assert found is not None
        assert (found.problem, found.is_standing) == ("Nobody was here.", False)
        assert forget_schedule(unit, 7)
        assert not forget_schedule(unit, 7)
