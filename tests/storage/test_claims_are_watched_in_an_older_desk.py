"""A database of the version before, with drafts, brought to where claims are recorded."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.claim import Asked, ClaimKind
from statusboard.domain.language import Language
from statusboard.storage import migrate
from statusboard.storage.claim_uses import add_use, end_use, mark_true, mark_untrue, read_uses
from statusboard.storage.database import Database
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO notice (id, state, revision, created_us, sort) "
    "VALUES (7, 'draft', 1, 1, 'announcement')",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0033", BEFORE)
    assert not inspect(database.engine).has_table("claim_use")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_a_claim_is_recorded_found_untrue_true_again_and_ended(brought: Database) -> None:
    asked = Asked(ClaimKind.PROMISES, "90d", count=23, of=24)
    with brought.writing(NOON, COLLECTOR) as unit:
        number = add_use(
            unit,
            place="home page",
            asked=asked,
            component_ids=(3, 4),
            language=Language.GERMAN,
            sentence="23 von 24",
        )
        mark_untrue(unit, number, "22 of 24 kept it.", 7)
    with brought.writing(NOON, COLLECTOR) as unit:
        (use,) = read_uses(unit)
        mark_true(unit, number)
    assert (use.where, use.asked, use.component_ids) == ("home page", asked, (3, 4))
    assert (use.untrue_since, use.reason, use.draft_id) == (NOON, "22 of 24 kept it.", 7)
    with brought.writing(NOON, COLLECTOR) as unit:
        (again,) = read_uses(unit)
        end_use(unit, number)
    assert (again.untrue_since, again.draft_id) == (None, None)
    with brought.writing(NOON, COLLECTOR) as unit:
        assert read_uses(unit) == ()
