import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import DAY_US, HOUR_US, MINUTE_US, from_us
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.storage.change_log import log_changes, newest_change
from statusboard.storage.database import Database
from statusboard.storage.history import packing, results, retention, rollups, transcripts
from statusboard.storage.history.packing import Tally
from statusboard.storage.settings import write_setting
from statusboard.storage.tables import CHANGE_LOG, RECENT, RESULT_CHUNK, TRANSCRIPT
from statusboard.storage.unit import Unit
from tests.fixtures.history import (
    COLLECTOR,
    DOWN,
    NOON_US,
    UP,
    S,
    read_between,
    result,
    write_service,
)

HOUR = NOON_US // HOUR_US
ENOUGH = 20
PACK_AND_DIE = """
import os, sys
from statusboard.domain.access import loop
from statusboard.domain.instants import from_us
from statusboard.storage.history import results
from statusboard.storage.database import Database
database = Database.open(sys.argv[1])
steps = 0
engine = database.engine
from sqlalchemy import event
@event.listens_for(engine, "after_cursor_execute")
def count(*_):
    global steps
    steps += 1
    if steps == int(sys.argv[3]):
        os._exit(9)
with database.writing(from_us(int(sys.argv[2])), loop("collector")) as unit:
    results.pack_next(unit)
os._exit(0)
"""


def put(database: Database, batch: list[CheckResult], *, now_us: int = NOON_US) -> None:
    with database.writing(from_us(now_us), COLLECTOR) as unit:
        results.append(unit, batch)


def pack_all(database: Database, now_us: int) -> None:
    for _ in range(ENOUGH):
        with database.writing(from_us(now_us), COLLECTOR) as unit:
            if not results.pack_next(unit):
                return
    pytest.fail("packing never comes to an end")


def count(unit: Unit, table) -> int:
    return unit.connection.scalar(select(func.count()).select_from(table))


def an_hour(
    check_id: int, *, first_us: int = NOON_US, every_us: int = MINUTE_US
) -> list[CheckResult]:
    return [
        CheckResult(
            check_id,
            at_us,
            Answer(Outcome.UP, Reason.OK, response_us=(at_us // S % 7 + 1) * 10_000, code=200),
        )
        for at_us in range(first_us, first_us + HOUR_US, every_us)
    ]


def test_an_hour_is_packed_after_it_is_over_and_a_grace(database: Database) -> None:
    put(database, an_hour(1))
    over_us = NOON_US + HOUR_US
    for now_us, packed in ((over_us + results.GRACE_US - 1, 0), (over_us + results.GRACE_US, 1)):
        pack_all(database, now_us)
        with database.reading(from_us(now_us)) as unit:
            assert count(unit, RESULT_CHUNK) == packed
            assert count(unit, RECENT) == (60 if not packed else 0)


def test_packing_loses_no_answer_and_counts_each_once(database: Database) -> None:
    put(database, [*an_hour(1), *an_hour(2), result(2, NOON_US + 30 * S, DOWN)])
    with database.reading(from_us(NOON_US + HOUR_US)) as unit:
        before = {n: results.read_last(unit, n, 100) for n in (1, 2)}
    now_us = NOON_US + 2 * HOUR_US
    pack_all(database, now_us)
    with database.reading(from_us(now_us)) as unit:
        assert {n: results.read_last(unit, n, 100) for n in (1, 2)} == before
        assert count(unit, RECENT) == 0
        hours = rollups.read_tallies(unit, daily=False, check_ids=[2], first=HOUR, end=HOUR + 1)
        days = rollups.read_tallies(
            unit, daily=True, check_ids=[2], first=HOUR // 24, end=HOUR // 24 + 1
        )
        every = rollups.read_tallies(
            unit, daily=False, check_ids=[rollups.ALL_CHECKS], first=HOUR, end=HOUR + 1
        )
    assert (hours[HOUR].up, hours[HOUR].down, hours[HOUR].timed) == (60, 1, 61)
    assert hours[HOUR].max_us == 90_000
    assert days[HOUR // 24] == hours[HOUR]
    assert (every[HOUR].up, every[HOUR].down) == (120, 1)


def test_an_answer_that_comes_after_the_packing_is_added_to_it(database: Database) -> None:
    put(database, an_hour(1))
    now_us = NOON_US + 2 * HOUR_US
    pack_all(database, now_us)
    put(database, [result(1, NOON_US + 90 * S, DOWN)], now_us=now_us)
    pack_all(database, now_us)
    with database.reading(from_us(now_us)) as unit:
        answers = read_between(unit, 1, NOON_US, NOON_US + HOUR_US)
        tally = rollups.read_tallies(unit, daily=False, check_ids=[1], first=HOUR, end=HOUR + 1)
    assert len(answers) == 61
    assert [a.code for a in answers[:4]] == [200, 200, 503, 200]
    assert (tally[HOUR].up, tally[HOUR].down) == (60, 1)


def test_many_checks_are_packed_a_slice_at_a_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "SLICE", 3)
    put(database, [r for n in (1, 2, 5, 6, 900) for r in an_hour(n, every_us=20 * MINUTE_US)])
    now_us = NOON_US + 2 * HOUR_US
    left: list[int] = []
    for _ in range(4):
        with database.writing(from_us(now_us), COLLECTOR) as unit:
            assert results.pack_next(unit) == (len(left) < 3)
            left.append(count(unit, RECENT))
    assert left == [9, 3, 0, 0]
    with database.reading(from_us(now_us)) as unit:
        every = rollups.read_tallies(
            unit, daily=True, check_ids=[rollups.ALL_CHECKS], first=HOUR // 24, end=HOUR // 24 + 1
        )
    assert every[HOUR // 24].up == 15


def test_an_answer_given_twice_is_one_answer(database: Database) -> None:
    put(database, [*an_hour(1), *an_hour(1)])
    put(database, an_hour(1))
    with database.reading(from_us(NOON_US)) as unit:
        assert results.count_unpacked(unit) == 60


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    asked=st.lists(
        st.tuples(
            st.integers(1, 4),
            st.integers(0, 3 * 3_600_000 - 1),
            st.sampled_from(Outcome),
            st.none() | st.integers(0, 10_000_000),
        ),
        max_size=60,
        unique_by=lambda one: one[:2],
    )
)
def test_whatever_was_asked_is_found_and_counted(
    database: Database, asked: list[tuple[int, int, Outcome, int | None]]
) -> None:
    batch = [
        CheckResult(n, NOON_US + ms * 1_000, Answer(outcome, Reason.OK, response_us=us))
        for n, ms, outcome, us in asked
    ]
    now_us = NOON_US + 4 * HOUR_US
    with database.writing(from_us(now_us), COLLECTOR) as unit:
        for table in ("recent", "result_chunk", "rollup_hour", "rollup_day"):
            unit.connection.exec_driver_sql(f"DELETE FROM {table}")
        results.append(unit, batch)
        for _ in range(ENOUGH):
            results.pack_next(unit)
        assert results.count_unpacked(unit) == 0
        for n in {one[0] for one in asked}:
            own = sorted((r for r in batch if r.check_id == n), key=lambda r: r.at_us)
            found = read_between(unit, n, NOON_US, now_us)
            assert [a.at_us for a in found] == [r.at_us for r in own]
            assert [a.outcome for a in found] == [r.answer.outcome for r in own]
            tallies = rollups.read_tallies(
                unit, daily=False, check_ids=[n], first=HOUR, end=HOUR + 4
            )
            whole = Tally().add([packing.pack_body(r.answer) for r in own])
            merged = Tally()
            for tally in tallies.values():
                merged.merge(tally)
            assert merged == whole


@pytest.mark.parametrize("step", [3, 5, 7, 8, 9])
def test_a_kill_in_the_middle_of_packing_loses_and_doubles_nothing(
    tmp_path: Path, request: pytest.FixtureRequest, step: int
) -> None:
    file = tmp_path / "killed.db"
    shutil.copyfile(request.getfixturevalue("_migrated_file"), file)
    database = Database.open(file)
    put(database, [*an_hour(1), *an_hour(2)])
    database.close()
    now_us = NOON_US + 2 * HOUR_US
    killed = subprocess.run(
        [sys.executable, "-c", PACK_AND_DIE, str(file), str(now_us), str(step)],
        timeout=300,
        check=False,
    )
    assert killed.returncode == 9
    again = Database.open(file)
    try:
        pack_all(again, now_us)
        with again.reading(from_us(now_us)) as unit:
            for n in (1, 2):
                assert len(read_between(unit, n, NOON_US, now_us)) == 60
                tallies = rollups.read_tallies(
                    unit, daily=True, check_ids=[n], first=HOUR // 24, end=HOUR // 24 + 1
                )
                assert tallies[HOUR // 24].up == 60
    finally:
        again.close()


def test_the_newest_answer_of_every_check_is_found(database: Database) -> None:
    put(database, [*an_hour(1), *an_hour(2, first_us=NOON_US - 30 * MINUTE_US)])
    with database.reading(from_us(NOON_US + HOUR_US)) as unit:
        newest = results.newest_instants(unit, NOON_US)
        assert newest == {1: NOON_US + 59 * MINUTE_US, 2: NOON_US + 29 * MINUTE_US}
        assert results.newest_instants(unit, NOON_US, check_ids=[2]) == {2: newest[2]}
        assert results.newest_instants(unit, NOON_US + 40 * MINUTE_US) == {1: newest[1]}
        answers = results.read_at(unit, newest)
    assert {n: a.at_us for n, a in answers.items()} == newest


def test_packed_answers_are_kept_for_as_long_as_was_chosen(database: Database) -> None:
    put(database, an_hour(1))
    pack_all(database, NOON_US + 2 * HOUR_US)
    for days, chunks in ((29, 1), (31, 0)):
        with database.writing(from_us(NOON_US + days * DAY_US), COLLECTOR) as unit:
            retention.sweep(unit)
            assert count(unit, RESULT_CHUNK) == chunks
            hours = rollups.read_tallies(unit, daily=False, check_ids=[1], first=HOUR, end=HOUR + 1)
            assert hours[HOUR].up == 60


def test_fewer_days_count_once_somebody_agreed(database: Database) -> None:
    put(database, an_hour(1))
    pack_all(database, NOON_US + 2 * HOUR_US)
    with database.writing(from_us(NOON_US + 3 * DAY_US), COLLECTOR) as unit:
        write_setting(unit, retention.DAYS_SETTING, 2)
        retention.sweep(unit)
        assert count(unit, RESULT_CHUNK) == 1
        leaving = retention.leaving(unit, retention.chosen_keeping(unit))
        assert leaving == retention.Leaving(60, 1, 480)
        retention.agree_keeping(unit, retention.chosen_keeping(unit))
        retention.sweep(unit)
        assert count(unit, RESULT_CHUNK) == 0


def test_the_oldest_hours_go_where_they_take_too_much_room(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "MB", 1_000)
    monkeypatch.setattr(retention, "HOURS_AT_ONCE", 1)
    for back in range(4):
        put(database, [replace(one, at_us=one.at_us + back * HOUR_US) for one in an_hour(1)])
    pack_all(database, NOON_US + 6 * HOUR_US)
    by_size = retention.Keeping(30, 1)
    with database.writing(from_us(NOON_US + DAY_US), COLLECTOR) as unit:
        assert retention.leaving(unit, by_size) == retention.Leaving(120, 2, 960)
        write_setting(unit, retention.SIZE_SETTING, 1)
        retention.agree_keeping(unit, by_size)
        assert retention.sweep(unit)
        assert count(unit, RESULT_CHUNK) == 3
        assert not retention.sweep(unit)
        assert count(unit, RESULT_CHUNK) == 2


def test_what_is_kept_for_longer_is_not_dropped_without_a_word_later(database: Database) -> None:
    put(database, an_hour(1))
    pack_all(database, NOON_US + 2 * HOUR_US)
    with database.writing(from_us(NOON_US + 40 * DAY_US), COLLECTOR) as unit:
        write_setting(unit, retention.DAYS_SETTING, 90)
        retention.sweep(unit)
        write_setting(unit, retention.DAYS_SETTING, None)
        retention.sweep(unit)
        assert count(unit, RESULT_CHUNK) == 1


def test_only_the_newest_transcripts_stay(database: Database) -> None:
    _, [check] = write_service(database)
    kept = [result(check.id, NOON_US + n * MINUTE_US, DOWN) for n in range(30)]
    with database.writing(from_us(NOON_US + HOUR_US), COLLECTOR) as unit:
        transcripts.add_transcripts(unit, kept)
        retention.sweep(unit)
        assert count(unit, TRANSCRIPT) == retention.TRANSCRIPTS
        newest = transcripts.read_last_failure(unit, check.id)
        assert newest == kept[-1]


def test_the_log_of_changes_is_cut_but_its_numbers_go_on(database: Database) -> None:
    for _ in range(3):
        with database.writing(from_us(NOON_US), COLLECTOR) as unit:
            log_changes(unit, Changes.of(Topic.STATES))
            newest = newest_change(unit)
    with database.writing(from_us(NOON_US + 9 * DAY_US), COLLECTOR) as unit:
        retention.sweep(unit)
        assert count(unit, CHANGE_LOG) == 1
        log_changes(unit, Changes.of(Topic.STATES))
        assert newest_change(unit).newest == newest.newest + 1


def test_good_answers_are_small(database: Database) -> None:
    assert len(packing.pack_chunk([(0, packing.pack_body(UP))])) == 8
