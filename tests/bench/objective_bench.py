"""Objectives of a thousand services in one question, against the plain figures of their year.

Every service has an objective; windows are of four sorts, and one in fifty services had an outage
in the last three days. Both questions take turns on the same database.
"""

import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from statusboard.app.health.facts import read_facts
from statusboard.app.health.objective_alarms import alarms
from statusboard.app.health.objective_scopes import scopes_of
from statusboard.app.health.objectives import standings
from statusboard.app.health.uptime_terms import HOURS
from statusboard.domain.instants import DAY_US, HOUR_US, MINUTE_US, Interval, from_us
from statusboard.domain.objective import Hours, read_window
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.storage import leases
from statusboard.storage.components import add_component, read_components, update_components
from statusboard.storage.database import Database
from statusboard.storage.history import span_figures, spans
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.settings import write_setting
from tests.fixtures.history import COLLECTOR, NOON_US

SERVICES = 1_000
OUTAGES = 40
ROUNDS = 9
WINDOWS = ("12mo", "30d", "month", "quarter")
UP, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE


def measure() -> list[dict[str, object]]:
    """The questions in milliseconds, and how many times the plain year's figures they take."""
    folder = Path(tempfile.mkdtemp(prefix="statusboard-bench-"))
    database = Database.open(folder / "statusboard.db", checkpoints=True)
    try:
        bring_to_head(database)
        _fill(database)
        return [*_rows(database, "all hours"), *_in_business_hours(database)]
    finally:
        database.close()
        shutil.rmtree(folder)


def _fill(database: Database) -> None:
    chance = random.Random(7)
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        for number in range(SERVICES):
            add_component(unit, name=f"Service {number}", promised_ppm=999_000)
        known = read_components(unit)
        windows = [read_window(text) for text in WINDOWS]
        update_components(
            unit, [replace(one, window=windows[n % len(windows)]) for n, one in enumerate(known)]
        )
        told: list[Span] = []
        for one in known:
            told += _history(chance, one.id, is_burning=one.id % 50 == 0)
        spans.add_spans(unit, told)
        leases.take(unit, role="collector", holder="bench", ttl=from_us(DAY_US) - from_us(0))


def _history(chance: random.Random, number: int, *, is_burning: bool) -> list[Span]:
    starts = sorted(chance.randrange(4 * DAY_US, 390 * DAY_US, MINUTE_US) for _ in range(OUTAGES))
    at_us, told = NOON_US - 400 * DAY_US, []
    lately = [2 * HOUR_US] if is_burning else []
    for before_us in (*reversed(starts), *lately):
        start_us = NOON_US - before_us
        stop_us = start_us + 7 * MINUTE_US
        if start_us <= at_us:
            continue
        told += [
            Span(number, at_us, start_us, UP),
            Span(number, start_us, stop_us, MAJOR),
        ]
        at_us = stop_us
    return [*told, Span(number, at_us, None, UP)]


def _in_business_hours(database: Database) -> list[dict[str, object]]:
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        write_setting(unit, HOURS, "Mon-Fri 08:00-18:00")
        known = read_components(unit)
        update_components(unit, [replace(one, hours=Hours.BUSINESS) for one in known])
    return _rows(database, "business hours")


def _rows(database: Database, words: str) -> list[dict[str, object]]:
    year = Interval(NOON_US - 365 * DAY_US, NOON_US)

    def plain() -> None:
        with database.reading(from_us(NOON_US)) as unit:
            ids = [one.id for one in read_components(unit)]
            span_figures.figures(unit, year, now_us=NOON_US, component_ids=ids)

    def objectives() -> None:
        with database.reading(from_us(NOON_US)) as unit:
            facts = read_facts(unit)
            found = standings(unit, facts, scopes_of(unit, facts))
            assert len(found) == SERVICES

    def findings() -> None:
        with database.reading(from_us(NOON_US)) as unit:
            alarms(unit, read_facts(unit))

    def facts_alone() -> None:
        with database.reading(from_us(NOON_US)) as unit:
            read_facts(unit)

    took = _medians((plain, objectives, findings, facts_alone))
    base, asked, alarmed, facts_ms = took
    return [
        {
            "name": f"objectives of {SERVICES} services, {words}",
            "value": round(asked - facts_ms, 1),
            "unit": "ms",
            "floor": round(base, 1),
            "goal": None,
        },
        {
            "name": f"the same, against the plain figures of a year, {words}",
            "value": round((asked - facts_ms) / base, 2),
            "unit": "x",
            "goal": 3,
        },
        {
            "name": f"findings alone, {words}",
            "value": round(alarmed - facts_ms, 1),
            "unit": "ms",
            "goal": None,
        },
    ]


def _medians(questions: tuple[Callable[[], None], ...]) -> list[float]:
    """Milliseconds of CPU, each question in turn."""
    took: list[list[float]] = [[] for _ in questions]
    for _ in range(ROUNDS):
        for question, times in zip(questions, took, strict=True):
            began = time.process_time()
            question()
            times.append((time.process_time() - began) * 1_000)
    return [statistics.median(times) for times in took]
