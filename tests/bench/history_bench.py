"""What history costs: bytes per check over a simulated day, and the time of the large queries."""

import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from statusboard.app.doorway import Doorway
from statusboard.app.health.board import BOARD, BoardAsk
from statusboard.app.watching.ingest import Ingest
from statusboard.domain.check import Thresholds
from statusboard.domain.instants import DAY_US, HOUR_US, Interval, from_us
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.storage import leases
from statusboard.storage.checks import add_check, read_checks
from statusboard.storage.components import add_component, read_components
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group
from statusboard.storage.history import results, span_arrays, spans
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR, NOON_US, S

SERVICES = 1_000
EVERY_S = 60
HOURS = 24
ROUNDS = 9
BOARD_SERVICES = 500
DAYS = 90

Entry = dict[str, object]


def measure(*, hours: int = HOURS) -> list[Entry]:
    """The figures of history: name, value, unit, goal, and a floor where there is one."""
    return [*_bytes(hours), *_bars(), *_board()]


@contextmanager
def _fresh(count: int):
    folder = Path(tempfile.mkdtemp(prefix="statusboard-bench-"))
    database = Database.open(folder / "statusboard.db", checkpoints=True)
    try:
        bring_to_head(database)
        with database.writing(from_us(NOON_US), COLLECTOR) as unit:
            group = None
            for number in range(count):
                if number % 20 == 0:
                    group = add_group(unit, f"Group {number // 20}").id
                component = add_component(unit, name=f"Service {number}", group_id=group)
                add_check(
                    unit,
                    component_id=component.id,
                    kind="http",
                    config={"url": f"http://127.0.0.1:8080/{number}"},
                    interval=timedelta(seconds=EVERY_S),
                    thresholds=Thresholds(),
                )
        yield database, folder / "statusboard.db"
    finally:
        database.close()
        shutil.rmtree(folder)


def _written() -> int | None:
    """Bytes this process has handed to write calls; None where the machine does not count."""
    try:
        lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) for line in lines if line.startswith("wchar"))


def _bytes(hours: int) -> list[Entry]:
    chance = random.Random(7)
    with _fresh(SERVICES) as (database, file):
        clock = ManualClock(NOON_US)
        ingest = Ingest(database, clock)
        ingest.load()
        checks = [check.id for check in ingest.checks]
        start_us = NOON_US - NOON_US % HOUR_US
        _checkpoint(database)
        stored_before, written_before = file.stat().st_size, _written()
        began = time.process_time()
        down_until: dict[int, int] = {}
        count = 0
        for second in range(hours * 3_600):
            now_us = start_us + second * S
            clock.go(now_us + S)
            batch = [
                CheckResult(
                    number, now_us + number * 37, _answer(chance, number, now_us, down_until)
                )
                for number in checks[second % EVERY_S :: EVERY_S]
            ]
            ingest.take(batch)
            count += len(batch)
            if second % 5 == 0:
                _beat(database, clock)
            if second % 60 == 0:
                with database.writing(clock.now(), COLLECTOR) as unit:
                    results.pack_next(unit)
        cpu_us = (time.process_time() - began) * 1e6 / count
        written_after = _written()
        _checkpoint(database)
        stored = (file.stat().st_size - stored_before) / count
    entries: list[Entry] = [
        {"name": "bytes stored per check", "value": round(stored, 2), "unit": "B", "goal": 13},
        {"name": "ingest CPU per check", "value": round(cpu_us, 1), "unit": "µs", "goal": None},
    ]
    if written_before is not None and written_after is not None:
        written = (written_after - written_before) / count
        entries.insert(
            1,
            {
                "name": "bytes written per check",
                "value": round(written),
                "unit": "B",
                "goal": 1_200,
            },
        )
    return entries


def _answer(chance: random.Random, number: int, now_us: int, down_until: dict[int, int]) -> Answer:
    """Mostly good; now and then a single failure, rarely ten minutes of it."""
    if chance.random() < 1e-5:
        down_until[number] = now_us + 600 * S
    if down_until.get(number, 0) > now_us or chance.random() < 5e-4:
        return Answer(
            Outcome.DOWN,
            Reason.STATUS_CODE,
            "answered 503, expected 200-299",
            response_us=90_000,
            code=503,
            transcript=("GET /health HTTP/1.1", *["x-header: something"] * 12),
        )
    took_us = int(chance.lognormvariate(11, 0.5))
    return Answer(Outcome.UP, Reason.OK, response_us=took_us, code=200)


def _beat(database: Database, clock: ManualClock) -> None:
    ttl = timedelta(seconds=15)
    with database.writing(clock.now(), COLLECTOR) as unit:
        if not leases.renew(unit, role="collector", holder="bench", ttl=ttl):
            leases.take(unit, role="collector", holder="bench", ttl=ttl)
            leases.renew(unit, role="collector", holder="bench", ttl=ttl)


def _checkpoint(database: Database) -> None:
    connection = database.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _write_spans(database: Database, *, days: int, outages_a_year: float = 60) -> None:
    """Every service up for days, then out for about half an hour, again and again."""
    chance = random.Random(1)
    pause_us = 365 * DAY_US / outages_a_year
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        for component in read_components(unit):
            at_us = NOON_US - days * DAY_US
            written = []
            while True:
                good_us = int(chance.expovariate(1 / pause_us)) + 1
                written.append(
                    Span(component.id, at_us, at_us + good_us, ComponentStatus.OPERATIONAL)
                )
                at_us += good_us
                if at_us >= NOON_US:
                    break
                bad_us = int(chance.expovariate(1 / (1_800 * S))) + S
                written.append(
                    Span(component.id, at_us, at_us + bad_us, ComponentStatus.MAJOR_OUTAGE)
                )
                at_us += bad_us
                if at_us >= NOON_US:
                    break
            last = written[-1]
            written[-1] = Span(component.id, last.start_us, None, last.status)
            spans.add_spans(unit, written)


def _bars() -> list[Entry]:
    with _fresh(SERVICES) as (database, _):
        _write_spans(database, days=365)
        edges = [NOON_US - (DAYS - n) * DAY_US for n in range(DAYS + 1)]
        bounds = Interval(edges[0], edges[-1])
        with database.reading(from_us(NOON_US)) as unit:
            ids = [component.id for component in read_components(unit)]

            def ours() -> None:
                arrays = span_arrays.read_arrays(unit, bounds, now_us=NOON_US)
                span_arrays.lengths(arrays, ids, edges).worst()

            def floor() -> None:
                unit.connection.exec_driver_sql(
                    "SELECT component_id, start_us, stop_us, status FROM span "
                    f"WHERE stop_us > {bounds.start_us} UNION ALL "
                    "SELECT component_id, start_us, stop_us, status FROM span "
                    "WHERE stop_us IS NULL"
                ).fetchall()

            took, bare, cpu = _median_ms(ours, floor)
    return [
        {
            "name": "90-day bars of 1,000 services, query to arrays",
            "value": round(took, 1),
            "unit": "ms",
            "goal": 15,
            "cpu": round(cpu, 1),
            "floor": round(bare, 1),
            "ratio": round(took / bare, 2),
        }
    ]


def _board() -> list[Entry]:
    with _fresh(BOARD_SERVICES) as (database, file):
        _write_spans(database, days=365, outages_a_year=12)
        clock = ManualClock(NOON_US)
        _beat(database, clock)
        answer = Answer(Outcome.UP, Reason.OK, response_us=40_000, code=200)
        with database.writing(from_us(NOON_US), COLLECTOR) as unit:
            every = [check.id for check in read_checks(unit)]
            for minute in range(60):
                at_us = NOON_US - minute * 60 * S - S
                results.append(unit, [CheckResult(number, at_us, answer) for number in every])
        reader = Database.open(file, read_only=True)
        doorway = Doorway(reader, clock)
        took, _, cpu = _median_ms(lambda: doorway.ask(BOARD, BoardAsk()), lambda: None)
        reader.close()
    return [
        {
            "name": "board query, 500 services",
            "value": round(took, 1),
            "unit": "ms",
            "goal": 15,
            "cpu": round(cpu, 1),
        }
    ]


def _median_ms(
    ours: Callable[[], object], floor: Callable[[], object]
) -> tuple[float, float, float]:
    """The medians of both, a round of each by turns; and of the processor time ours took."""
    ours()
    took: list[float] = []
    bare: list[float] = []
    cpu: list[float] = []
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        ours()
        took.append((time.perf_counter() - began) * 1_000)
        cpu.append((time.process_time() - worked) * 1_000)
        began = time.perf_counter()
        floor()
        bare.append((time.perf_counter() - began) * 1_000)
    return statistics.median(took), max(statistics.median(bare), 1e-6), statistics.median(cpu)
