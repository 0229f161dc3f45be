"""A correction goes to exactly those whom the wrong words reached, may reach, or may have reached.

What really was handed over is written down by the test as a provider would, from real claims.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from statusboard.domain.delivery import DeliveryState, Lane
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import Announcement, Extent, SubscriberState, Wishes
from statusboard.storage import outbox
from statusboard.storage.channels import add_channel
from statusboard.storage.claims import Settled, claim, settle
from statusboard.storage.corrections import forget_correction, mark_corrected
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import NewSubscriber, add_subscriber, set_state
from statusboard.storage.tables import DELIVERY, DISPATCH
from statusboard.storage.unit import Unit
from tests.fixtures.history import COLLECTOR

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
ME = "a dispatcher"
PEOPLE = 4
SENT, MAY, FAILED = DeliveryState.SENT, DeliveryState.MAY_HAVE_ARRIVED, DeliveryState.FAILED


@dataclass
class Incident:
    """One incident, its readers, and what each was handed: texts are the numbers of updates."""

    unit: Unit
    channel_id: int
    readers: list[int]
    incident_id: int | None = None
    updates: list[int] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    had: dict[int, set[int]] = field(default_factory=dict)
    told_of: list[tuple[int, int]] = field(default_factory=list)  # (correction, corrected)

    def say(self, corrects: int | None = None) -> set[int]:
        """Publishes an update; who has a row of it."""
        code = "" if corrects is None else self.codes[corrects]
        new = NewUpdate(Wording(title="Trouble"), Impact.MAJOR, {}, corrects=code)
        self.incident_id, public_id = append_update(self.unit, self.incident_id, new)
        update_id = outbox.update_id_of(self.unit, public_id)
        self.codes[update_id] = public_id
        announcement = Announcement(self.incident_id, corrects=corrects)
        dispatch = outbox.Dispatch(update_id, 0, Lane.INCIDENT, 0, 0)
        found = outbox.audiences(self.unit, announcement)
        outbox.open_dispatch(self.unit, announcement, dispatch, recipients=0)
        for audience in found:
            text = outbox.freeze_message(self.unit, update_id, audience, str(update_id))
            outbox.enqueue(self.unit, announcement, dispatch, audience, text)
        if corrects is not None:
            mark_corrected(self.unit, corrects, by=update_id)
            self.told_of.append((update_id, corrects))
        self.updates.append(update_id)
        rows = select(DELIVERY.c.subscriber_id).where(DELIVERY.c.update_id == update_id)
        return set(self.unit.connection.execute(rows).scalars())

    def send(self, outcomes: dict[int, str]) -> None:
        """Hands over what each reader's outcome says, as a dispatcher does."""
        until = NOW + timedelta(hours=1)
        taken = claim(self.unit, self.channel_id, by=ME, until=until, limit=99)
        settled = []
        for one in taken:
            reader = outbox.subscriber_of(self.unit, one.id)
            assert reader is not None
            outcome = outcomes[reader]
            texts = {int(text) for text in (one.content, *one.missed)}
            wrong = {corrected for _, corrected in self.told_of}
            assert not texts & wrong, "wrong words were said once more"
            if outcome in ("sent", "may", "hangs"):
                self.had.setdefault(reader, set()).update(texts)
            if outcome == "waits":
                settled.append(Settled(one.id, one.before, due_at=NOW))
            elif outcome == "busy":
                later = NOW + timedelta(minutes=1)
                settled.append(Settled(one.id, DeliveryState.RETRYING, due_at=later))
            elif outcome != "hangs":
                state = {"sent": SENT, "may": MAY, "refused": FAILED}[outcome]
                settled.append(Settled(one.id, state))
        settle(self.unit, ME, settled)

    def would_say(self, reader: int) -> set[int]:
        """The texts of a message that waits for a reader, if there is one."""
        rows = self.unit.connection.execute(
            select(DELIVERY.c.update_id, DELIVERY.c.state)
            .where(DELIVERY.c.subscriber_id == reader)
            .order_by(DELIVERY.c.id.desc())
        ).all()
        waits = {DeliveryState.QUEUED, DeliveryState.RETRYING}
        if not any(DeliveryState(row.state) in waits for row in rows):
            return set()
        said = set()
        for row in rows:
            if row.state == SENT.value:
                break
            if row.state != FAILED.value:
                said.add(row.update_id)
        return said - {corrected for _, corrected in self.told_of}


OUTCOME = st.sampled_from(["sent", "may", "refused", "busy", "waits", "hangs"])
STEP = st.tuples(
    st.integers(0, 5),  # which update is corrected, if so many were said; otherwise one more is
    st.lists(OUTCOME, min_size=PEOPLE, max_size=PEOPLE),
    st.integers(0, 3 * PEOPLE),  # who leaves before the next one
)


# Without shrinking: on a busy machine it takes minutes, and the stories are short anyway.
@settings(
    max_examples=20,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(story=[(0, ["sent", "sent", "sent", "busy"], 0), (0, ["sent"] * PEOPLE, 0)])
@example(
    story=[
        (1, ["waits", "busy", "may", "hangs"], 7),
        (0, ["hangs", "sent", "sent", "waits"], 0),
        (0, ["hangs", "sent", "sent", "waits"], 7),
        (0, ["hangs", "sent", "sent", "waits"], 7),
    ]
)
@given(story=st.lists(STEP, min_size=2, max_size=6))
def test_a_correction_is_told_to_exactly_those(
    database: Database, story: list[tuple[int, list[str], int]]
) -> None:
    with database.engine.connect() as connection, connection.begin() as transaction:
        unit = Unit(connection, NOW, COLLECTOR)
        channel_id = add_channel(unit, name="mail", kind="email", config={}).id
        wishes = (Wishes(), Wishes(extent=Extent.START_END))
        readers = [
            add_subscriber(
                unit,
                NewSubscriber(
                    channel_id, f"{n}@b.example", f"{n}", wishes[n % 2], SubscriberState.ACTIVE
                ),
            )
            for n in range(PEOPLE)
        ]
        here = Incident(unit, channel_id, readers)
        here.say()
        left: set[int] = set()
        for which, outcomes, leaver in story:
            here.send(dict(zip(readers, outcomes, strict=True)))
            if leaver < PEOPLE:
                set_state(unit, readers[leaver], SubscriberState.LEFT)
                left.add(readers[leaver])
            if which >= len(here.updates):
                here.say()
                continue
            wrong = here.updates[which]
            expected = {
                reader
                for reader in readers
                if wrong in here.had.get(reader, set()) | here.would_say(reader)
            } - left
            assert here.say(corrects=wrong) == expected
        transaction.rollback()


def test_words_that_were_corrected_twice_stand_again_only_when_neither_is_told(
    database: Database,
) -> None:
    with database.engine.connect() as connection, connection.begin() as transaction:
        unit = Unit(connection, NOW, COLLECTOR)
        channel_id = add_channel(unit, name="mail", kind="email", config={}).id
        reader = NewSubscriber(channel_id, "a@b.example", "1", Wishes(), SubscriberState.ACTIVE)
        here = Incident(unit, channel_id, [add_subscriber(unit, reader)])
        here.say()
        wrong = here.updates[0]
        here.say(corrects=wrong)
        here.say(corrects=wrong)
        _, first, second = here.updates
        assert _corrected_by(unit, wrong) == first
        outbox.take_back(unit, first)
        forget_correction(unit, first)
        assert _corrected_by(unit, wrong) == second
        outbox.take_back(unit, second)
        forget_correction(unit, second)
        assert _corrected_by(unit, wrong) is None
        transaction.rollback()


def _corrected_by(unit: Unit, update_id: int) -> int | None:
    by = select(DISPATCH.c.corrected_by).where(DISPATCH.c.update_id == update_id)
    return unit.connection.scalar(by)
