"""Numbers handed over as one parameter, on both engines."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from statusboard.storage.among import among, among_named, as_parameter
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.tables import CHANNEL
from tests.fixtures.history import COLLECTOR

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([], set()),
        ([2], {2}),
        ([1, 3, 3, 900], {1, 3}),
        ([None, 1], {1}),
        (range(1, 40_001), {1, 2, 3}),
        ([2**62], set()),
    ],
)
def test_only_those_are_found(database: Database, asked: list[int | None], found: set[int]) -> None:
    with database.writing(NOW, COLLECTOR) as unit:
        for name in ("a", "b", "c"):
            add_channel(unit, name=name, kind="email", config={})
        wanted = select(CHANNEL.c.id).where(among(CHANNEL.c.id, asked))
        assert set(unit.connection.scalars(wanted)) == found
        named = select(CHANNEL.c.id).where(among_named(CHANNEL.c.id, "ids"))
        for _ in range(2):  # the same statement, once more with what it was given
            given = {"ids": as_parameter(asked)}
            assert set(unit.connection.scalars(named, given)) == found
        others = select(CHANNEL.c.id).where(~among(CHANNEL.c.id, asked))
        assert set(unit.connection.scalars(others)) == {1, 2, 3} - found or None in asked
