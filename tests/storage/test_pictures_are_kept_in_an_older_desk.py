"""A database of the version before, with a notice in it, brought to where notices have pictures."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.picture import Picture
from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.notices import read_drafts
from statusboard.storage.pictures import add_picture, kept_pictures, read_pictures
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO notice (id, state, revision, created_us, corrects) VALUES (1, 'draft', 1, 0, '')",
    "INSERT INTO revision (notice_id, number, wording, saved_us, saved_by) VALUES"
    " (1, 1, '{}', 0, 'Ada')",
)
ONE = Picture(b"\x89PNG\r\n\x1a\n\x00one", 3, 2)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0014", BEFORE)
    assert not inspect(database.engine).has_table("picture")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_drafts_are_as_they_were_and_pictures_come_beside_them(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        add_picture(unit, ONE)
        add_picture(unit, ONE)
    with brought.reading(NOON) as unit:
        [(notice, revision)] = read_drafts(unit)
        assert (notice.id, revision.saved_by) == (1, "Ada")
        assert read_pictures(unit, [ONE.name, "other"]) == {ONE.name: ONE.content}
        assert kept_pictures(unit, [ONE.name, "other"]) == {ONE.name}
