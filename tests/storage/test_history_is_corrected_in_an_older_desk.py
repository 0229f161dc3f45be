"""A database of the version before, with an outage in it, brought to where history is corrected."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import inspect

from statusboard.domain.correction import Correction, CorrectionKind
from statusboard.domain.instants import HOUR_US, from_us
from statusboard.domain.status import ComponentStatus
from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.history import spans
from statusboard.storage.history.corrected_spans import follow_corrections
from statusboard.storage.history_corrections import (
    add_correction,
    ask_back,
    read_all_corrections,
    read_waiting,
    take_back_correction,
)
from tests.fixtures.history import NOON_US
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR

GOOD, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
DOWN_US, UP_US = NOON_US - 2 * HOUR_US, NOON_US - HOUR_US
BEFORE = (
    "INSERT INTO component (id, public_id, name, position, created_us, updated_us)"
    " VALUES (1, 'pay', 'Payments', 0, 0, 0)",
    f"INSERT INTO span (component_id, start_us, stop_us, status) VALUES (1, {DOWN_US}, {UP_US}, 5)",
    f"INSERT INTO span (component_id, start_us, stop_us, status) VALUES (1, {UP_US}, NULL, 1)",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0031", BEFORE)
    assert not inspect(database.engine).has_table("history_correction")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_its_outage_is_corrected_and_comes_back(brought: Database) -> None:
    told = []
    with brought.writing(from_us(NOON_US), COLLECTOR) as unit:
        told.append(spans.read_spans(unit))
        alarm = Correction(0, 1, CorrectionKind.FALSE_ALARM, GOOD, DOWN_US, UP_US)
        number = add_correction(unit, alarm, "A test of the alarm", waits=False)
        assert follow_corrections(unit) == {1}
        [whole] = spans.read_spans(unit)
        assert (whole.start_us, whole.stop_us, whole.status) == (DOWN_US, None, GOOD)
        take_back_correction(unit, number)
        assert follow_corrections(unit) == {1}
        told.append(spans.read_spans(unit))
    assert told[0] == told[1]
    assert [one.status for one in told[0]] == [MAJOR, GOOD]


def test_what_counts_in_a_desk_of_before_is_taken_back_by_two(empty_url: str) -> None:
    counts = (
        "INSERT INTO history_correction (component_id, kind, says, start_us, stop_us, reason,"
        " by_name, made_us, waits, agreed_us, agreed_by) VALUES"
        f" (1, 'false_alarm', 'operational', {DOWN_US}, {UP_US}, 'A test', 'Ada', {NOON_US}, 0,"
        f" {NOON_US}, 'Ben')"
    )
    database = older_database(empty_url, "0042", (*BEFORE, counts))
    migrate.bring_to_head(database)
    with closing(database), database.writing(from_us(NOON_US), COLLECTOR) as unit:
        [found] = read_all_corrections(unit)
        assert (found.back, found.back_decided_by, found.is_in_force) == (None, "", True)
        ask_back(unit, found.correction.id, "It was down")
        [found] = read_waiting(unit)
        assert found.back is not None
        assert (found.back.reason, found.is_in_force) == ("It was down", True)


def test_what_waits_in_a_desk_of_before_can_be_refused(empty_url: str) -> None:
    waits = (
        "INSERT INTO history_correction (component_id, kind, says, start_us, stop_us, reason,"
        " by_name, made_us, waits) VALUES"
        f" (1, 'false_alarm', 'operational', {DOWN_US}, {UP_US}, 'A test', 'Ada', {NOON_US}, 1)"
    )
    database = older_database(empty_url, "0036", (*BEFORE, waits))
    migrate.bring_to_head(database)
    with closing(database), database.writing(from_us(NOON_US), COLLECTOR) as unit:
        [found] = read_waiting(unit)
        assert found.refusal == ""
        take_back_correction(unit, found.correction.id, refusal="It was down")
        assert follow_corrections(unit) == frozenset()
        [found] = read_all_corrections(unit)
        assert (found.refusal, found.is_in_force) == ("It was down", False)
