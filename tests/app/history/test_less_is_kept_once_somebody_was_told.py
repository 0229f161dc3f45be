"""Nothing of the single answers goes before somebody was told in numbers, and agreed."""

import pytest

from statusboard.app.history.retention_commands import (
    RETENTION,
    confirm_retention,
)
from statusboard.app.history.retention_inputs import ConfirmRetention
from statusboard.domain.instants import DAY_US, to_us
from statusboard.domain.views.history import RetentionView
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.history import results, retention
from statusboard.storage.settings import write_setting
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR
from tests.fixtures.overriding import Overriding
from tests.fixtures.planned import at

STAYS = "Outages, uptime and response times by the hour stay."


@pytest.fixture
def desk(database: Database) -> Overriding:
    made = Overriding(database)
    made.service("Payments")
    made.answers(at(13, 10))
    made.clock.go(to_us(at(12)) + 5 * DAY_US)
    with database.writing(made.clock.now(), COLLECTOR) as unit:
        while results.pack_next(unit):
            pass
        write_setting(unit, retention.DAYS_SETTING, 3)
    return made


@ON_SQLITE
def test_it_is_told_and_agreed_to(desk: Overriding) -> None:
    told: RetentionView = desk.ask(RETENTION)
    assert told.words == (
        f"Kept for 3 days, 70 answers of 1 day would go, less than 1 MB. {STAYS} "
        "Until somebody agrees they are kept for 30 days."
    )
    with pytest.raises(RuleBroken, match="changed meanwhile"):
        desk.do(confirm_retention, ConfirmRetention(2, 0))
    view = desk.do(confirm_retention, ConfirmRetention(3, 0))
    assert view.words == (f"Single answers are kept for 3 days; less than 1 MB are there. {STAYS}")
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        retention.sweep(unit)
        assert retention.held_size(unit) == 0
    assert desk.do(confirm_retention, ConfirmRetention(3, 0)).is_agreed
