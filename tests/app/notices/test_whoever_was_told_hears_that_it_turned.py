"""A text that takes words back and says that it is over, or is not: all who were told hear it."""

from pathlib import Path

import pytest

from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.inputs import Publish, Published, SaveDraft
from statusboard.domain.notice import Wording
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import Wishes
from statusboard.storage.database import Database
from tests.fixtures.joining import Readers, say, withdraw
from tests.fixtures.speaking import GOOD, MAJOR, Newsroom, wording


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Newsroom:
    made = Newsroom(database)
    made.publishes_to(tmp_path / "page")
    made.service()
    return made


@pytest.fixture
def readers(desk: Newsroom) -> Readers:
    return Readers(desk)


def trouble(body: str) -> Wording:
    return wording({1: MAJOR}, body=body)


def over(body: str) -> Wording:
    return wording({1: GOOD}, status=IncidentStatus.RESOLVED, body=body)


def corrects(desk: Newsroom, wrong: Published, text: Wording) -> Published:
    desk.clock.forward(60)
    given = SaveDraft(None, wrong.incident_id, 0, text, wrong.update_public_id)
    saved = desk.do(save_draft, given)
    said: Published = desk.do(publish, Publish(saved.notice_id, saved.revision, "because"))
    return said


def test_a_correction_that_opens_it_again_is_told_to_whoever_heard_the_end(
    desk: Newsroom, readers: Readers
) -> None:
    readers.subscribe("a", Wishes())
    first = say(desk, trouble("Payments fail."))
    readers.subscribe("b", Wishes())
    say(desk, over("Payments work again."), first.incident_id)

    again = corrects(desk, first, trouble("Payments still fail."))

    assert set(readers.told(again.generation)) == {"a", "b"}


def test_a_withdrawal_that_leaves_it_over_is_told_to_whoever_heard_that_it_was_not(
    desk: Newsroom, readers: Readers
) -> None:
    readers.subscribe("a", Wishes())
    first = say(desk, trouble("Payments fail."))
    say(desk, over("Payments work again."), first.incident_id)
    again = say(desk, trouble("Payments fail again."), first.incident_id)
    readers.subscribe("w", Wishes(everything=False, until_fixed=frozenset({first.incident_id})))
    readers.subscribe("b", Wishes())
    more = say(desk, trouble("We look into it."), first.incident_id)
    withdraw(desk, first.incident_id, "This was about another system.", more.update_public_id)

    done = withdraw(desk, first.incident_id, "This was a test.", again.update_public_id)

    assert set(readers.told(done.generation)) == {"a", "b", "w"}


def test_a_correction_of_words_alone_goes_only_to_whom_they_reached(
    desk: Newsroom, readers: Readers
) -> None:
    readers.subscribe("a", Wishes())
    first = say(desk, trouble("Payments fail."))
    readers.subscribe("b", Wishes())

    better = corrects(desk, first, trouble("Some payments fail."))

    assert set(readers.told(better.generation)) == {"a"}
