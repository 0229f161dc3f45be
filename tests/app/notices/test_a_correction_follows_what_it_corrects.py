"""A notice that takes back an update: whom the wrong words reached is told, and nobody else."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, update

from statusboard.app.delivery.commands import TakeBack, take_back
from statusboard.app.notices.asks import EditorAsk, ReviewAsk
from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.inputs import Publish, Published, SaveDraft
from statusboard.app.notices.queries import EDITOR, REVIEW
from statusboard.app.page.public import PUBLIC
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY, DISPATCH, MESSAGE
from tests.fixtures.history import COLLECTOR
from tests.fixtures.speaking import MAJOR, Newsroom, wording

RESOLVED = IncidentStatus.RESOLVED
READERS = ("a@b.example", "c@b.example", "d@b.example")


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    desk = Newsroom(database)
    desk.publishes_to(tmp_path / "page")
    with database.writing(desk.clock.now(), COLLECTOR) as unit:
        channel_id = add_channel(unit, name="mail", kind="email", config={}).id
        for address in READERS:
            new = NewSubscriber(channel_id, address, address, Wishes(), SubscriberState.ACTIVE)
            add_subscriber(unit, new)
    return desk


def say(
    desk: Newsroom, text: Wording, said: Published | None = None, corrects: str = ""
) -> Published:
    incident_id = None if said is None else said.incident_id
    saved = desk.do(save_draft, SaveDraft(None, incident_id, 0, text, corrects))
    published: Published = desk.do(publish, Publish(saved.notice_id, saved.revision, "because"))
    return published


def settle(desk: Newsroom, **states: DeliveryState) -> None:
    """Says what became of the messages to readers, by the first letter of their address."""
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        for letter, state in states.items():
            row = update(DELIVERY).where(DELIVERY.c.address == f"{letter}@b.example")
            unit.connection.execute(row.values(state=state.value))


def told(desk: Newsroom, said: Published) -> dict[str, str]:
    with desk.database.reading(desk.clock.now()) as unit:
        rows = unit.connection.execute(
            select(DELIVERY.c.address, MESSAGE.c.content)
            .join(MESSAGE, MESSAGE.c.id == DELIVERY.c.message_id)
            .join(DISPATCH, DISPATCH.c.update_id == DELIVERY.c.update_id)
            .where(DISPATCH.c.generation == said.generation)
        ).all()
    return {row.address: msgspec.json.decode(row.content)["text"] for row in rows}


def test_whom_the_wrong_words_reached_is_told_what_is_true(newsroom: Newsroom) -> None:
    service = newsroom.service()
    wrong = say(newsroom, wording({service: MAJOR}, body="Your data is lost."))
    settle(
        newsroom,
        a=DeliveryState.SENT,
        c=DeliveryState.FAILED,
        d=DeliveryState.MAY_HAVE_ARRIVED,
    )
    newsroom.clock.forward(60)
    right = wording({service: MAJOR}, body="Your data is safe.")
    said = say(newsroom, right, wrong, corrects=wrong.update_public_id)
    texts = told(newsroom, said)
    assert set(texts) == {"a@b.example", "d@b.example"}
    assert "Correction: What we wrote on" in texts["a@b.example"]
    assert "Your data is safe." in texts["a@b.example"]
    bodies = [one.wording.body for one in newsroom.ask(PUBLIC).incidents[0].updates]
    assert bodies == ["Your data is safe.", "Your data is lost."]


def test_a_draft_keeps_what_it_corrects_until_it_is_published(newsroom: Newsroom) -> None:
    wrong = say(newsroom, wording({newsroom.service(): MAJOR}))
    public_id = wrong.update_public_id
    plain = SaveDraft(None, wrong.incident_id, 0, wording({}, body="A draft."))
    saved = newsroom.do(save_draft, plain)
    assert newsroom.ask(EDITOR, EditorAsk(notice_id=saved.notice_id)).corrects is None
    marked = SaveDraft(saved.notice_id, wrong.incident_id, 1, wording({}, body="x"), public_id)
    newsroom.do(save_draft, marked)
    again = SaveDraft(saved.notice_id, wrong.incident_id, 2, wording({}, body="More."))
    saved = newsroom.do(save_draft, again)
    editor = newsroom.ask(EDITOR, EditorAsk(notice_id=saved.notice_id))
    assert (editor.corrects.update, editor.corrects.number) == (public_id, 1)
    review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    assert review.corrects == editor.corrects


def test_a_correction_cannot_be_the_end(newsroom: Newsroom) -> None:
    service = newsroom.service()
    wrong = say(newsroom, wording({service: MAJOR}))
    over = wording({}, status=RESOLVED, body="It was nothing.")
    with pytest.raises(RuleBroken, match="cannot tell the end") as refused:
        say(newsroom, over, wrong, corrects=wrong.update_public_id)
    assert refused.value.field == "status"


def test_what_was_said_of_the_end_can_be_corrected_after_it(newsroom: Newsroom) -> None:
    first = say(newsroom, wording({newsroom.service(): MAJOR}))
    end = say(newsroom, wording({}, status=RESOLVED, body="It took an hour."), first)
    settle(newsroom, a=DeliveryState.SENT)
    right = wording({}, status=RESOLVED, body="It took two hours.")
    said = say(newsroom, right, end, corrects=end.update_public_id)
    assert set(told(newsroom, said)) == set(READERS)


@pytest.mark.parametrize("corrects", ["nothing", "another"])
def test_only_an_update_of_the_same_incident_is_corrected(
    newsroom: Newsroom, corrects: str
) -> None:
    first = say(newsroom, wording({newsroom.service(): MAJOR}))
    other = say(newsroom, wording({newsroom.service("Mail"): MAJOR}, title="Mail fails"))
    named = other.update_public_id if corrects == "another" else corrects
    with pytest.raises(RuleBroken, match="has no update") as refused:
        say(newsroom, wording({}, body="Right."), first, corrects=named)
    assert refused.value.field == "corrects"
    with pytest.raises(RuleBroken, match="has no update"):
        say(newsroom, wording({}, body="Right."), None, corrects=first.update_public_id)


def test_a_correction_that_is_taken_back_lets_the_words_stand(newsroom: Newsroom) -> None:
    wrong = say(newsroom, wording({newsroom.service(): MAJOR}))
    settle(newsroom, a=DeliveryState.SENT)
    said = say(newsroom, wording({}, body="Right."), wrong, corrects=wrong.update_public_id)
    with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(update(DISPATCH).values(held_until_us=unit.now_us + 1))
    newsroom.do(take_back, TakeBack(said.update_public_id))
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        marks = unit.connection.execute(select(DISPATCH.c.corrected_by)).scalars().all()
    assert marks == [None, None]


def test_the_desk_opens_the_correction_of_an_update(newsroom: Newsroom) -> None:
    service = newsroom.service()
    wrong = say(newsroom, wording({service: MAJOR}, body="Your data is lost."))
    settle(newsroom, a=DeliveryState.SENT, c=DeliveryState.FAILED, d=DeliveryState.SENT)
    newsroom.clock.forward(60)
    say(newsroom, wording({service: MAJOR}, body="We are on it."), wrong)
    view = newsroom.ask(EDITOR, EditorAsk(corrects=wrong.update_public_id))
    assert (view.notice_id, view.incident.id) == (None, wrong.incident_id)
    assert (view.corrects.update, view.corrects.number) == (wrong.update_public_id, 1)
    assert (view.corrects.recipients, view.wording.body) == (2, "We are on it.")
    draft = SaveDraft(None, wrong.incident_id, 0, view.wording, wrong.update_public_id)
    saved = newsroom.do(save_draft, draft)
    again = newsroom.ask(EDITOR, EditorAsk(corrects=wrong.update_public_id))
    assert (again.notice_id, again.corrects) == (saved.notice_id, view.corrects)


def test_what_is_written_for_everybody_does_not_become_a_correction(newsroom: Newsroom) -> None:
    wrong = say(newsroom, wording({newsroom.service(): MAJOR}))
    newsroom.do(save_draft, SaveDraft(None, wrong.incident_id, 0, wording({}, body="A draft.")))
    with pytest.raises(RuleBroken, match="is being written already"):
        newsroom.ask(EDITOR, EditorAsk(corrects=wrong.update_public_id))
    with pytest.raises(RuleBroken, match="is gone"):
        newsroom.ask(EDITOR, EditorAsk(corrects="nothing"))
