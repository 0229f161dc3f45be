"""A database of the version before, with lines of the trail in it, brought to where they chain."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.trail import GENESIS, faults
from statusboard.storage import migrate
from statusboard.storage.audit import read_added, read_end, read_links, write_audit
from statusboard.storage.database import Database
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

# Keys have gaps where a transaction was taken back.
BEFORE = (
    *(
        "INSERT INTO audit (at_us, actor, verb, subject, detail) VALUES"
        f" ({at_us}, 'person:Ada', 'notice.publish', 'incident 1', '{{}}')"
        for at_us in range(1, 6)
    ),
    "DELETE FROM audit WHERE at_us = 3",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0018", BEFORE)
    assert not inspect(database.engine).has_table("audit_chain")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_every_line_has_its_place_and_the_next_one_follows(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        links = list(read_links(unit))
        assert [link.number for link in links] == [1, 2, 3, 4]
        assert [link.line.at_us for link in links if link.line] == [1, 2, 4, 5]
        assert links[0].previous == GENESIS
        write_audit(unit, verb="x", subject="y", detail={})
    with brought.reading(NOON) as unit:
        assert read_end(unit)[0] == 5
        assert list(faults(read_links(unit))) == []
        assert read_added(unit) == ()
