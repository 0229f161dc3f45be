"""A desk with a history that something may be said of."""

from datetime import timedelta

import pytest

from statusboard.app.settings import PAGE_NAME, PAGE_URL
from statusboard.domain.status import ComponentStatus
from statusboard.storage.database import Database
from tests.fixtures.speaking import NOON, Newsroom

UP, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE


@pytest.fixture
def desk(database: Database) -> Newsroom:
    """A desk that has watched one service for 400 days, with an hour lost 47 days ago."""
    desk = Newsroom(database)
    desk.setting(PAGE_NAME, "Northwind")
    desk.setting(PAGE_URL, "https://status.northwind.example")
    assert desk.service() == 1
    fell = NOON - timedelta(days=47, hours=1)
    began = NOON - timedelta(days=400)
    desk.measures(1, (began, UP), (fell, MAJOR), (fell + timedelta(hours=1), UP))
    desk.watched()
    return desk
