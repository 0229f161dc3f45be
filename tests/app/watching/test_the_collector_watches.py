"""The collector end to end: a real server, a real database, and exactly what happened."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from statusboard.app.clock import Clock, SystemClock
from statusboard.app.services.kinds import check_kinds
from statusboard.app.watching import suspend
from statusboard.app.watching.collector import Collector
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.check import Check, Thresholds
from statusboard.domain.instants import to_us
from statusboard.domain.line import OWN_NETWORK
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.errors import RuleBroken, Unavailable
from statusboard.probes.web.connections import Connections
from statusboard.storage import sources
from statusboard.storage.change_log import log_changes
from statusboard.storage.checks import add_check, update_check
from statusboard.storage.components import add_component, remove_component
from statusboard.storage.database import Database
from statusboard.storage.history import states
from statusboard.storage.history.states import StoredState
from statusboard.storage.tables import SPAN, TRANSITION
from tests.fixtures.clock import ManualClock
from tests.fixtures.line import LOST, Saying
from tests.fixtures.web import Asked, answer, serving

pytestmark = pytest.mark.anyio

CLOCK = SystemClock()
OFTEN = timedelta(milliseconds=50)
ACTOR = loop("test")
LIMIT_S = 60.0


class Health:
    """A server's state, turned by the test."""

    def __init__(self) -> None:
        self.good = True

    async def __call__(self, _asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(status="200 OK" if self.good else "503 Service Unavailable"))


class Announced:
    """Hears what the collector says."""

    def __init__(self) -> None:
        self.heard: list[Changes] = []
        self._news = asyncio.Event()

    def __call__(self, changes: Changes) -> None:
        self.heard.append(changes)
        self._news.set()

    async def until(self, happened: Callable[[], bool]) -> None:
        async with asyncio.timeout(LIMIT_S):
            while not happened():
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def watching(
    database: Database, clock: Clock = CLOCK, **given: object
) -> AsyncIterator[tuple[Collector, Announced]]:
    """A running collector that is stopped in order. On a ManualClock it asks only when told."""
    given = {"hear_s": 0.02, **given}
    connections = given.pop("connections", None) or Connections()
    assert isinstance(connections, Connections)
    collector = Collector(database, clock, connections, **given)  # type: ignore[arg-type]
    announced = Announced()
    stop = asyncio.Event()
    running = asyncio.create_task(collector.run(stop=stop, announce=announced))
    try:
        async with asyncio.timeout(LIMIT_S):
            await collector.loaded.wait()
        yield collector, announced
    finally:
        stop.set()
        await running


def added_check(
    database: Database, url: str, interval: timedelta = timedelta(hours=1), kind: str = "http"
) -> Check:
    """A service with one check, as a verb would add it."""
    with database.writing(CLOCK.now(), ACTOR) as unit:
        component = add_component(unit, name=f"Service at {url}")
        check = add_check(
            unit,
            component_id=component.id,
            kind=kind,
            config={"url": url},
            interval=interval,
            thresholds=Thresholds(2, 2),
        )
        log_changes(unit, Changes.of(Topic.SERVICES))
    return check


@pytest.fixture
def clock() -> ManualClock:
    """A clock on which no check ever comes due by itself."""
    return ManualClock(CLOCK.now())


def read_all_states(database: Database) -> Mapping[int, StoredState]:
    with database.reading(CLOCK.now()) as unit:
        return states.read_states(unit)


async def ask(collector: Collector, check: Check, clock: ManualClock) -> int:
    """Checks a second later; when it was asked, in microseconds."""
    clock.forward(1)
    await collector.check_now([check.id])
    latest = await collector.latest(check.id)
    assert latest is not None
    return to_us(latest.at)


async def test_an_outage_is_written_down_exactly_as_it_was_seen(
    database: Database, clock: ManualClock
) -> None:
    health = Health()
    async with serving(health) as site:
        check = added_check(database, site.url())
        async with watching(database, clock) as (collector, announced):
            first_good = await ask(collector, check, clock)
            health.good = False
            first_bad = await ask(collector, check, clock)
            await ask(collector, check, clock)
            await ask(collector, check, clock)
            health.good = True
            good_again = await ask(collector, check, clock)
            await ask(collector, check, clock)
    with database.reading(CLOCK.now()) as unit:
        turns = unit.connection.execute(
            select(TRANSITION.c.at_us, TRANSITION.c.before, TRANSITION.c.after, TRANSITION.c.reason)
            .where(TRANSITION.c.check_id == check.id)
            .order_by(TRANSITION.c.id)
        ).all()
        spans = unit.connection.execute(
            select(SPAN.c.start_us, SPAN.c.stop_us)
            .where(SPAN.c.component_id == check.component_id)
            .order_by(SPAN.c.start_us)
        ).all()
    assert [tuple(turn) for turn in turns] == [
        (first_good, "unknown", "operational", "ok"),
        (first_bad, "operational", "major_outage", "status_code"),
        (good_again, "major_outage", "operational", "ok"),
    ]
    assert [tuple(span) for span in spans] == [
        (first_good, first_bad),
        (first_bad, good_again),
        (good_again, None),
    ]
    told = Changes()
    for changes in announced.heard:
        told |= changes
    assert {Topic.RESULTS, Topic.STATES} <= told.topics
    assert told.component_ids == {check.component_id}


async def test_a_computer_that_slept_is_noticed_before_any_answer_comes(
    database: Database, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suspend, "LOOK_S", 0.01)
    async with serving(Health()) as site:
        check = added_check(database, site.url())
        async with watching(database, clock) as (collector, announced):
            good = await ask(collector, check, clock)
            fell_asleep = await ask(collector, check, clock)
            before = len(announced.heard)
            clock.forward(600)
            await announced.until(lambda: len(announced.heard) > before)
            assert Topic.RESULTS not in announced.heard[before].topics
    with database.reading(CLOCK.now()) as unit:
        row = unit.connection.execute(
            select(SPAN.c.start_us, SPAN.c.stop_us).where(SPAN.c.component_id == check.component_id)
        ).first()
    assert row is not None
    assert tuple(row) == (good, fell_asleep)


async def test_checks_are_asked_by_themselves(database: Database) -> None:
    async with serving(Health()) as site:
        added_check(database, site.url(), interval=OFTEN)
        async with watching(database) as (_, announced):
            await announced.until(lambda: len(site.asked) >= 2)


async def test_a_service_added_later_is_watched_and_a_removed_one_is_not(
    database: Database,
) -> None:
    async with serving(Health()) as site:
        first = added_check(database, site.url("/first"), interval=OFTEN)
        async with watching(database) as (collector, announced):
            second = added_check(database, site.url("/second"), interval=OFTEN)
            await announced.until(lambda: any(a.path == "/second" for a in site.asked))
            with database.writing(CLOCK.now(), ACTOR) as unit:
                remove_component(unit, first.component_id)
                log_changes(unit, Changes.of(Topic.SERVICES))
            before = len(announced.heard)
            await announced.until(
                lambda: first.id not in collector._checks and len(announced.heard) > before + 1
            )
            with pytest.raises(RuleBroken, match="not being watched"):
                await collector.check_now([first.id])
            assert await collector.latest(first.id) is None
            await collector.check_now([second.id])


class SlowToForget(Connections):
    """Connections that take their time to close, as long as `told` is not set."""

    def __init__(self) -> None:
        super().__init__()
        self.forgetting = asyncio.Event()
        self.told = asyncio.Event()

    async def forget(self, check_ids: Iterable[int]) -> None:
        if check_ids:
            self.forgetting.set()
            await self.told.wait()
        await super().forget(check_ids)


async def test_a_check_that_is_due_while_it_is_removed_ends_nothing(database: Database) -> None:
    connections = SlowToForget()
    async with serving(Health()) as site:
        gone = added_check(database, site.url("/gone"), interval=OFTEN)
        stays = added_check(database, site.url("/stays"), interval=OFTEN)
        async with watching(database, connections=connections) as (collector, announced):
            await announced.until(lambda: {"/gone", "/stays"} <= {a.path for a in site.asked})
            with database.writing(CLOCK.now(), ACTOR) as unit:
                remove_component(unit, gone.component_id)
                log_changes(unit, Changes.of(Topic.SERVICES))
            async with asyncio.timeout(LIMIT_S):
                await connections.forgetting.wait()
            now = sum(a.path == "/stays" for a in site.asked)
            try:
                await announced.until(
                    lambda: sum(a.path == "/stays" for a in site.asked) >= now + 3
                )
            finally:
                connections.told.set()
            await collector.check_now([stays.id])


async def test_check_now_answers_with_phases_and_what_was_said(
    database: Database, clock: ManualClock
) -> None:
    async with serving(Health()) as site:
        check = added_check(database, site.url("/health"))
        async with watching(database, clock) as (collector, _):
            assert await collector.latest(check.id) is None
            await collector.check_now([check.id, check.id])
            latest = await collector.latest(check.id)
    assert latest is not None
    assert latest.code == 200
    assert latest.phases.wait_us is not None
    assert latest.lines[0] == f"GET {site.url('/health')}"
    assert len(site.asked) == 1


async def test_check_now_waits_for_a_question_that_began_before(
    database: Database, clock: ManualClock
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    at_once = most = 0

    async def slow(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        begun.set()
        await go_on.wait()
        await asyncio.sleep(0.01)
        at_once -= 1
        writer.write(answer())

    async with serving(slow) as site:
        check = added_check(database, site.url())
        async with watching(database, clock) as (collector, _):
            earlier = asyncio.create_task(collector.check_now([check.id]))
            await begun.wait()
            later = asyncio.create_task(collector.check_now([check.id]))
            await asyncio.sleep(0)
            go_on.set()
            await asyncio.gather(earlier, later)
    assert len(site.asked) == 2
    assert most == 1


async def test_an_unknown_kind_is_unknown_and_does_not_stop_the_rest(database: Database) -> None:
    async with serving(Health()) as site:
        odd = added_check(database, site.url(), kind="carrier_pigeon")
        usual = added_check(database, site.url())
        async with watching(database) as (collector, _):
            await collector.check_now([odd.id, usual.id])
            strange = await collector.latest(odd.id)
            good = await collector.latest(usual.id)
    assert strange is not None
    assert good is not None
    assert (strange.outcome, strange.reason) == (Outcome.UNKNOWN, Reason.UNKNOWN_KIND)
    assert good.outcome is Outcome.UP


async def test_without_a_network_of_our_own_nothing_is_down(
    database: Database, allow_logs: Callable[..., object]
) -> None:
    allow_logs("statusboard.app.watching.connectivity_row")
    check = added_check(database, "http://shop.invalid/")
    async with watching(database, witnesses=Saying(LOST)) as (collector, announced):
        await collector.check_now([check.id])
        await collector.check_now([check.id])
        latest = await collector.latest(check.id)
        await announced.until(lambda: any(Topic.HEALTH in c.topics for c in announced.heard))
    assert latest is not None
    assert (latest.outcome, latest.reason) == (Outcome.UNKNOWN, Reason.OWN_NETWORK)
    with database.reading(CLOCK.now()) as unit:
        [source] = [s for s in sources.read_sources(unit) if s.name == OWN_NETWORK]
        assert not unit.connection.execute(select(TRANSITION)).all()
    assert source.problem.startswith("We cannot tell whether our own network is to blame: 1 server")


async def test_without_anything_outside_to_ask_the_blindness_is_over(
    database: Database, allow_logs: Callable[..., object]
) -> None:
    allow_logs("statusboard.app.watching.connectivity_row")

    def problem() -> str:
        with database.reading(CLOCK.now()) as unit:
            told = [s.problem for s in sources.read_sources(unit) if s.name == OWN_NETWORK]
        return "".join(told)

    check = added_check(database, "http://shop.invalid/")
    async with watching(database, witnesses=Saying(LOST)) as (collector, announced):
        await collector.check_now([check.id])
        await collector.check_now([check.id])
        await announced.until(lambda: problem() != "")
        with database.writing(CLOCK.now(), ACTOR) as unit:
            remove_component(unit, check.component_id)
            log_changes(unit, Changes.of(Topic.SERVICES))
        await announced.until(lambda: problem() == "")


async def test_the_last_answer_of_a_removed_check_makes_nobody_blind(database: Database) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(*_: object) -> Answer:
        begun.set()
        await go_on.wait()
        return Answer(Outcome.DOWN, Reason.DNS)

    outside = replace(check_kinds()["http"], probe=slow, target=lambda _: "shop.invalid:80")
    connections = SlowToForget()
    connections.told.set()
    check = added_check(database, "http://shop.invalid/")
    given = {"kinds": {"http": outside}, "connections": connections, "witnesses": Saying(LOST)}
    async with watching(database, **given) as (collector, _):
        asking = asyncio.create_task(collector.check_now([check.id]))
        async with asyncio.timeout(LIMIT_S):
            await begun.wait()
            with database.writing(CLOCK.now(), ACTOR) as unit:
                remove_component(unit, check.component_id)
                log_changes(unit, Changes.of(Topic.SERVICES))
            await connections.forgetting.wait()
            go_on.set()
            await asking  # a turn would have been logged as a warning, which fails the test


async def test_a_blindness_that_ended_while_nobody_watched_is_not_told_any_more(
    database: Database,
) -> None:
    with database.writing(CLOCK.now(), ACTOR) as unit:
        sources.write_source(unit, OWN_NETWORK, last_us=None, problem="no way to the network")
    async with watching(database) as (_, announced):
        await announced.until(lambda: any(Topic.HEALTH in c.topics for c in announced.heard))
    with database.reading(CLOCK.now()) as unit:
        [source] = [s for s in sources.read_sources(unit) if s.name == OWN_NETWORK]
    assert source.problem == ""


class Pigeons:
    """A feed of a made-up kind."""

    kinds = frozenset({"carrier_pigeon"})

    def __init__(self, check: Check) -> None:
        self.check = check
        self.reloads = 0

    def result(self) -> CheckResult:
        return CheckResult(self.check.id, to_us(CLOCK.now()), Answer(Outcome.UP, Reason.OK, "coo"))

    def reload(self) -> None:
        self.reloads += 1

    async def run(self, deliver: Callable[[CheckResult], object], stop: asyncio.Event) -> None:
        deliver(self.result())
        await stop.wait()

    async def ask_now(self, check_ids: Sequence[int]) -> tuple[CheckResult, ...]:
        assert check_ids == [self.check.id]
        return (self.result(),)


async def test_a_feed_s_answers_go_the_same_way(database: Database) -> None:
    check = added_check(database, "http://127.0.0.1:1/", kind="carrier_pigeon")
    pigeons = Pigeons(check)
    async with watching(database, feeds=[pigeons]) as (collector, announced):
        await announced.until(lambda: any(Topic.RESULTS in c.topics for c in announced.heard))
        await collector.check_now([check.id])
        latest = await collector.latest(check.id)
    assert latest is not None
    assert latest.detail == "coo"
    assert pigeons.reloads >= 1


class LostPigeons(Pigeons):
    """A feed of which nothing comes back, just when another one's fails too."""

    def __init__(self, check: Check, sentence: str, together: asyncio.Barrier) -> None:
        super().__init__(check)
        self.kinds = frozenset({check.kind})
        self.sentence = sentence
        self.together = together

    async def ask_now(self, check_ids: Sequence[int]) -> tuple[CheckResult, ...]:
        await self.together.wait()
        raise Unavailable(self.sentence)


async def test_everything_that_failed_while_checking_now_is_told(database: Database) -> None:
    together = asyncio.Barrier(2)
    feeds = [
        LostPigeons(added_check(database, f"http://{kind}", kind=kind), sentence, together)
        for kind, sentence in (("pigeon", "It rains."), ("owl", "It is day."))
    ]
    async with watching(database, feeds=feeds) as (collector, _):
        with pytest.raises(Unavailable) as told:
            await collector.check_now([feed.check.id for feed in feeds])

    assert "It rains." in str(told.value)
    assert "It is day." in str(told.value)


async def test_a_changed_question_is_asked_as_changed(database: Database) -> None:
    async with serving(Health()) as site:
        check = added_check(database, site.url("/old"), interval=OFTEN)
        async with watching(database) as (_, announced):
            await announced.until(lambda: bool(site.asked))
            edited = replace(check, config={"url": site.url("/new")})
            with database.writing(CLOCK.now(), ACTOR) as unit:
                update_check(
                    unit,
                    check.id,
                    kind=edited.kind,
                    config=edited.config,
                    interval=edited.interval,
                    deadline=edited.deadline,
                    thresholds=edited.thresholds,
                )
                log_changes(unit, Changes.of(Topic.SERVICES))
            await announced.until(lambda: site.asked[-1].path == "/new")


def test_the_collector_carries_nothing_it_does_not_need() -> None:
    heavy = ("jinja2", "PySide6", "numpy", "pyqtgraph", "alembic", "starlette", "rich", "typer")
    code = (
        "import sys; from statusboard.app.programs import switches;"
        "switches.skip_the_command_line_of_httpx(); import statusboard.app.programs.collector;"
        f"print(*[name for name in {heavy!r} if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300
    )
    assert ran.stdout.split() == []


async def test_a_service_that_asks_for_a_pause_is_degraded_and_asked_when_it_said(
    database: Database,
) -> None:
    times: list[float] = []

    async def throttled(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        times.append(asyncio.get_running_loop().time())
        first = len(times) == 1
        status = "429 Too Many Requests" if first else "200 OK"
        writer.write(answer(status=status, headers={"Retry-After": "2"}))

    async with serving(throttled) as site:
        check = added_check(database, site.url(), timedelta(seconds=10))
        async with watching(database) as (collector, announced):
            await collector.check_now([check.id])
            latest = await collector.latest(check.id)
            await announced.until(lambda: len(times) >= 2)
    assert latest is not None
    assert (latest.outcome, latest.reason) == (Outcome.DEGRADED, Reason.RATE_LIMITED)
    assert 1.9 < times[1] - times[0] < 8.0  # neither at a tenth of 10 s nor at 10 s


async def test_a_check_that_can_never_be_asked_says_why_and_not_that_nobody_watched(
    database: Database,
) -> None:
    check = added_check(database, "http://0177.0.0.1/")
    async with watching(database) as (collector, _):
        await collector.check_now([check.id])
        before = read_all_states(database)
    assert before[check.id].reason is Reason.NOT_CONFIGURED
    assert before[check.id].detail.startswith("“0177.0.0.1” is not an address")
