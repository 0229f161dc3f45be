"""A database of the version before, with a notice in it, brought to where templates are kept."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, text

from statusboard.domain.instants import to_us
from statusboard.domain.language import Language
from statusboard.domain.templates.kinds import TemplateKind, TemplateText
from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.notices import read_drafts
from statusboard.storage.templates import read_own_templates, write_template
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO notice (id, incident_id, state, revision, created_us, corrects) VALUES"
    f" (1, NULL, 'draft', 1, {to_us(NOON)}, '')",
    "INSERT INTO revision (notice_id, number, wording, saved_us, saved_by) VALUES"
    f""" (1, 1, '{{"title": "Trouble"}}', {to_us(NOON)}, 'Ada')""",
)
KEY = TemplateKind.RESOLVED, Language.GERMAN


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0017", BEFORE)
    assert not inspect(database.engine).has_table("template")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_what_was_written_is_still_there_and_a_template_can_be_kept(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        ((_, revision),) = read_drafts(unit)
        assert revision.wording.title == "Trouble"
        assert read_own_templates(unit) == {}
        write_template(unit, KEY, TemplateText("Vorbei", "Es ist vorbei."))
        write_template(unit, KEY, TemplateText("Vorbei", "{recovery}"))
        assert read_own_templates(unit)[KEY].text.body == "{recovery}"


def test_what_a_newer_version_keeps_is_left_out(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        row = "INSERT INTO template VALUES ('haiku', 'en', '', 'Five', 0, ''), "
        unit.connection.execute(text(row + "('resolved', 'la', '', 'Finis', 0, '')"))
        assert read_own_templates(unit) == {}
