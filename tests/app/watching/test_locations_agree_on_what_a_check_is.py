"""Several collectors write what they see; what a check is follows from all of them."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select

from statusboard.app.watching.ingest import Ingest
from statusboard.domain.check import Thresholds
from statusboard.domain.instants import from_us
from statusboard.domain.result import Answer, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState, Sighting, judge
from statusboard.storage import leases
from statusboard.storage.checks import add_check, update_checks
from statusboard.storage.database import Database
from statusboard.storage.history import location_states, results, spans
from statusboard.storage.history.packing import CHECK_MASK
from statusboard.storage.locations import read_silent
from statusboard.storage.tables import LOCATION_STATE, RECENT
from tests.domain.test_locations_agree_by_a_quorum import slowly
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import BLIND, COLLECTOR, DOWN, NOON_US, SLOW, UP, S, result
from tests.fixtures.locations import Stand

OPERATIONAL = ComponentStatus.OPERATIONAL
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
MAJOR = ComponentStatus.MAJOR_OUTAGE
UNKNOWN = ComponentStatus.UNKNOWN
THREE = ("home", "fra", "iad")
AllowLogs = Callable[..., list[logging.LogRecord]]


def told(stand: Stand) -> list[tuple[int, ComponentStatus]]:
    """The spans of its service: seconds after noon, and what it was from then on."""
    with stand.database.reading(stand.clock.now()) as unit:
        found = spans.read_spans(unit, component_ids=[stand.component.id])
    return [((span.start_us - NOON_US) // S, span.status) for span in found]


def test_down_at_one_of_three_is_partial_and_at_two_major(database: Database) -> None:
    stand = Stand(database, *THREE)
    stand.go(400)
    for name in THREE:
        stand.tell(name, (1, UP))
    assert stand.turns() == [(1, OPERATIONAL)]

    stand.tell("fra", (60, DOWN), (120, DOWN))
    assert stand.turns() == [(1, OPERATIONAL), (60, PARTIAL)]
    stand.tell("iad", (65, DOWN), (125, DOWN))

    assert stand.turns() == told(stand) == [(1, OPERATIONAL), (60, PARTIAL), (65, MAJOR)]
    assert stand.said() == f"Down in 2 of 3 locations: fra, iad; home answers. {DOWN.detail}"
    assert stand.state().detail == DOWN.detail

    stand.tell("fra", (180, UP), (240, UP))
    stand.tell("iad", (185, UP), (245, UP))
    assert stand.turns()[-2:] == told(stand)[-2:] == [(180, PARTIAL), (185, OPERATIONAL)]


def test_what_is_reported_late_is_dated_right(database: Database) -> None:
    stand = Stand(database, *THREE)
    stand.go(400)
    for name in THREE:
        stand.tell(name, (1, UP))
    stand.tell("iad", (100, DOWN), (160, DOWN))
    stand.tell("fra", (40, DOWN), (90, DOWN))  # its line to the database was cut meanwhile

    assert stand.turns() == told(stand) == [(1, OPERATIONAL), (40, PARTIAL), (100, MAJOR)]


def run_of(answers: Sequence[Answer], first_s: int) -> list[tuple[int, Answer]]:
    return [(first_s + 60 * number, answer) for number, answer in enumerate(answers)]


ANSWERS = st.lists(st.sampled_from([UP, DOWN, SLOW, BLIND]), min_size=1, max_size=8)


@ON_SQLITE
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_any_order_of_arrival_gives_the_same_turns(database: Database, data: st.DataObject) -> None:
    answers = {name: data.draw(ANSWERS, name) for name in THREE}
    quorum = data.draw(st.sampled_from([None, 1, 3]), "quorum")
    said = {name: run_of(answers[name], 1 + 7 * n) for n, name in enumerate(THREE)}
    stand = Stand(database, *THREE, quorum=quorum)
    stand.go(3_000)
    left = {name: list(run) for name, run in said.items()}
    while any(left.values()):
        name = data.draw(st.sampled_from([n for n in THREE if left[n]]), "next")
        count = data.draw(st.integers(1, len(left[name])), "how many")
        batch, left[name] = left[name][:count], left[name][count:]
        stand.tell(name, *batch)

    assert stand.turns() == reference(said, quorum)
    assert told(stand) == reference(said, quorum) or not reference(said, quorum)


@ON_SQLITE
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_silences_between_change_nothing_that_was_seen(
    database: Database, allow_logs: AllowLogs, data: st.DataObject
) -> None:
    """Whoever is heard again counts with all it saw; whoever is not, up to its last sign."""
    allow_logs("statusboard.app.watching.silence")
    said = {name: run_of(data.draw(ANSWERS, name), 1 + 7 * n) for n, name in enumerate(THREE)}
    stand = Stand(database, *THREE)
    stand.go(3_000)
    for ingest in stand.at.values():
        ingest.heed_silence()
    left = {name: list(run) for name, run in said.items()}
    while any(left.values()):
        name = data.draw(st.sampled_from([n for n in THREE if left[n]]), "next")
        beat_s = data.draw(st.sampled_from([0, 60, 200, 3_000]), "beat")
        stand.beat(name, at_s=beat_s)
        stand.at[data.draw(st.sampled_from(THREE), "who looks")].heed_silence()
        count = data.draw(st.integers(1, len(left[name])), "how many")
        batch, left[name] = left[name][:count], left[name][count:]
        stand.tell(name, *batch)

    with database.reading(stand.clock.now()) as unit:
        silent = {name: -(-(us - NOON_US) // S) for name, us in read_silent(unit).items()}
    assert stand.turns() == reference(said, None, silent)


def reference(
    said: dict[str, list[tuple[int, Answer]]],
    quorum: int | None,
    silent: Mapping[str, int] = MappingProxyType({}),
) -> list[tuple[int, ComponentStatus]]:
    """Second by second: what each location is known to have said, and what that amounts to.

    `silent`: from which second on nothing counts of what a location said.
    """
    steps: dict[str, list[tuple[int, ComponentStatus]]] = {}
    for name, run in said.items():
        state, own = CheckState(), []
        for at_s, answer in run:
            state, turn = judge(state, Sighting(answer.stated_level, at_s), Thresholds())
            own += [(turn.at_us, turn.after)] if turn else []
        first = silent.get(name)
        steps[name] = (
            own if first is None else [*(o for o in own if o[0] < first), (first, UNKNOWN)]
        )
    found: list[tuple[int, ComponentStatus]] = []
    level = UNKNOWN
    for second in range(600):
        now = [([UNKNOWN, *(a for s, a in own if s <= second)])[-1] for own in steps.values()]
        together = slowly(now, quorum)
        if together is not level:
            found.append((second, together))
            level = together
    return found


@ON_SQLITE  # the clock of the server is not the test's
def test_a_silent_location_is_unknown_from_its_last_sign_on(
    database: Database, allow_logs: AllowLogs
) -> None:
    allow_logs("statusboard.app.watching.silence")
    stand = Stand(database, *THREE)
    stand.go(120)
    for name in THREE:
        stand.tell(name, (1, UP))
        stand.at[name].heed_silence()
    stand.tell("fra", (60, DOWN), (119, DOWN))
    stand.beat(*THREE)
    stand.go(134)
    stand.beat("home", "iad")
    assert not stand.at["home"].heed_silence()  # nobody missed three beats yet
    stand.go(136)
    stand.beat("home", "iad")
    assert stand.at["iad"].heed_silence().component_ids == {stand.component.id}

    assert stand.turns() == [(1, OPERATIONAL), (60, PARTIAL), (120, OPERATIONAL)]
    assert "of fra nothing is known" in stand.said()
    assert not stand.at["home"].heed_silence()  # said once

    # Its line to the database was cut, and nothing else: what it saw meanwhile counts after all.
    stand.go(200)
    stand.beat(*THREE)
    stand.at["home"].heed_silence()
    stand.tell("fra", (150, UP), (190, UP))
    assert stand.turns() == told(stand) == [(1, OPERATIONAL), (60, PARTIAL), (150, OPERATIONAL)]


@ON_SQLITE  # the clock of the server is not the test's
def test_home_that_falls_silent_is_noticed_by_the_others(
    database: Database, allow_logs: AllowLogs
) -> None:
    allow_logs("statusboard.app.watching.silence")
    stand = Stand(database, *THREE, quorum=2)
    stand.go(10)
    for name in THREE:
        stand.tell(name, (1, UP))
        stand.at[name].heed_silence()
    stand.beat(*THREE)
    stand.go(40)
    stand.beat("iad")
    stand.at["iad"].heed_silence()

    with database.reading(stand.clock.now()) as unit:
        assert set(read_silent(unit)) == {"home", "fra"}
    assert stand.turns() == [(1, OPERATIONAL), (10, UNKNOWN)]
    assert stand.state().detail == "Only 1 of 3 locations knows; 2 are needed to decide."


@ON_SQLITE  # the clock of the server is not the test's
def test_a_killed_location_that_comes_back_saw_nothing_meanwhile(
    database: Database, allow_logs: AllowLogs
) -> None:
    allow_logs("statusboard.app.watching.silence")
    stand = Stand(database, "home", "fra", locations=["fra"])
    stand.go(10)
    stand.tell("fra", (5, UP))
    for name in ("home", "fra"):
        stand.at[name].heed_silence()
        stand.beat(name)
    stand.go(100)
    stand.beat("home")
    stand.at["home"].heed_silence()
    stand.go(300)
    stand.begin("fra")
    stand.tell("fra", (299, UP))
    stand.go(301)
    stand.beat("home", "fra")
    stand.at["home"].heed_silence()

    assert stand.turns() == [(5, OPERATIONAL), (10, UNKNOWN), (299, OPERATIONAL)]
    assert told(stand) == [(5, OPERATIONAL), (299, OPERATIONAL)]


def test_one_dead_line_marks_its_location_alone(database: Database) -> None:
    stand = Stand(database, *THREE)
    stand.go(400)
    for name in THREE:
        stand.tell(name, (1, UP))
    stand.tell("fra", (60, BLIND), (120, BLIND), (180, BLIND))

    assert stand.turns() == [(1, OPERATIONAL)]
    stand.tell("home", (65, DOWN), (125, DOWN))
    # Of the two that know one is down: their majority is both.
    assert stand.turns() == [(1, OPERATIONAL), (65, PARTIAL)]


def test_one_location_costs_what_it_cost(database: Database) -> None:
    stand = Stand(database, "home", locations=[])
    stand.go(400)
    stand.tell("home", (1, UP), (60, DOWN), (120, DOWN))
    with database.reading(stand.clock.now()) as unit:
        assert unit.connection.scalar(select(func.count()).select_from(LOCATION_STATE)) == 0
        keys = unit.connection.execute(select(RECENT.c.k)).scalars().all()
        assert {key & CHECK_MASK for key in keys} == {stand.check.id}
    assert stand.turns() == told(stand) == [(1, OPERATIONAL), (60, MAJOR)]


def test_another_location_writes_no_more_than_home_does(database: Database) -> None:
    stand = Stand(database, "home", "fra")
    stand.go(400)
    stand.tell("home", (1, UP), (60, UP))
    stand.tell("fra", (2, UP), (61, UP))
    with database.reading(stand.clock.now()) as unit:
        at_home = results.read_last(unit, stand.check.id, 9)
        at_fra = results.read_last(unit, stand.number("fra"), 9)
        assert unit.connection.scalar(select(func.count()).select_from(RECENT)) == 4
    assert (len(at_home), len(at_fra)) == (2, 2)
    assert stand.number("fra") == CHECK_MASK


def edit(stand: Stand, *, locations: Sequence[str], quorum: int | None = None) -> None:
    with stand.database.writing(stand.clock.now(), COLLECTOR) as unit:
        update_checks(unit, [replace(stand.check, locations=tuple(locations), quorum=quorum)])


def test_locations_come_and_go_without_a_turn(database: Database) -> None:
    stand = Stand(database, "home", locations=[])
    stand.go(100)
    stand.tell("home", (1, UP))
    edit(stand, locations=["home", "fra"])
    stand.at["home"].reload()
    fra = stand.begin("fra")
    assert stand.turns() == [(1, OPERATIONAL)]
    stand.go(200)
    stand.tell("fra", (150, DOWN), (190, DOWN))
    assert stand.turns() == [(1, OPERATIONAL), (150, PARTIAL)]

    edit(stand, locations=[])
    stand.go(300)
    stand.at["home"].reload()
    fra.reload()
    assert (
        stand.turns()
        == told(stand)
        == [
            (1, OPERATIONAL),
            (150, PARTIAL),
            (300, OPERATIONAL),
        ]
    )
    stand.go(330)
    stand.tell("home", (310, DOWN), (320, DOWN))
    assert stand.turns()[-1] == (310, MAJOR)


def test_what_home_asks_no_longer_goes_on_elsewhere(database: Database) -> None:
    stand = Stand(database, "home", "fra")
    stand.go(100)
    for name in ("home", "fra"):
        stand.tell(name, (1, UP))
    stand.tell("home", (30, DOWN), (90, DOWN))
    assert stand.turns()[-1] == (30, PARTIAL)
    edit(stand, locations=["fra"])
    stand.at["home"].reload()
    assert stand.turns()[-1] == (100, OPERATIONAL)
    assert stand.at["home"].checks == ()
    stand.at["home"].reload()
    assert stand.turns() == [(1, OPERATIONAL), (30, PARTIAL), (100, OPERATIONAL)]


def test_another_quorum_counts_from_when_it_was_chosen(database: Database) -> None:
    stand = Stand(database, *THREE)
    stand.go(100)
    for name in THREE:
        stand.tell(name, (1, UP))
    stand.tell("fra", (30, DOWN), (90, DOWN))
    edit(stand, locations=THREE, quorum=1)
    for ingest in stand.at.values():
        ingest.reload()
    assert stand.turns() == told(stand) == [(1, OPERATIONAL), (30, PARTIAL), (100, MAJOR)]


def test_a_clock_put_back_at_one_location_leaves_the_others_alone(database: Database) -> None:
    stand = Stand(database, *THREE)
    stand.go(400)
    for name in THREE:
        stand.tell(name, (1, UP))
    stand.tell("fra", (300, DOWN), (360, DOWN))
    stand.tell("iad", (100, DOWN), (160, DOWN))
    assert stand.turns() == [(1, OPERATIONAL), (100, PARTIAL), (300, MAJOR)]
    stand.go(200)
    stand.at["fra"].clock_set_back(stand.clock.now_us)

    assert stand.turns() == told(stand) == [(1, OPERATIONAL), (100, PARTIAL), (200, MAJOR)]


def test_a_clock_put_back_at_home_leaves_what_others_saw(database: Database) -> None:
    stand = Stand(database, *THREE)
    stand.go(400)
    for name in THREE:
        stand.tell(name, (1, UP))
    stand.tell("fra", (250, DOWN), (310, DOWN))
    stand.tell("home", (300, DOWN), (360, DOWN))
    assert stand.turns() == [(1, OPERATIONAL), (250, PARTIAL), (300, MAJOR)]
    stand.go(200)
    stand.at["home"].clock_set_back(stand.clock.now_us)

    # Home goes on in its state from its new now; that of the others is not touched by it.
    assert stand.turns() == [(1, OPERATIONAL), (200, PARTIAL), (250, MAJOR)]


def test_what_was_held_back_at_a_location_is_believed_there(database: Database) -> None:
    stand = Stand(database, "home", "fra")
    stand.go(400)
    for name in ("home", "fra"):
        stand.tell(name, (1, UP))
    held = replace(BLIND, reason=Reason.OWN_NETWORK)
    stand.tell("fra", (60, held), (120, held), (180, held))
    number = stand.number("fra")
    seen = [result(number, NOON_US + at_s * S, DOWN) for at_s in (240, 300)]
    stand.at["fra"].take([replace(seen[0], believes_held=True), seen[1]])
    assert stand.turns() == told(stand) == [(1, OPERATIONAL), (60, PARTIAL)]


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_two_that_write_at_once_lose_no_turn(database: Database) -> None:
    """Each commits its own turn; the later one waits, and counts what the other one wrote."""
    stand = Stand(database, "home", "fra")
    stand.go(400)
    for name in ("home", "fra"):
        stand.tell(name, (1, UP))
    barrier = threading.Barrier(2)

    def down(name: str, first_s: int) -> None:
        barrier.wait()
        stand.tell(name, (first_s, DOWN), (first_s + 60, DOWN))

    threads = [threading.Thread(target=down, args=given) for given in (("home", 60), ("fra", 61))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stand.turns() == told(stand) == [(1, OPERATIONAL), (60, PARTIAL), (61, MAJOR)]


def test_a_batch_takes_as_many_statements_as_it_took(database: Database) -> None:
    """At home alone: who holds the lease, and the answers. Locations add nothing to that."""
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        leases.take(unit, role="collector", holder="us", ttl=timedelta(hours=1))
    stand = Stand(database, "home", locations=[])
    stand.at["home"] = ingest = Ingest(database, stand.clock, holder="us")
    ingest.load()
    stand.go(400)
    stand.tell("home", (1, UP))
    with counted(database) as quiet:
        ingest.take([result(stand.check.id, NOON_US + at_s * S, UP) for at_s in (60, 120)])
    assert [one.split()[0] for one in quiet if "BEGIN" not in one] == ["SELECT", "INSERT"], quiet


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


@ON_SQLITE
def test_a_turn_of_one_check_reads_no_whole_table(database: Database) -> None:
    stand = Stand(database, "home", "fra")
    stand.go(400)
    stand.tell("fra", (1, UP))
    number = stand.number("home")
    with counted(database) as asked:
        stand.at["home"].take([result(number, NOON_US + at_s * S, DOWN) for at_s in (60, 120)])
    # Silent locations are marked in a row each: there are as many as locations.
    reads = [one for one in asked if one.startswith("SELECT") and "FROM location \n" not in one]
    assert any("FROM check_state" in one for one in reads)
    assert [one for one in reads if "WHERE" not in one] == []


def test_a_number_of_a_series_is_given_once(database: Database) -> None:
    """A collector that has not heard of the change yet writes under the number it knows."""
    stand = Stand(database, "home", "fra")
    stand.go(400)
    for name in ("home", "fra"):
        stand.tell(name, (1, UP))
    number = stand.number("fra")
    edit(stand, locations=[])
    stand.at["home"].reload()
    with database.writing(stand.clock.now(), COLLECTOR) as unit:
        other = add_check(
            unit,
            component_id=stand.component.id,
            kind="http",
            config={"url": "http://127.0.0.2/"},
            locations=("home", "fra"),
        )
    stand.at["home"].reload()
    late = stand.at["fra"]
    anew = Ingest(database, stand.clock, location="fra")
    anew.load()
    assert number not in [check.id for check in anew.checks]

    late.take([result(number, NOON_US + at_s * S, DOWN) for at_s in (60, 120)])

    with database.reading(stand.clock.now()) as unit:
        found = location_states.read_series(unit, location="fra", check_ids=[other.id])
        assert [one.stored.state.level for one in found] == [UNKNOWN]
        assert results.read_last(unit, found[0].number, 9) == ()
    assert MAJOR not in [status for _, status in told(stand)]
