"""Reports turn a check each by itself, and locations together: a replay says so, and no other."""

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.health.replay import REPLAY, ReplayAsk
from statusboard.domain.replay import Agreement, StepKind
from statusboard.domain.status import ComponentStatus
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import DOWN, UP
from tests.fixtures.locations import Stand
from tests.fixtures.reporting import Reporting

pytestmark = [pytest.mark.anyio, ON_SQLITE]


async def test_a_report_turns_its_check_by_itself(database: Database) -> None:
    at = Reporting(database)
    at.adds("heartbeat", {"every": "1h"})
    at.listens()
    at.says()
    await at.passes(120, step_s=30)
    at.says("/fail")
    await at.settles()
    view = at.doorway.ask(REPLAY, ReplayAsk(at.component_id))
    assert view.recorded is ComponentStatus.MAJOR_OUTAGE
    assert view.agreement is Agreement.SAME
    assert view.steps[-1].kind is StepKind.TURN
    assert view.rule.startswith("1 failure turns it worse, 1 good answer turns it better")


def test_a_turn_of_several_locations_is_not_recomputed_from_those_of_home(
    database: Database,
) -> None:
    stand = Stand(database, "home", "fra", "iad")
    stand.go(400)
    for name in ("home", "fra", "iad"):
        stand.tell(name, (1, UP))
    stand.tell("fra", (60, DOWN), (120, DOWN))
    stand.tell("iad", (65, DOWN), (125, DOWN))
    view = Doorway(database, stand.clock).ask(REPLAY, ReplayAsk(stand.component.id))
    assert view.recorded is ComponentStatus.MAJOR_OUTAGE
    assert view.agreement is Agreement.BY_LOCATIONS
    assert view.steps == ()
    assert view.verdict.startswith("Its locations together made this turn: Down in 2 of 3")
    assert view.rule.startswith("At each location, 2 failures in a row turn it worse")
    assert "more than half of those that know" in view.rule
