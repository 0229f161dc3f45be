"""A notice counts as published by a primary place, or after a while by a fall-back."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.notices.queries import PUBLICATIONS
from statusboard.app.page.commands import PageResult, record_result, save_target
from statusboard.app.page.inputs import TargetInput
from statusboard.app.page.queries import places
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.published import counting
from statusboard.storage.database import Database
from statusboard.storage.shown import read_shown
from statusboard.storage.targets import add_target
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, MINUTE, NOON, Newsroom, wording

WAIT = timedelta(seconds=20)


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    """A desk with a primary place and a fall-back, and a notice on its way to both."""
    newsroom = Newsroom(database)
    with database.writing(NOON, COLLECTOR) as unit:
        add_target(unit, kind="folder", config={"path": "/srv/a"})
        add_target(unit, kind="folder", config={"path": "/srv/b", "role": "fall_back"})
    newsroom.setting("page.fall_back_after", 20)
    number = newsroom.service()
    newsroom.measures(number, (NOON - 600 * MINUTE, GOOD), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    newsroom.publish(wording({number: MAJOR}))
    return newsroom


def ends(newsroom: Newsroom, target: str, problem: str = "") -> None:
    given = PageResult(1, target, "" if problem else "d", problem, retry_s=60)
    newsroom.doorway.do(record_result, given, COLLECTOR)


def counts_from(newsroom: Newsroom) -> datetime | None:
    """When messages that wait for the page may go out by what is shown."""
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        us = read_shown(unit).counts_us(1, to_us(NOON))
    return None if us > 2**60 else from_us(max(us, to_us(NOON)))


def test_a_primary_place_counts_at_once_and_what_waits_is_told(newsroom: Newsroom) -> None:
    ends(newsroom, "folder 2", "The share is gone.")
    assert counts_from(newsroom) is None
    assert newsroom.ask(BOARD).publish_problem == "The share is gone."
    ends(newsroom, "folder")
    assert counts_from(newsroom) == NOON
    board = newsroom.ask(BOARD)
    assert board.publish_problem == ""
    assert [line for line in board.problems if "waits" in line] == [
        "The page waits at one of 2 places since 12:00 UTC: The share is gone. Next try 12:01 UTC."
    ]
    shown = counting(newsroom.ask(PUBLICATIONS, 1), newsroom.clock.now())
    assert shown is not None
    assert not shown.is_fall_back


@ON_SQLITE
def test_a_fall_back_counts_once_its_time_has_come(newsroom: Newsroom) -> None:
    ends(newsroom, "folder", "The share is gone.")
    ends(newsroom, "folder 2")
    assert counts_from(newsroom) == NOON + WAIT
    assert newsroom.ask(BOARD).publish_problem == "The share is gone."
    newsroom.clock.forward(WAIT.total_seconds())
    board = newsroom.ask(BOARD)
    assert board.publish_problem == ""
    assert any("by a fall-back" in line for line in board.problems)
    shown = {one.id: one.counts for one in newsroom.ask(places)}
    assert shown == {1: False, 2: True}
    ends(newsroom, "folder")
    assert not any("fall-back" in line for line in newsroom.ask(BOARD).problems)


@ON_SQLITE
def test_where_there_is_no_primary_place_a_fall_back_counts_at_once(newsroom: Newsroom) -> None:
    with newsroom.database.writing(NOON, COLLECTOR) as unit:
        from statusboard.storage.targets import remove_target

        remove_target(unit, 1)
    ends(newsroom, "folder 2")
    assert counts_from(newsroom) == NOON


@ON_SQLITE
def test_what_a_place_counts_as_is_changed_though_it_cannot_be_reached(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    folder = tmp_path / "page"
    newsroom.publishes_to(folder)
    folder.rmdir()
    given = TargetInput("folder", {"path": str(folder), "role": "fall_back"}, id=1)
    assert newsroom.do(save_target, given).is_changed
    assert [one.is_fall_back for one in newsroom.ask(places)] == [True]
