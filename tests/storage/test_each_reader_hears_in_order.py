"""One reader's messages about one incident: in order, each once, and none when nobody wants it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from statusboard.app.delivery.announce import announce
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact, IncidentStatus
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.channels import add_channel, remove_channel
from statusboard.storage.claim_texts import Claim
from statusboard.storage.claims import Settled, claim, settle
from statusboard.storage.database import Database
from statusboard.storage.due import next_due
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import (
    NewSubscriber,
    add_subscriber,
    erase_subscribers,
    set_state,
)
from statusboard.storage.tables import DELIVERY, SUBSCRIBER
from statusboard.storage.unit import Unit
from tests.fixtures.history import COLLECTOR

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
LASTS = timedelta(minutes=5)
QUEUED, SENT, FAILED = DeliveryState.QUEUED, DeliveryState.SENT, DeliveryState.FAILED
RETRYING, SUPERSEDED = DeliveryState.RETRYING, DeliveryState.SUPERSEDED
DOUBT, SENDING = DeliveryState.MAY_HAVE_ARRIVED, DeliveryState.SENDING


@dataclass
class Post:
    """One reader on one channel, and the hands of a dispatcher."""

    database: Database
    now: datetime = NOW
    incident_id: int | None = None

    def write(self, change: Callable[[Unit], object]) -> None:
        with self.database.writing(self.now, COLLECTOR) as unit:
            change(unit)

    def say(self, body: str, status: IncidentStatus = IncidentStatus.IDENTIFIED) -> None:
        with self.database.writing(self.now, COLLECTOR) as unit:
            new = NewUpdate(Wording(title="Trouble", body=body, status=status), Impact.MAJOR, {})
            self.incident_id, _ = append_update(unit, self.incident_id, new)
            assert announce(unit, self.incident_id, 0) == 1

    def take(self, by: str = "one") -> tuple[Claim, ...]:
        with self.database.writing(self.now, COLLECTOR) as unit:
            return claim(unit, 1, by=by, until=self.now + LASTS, limit=10)

    def settle(self, row: Claim, state: DeliveryState, *, again: float = 0) -> None:
        due = self.now + timedelta(seconds=again) if again else None
        with self.database.writing(self.now, COLLECTOR) as unit:
            settle(unit, "one", [Settled(row.id, state, due_at=due)])

    @property
    def states(self) -> list[str]:
        with self.database.reading(self.now) as unit:
            rows = unit.connection.execute(select(DELIVERY.c.state).order_by(DELIVERY.c.id))
            return list(rows.scalars())

    @property
    def waits(self) -> bool:
        with self.database.reading(self.now) as unit:
            return bool(next_due(unit))


@pytest.fixture
def post(database: Database) -> Post:
    made = Post(database)
    with database.writing(NOW, COLLECTOR) as unit:
        channel = add_channel(unit, name="mail", kind="email", config={})
        reader = "a@b.example"
        active = SubscriberState.ACTIVE
        add_subscriber(unit, NewSubscriber(channel.id, reader, reader, Wishes(), active))
    return made


@pytest.mark.parametrize("state", [RETRYING, QUEUED])
def test_what_fails_after_a_later_word_was_published_is_said_with_that_word(
    post: Post, state: DeliveryState
) -> None:
    post.say("first")
    (first,) = post.take()
    post.say("over", IncidentStatus.RESOLVED)
    assert post.take() == ()
    post.settle(first, state, again=60)
    (last,) = post.take()
    assert "over" in last.content
    assert [("first" in text) for text in last.missed] == [True]
    post.settle(last, SENT)
    post.now += timedelta(hours=1)
    assert post.take() == ()
    assert post.states == [SUPERSEDED, SENT]


@pytest.mark.parametrize("is_before", [True, False])
def test_a_doubtful_message_is_not_tried_again_after_a_later_word(
    post: Post, is_before: bool
) -> None:
    post.say("first")
    (first,) = post.take()
    if is_before:
        post.settle(first, DOUBT, again=60)
    post.say("over", IncidentStatus.RESOLVED)
    if not is_before:
        post.settle(first, DOUBT, again=60)
    (last,) = post.take()
    assert [("first" in text) for text in last.missed] == [True]
    post.settle(last, SENT)
    post.now += timedelta(hours=1)
    assert post.take() == ()
    assert not post.waits
    assert post.states == [DOUBT, SENT]


def test_what_a_dead_dispatcher_had_is_said_with_a_later_word(post: Post) -> None:
    post.say("first")
    post.take("dead")
    post.say("over", IncidentStatus.RESOLVED)
    assert post.take() == ()
    post.now += LASTS
    taken = (*post.take(), *post.take())
    (last,) = taken
    assert "over" in last.content
    assert [("first" in text) for text in last.missed] == [True]
    assert post.states == [DOUBT, SENDING]


def test_a_row_that_ends_the_program_each_time_is_parked(post: Post) -> None:
    post.say("first")
    for _ in range(5):
        assert len(post.take("dead")) == 1
        post.now += LASTS
    assert post.take() == ()
    assert not post.waits
    assert post.states == [DOUBT]


def test_a_row_that_is_given_back_was_not_tried(post: Post) -> None:
    post.say("first")
    for _ in range(3):
        (row,) = post.take()
        assert (row.attempts, row.before) == (0, QUEUED)
        back = Settled(row.id, row.before, due_at=post.now, was_tried=False)
        post.write(lambda unit, back=back: settle(unit, "one", [back]))  # type: ignore[misc]


def test_who_left_or_was_erased_while_an_update_was_published_is_told_nothing(post: Post) -> None:
    """As another connection sees it, whose rows are not there yet when somebody leaves."""
    post.say("first")
    left = update(SUBSCRIBER).values(state=SubscriberState.LEFT.value)
    post.write(lambda unit: unit.connection.execute(left))
    assert post.take() == ()
    assert post.states == [FAILED]
    post.write(lambda unit: unit.connection.execute(delete(SUBSCRIBER)))
    queued = update(DELIVERY).values(state="queued")
    post.write(lambda unit: unit.connection.execute(queued))
    assert post.take() == ()
    with post.database.reading(post.now) as unit:
        (row,) = unit.connection.execute(select(DELIVERY.c.address, DELIVERY.c.subscriber_id))
    assert tuple(row) == ("", None)


def test_a_word_that_was_said_with_a_later_one_is_not_said_again(post: Post) -> None:
    post.say("first")
    post.say("second")
    (row,) = post.take()
    assert len(row.missed) == 1
    post.settle(row, SENT)
    post.say("over", IncidentStatus.RESOLVED)
    (last,) = post.take()
    assert last.missed == ()


def leave(unit: Unit) -> None:
    set_state(unit, 1, SubscriberState.LEFT)


def erase(unit: Unit) -> None:
    erase_subscribers(unit, [1])


def remove(unit: Unit) -> None:
    remove_channel(unit, 1)


@pytest.mark.parametrize("goes", [leave, erase, remove])
@pytest.mark.parametrize("begun", [None, RETRYING, DOUBT])
def test_whoever_goes_is_sent_nothing_more(
    post: Post, goes: Callable[[Unit], None], begun: DeliveryState | None
) -> None:
    post.say("first")
    if begun is not None:
        post.settle(post.take()[0], begun, again=60)
    post.write(goes)
    post.now += timedelta(hours=1)
    assert not post.waits
    assert post.take() == ()
    assert post.states == [DOUBT if begun is DOUBT else FAILED]


@pytest.mark.parametrize("goes", [leave, erase, remove])
@pytest.mark.parametrize(
    ("becomes", "shown"), [(SENT, SENT), (RETRYING, FAILED), (DOUBT, DOUBT), (None, DOUBT)]
)
def test_a_message_on_its_way_to_whoever_goes_is_the_last(
    post: Post,
    goes: Callable[[Unit], None],
    becomes: DeliveryState | None,
    shown: DeliveryState,
) -> None:
    post.say("first")
    (row,) = post.take()
    post.write(goes)
    if becomes is not None:
        post.settle(row, becomes, again=0 if becomes is SENT else 60)
    post.now += timedelta(hours=1)
    assert not post.waits
    assert post.take() == ()
    assert post.states == [shown]
