"""A whole import is taken back, but for what was told or changed here since; it can come again."""

from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.agreement.agreeing import APPROVAL
from statusboard.app.audit.told import TOLD
from statusboard.app.importing.commands import BRING
from statusboard.app.importing.inputs import UndoImport
from statusboard.app.importing.reading import read_source
from statusboard.app.importing.undo_commands import (
    CHANGED_SINCE,
    NOTHING,
    PREVIEW_UNDO,
    TOLD_SINCE,
    UNDO,
)
from statusboard.app.maintenance.commands import draft
from statusboard.app.maintenance.inputs import DraftWork
from statusboard.app.notices.commands import save_draft
from statusboard.app.notices.inputs import SaveDraft
from statusboard.app.services.commands import ADD_SERVICE
from statusboard.app.services.inputs import ServiceInput
from statusboard.domain.trail import TrailFilter
from statusboard.domain.views.importing import Fate, Sort
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.generations import newest_generation
from statusboard.storage.incidents import read_incidents
from statusboard.storage.maintenance import read_open_maintenance
from statusboard.storage.notices import read_drafts
from statusboard.storage.removed_components import read_removed
from statusboard.storage.tables import INCIDENT_UPDATE, UPDATE_COMPONENT, UPDATE_WORDS
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.peers import with_work
from tests.fixtures.speaking import NOON, Newsroom


def test_everything_goes_and_comes_again(database: Database, tmp_path: Path) -> None:
    newsroom = Newsroom(database)
    newsroom.do(ADD_SERVICE, ServiceInput("ours"))
    given = replace(read_source(with_work("statuspage", tmp_path)).bring, with_incidents=True)
    first = newsroom.do(BRING, given).report
    with database.reading(NOON) as unit:
        before = newest_generation(unit)

    newsroom.clock.forward(1.0)
    would = newsroom.ask(PREVIEW_UNDO, UndoImport("statuspage"))
    with database.reading(NOON) as unit:
        assert len(read_incidents(unit)) == 1
    done = newsroom.do(UNDO, UndoImport("statuspage"))
    assert done == would
    assert done.taken == len(done.rows) == first.count(Fate.NEW)
    assert {row.sort for row in done.rows} == {Sort.SERVICE, Sort.INCIDENT, Sort.DRAFT, Sort.WORK}
    with database.reading(NOON) as unit:
        assert [one.name for one in read_components(unit)] == ["ours"]
        assert read_removed(unit) == ()  # they count in no figure, as if they had never been
        assert read_incidents(unit) == ()
        assert read_drafts(unit) == ()
        assert read_open_maintenance(unit) == ()
        for table in (INCIDENT_UPDATE, UPDATE_COMPONENT, UPDATE_WORDS):
            assert unit.connection.execute(table.select()).all() == []
        assert newest_generation(unit) != before  # the page is made anew without it
    told = str(newsroom.ask(TOLD, TrailFilter()))
    assert "took back what came from statuspage: 1 service, 1 incident, 2 drafts" in told

    assert newsroom.do(BRING, given).report == first
    newsroom.do(UNDO, UndoImport("statuspage"))
    with pytest.raises(RuleBroken, match=NOTHING):
        newsroom.do(UNDO, UndoImport("statuspage"))


def test_what_was_changed_or_told_since_stays(database: Database, tmp_path: Path) -> None:
    newsroom = Newsroom(database)
    given = replace(read_source(with_work("statuspage", tmp_path)).bring, with_incidents=True)
    newsroom.do(BRING, given)
    with database.reading(NOON) as unit:
        [(notice, revision)] = read_drafts(unit)
        [work] = read_open_maintenance(unit)
        [past] = read_incidents(unit)
    wording = replace(revision.wording, body="We know more.")
    newsroom.do(save_draft, SaveDraft(notice.id, None, 1, wording))
    plan = replace(work.plan, body="We move in the night.")
    newsroom.do(draft, DraftWork(plan, work.id, work.revision))
    newsroom.do(save_draft, SaveDraft(None, past.id, 0, wording))

    rows = {row.sort: row for row in newsroom.do(UNDO, UndoImport("statuspage")).rows}
    assert rows[Sort.SERVICE].is_taken
    assert {sort: row.why for sort, row in rows.items() if not row.is_taken} == {
        Sort.INCIDENT: TOLD_SINCE,
        Sort.DRAFT: CHANGED_SINCE,
        Sort.WORK: CHANGED_SINCE,
    }
    with database.reading(NOON) as unit:
        assert len(read_incidents(unit)) == len(read_open_maintenance(unit)) == 1
        assert len(read_drafts(unit)) == 2


def test_under_a_rule_incidents_leave_the_page_only_with_a_reason(
    database: Database, tmp_path: Path
) -> None:
    desk = AgreeingDesk(database)
    given = replace(read_source(with_work("cstate", tmp_path)).bring, with_incidents=True)
    desk.do(BRING, given)
    desk.rule()
    with pytest.raises(RuleBroken, match="Let them stand, or say why") as broken:
        desk.do(UNDO, UndoImport("cstate"))
    assert broken.value.field == APPROVAL
    desk.do(UNDO, UndoImport("cstate", without_approval="They were another team's."))
    with database.reading(NOON) as unit:
        assert read_incidents(unit) == ()


def test_another_format_is_named_with_those_there_are(database: Database) -> None:
    with pytest.raises(RuleBroken, match=r"no format nagios here\. There are address_list"):
        Newsroom(database).ask(PREVIEW_UNDO, UndoImport("nagios"))
