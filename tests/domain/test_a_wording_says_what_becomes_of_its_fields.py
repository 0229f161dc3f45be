"""Each field of a wording says what becomes of it where it turns into another one."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.notice import Fate, Together, Wording, both_in_one
from statusboard.domain.status import Impact, IncidentStatus
from statusboard.domain.suggestion import follow_up
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, PARTIAL
from tests.fixtures.wordings import VALUES, dropped, full_wording

JOURNEYS = {"published", "followed_up", "merged"}


@pytest.mark.parametrize("name", [each.name for each in fields(Wording)])
def test_every_field_says_what_becomes_of_it_on_every_journey(name: str) -> None:
    (stated,) = (each.metadata for each in fields(Wording) if each.name == name)

    together = stated["together"]
    journeys = {name: fate for name, fate in stated.items() if name != "together"}

    assert set(journeys) == JOURNEYS
    assert all(isinstance(fate, Fate) for fate in journeys.values())
    assert isinstance(together, Together)


def settled(wording: Wording) -> Wording:
    return wording.settled(
        NOON,
        started_at=NOON - 11 * MINUTE,
        ended_at=NOON - MINUTE,
        components={2: GOOD, 1: PARTIAL},
    )


def incident(wording: Wording) -> Incident:
    update = IncidentUpdate("u", NOON, wording)
    return Incident(1, "i", Impact.MAJOR, NOON - MINUTE, None, None, (update,))


def test_publishing_leaves_nothing_to_a_later_moment_and_loses_nothing() -> None:
    before = full_wording()
    after = settled(before)

    assert dropped(before, after, "published") == []
    assert (after.title, after.body) == (VALUES["title"].strip(), VALUES["body"].strip())
    assert (after.next_update_in, after.next_update_at) == (None, NOON + 45 * MINUTE)
    assert list(after.components.items()) == [(1, PARTIAL), (2, GOOD)]
    assert after.started_at == NOON - 11 * MINUTE
    (translation,) = after.translations
    assert translation.body == "Wir haben die Ursache gefunden."
    assert translation.is_of(after.title, after.body)


def test_what_is_settled_stays_as_it_is_when_it_is_settled_again() -> None:
    once = settled(full_wording())

    assert settled(once) == once


def test_a_follow_up_loses_nothing_of_what_was_said_last() -> None:
    before = settled(full_wording())
    after = follow_up(incident(before))

    assert dropped(before, after, "followed_up") == []
    assert after.components == {1: PARTIAL}
    (translation,) = after.translations
    assert (translation.title, translation.body) == (before.translations[0].title, "")
    assert (after.next_update_in, after.next_update_at) == (45 * MINUTE, None)


def test_both_in_one_loses_nothing_of_either() -> None:
    mine = full_wording()
    theirs = Wording("Theirs", IncidentStatus.MONITORING, "Theirs.", {1: GOOD, 3: MAJOR})
    after = both_in_one(mine, theirs)

    assert dropped(mine, after, "merged") == []
    assert after.body == f"{VALUES['body'].strip()}\n\nTheirs."
    assert after.components == {1: MAJOR, 2: GOOD, 3: MAJOR}


def test_the_same_text_of_both_stands_there_once() -> None:
    mine = full_wording()

    assert both_in_one(mine, replace(mine, body=mine.body.strip(), title="Theirs")) == mine


@pytest.mark.parametrize("name", list(VALUES))
def test_a_shape_that_drops_a_field_is_named(name: str) -> None:
    whole = full_wording()
    rest = {key: value for key, value in VALUES.items() if key != name}

    assert dropped(whole, Wording(**rest)) == [name]


def test_a_follow_up_of_an_old_promise_promises_at_least_a_minute() -> None:
    late = replace(settled(full_wording()), next_update_at=NOON - timedelta(hours=1))

    assert follow_up(incident(late)).next_update_in == MINUTE
