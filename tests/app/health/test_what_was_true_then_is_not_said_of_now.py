"""Somebody watches again: what was answered before speaks for that time, however recent it is."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.health.board import BOARD
from statusboard.app.health.report import STATUS_REPORT, ServiceStatus
from statusboard.app.health.verify import SERVICE_DETAIL, VERIFY
from statusboard.app.watching.ingest import Ingest
from statusboard.domain.instants import DAY_US, HOUR_US
from statusboard.domain.observation import is_stale
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import Tile
from statusboard.storage import leases
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR, DOWN, NOON_US, UP, S, result, write_service

TTL = timedelta(seconds=15)


@dataclass
class Watch:
    """Collectors that come and go over one database."""

    database: Database
    clock: ManualClock = field(default_factory=lambda: ManualClock(NOON_US))

    def __post_init__(self) -> None:
        self.doorway = Doorway(self.database, self.clock)
        self.start()

    def start(self) -> None:
        """As the collector does it: take the role, close what nobody watched."""
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            leases.take(unit, role="collector", holder="here", ttl=TTL)
        self.ingest = Ingest(self.database, self.clock)
        self.ingest.load()

    def hear(self, *answers: tuple[int, object]) -> None:
        """Answers of now, and the heartbeat that follows the first of them."""
        now_us = self.clock.now_us
        self.ingest.take([result(number, now_us, a) for number, a in answers])  # type: ignore[arg-type]
        self.beat()

    def beat(self) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            leases.renew(unit, role="collector", holder="here", ttl=TTL)

    def stop(self) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            leases.release(unit, role="collector", holder="here")

    def tiles(self) -> dict[str, Tile]:
        return {tile.name: tile for tile in self.doorway.ask(BOARD, None).tiles}

    def status(self, name: str) -> ServiceStatus:
        services = self.doorway.ask(STATUS_REPORT, None)["services"]
        return next(service for service in services if service["name"] == name)


@pytest.fixture
def watch(database: Database) -> Watch:
    return Watch(database)


@pytest.mark.parametrize("answer", [UP, DOWN])
@pytest.mark.parametrize("interval_s", [60, 86_400])
def test_a_service_that_has_not_spoken_since_the_start_is_stale_from_the_first_picture_on(
    watch: Watch, interval_s: int, answer: object
) -> None:
    slow, [check] = write_service(watch.database, "Slow", interval_s=interval_s)
    _, [loud] = write_service(watch.database, "Loud")
    watch.ingest.reload()
    for _ in range(2):
        watch.clock.go(watch.clock.now_us + 5 * S)
        watch.hear((check.id, answer), (loud.id, UP))
    watch.stop()
    watch.clock.go(NOON_US + 20 * HOUR_US)
    # Before anybody watches, while somebody only begins to, and from the first answer on.
    for step in (lambda: None, watch.start, lambda: watch.hear((loud.id, UP))):
        step()
        tile, status = watch.tiles()["Slow"], watch.status("Slow")
        assert tile.stale
        assert status["stale"]
        assert (status["status"], status["since"]) == ("unknown", None)
        rows = {row.name: row for row in watch.doorway.ask(VERIFY, None).rows}
        assert rows["Slow"].stale
    assert tile.status is ComponentStatus.UNKNOWN
    assert not watch.tiles()["Loud"].stale
    assert not watch.status("Loud")["stale"]
    assert watch.status("Loud")["status"] == "operational"
    assert "this may no longer hold" in watch.doorway.ask(SERVICE_DETAIL, slow.id).why
    # … until it speaks again.
    watch.clock.go(watch.clock.now_us + 5 * S)
    watch.hear((check.id, UP))
    assert not watch.tiles()["Slow"].stale
    assert watch.status("Slow")["status"] == "operational"


def test_trouble_of_yesterday_is_not_said_of_now(watch: Watch) -> None:
    _, [check] = write_service(watch.database, "Slow", interval_s=3_600)
    watch.ingest.reload()
    for _ in range(2):
        watch.clock.go(watch.clock.now_us + 5 * S)
        watch.hear((check.id, DOWN))
    assert watch.status("Slow")["status"] == "major_outage"
    # A sleep of a day ends, and the heart beats before anything was asked.
    asleep_us = watch.clock.now_us
    watch.clock.go(asleep_us + DAY_US)
    watch.ingest.sleep_gap(asleep_us, watch.clock.now_us)
    watch.beat()
    status = watch.status("Slow")
    assert (status["status"], status["stale"]) == ("unknown", True)
    assert status["reason"] == "It has not answered since the watch began."


def test_a_restart_of_a_moment_does_not_cast_doubt_on_everything(watch: Watch) -> None:
    _, [check] = write_service(watch.database, "Slow", interval_s=3_600)
    watch.ingest.reload()
    watch.hear((check.id, UP))
    watch.clock.go(watch.clock.now_us + 60 * S)
    watch.beat()
    watch.stop()
    watch.clock.go(watch.clock.now_us + 5 * S)
    watch.start()
    watch.beat()
    assert not watch.tiles()["Slow"].stale
    assert (watch.status("Slow")["status"], watch.status("Slow")["stale"]) == ("operational", False)


def test_a_clock_that_is_put_back_does_not_make_everything_stale(watch: Watch) -> None:
    _, [check] = write_service(watch.database, "Slow", interval_s=3_600)
    watch.ingest.reload()
    watch.clock.go(NOON_US + HOUR_US)
    watch.ingest.sleep_gap(NOON_US, watch.clock.now_us)
    watch.clock.go(NOON_US + 60 * S)
    watch.ingest.clock_set_back(watch.clock.now_us)
    watch.hear((check.id, UP))
    assert not watch.tiles()["Slow"].stale


def test_an_answer_from_before_the_watch_speaks_for_that_time_alone() -> None:
    assert is_stale(1_000 * S, 999 * S, 3_600 * S, S, began_us=1_000 * S)
    assert not is_stale(1_000 * S, 999 * S, 3_600 * S, S, began_us=999 * S)
    assert not is_stale(1_000 * S, 999 * S, 3_600 * S, S)


@pytest.mark.parametrize("before", [(), (UP, UP), (DOWN, DOWN)], ids=["new", "up", "down"])
def test_a_service_that_wants_to_be_left_alone_for_long_is_degraded_at_once(
    watch: Watch, before: tuple[Answer, ...]
) -> None:
    _, [check] = write_service(watch.database, "Shop", interval_s=2)
    watch.ingest.reload()
    pause = Answer(Outcome.DEGRADED, Reason.RATE_LIMITED, "asked too often", ask_again_s=600.0)
    for answer in (*before, pause):
        watch.clock.go(watch.clock.now_us + 2 * S)
        watch.hear((check.id, answer))
    paused_us = watch.clock.now_us
    for later_s in (0, 60, 590):
        watch.clock.go(paused_us + later_s * S)
        watch.beat()
        status = watch.status("Shop")
        assert (status["status"], status["reason"]) == ("degraded_performance", "Asked too often")


def test_a_service_that_wants_to_be_left_alone_for_a_moment_is_judged_as_ever(
    watch: Watch,
) -> None:
    _, [check] = write_service(watch.database, "Shop", interval_s=60)
    watch.ingest.reload()
    pause = Answer(Outcome.DEGRADED, Reason.RATE_LIMITED, "asked too often", ask_again_s=30.0)
    for answer, status in ((UP, "operational"), (pause, "operational"), (pause, "degraded_perf")):
        watch.clock.go(watch.clock.now_us + 30 * S)
        watch.hear((check.id, answer))
        assert watch.status("Shop")["status"].startswith(status)
