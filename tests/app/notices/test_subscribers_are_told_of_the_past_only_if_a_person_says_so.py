"""Who hears of what is over: everybody of an end, whoever a person chose of what is long past."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from statusboard.app.notices.commands import publish
from statusboard.app.notices.inputs import Publish, Published
from statusboard.app.notices.queries import REVIEW, ReviewAsk
from statusboard.app.notices.reach import REACH
from statusboard.domain.notice import Wording
from statusboard.domain.status import OF_INCIDENTS
from statusboard.domain.subscriber import Extent, SubscriberState, Wishes
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.subscribers import NewSubscriber, add_subscriber, set_state
from statusboard.storage.tables import DELIVERY
from tests.fixtures.speaking import COLLECTOR, GOOD, MINUTE, NOON, PARTIAL, Newsroom, wording

INVESTIGATING, IDENTIFIED, MONITORING, RESOLVED, POSTMORTEM = OF_INCIDENTS
ALL, ENDS = "all@b.example", "ends@b.example"


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Iterator[Newsroom]:
    """A desk with two readers: one of everything, one of starts and ends alone."""
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    with database.writing(NOON, COLLECTOR) as unit:
        add_channel(unit, name="mail", kind="email", config={})
    comes(newsroom, ALL)
    comes(newsroom, ENDS, Wishes(extent=Extent.START_END))
    return newsroom


def comes(newsroom: Newsroom, address: str, wishes: Wishes | None = None) -> int:
    with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        active = SubscriberState.ACTIVE
        new = NewSubscriber(1, address, address, wishes or Wishes(), active)
        return add_subscriber(unit, new)


def say(
    newsroom: Newsroom,
    new: Wording,
    said: Published | None = None,
    *,
    tell: bool | None = None,
) -> Published:
    newsroom.clock.forward(MINUTE)
    saved = newsroom.draft(new, incident_id=said.incident_id if said is not None else None)
    published: Published = newsroom.do(
        publish, Publish(saved.notice_id, saved.revision, "as it is", tell=tell)
    )
    return published


def heard(newsroom: Newsroom, said: Published) -> set[str]:
    """Who is told of the newest update."""
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        asked = select(DELIVERY.c.address, DELIVERY.c.update_id).where(
            DELIVERY.c.incident_id == said.incident_id
        )
        rows = unit.connection.execute(asked).all()
    newest = max((row.update_id for row in rows), default=0)
    return {row.address for row in rows if row.update_id == newest}


def past(ended_at: datetime, **more: Any) -> Wording:
    return wording(
        {}, status=RESOLVED, started_at=ended_at - 30 * MINUTE, ended_at=ended_at, **more
    )


def usual(newsroom: Newsroom, new: Wording, said: Published | None = None) -> bool | None:
    saved = newsroom.draft(new, incident_id=said.incident_id if said is not None else None)
    tells = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision)).tells
    assert tells is None or isinstance(tells, bool)
    return tells


def test_what_was_over_an_hour_ago_is_told_and_what_is_long_over_is_not(
    newsroom: Newsroom,
) -> None:
    hour, days = NOON - 60 * MINUTE, NOON - timedelta(days=3)
    assert usual(newsroom, past(hour)) is True
    assert usual(newsroom, past(days, title="Days ago")) is False

    assert heard(newsroom, say(newsroom, past(hour))) == {ALL, ENDS}
    assert heard(newsroom, say(newsroom, past(days, title="Days ago"))) == set()


def test_a_person_may_say_otherwise(newsroom: Newsroom) -> None:
    days = past(NOON - timedelta(days=3))

    assert heard(newsroom, say(newsroom, days, tell=True)) == {ALL, ENDS}
    hour = past(NOON - 60 * MINUTE, title="An hour ago")
    assert heard(newsroom, say(newsroom, hour, tell=False)) == set()


def test_nobody_can_be_silent_about_what_people_were_told_of(newsroom: Newsroom) -> None:
    said = say(newsroom, wording({}))
    over = wording({}, status=RESOLVED, body="It is over.")
    assert usual(newsroom, over, said) is None

    for new, before in ((over, said), (wording({}, title="Another"), None)):
        with pytest.raises(RuleBroken, match="is told how it goes on") as refused:
            say(newsroom, new, before, tell=False)
        assert refused.value.field == "tell"


def test_more_words_about_the_past_go_to_nobody_either_until_somebody_was_told(
    newsroom: Newsroom,
) -> None:
    days = past(NOON - timedelta(days=3))
    said = say(newsroom, days)
    more = replace(days, status=POSTMORTEM, body="How it came about.")
    assert usual(newsroom, more, said) is False

    assert heard(newsroom, say(newsroom, more, said)) == set()
    again = replace(days, body="Payments failed for 30 minutes.")
    assert heard(newsroom, say(newsroom, again, said, tell=True)) == {ALL, ENDS}
    assert usual(newsroom, replace(more, body="More of it."), said) is None


def test_a_postmortem_goes_to_whoever_wants_every_update(newsroom: Newsroom) -> None:
    gone = comes(newsroom, "gone@b.example")
    said = say(newsroom, wording({}))
    assert heard(newsroom, said) == {ALL, ENDS, "gone@b.example"}
    say(newsroom, wording({}, status=RESOLVED, body="It is over."), said)
    with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        set_state(unit, gone, SubscriberState.LEFT)
    comes(newsroom, "new@b.example", Wishes(extent=Extent.START_END))
    looked_back = wording({}, status=POSTMORTEM, body="How it came about.")
    saved = newsroom.draft(looked_back, incident_id=said.incident_id)
    reach = newsroom.ask(REACH, ReviewAsk(saved.notice_id, saved.revision))

    assert heard(newsroom, say(newsroom, looked_back, said)) == {ALL}
    assert reach.total == 1


def test_whoever_was_told_the_end_is_told_that_it_is_taken_back(newsroom: Newsroom) -> None:
    service = newsroom.service()
    newsroom.measures(service, (NOON - 60 * MINUTE, GOOD))
    said = say(newsroom, wording({service: PARTIAL}))
    say(newsroom, wording({service: GOOD}, status=IDENTIFIED, body="We know why."), said)
    assert heard(newsroom, said) == {ALL}
    say(newsroom, wording({service: GOOD}, status=RESOLVED, body="It is over."), said)
    assert heard(newsroom, said) == {ALL, ENDS}

    again = wording({service: PARTIAL}, status=IDENTIFIED, body="It fails again.")
    assert heard(newsroom, say(newsroom, again, said)) == {ALL, ENDS}
    more = wording({service: PARTIAL}, status=IDENTIFIED, body="It still fails.")
    assert heard(newsroom, say(newsroom, more, said)) == {ALL}
