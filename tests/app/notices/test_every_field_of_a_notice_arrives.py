"""One wording goes whole from the draft to the page; a shape that drops a field is named here."""

import json
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.inputs import Publish, Published, SaveDraft
from statusboard.app.notices.queries import EDITOR, NOTICES, REVIEW, EditorAsk, ReviewAsk
from statusboard.app.page.public import PUBLIC
from statusboard.app.processes.wire import raw, value_of
from statusboard.domain.incident import Incident
from statusboard.domain.notice import Fate, Wording, fates
from statusboard.domain.views.public import PublicView
from statusboard.render.site import render_site
from statusboard.storage import incidents, notices, wordings
from statusboard.storage.database import Database
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom
from tests.fixtures.wordings import IN_THE_API, ON_THE_PAGE, dropped, full_wording


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    """A desk whose page has a place, with one service that fails and one that works."""
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    failing, working = newsroom.service(), newsroom.service("Search")
    assert (failing, working) == (1, 2)
    newsroom.measures(failing, (NOON - 10 * MINUTE, MAJOR))
    newsroom.measures(working, (NOON - 10 * MINUTE, GOOD))
    newsroom.watched()
    return newsroom


def incident_of(newsroom: Newsroom, said: Published) -> Incident:
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        incident = incidents.read_incident(unit, said.incident_id)
    assert incident is not None
    return incident


def page_of(view: PublicView) -> dict[str, str]:
    return {path: content.decode() for path, content in render_site(view).items()}


def test_every_field_is_kept_with_a_revision(newsroom: Newsroom) -> None:
    written = full_wording()
    saved = newsroom.draft(written)

    with newsroom.database.reading(NOON) as unit:
        revision = notices.read_revision(unit, saved.notice_id, saved.revision)
        ((_, newest),) = notices.read_drafts(unit)
    assert revision is not None
    assert dropped(written, revision.wording) == []
    assert newest == revision


def test_every_field_travels_over_the_pipe_both_ways(newsroom: Newsroom) -> None:
    written = full_wording()
    given = SaveDraft(None, None, 0, written)
    first = newsroom.draft(written)
    newsroom.draft(replace(written, body="hers"), notice_id=first.notice_id, base=1)
    saved = newsroom.draft(replace(written, body="mine"), notice_id=first.notice_id, base=1)

    came = value_of(raw(given), save_draft.input_type)
    answered = value_of(raw(saved), save_draft.result_type)

    assert dropped(written, came.wording) == []
    assert dropped(saved.conflict.theirs.wording, answered.conflict.theirs.wording) == []


def test_every_field_is_there_to_be_edited_listed_and_reviewed(newsroom: Newsroom) -> None:
    written = full_wording()
    saved = newsroom.draft(written)

    (listed,) = newsroom.ask(NOTICES).drafts
    edited = newsroom.ask(EDITOR, EditorAsk(saved.notice_id))
    reviewed = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))

    shapes = {"list": listed, "editor": edited, "review": reviewed}
    lost = {shape: dropped(written, view.wording) for shape, view in shapes.items()}
    assert not any(lost.values()), lost


def test_every_field_is_said_by_the_update(newsroom: Newsroom) -> None:
    written = full_wording()
    incident = incident_of(newsroom, newsroom.publish(written))

    assert incident.updates[0].wording == written.settled(
        NOON, started_at=NOON - 10 * MINUTE, components={1: MAJOR, 2: GOOD}
    )
    assert incident.wording == incident.updates[0].wording


def test_every_field_of_an_update_is_shown_wherever_it_is_shown(newsroom: Newsroom) -> None:
    said = newsroom.publish(full_wording())
    update = incident_of(newsroom, said).updates[0].wording
    draft = newsroom.draft(replace(full_wording(), body="More."), incident_id=said.incident_id)

    (live,) = newsroom.ask(NOTICES).live
    (told,) = newsroom.ask(BOARD).told
    review = newsroom.ask(REVIEW, ReviewAsk(draft.notice_id, draft.revision))
    editor = newsroom.ask(EDITOR, EditorAsk(draft.notice_id))

    shapes = {
        "list": live.wording,
        "board": told.wording,
        "review": review.before,
        "preview": editor.incident.wording,
    }
    lost = {shape: dropped(update, wording) for shape, wording in shapes.items()}
    assert not any(lost.values()), lost


def test_the_public_view_holds_every_field_and_no_id_of_ours(newsroom: Newsroom) -> None:
    update = incident_of(newsroom, newsroom.publish(full_wording())).updates[0].wording

    (incident,) = newsroom.ask(PUBLIC).incidents

    assert dropped(update, incident.wording) == ["components", "pages"]
    assert [status for _, status in incident.named] == list(update.components.values())
    assert incident.updates[0].wording.components == {}


def test_a_follow_up_begins_with_every_field(newsroom: Newsroom) -> None:
    said = newsroom.publish(full_wording())
    update = incident_of(newsroom, said).updates[0].wording

    view = newsroom.ask(EDITOR, EditorAsk(incident_id=said.incident_id))

    assert dropped(update, view.wording, "followed_up") == []


@pytest.mark.parametrize("name", [each.name for each in fields(Wording)])
def test_every_field_can_be_read_on_the_page_and_in_the_api(newsroom: Newsroom, name: str) -> None:
    newsroom.publish(full_wording())
    view = newsroom.ask(PUBLIC)
    files = page_of(view)
    own = f"incidents/{view.incidents[0].public_id}/index.html"

    assert ON_THE_PAGE[name] in files["index.html"]
    assert ON_THE_PAGE[name] in files[own]
    assert IN_THE_API[name] in files["api/v2/incidents.json"]
    assert json.loads(files["api/v2/incidents.json"])


@dataclass(frozen=True, slots=True)
class LongerWording(Wording):
    """A wording with a field that no line of the program has heard of."""

    unheard_of: str = field(
        default="",
        metadata=fates(published=Fate.KEPT, followed_up=Fate.KEPT, merged=Fate.KEPT),
    )


def test_a_field_nobody_has_heard_of_reaches_the_page_by_its_declaration_alone(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wordings, "Wording", LongerWording)
    values = {each.name: getattr(full_wording(), each.name) for each in fields(Wording)}
    written = LongerWording(**values, unheard_of="for shops in Spain")
    draft = newsroom.draft(written)
    shapes: dict[str, Any] = {
        "draft list": newsroom.ask(NOTICES).drafts[0].wording,
        "editor": newsroom.ask(EDITOR, EditorAsk(draft.notice_id)).wording,
        "review": newsroom.ask(REVIEW, ReviewAsk(draft.notice_id, draft.revision)).wording,
    }
    said = newsroom.do(publish, Publish(draft.notice_id, draft.revision))
    shapes |= {
        "update": incident_of(newsroom, said).updates[0].wording,
        "list": newsroom.ask(NOTICES).live[0].wording,
        "board": newsroom.ask(BOARD).told[0].wording,
        "follow-up": newsroom.ask(EDITOR, EditorAsk(incident_id=said.incident_id)).wording,
        "public view": newsroom.ask(PUBLIC).incidents[0].wording,
    }

    arrived = {shape: getattr(wording, "unheard_of", None) for shape, wording in shapes.items()}
    assert arrived == dict.fromkeys(shapes, "for shops in Spain")
