"""Writes what was measured of each service in the story: states, roll-ups, single answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from statusboard.demo import response_times
from statusboard.demo.scenario import Scenario
from statusboard.demo.services import DemoService
from statusboard.demo.timeline import Stretch
from statusboard.domain.access import loop
from statusboard.domain.check import Check
from statusboard.domain.component import Component
from statusboard.domain.instants import DAY_US, HOUR_US, to_us
from statusboard.domain.result import Answer, Outcome
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState, Transition
from statusboard.storage.database import Database
from statusboard.storage.history import results, retelling, rollups, states
from statusboard.storage.history.corrected_spans import follow_corrections
from statusboard.storage.history.lock import lock_history
from statusboard.storage.history.packing import Tally
from statusboard.storage.history.transitions import StoredTransition
from statusboard.storage.unit import Unit

UNKNOWN = ComponentStatus.UNKNOWN
# Single answers exist for the last day; hourly roll-ups for this many days, daily for the year.
ANSWER_HOURS = 24
HOURLY_DAYS = 90
# What lies before is counted in blocks of so many hours, which is quicker.
BLOCK_HOURS = 6


@dataclass(frozen=True, slots=True)
class Played:
    """A service with its component, its checks and its timeline."""

    service: DemoService
    component: Component
    checks: tuple[Check, ...]
    stretches: tuple[Stretch, ...]


def write_measurements(unit: Unit, played: tuple[Played, ...], scenario: Scenario) -> None:
    """Everything that was measured, up to the moment the demo is opened."""
    _write_states(unit, played)
    _write_rollups(unit, played, scenario)
    _write_answers(unit, played, scenario)


def _write_states(unit: Unit, played: tuple[Played, ...]) -> None:
    transitions: list[StoredTransition] = []
    now: dict[int, states.StoredState] = {}
    for one in played:
        for check in one.checks:
            mine = tuple(_transitions(one, check))
            newest = mine[-1]
            level, since_us = newest.transition.after, newest.transition.at_us
            now[check.id] = states.StoredState(
                CheckState(level, since_us),
                newest.reason,
                newest.detail,
                states.question_of(check),
            )
            transitions += mine
    states.write_states(unit, now)
    retelling.record_transitions(unit, transitions, are_seen_now=False)


def _transitions(one: Played, check: Check) -> Iterator[StoredTransition]:
    before = UNKNOWN
    stopped_us: int | None = None
    for stretch in one.stretches:
        if stopped_us is not None and stopped_us < stretch.start_us:
            yield StoredTransition(check.id, Transition(stopped_us, before, UNKNOWN))
            before = UNKNOWN
        said: Answer = response_times.answer(one.service, check, stretch, stretch.start_us)
        transition = Transition(stretch.start_us, before, stretch.status)
        yield StoredTransition(check.id, transition, said.reason, said.detail)
        before, stopped_us = stretch.status, stretch.stop_us


def _write_rollups(unit: Unit, played: tuple[Played, ...], scenario: Scenario) -> None:
    """Counts hours and days up to where single answers begin; packing those counts the rest."""
    now_us = to_us(scenario.now)
    end = now_us // HOUR_US - ANSWER_HOURS
    # From a midnight on, so that no day is counted in two ways.
    hourly_from = (now_us // DAY_US - HOURLY_DAYS) * 24
    coarse = range(to_us(scenario.began) // DAY_US * 24, hourly_from, BLOCK_HOURS)
    hourly: dict[tuple[int, int], Tally] = {}
    daily: dict[tuple[int, int], Tally] = {}
    for one in played:
        for check in one.checks:
            timed = response_times.is_timed(check)
            for hours in (coarse, range(hourly_from, end)):
                for hour, tally in response_times.blocks(
                    one.service, one.stretches, hours, timed=timed
                ):
                    if hours is not coarse:
                        hourly[hour, check.id] = tally
                    daily.setdefault((hour // 24, check.id), Tally(counts={})).merge(tally)
    rollups.insert_tallies(unit, hourly, daily=False)
    rollups.insert_tallies(unit, daily, daily=True)


def _write_answers(unit: Unit, played: tuple[Played, ...], scenario: Scenario) -> None:
    now_us = to_us(scenario.now)
    first_us = (now_us - ANSWER_HOURS * HOUR_US) // HOUR_US * HOUR_US
    for one in played:
        for check in one.checks:
            said = response_times.answers(one.service, check, one.stretches, first_us, now_us)
            results.append(unit, (r for r in said if r.answer.outcome is not Outcome.UNKNOWN))


def show_corrections(database: Database, now: datetime) -> None:
    """Brings what was measured to what people have corrected, as a collector does."""
    with database.writing(now, loop("collector")) as unit:
        lock_history(unit)
        follow_corrections(unit)


def pack(database: Database, now: datetime) -> bool:
    """Packs an hour of the answers; False once there is none left."""
    with database.writing(now, loop("collector")) as unit:
        return results.pack_next(unit)
