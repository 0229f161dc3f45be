"""No alert condition watches 55 of 57 recorded entities: people say what that means."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.settings import SETTINGS
from statusboard.app.doorway import Doorway
from statusboard.app.health.board import BOARD
from statusboard.app.health.report import STATUS_REPORT, ServiceStatus
from statusboard.app.health.verify import SERVICE_DETAIL, VERIFY
from statusboard.app.new_relic.commands import ChooseUnwatched, choose_unwatched
from statusboard.app.new_relic.feed import KIND
from statusboard.app.watching.ingest import Ingest
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.world import set_entity
from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus as Status
from statusboard.domain.views.new_relic import Unwatched
from statusboard.storage import leases
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from tests.fixtures.new_relic_feed import Bench, at_work
from tests.fixtures.speaking import person

pytestmark = pytest.mark.anyio
CHECKOUT, SEARCH = WELL_KNOWN["checkout-api"], WELL_KNOWN["search"]
SOMEBODY = Actor(ActorKind.PERSON, "Vera")


@dataclass
class Watch:
    """The bench with the real ingest behind its feed, and a desk in front of it."""

    bench: Bench
    ingest: Ingest = field(init=False)
    doorway: Doorway = field(init=False)
    components: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ingest = Ingest(self.bench.database, self.bench.clock)
        self.doorway = Doorway(self.bench.database, self.bench.clock)
        self.beat()
        self.ingest.load()

    def beat(self) -> None:
        with self.bench.write() as unit:
            ttl = timedelta(seconds=15)
            leases.take(unit, role="collector", holder="here", ttl=ttl)
            leases.renew(unit, role="collector", holder="here", ttl=ttl)

    def service(self, guid: str, own: Unwatched | None = None) -> int:
        """The check of a new service about an entity that no alert condition watches."""
        set_entity(self.bench.stand_in.world, guid, {"alertSeverity": "NOT_CONFIGURED"})
        config = {"guid": guid} | ({"unwatched": own.value} if own else {})
        with self.bench.write() as unit:
            component = add_component(unit, name=f"Service {len(self.components) + 1}")
            check = add_check(unit, component_id=component.id, kind=KIND, config=config)
        self.components[check.id] = component.id
        return check.id

    def choose(self, unwatched: Unwatched) -> None:
        self.doorway.do(choose_unwatched, ChooseUnwatched(unwatched), SOMEBODY)

    async def round(self, *, later: float = 60) -> dict[int, Answer]:
        found = await self.bench.round(len(self.components), later=later)
        self.ingest.take(list(found.values()))
        self.beat()
        return {check_id: result.answer for check_id, result in found.items()}

    def status(self, check_id: int) -> ServiceStatus:
        services = self.doorway.ask(STATUS_REPORT, None)["services"]
        return services[list(self.components).index(check_id)]

    def why(self, check_id: int) -> str:
        return self.doorway.ask(SERVICE_DETAIL, self.components[check_id]).why


@pytest.fixture
def watch(bench: Bench) -> Watch:
    return Watch(bench)


async def test_nothing_is_counted_as_good_until_somebody_says_so(watch: Watch) -> None:
    check_id = watch.service(CHECKOUT)
    async with at_work(watch.bench):
        await watch.round(later=0)
        found = await watch.round()
    assert found[check_id].outcome is Outcome.UNKNOWN
    status = watch.status(check_id)
    assert status["status"] == "unknown"
    for said in (status["reason"], watch.why(check_id)):
        assert "no alert condition in New Relic watches it" in said
        assert "the team's choice in Settings" in said


async def test_the_teams_choice_holds_for_all_that_have_none_of_their_own(watch: Watch) -> None:
    watch.choose(Unwatched.OPERATIONAL)
    teams, own = watch.service(CHECKOUT), watch.service(SEARCH, Unwatched.NO_DATA)
    both = watch.service(CHECKOUT, Unwatched.NO_DATA)
    async with at_work(watch.bench):
        found = await watch.round(later=0)
    assert found[teams].level is Status.OPERATIONAL
    assert found[own].level is Status.UNKNOWN
    assert found[both].level is Status.UNKNOWN
    assert "chosen for this check" in found[own].detail


async def test_a_choice_of_its_own_goes_before_the_teams(watch: Watch) -> None:
    own, teams = watch.service(CHECKOUT, Unwatched.OPERATIONAL), watch.service(SEARCH)
    async with at_work(watch.bench):
        found = await watch.round(later=0)
    assert found[own].level is Status.OPERATIONAL
    assert found[teams].level is Status.UNKNOWN


async def test_it_is_stated_wherever_the_state_is_explained(watch: Watch) -> None:
    check_id = watch.service(CHECKOUT, Unwatched.OPERATIONAL)
    async with at_work(watch.bench):
        for later in (0, 60, 60):
            await watch.round(later=later)
    status = watch.status(check_id)
    assert status["status"] == "operational"
    [tile] = watch.doorway.ask(BOARD, None).tiles
    why = watch.why(check_id)
    assert tile.reason == "It reports, and counts as operational by choice"
    for said in (status["reason"], why):
        assert "no alert condition in New Relic watches it" in said
        assert "counted as operational" in said
        assert "chosen for this check" in said
    assert "answers as expected" not in why
    last = status["checks"][0]["last_result"]
    assert last is not None
    assert last["reason"] == "unwatched"
    [row] = watch.doorway.ask(VERIFY, None).rows
    assert row.last_answer == "reports"
    detail = watch.doorway.ask(SERVICE_DETAIL, watch.components[check_id])
    assert detail.checks[0].latest is not None
    assert "counts as operational by choice" in detail.checks[0].latest.detail


async def test_what_stops_to_report_is_no_longer_operational(watch: Watch) -> None:
    check_id = watch.service(CHECKOUT, Unwatched.OPERATIONAL)
    async with at_work(watch.bench):
        for later in (0, 60):
            await watch.round(later=later)
        set_entity(watch.bench.stand_in.world, CHECKOUT, {"reporting": False})
        for _ in range(3):  # as often as a source may say nothing
            found = await watch.round()
    assert found[check_id].reason is Reason.SOURCE_SILENT
    assert watch.status(check_id)["status"] == "unknown"


async def test_a_condition_that_comes_or_goes_changes_the_words_without_a_turn(
    watch: Watch,
) -> None:
    check_id = watch.service(CHECKOUT, Unwatched.OPERATIONAL)
    world = watch.bench.stand_in.world
    set_entity(world, CHECKOUT, {"alertSeverity": "NOT_ALERTING"})
    async with at_work(watch.bench):
        for later in (0, 60):
            await watch.round(later=later)
        since = watch.status(check_id)["since"]
        assert watch.status(check_id)["reason"] == ""
        set_entity(world, CHECKOUT, {"alertSeverity": "NOT_CONFIGURED"})
        await watch.round()
        assert "counted as operational" in watch.status(check_id)["reason"]
        set_entity(world, CHECKOUT, {"alertSeverity": "NOT_ALERTING"})
        await watch.round()
    assert watch.status(check_id)["reason"] == ""
    assert watch.status(check_id)["since"] == since


async def test_a_new_choice_of_the_team_is_read_at_once(watch: Watch) -> None:
    check_id = watch.service(CHECKOUT)
    async with at_work(watch.bench):
        await watch.round(later=0)
        watch.choose(Unwatched.OPERATIONAL)
        found = await watch.round(later=1)
        assert found[check_id].level is Status.OPERATIONAL
        watch.choose(Unwatched.NO_DATA)
        found = await watch.round(later=1)
    assert found[check_id].level is Status.UNKNOWN


async def test_the_settings_say_what_is_chosen(watch: Watch) -> None:
    assert watch.doorway.ask(SETTINGS, None).new_relic.unwatched is Unwatched.NO_DATA
    watch.choose(Unwatched.OPERATIONAL)
    assert watch.doorway.ask(SETTINGS, None).new_relic.unwatched is Unwatched.OPERATIONAL


async def test_the_file_of_services_carries_a_choice_of_its_own_alone(watch: Watch) -> None:
    watch.service(CHECKOUT)
    assert "unwatched" not in watch.doorway.ask(EXPORT_DESK, None, person())
    watch.service(SEARCH, Unwatched.OPERATIONAL)
    assert 'unwatched = "operational"' in watch.doorway.ask(EXPORT_DESK, None, person())
