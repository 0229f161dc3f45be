"""To make a statement takes longer than to answer it: what every look asks is made once."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Executable, event

from statusboard.storage.audit import read_end
from statusboard.storage.channels import read_channels
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.due import next_due
from statusboard.storage.history.covers import covered_now, covers_of, read_unsettled
from statusboard.storage.history.overlays import waiting_for_checks
from statusboard.storage.history.since import read_since
from statusboard.storage.history.spans import first_start, last_major, read_open
from statusboard.storage.incidents import read_incident, read_under_way, read_unresolved
from statusboard.storage.maintenance import read_components_of
from statusboard.storage.notices import read_notice
from statusboard.storage.overrides import read_in_force
from statusboard.storage.pages import read_pages
from statusboard.storage.people import read_people
from statusboard.storage.settings import read_settings
from statusboard.storage.targets import read_targets
from statusboard.storage.unit import Unit
from tests.fixtures.database import ON_SQLITE

pytestmark = ON_SQLITE
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SOME = frozenset({1, 2})
ASKED: dict[str, Callable[[Unit], object]] = {
    "components": read_components,
    "some components": lambda unit: read_components(unit, SOME),
    "settings": read_settings,
    "pages": read_pages,
    "channels": read_channels,
    "targets": read_targets,
    "people": read_people,
    "incidents": read_unresolved,
    "an incident": lambda unit: read_incident(unit, 1),
    "work under way": read_under_way,
    "a notice": lambda unit: read_notice(unit, 1),
    "since when": lambda unit: read_since(unit, pause_us=1),
    "since when of some": lambda unit: read_since(unit, pause_us=1, component_ids=SOME),
    "open spans": lambda unit: read_open(unit, SOME),
    "the first start": lambda unit: first_start(unit, SOME),
    "the last major outage": lambda unit: last_major(unit, SOME),
    "overrides": read_in_force,
    "overrides that wait": lambda unit: waiting_for_checks(unit, None),
    "what work covers": covered_now,
    "what work covered": lambda unit: covers_of(unit, SOME, since_us=1),
    "what work covered between": lambda unit: covers_of(unit, SOME, since_us=1, until_us=2),
    "work that spans do not show": read_unsettled,
    "services of windows": lambda unit: read_components_of(unit, SOME),
    "the end of the trail": read_end,
    "what is due": next_due,
}


@pytest.mark.parametrize("asked", ASKED)
def test_it_is_the_same_statement_each_time(database: Database, asked: str) -> None:
    made: list[Executable] = []

    def on_execute(_connection: Connection, statement: Executable, *_more: object) -> None:
        made.append(statement)

    event.listen(database.engine, "before_execute", on_execute)
    for _ in range(2):
        with database.reading(NOON) as unit:
            ASKED[asked](unit)

    first, second = made[: len(made) // 2], made[len(made) // 2 :]
    assert first
    assert [id(one) for one in first] == [id(one) for one in second]
