"""What the uptime screen costs: a year added up, a year drawn, bars repainted, a large database.

Times are of the processor: what else the machine does may not count. Ratios are taken in one run,
ours and the floor by turns. The large database is 1,000 services with
13 months of spans and roll-ups; the small one is 10 services with one month.
"""

import os
import random
import shutil
import statistics
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from statusboard.app.doorway import Doorway
from statusboard.app.health.uptime import SERIES, UPTIME, SeriesAsk, UptimeAsk
from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.app.statements.queries import STATEMENT, StatementAsk
from statusboard.domain.bars import STRIP_DAYS
from statusboard.domain.instants import DAY_US, HOUR_US, Interval, from_us
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import Range
from statusboard.storage import leases
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.history import results, span_arrays, span_figures, spans
from statusboard.storage.history.packing import Tally, pack_histogram
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR, NOON_US, S, add_service

SERVICES, MONTHS = 1_000, 13
FEW, A_MONTH = 10, 1
TENTH = SERVICES // 10
ROUNDS = 9
STRIPS, WIDTH, HEIGHT = 200, 430, 24
RATE, MINUTES = 500, 6

Entry = dict[str, object]


def measure() -> list[Entry]:
    """The figures of the uptime screen: name, value, unit, goal, floor where there is one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with (
        _filled(SERVICES, MONTHS) as large,
        _filled(TENTH, MONTHS) as tenth,
        _filled(FEW, A_MONTH) as small,
    ):
        rows = [*_sums(large), *_drawn(large), _opened(large, small), *_screens(large, tenth)]
    return [*rows, _strips(), *_packed()]


@contextmanager
def _filled(services: int, months: int) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="statusboard-bench-"))
    file = folder / "statusboard.db"
    database = Database.open(file, checkpoints=True)
    try:
        bring_to_head(database)
        with database.writing(from_us(NOON_US - 400 * DAY_US), COLLECTOR) as unit:
            for number in range(services):
                add_service(unit, f"Service {number}")
        days = round(months * 365 / 12)
        _write_spans(database, days)
        _write_rollups(database, days)
        database.close()
        yield file
    finally:
        shutil.rmtree(folder)


def _write_spans(database: Database, days: int) -> None:
    """About sixty outages a year each, of half an hour."""
    chance = random.Random(1)
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        for component in read_components(unit):
            at_us, status = NOON_US - days * DAY_US, ComponentStatus.OPERATIONAL
            written = []
            while at_us < NOON_US:
                is_good = status is ComponentStatus.OPERATIONAL
                mean_us = 6 * DAY_US if is_good else 1_800 * S
                stop_us = at_us + int(chance.expovariate(1 / mean_us)) + S
                written.append(Span(component.id, at_us, stop_us, status))
                at_us = stop_us
                status = ComponentStatus.MAJOR_OUTAGE if is_good else ComponentStatus.OPERATIONAL
            last = written[-1]
            spans.add_spans(
                unit, [*written[:-1], Span(component.id, last.start_us, None, last.status)]
            )


def _write_rollups(database: Database, days: int) -> None:
    """The same answers in every hour and day of every check, and of all together."""
    counts = pack_histogram(Tally().add([0]).counts or {1: 40, 9: 20})
    end = NOON_US // HOUR_US
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        last = max(check.id for check in read_checks(unit))
        for table, column, first, stop in (
            ("rollup_hour", "hour", end - 24 * days, end),
            ("rollup_day", "day", end // 24 - days, end // 24),
        ):
            unit.connection.exec_driver_sql(
                f"WITH RECURSIVE buckets(b) AS (SELECT {first} UNION ALL "
                f"SELECT b + 1 FROM buckets WHERE b + 1 < {stop}), "
                f"checks(c) AS (SELECT 0 UNION ALL SELECT c + 1 FROM checks WHERE c < {last}) "
                f"INSERT INTO {table} ({column}, check_id, up, degraded, down, unknown, timed, "
                "sum_us, min_us, max_us, histogram) "
                "SELECT b, c, 60, 0, 0, 0, 60, 6000000, 20000, 400000, ? "
                "FROM buckets CROSS JOIN checks",
                (counts,),
            )


def _sums(file: Path) -> list[Entry]:
    database = Database.open(file, read_only=True)
    year = Interval(NOON_US - 365 * DAY_US, NOON_US)
    edges = [NOON_US - (STRIP_DAYS - n) * DAY_US for n in range(STRIP_DAYS + 1)]
    with database.reading(from_us(NOON_US)) as unit:
        ids = [component.id for component in read_components(unit)]

        def bars() -> None:
            arrays = span_arrays.read_arrays(unit, Interval(edges[0], NOON_US), now_us=NOON_US)
            span_arrays.lengths(arrays, ids, edges).worst()

        def rows() -> None:
            columns = "SELECT component_id, start_us, stop_us, status FROM span WHERE stop_us"
            unit.connection.exec_driver_sql(
                f"{columns} > {edges[0]} UNION ALL {columns} IS NULL"
            ).fetchall()

        def exact() -> None:
            span_figures.status_lengths.__wrapped__(unit, year, NOON_US)  # type: ignore[attr-defined]

        def plain() -> None:
            unit.connection.exec_driver_sql(
                "SELECT component_id, status, sum(stop_us - start_us) FROM span "
                f"WHERE stop_us > {year.start_us} GROUP BY component_id, status"
            ).fetchall()

        bars_ms, rows_ms = _by_turns(bars, rows)
        exact_ms, plain_ms = _by_turns(exact, plain)
    database.close()
    return [
        _entry(
            "90-day bars of 1,000 services, query to arrays",
            bars_ms,
            floor=rows_ms,
            goal="≤ 15 ms; ≤ 0.8 × the rows alone, read into Python",
        ),
        _entry(
            "a year's exact uptime of 1,000 services",
            exact_ms,
            floor=plain_ms,
            goal="≤ 3 × SQL's plain sum",
        ),
    ]


def _drawn(file: Path) -> list[Entry]:
    from datetime import UTC

    from PySide6.QtWidgets import QApplication

    from ui.plots.response_chart import ResponseChart
    from ui.theme.appearance import dress
    from ui.theme.tokens import ThemeChoice

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app, ThemeChoice.LIGHT)
    database = Database.open(file, read_only=True)
    doorway = Doorway(database, ManualClock(NOON_US))
    asked: list[float] = []
    drawn: list[float] = []
    for number in range(1, ROUNDS + 1):
        began = time.thread_time()
        series = doorway.ask(SERIES, SeriesAsk(Range.YEAR, number))
        asked.append((time.thread_time() - began) * 1e3)
        chart = ResponseChart()
        chart.resize(1200, 500)
        began = time.thread_time()
        start_s, stop_s = series.at_s[0], series.at_s[-1]
        chart.show_series(series, (), start_s=start_s, stop_s=stop_s, zone=UTC)
        chart.grab()
        drawn.append((time.thread_time() - began) * 1e3)
        chart.deleteLater()
    database.close()
    query, draw = statistics.median(asked[1:]), statistics.median(drawn[1:])
    return [
        _entry("a year's response time of one service, query", query),
        _entry("… and first draw", draw),
        _entry("… together", query + draw, goal="≤ 50 ms"),
    ]


def _opened(large: Path, small: Path) -> Entry:
    """From nothing to an answer about one service."""

    def first_answer(file: Path) -> Callable[[], None]:
        def opened() -> None:
            database = Database.open(file, read_only=True)
            doorway = Doorway(database, ManualClock(NOON_US))
            doorway.ask(SERVICE_DETAIL, 1)
            doorway.ask(SERIES, SeriesAsk(Range.MONTH, 1))
            database.close()

        return opened

    large_ms, small_ms = _by_turns(first_answer(large), first_answer(small))
    return _entry(
        "1,000 services × 13 months open and answer about one of them",
        large_ms,
        floor=small_ms,
        goal="≤ 1.5 × 10 services × a month",
    )


def _screens(large: Path, tenth: Path) -> Iterator[Entry]:
    """Whole screens of all services, beside those of a tenth of them.

    Somebody watches, and all is well by now: so that claims are carried, with all that they say.
    """
    for file in (large, tenth):
        database = Database.open(file)
        with database.writing(from_us(NOON_US), COLLECTOR) as unit:
            leases.take(unit, role="collector", holder="bench", ttl=timedelta(minutes=1))
            unit.connection.exec_driver_sql("UPDATE span SET status = 1 WHERE stop_us IS NULL")
        database.close()
    uptime, statement = UptimeAsk(Range.YEAR), StatementAsk()
    with _asked(large) as all_of_them, _asked(tenth) as some:
        for name, most_ms, query, ask in (
            ("the whole uptime screen", 250, UPTIME, uptime),
            ("what may be said", 500, STATEMENT, statement),
        ):
            took_ms, floor_ms = _by_turns(
                partial(all_of_them.ask, query, ask), partial(some.ask, query, ask)
            )
            yield _entry(
                f"{name}, of 1,000 services × 60 outages a year, query",
                took_ms,
                floor=floor_ms,
                goal=f"≤ {most_ms} ms; ≤ 10 × a tenth of the services",
            )


@contextmanager
def _asked(file: Path) -> Iterator[Doorway]:
    database = Database.open(file, read_only=True)
    try:
        yield Doorway(database, ManualClock(NOON_US))
    finally:
        database.close()


def _strips() -> Entry:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter

    from ui.theme.tokens import LIGHT
    from ui.widgets.strip_painting import paint_strip

    chance = random.Random(3)
    states = list(ComponentStatus)
    every = [
        tuple(
            chance.choice(states) if chance.random() < 0.05 else ComponentStatus.OPERATIONAL
            for _ in range(STRIP_DAYS)
        )
        for _ in range(STRIPS)
    ]
    canvas = QImage(WIDTH * 4, HEIGHT * STRIPS // 4, QImage.Format.Format_ARGB32_Premultiplied)

    def repaint() -> None:
        painter = QPainter(canvas)
        for number, days in enumerate(every):
            where = QRectF(number % 4 * WIDTH, number // 4 * HEIGHT, WIDTH - 8, HEIGHT - 4)
            paint_strip(painter, where, days, LIGHT)
        painter.end()

    began = time.thread_time()
    repaint()
    first_ms = (time.thread_time() - began) * 1e3
    took, _ = _by_turns(repaint, lambda: None)
    return {
        **_entry("200 services × 90 bars repainted", took, goal="≤ 10 ms"),
        "first_ms": round(first_ms, 1),
    }


def _packed() -> list[Entry]:
    """Answers at 500 a second, packed into chunks and roll-ups as an hour is."""
    folder = Path(tempfile.mkdtemp(prefix="statusboard-bench-"))
    database = Database.open(folder / "statusboard.db", checkpoints=True)
    try:
        bring_to_head(database)
        hour_us = NOON_US // HOUR_US * HOUR_US
        answer = Answer(Outcome.UP, Reason.OK, response_us=40_000, code=200)
        with database.writing(from_us(NOON_US), COLLECTOR) as unit:
            checks = [add_service(unit, f"Service {n}")[1][0].id for n in range(RATE)]
        given = array("q", range(MINUTES * 60))
        for second in given:
            with database.writing(from_us(NOON_US), COLLECTOR) as unit:
                at_us = hour_us + second * S
                results.append(unit, [CheckResult(one, at_us, answer) for one in checks])
        began = time.process_time()
        more = True
        while more:
            with database.writing(from_us(hour_us + 2 * HOUR_US), COLLECTOR) as unit:
                more = results.pack_next(unit)
        took = time.process_time() - began
    finally:
        database.close()
        shutil.rmtree(folder)
    count = RATE * len(given)
    return [
        {
            "name": f"roll-ups of {RATE} results/s: packed a second",
            "value": round(count / took),
            "unit": "results",
            "goal": f"≥ {RATE}",
            "ratio": round(count / took / RATE, 1),
        }
    ]


def _entry(name: str, value_ms: float, *, floor: float | None = None, goal: str = "") -> Entry:
    row: Entry = {"name": name, "value": round(value_ms, 2), "unit": "ms", "goal": goal}
    if floor is not None:
        row |= {"floor": round(floor, 2), "ratio": round(value_ms / floor, 2)}
    return row


def _by_turns(ours: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float]:
    """The medians of both in milliseconds of CPU, by turns, after a round to warm up."""
    took: dict[int, list[float]] = {0: [], 1: []}
    for number in range(ROUNDS + 1):
        for which, run in enumerate((ours, floor)):
            began = time.thread_time()
            run()
            if number:
                took[which].append((time.thread_time() - began) * 1e3)
    return statistics.median(took[0]), statistics.median(took[1])
