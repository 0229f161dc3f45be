"""Home is away, and other locations watch: what they ask is watched, and nothing else is."""

import logging
from collections.abc import Callable

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.health.board import BOARD
from statusboard.app.health.measured import read_measured
from statusboard.app.health.report import STATUS_REPORT
from statusboard.app.health.verify import SERVICE_DETAIL, VERIFY
from statusboard.app.notices.suggestion_plan import read_plan
from statusboard.app.services.commands import (
    EDIT_SERVICE,
    CheckInput,
    EditServiceInput,
    ServiceInput,
)
from statusboard.app.services.override_commands import set_state
from statusboard.app.services.override_inputs import SetState
from statusboard.domain.access import person
from statusboard.domain.component import Component
from statusboard.domain.component_rule import ComponentRule, RuleKind
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import BoardView
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.history import spans
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR, DOWN, NOON_US, UP, S, result
from tests.fixtures.locations import Stand

MAJOR, OK, UNKNOWN = (
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.OPERATIONAL,
    ComponentStatus.UNKNOWN,
)
EVERYWHERE = ("home", "fra", "iad")
AllowLogs = Callable[..., list[logging.LogRecord]]
# A server's clock cannot be moved, and locations hold theirs against it.
pytestmark = ON_SQLITE


class Away:
    """Three locations watched one service, and home another one; then home died at 60 s."""

    def __init__(self, database: Database) -> None:
        self.stand = stand = Stand(database, *EVERYWHERE)
        self.door = Doorway(database, stand.clock)
        self.checks: dict[int, int] = {}
        self.alone = self.add("Back office")
        stand.go(60)
        for name in EVERYWHERE:
            stand.tell(name, (1, UP), (31, UP), (59, UP))
        stand.at["home"].take([result(self.checks[self.alone.id], NOON_US + 59 * S, UP)])
        self.beat(*EVERYWHERE)

    def add(self, name: str, *, to: Component | None = None, weight: int = 1) -> Component:
        """A check that home alone asks, of a service of its own or of another one."""
        with self.stand.database.writing(self.stand.clock.now(), COLLECTOR) as unit:
            service = to or add_component(unit, name=name, group_id=None)
            check = add_check(
                unit,
                component_id=service.id,
                kind="http",
                config={"url": "http://127.0.0.1/"},
                weight=weight,
            )
        self.checks[service.id] = check.id
        self.stand.at["home"].reload()
        return service

    def beat(self, *names: str, heed: bool = True) -> None:
        """A heartbeat of these, and a look at who is silent."""
        self.stand.beat(*names)
        for name in names if heed else ():
            self.stand.at[name].heed_silence()

    def later(self, at_s: float, *names: str, heed: bool = True) -> None:
        """Time passes; these locations answer well all the while, and beat."""
        self.stand.go(at_s)
        for name in names:
            self.stand.tell(name, (round(at_s) - 30, UP), (round(at_s) - 1, UP))
        self.beat(*names, heed=heed)

    def board(self) -> BoardView:
        """The board now."""
        return self.door.ask(BOARD, None)

    def stale(self) -> dict[str, bool]:
        """Which services are shown as out of date."""
        return {row.name: row.stale for row in self.door.ask(VERIFY, None).rows}


@pytest.fixture
def away(database: Database, allow_logs: AllowLogs) -> Away:
    allow_logs("statusboard.app.watching.silence")
    return Away(database)


def test_what_is_asked_elsewhere_is_watched_and_what_home_alone_asks_is_not(away: Away) -> None:
    away.later(120, "fra", "iad")

    assert away.stale() == {"Checkout API": False, "Back office": True}
    [problem] = away.board().problems
    assert problem.startswith("Home has not been watching since ")
    assert (
        "1 of 2 services is asked elsewhere too, and is watched. What stands of the others was "
        "true then; the time since counts as not observed." in problem
    )
    services = {one["name"]: one for one in away.door.ask(STATUS_REPORT, None)["services"]}
    assert services["Checkout API"]["stale"] is False
    assert services["Back office"]["stale"] is True


def test_trouble_elsewhere_is_told_at_once_and_is_evidence(away: Away) -> None:
    away.later(120, "fra", "iad")
    away.stand.go(180)
    for name in ("fra", "iad"):
        away.stand.tell(name, (150, DOWN), (179, DOWN))
    away.beat("fra", "iad")

    detail = away.door.ask(SERVICE_DETAIL, away.stand.component.id)
    assert detail.status is MAJOR
    assert "Nobody has been watching" not in detail.why
    assert "Down in 2 of 2 locations: fra, iad; of home nothing is known." in detail.why
    with away.stand.database.reading(away.stand.clock.now()) as unit:
        measured = {one.name: one.status for one in read_measured(unit)}
    assert measured == {"Checkout API": MAJOR, "Back office": UNKNOWN}


def test_what_home_alone_asks_is_no_evidence_and_begins_no_suggestion(away: Away) -> None:
    away.stand.at["home"].take(
        [result(away.checks[away.alone.id], NOON_US + at * S, DOWN) for at in (59, 60)]
    )
    away.later(400, "fra", "iad")
    why = away.door.ask(SERVICE_DETAIL, away.alone.id).why
    assert why.startswith("Nobody has been watching since ")
    with away.stand.database.reading(away.stand.clock.now()) as unit:
        assert not read_plan(unit).writes


def test_one_check_that_home_alone_asks_leaves_its_service_unwatched(away: Away) -> None:
    away.add("", to=away.stand.component)
    away.later(120, "fra", "iad")
    assert away.stale()["Checkout API"]


def test_a_check_that_does_not_count_leaves_its_service_watched(away: Away) -> None:
    away.add("", to=away.stand.component, weight=0)
    away.later(120, "fra", "iad")
    with away.stand.database.reading(away.stand.clock.now()) as unit:
        assert {one.name: one.status for one in read_measured(unit)}["Checkout API"] is OK


def test_where_the_others_died_too_nobody_watches(away: Away) -> None:
    away.later(120, "fra", "iad")
    away.stand.go(200)
    assert away.stale() == {"Checkout API": True, "Back office": True}
    [problem] = away.board().problems
    assert problem.startswith("Nobody has been watching since ")


def test_a_location_that_is_dead_and_still_counts_lets_nothing_be_believed(away: Away) -> None:
    # Whoever is left has a clock that is wrong, and marks nobody as silent.
    away.later(120, "fra", "iad", heed=False)
    assert away.stale()["Checkout API"]


def test_where_home_watches_nothing_of_this_is_asked(away: Away) -> None:
    away.later(90, *EVERYWHERE)
    away.stand.at["home"].take([result(away.checks[away.alone.id], NOON_US + 89 * S, UP)])
    assert away.stale() == {"Checkout API": False, "Back office": False}
    assert away.board().problems == ()


def test_every_service_is_watched_where_all_are_asked_elsewhere(
    database: Database, allow_logs: AllowLogs
) -> None:
    allow_logs("statusboard.app.watching.silence")
    stand = Stand(database, *EVERYWHERE)
    for name in EVERYWHERE:
        stand.tell(name, (1, UP))
    stand.beat(*EVERYWHERE, at_s=2)
    stand.go(60)
    for name in ("fra", "iad"):
        stand.tell(name, (58, UP))
    stand.beat("fra", "iad")
    for name in ("fra", "iad"):
        stand.at[name].heed_silence()
    [problem] = Doorway(database, stand.clock).ask(BOARD, None).problems
    assert problem.endswith("Every service is asked elsewhere too, and is watched.")


def test_what_home_would_have_followed_leaves_its_service_unwatched(away: Away) -> None:
    away.later(120, "fra", "iad")
    given = SetState(away.stand.component.id, MAJOR, "Cable cut", until_agrees=True)
    away.door.do(set_state, given, person("Ada"))
    assert away.stale()["Checkout API"]
    with away.stand.database.reading(away.stand.clock.now()) as unit:
        assert {one.name: one.status for one in read_measured(unit)}["Checkout API"] is UNKNOWN

    away.stand.begin("home")
    away.stand.at["home"].follow_overrides()
    away.later(140, *EVERYWHERE)
    away.stand.go(200)
    for name in ("fra", "iad"):
        away.stand.tell(name, (170, UP), (199, UP))
    away.beat("fra", "iad")  # it died once more, and had followed it
    [tile] = [one for one in away.board().tiles if one.name == "Checkout API"]
    assert (tile.status, tile.is_set_by_hand, tile.stale) == (MAJOR, True, False)


def test_a_service_that_was_described_anew_is_not_believed_until_home_is_back(away: Away) -> None:
    away.later(120, "fra", "iad")
    detail = away.door.ask(SERVICE_DETAIL, away.stand.component.id)
    [check] = detail.checks
    kept = CheckInput("http", check.config, id=check.check_id, locations=check.locations, weight=2)
    given = ServiceInput(detail.name, checks=(kept,), rule=ComponentRule(RuleKind.BEST))
    away.door.do(EDIT_SERVICE, EditServiceInput(detail.component_id, given), person("Ada"))
    assert away.stale()["Checkout API"]


def test_once_home_is_back_its_history_has_no_hole_where_others_watched(away: Away) -> None:
    away.later(120, "fra", "iad")
    away.stand.go(200)
    for name in ("fra", "iad"):
        away.stand.tell(name, (150, UP), (199, UP))
    away.beat("fra", "iad")
    away.stand.begin("home")
    away.later(260, *EVERYWHERE)
    with away.stand.database.reading(away.stand.clock.now()) as unit:
        told = [
            (one.component_id, one.status, (one.start_us - NOON_US) // S)
            for one in spans.read_spans(unit)
        ]
    assert [one[1:] for one in told if one[0] == away.stand.component.id] == [(OK, 1)]
    assert (away.alone.id, OK, 59) in told
    assert not away.stale()["Checkout API"]
