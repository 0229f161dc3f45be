"""What is said before publishing is what publishing then writes, on both databases."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from statusboard.app.delivery.announce import LARGE
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.reach import reach_of
from statusboard.app.notices.asks import ReviewAsk
from statusboard.app.notices.commands import discard_draft, publish, save_draft
from statusboard.app.notices.inputs import DiscardDraft, Publish, SaveDraft
from statusboard.app.notices.reach import REACH
from statusboard.channels.base import Outgoing, Preview
from statusboard.domain.channel import Price
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.inside_list import ListText
from statusboard.domain.sms import segmented
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import Extent, SubscriberState, Wishes
from statusboard.domain.views.reach import ChannelReach, ReachView
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.incidents import read_incident
from statusboard.storage.inside_lists import add_list
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY, DISPATCH, SUBSCRIBER
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, MAJOR, Newsroom, wording

MAIL = {"host": "127.0.0.1", "security": "none", "sender": "a@northwind.example"}


class Room(Newsroom):
    """A newsroom with channels, and people on them."""

    def channel(self, name: str, kind: str = "email", **config: object) -> int:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            return add_channel(unit, name=name, kind=kind, config={**MAIL, **config}).id

    def add(
        self,
        channel_id: int,
        address: str,
        wishes: Wishes = Wishes(),  # noqa: B008 - frozen
        state: SubscriberState = SubscriberState.ACTIVE,
    ) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            add_subscriber(unit, NewSubscriber(channel_id, address, address, wishes, state))

    def crowd(self, channel_id: int, count: int) -> None:
        """Many at once; the first is written as others are, and the rest after it."""
        self.add(channel_id, "first@crowd.example")
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            first = select(SUBSCRIBER).where(SUBSCRIBER.c.address == "first@crowd.example")
            row = dict(unit.connection.execute(first).one()._mapping)
            del row["id"]
            texts = [name for name, value in row.items() if value == "first@crowd.example"]
            more = [
                {**row, **dict.fromkeys(texts, f"{number}@crowd.example")}
                for number in range(count - 1)
            ]
            unit.connection.execute(insert(SUBSCRIBER), more)

    def reach(self, saved: object) -> ReachView:
        view: ReachView = self.ask(REACH, ReviewAsk(saved.notice_id, saved.revision))  # type: ignore[attr-defined]
        return view

    def enqueued(self) -> dict[int, int]:
        """How many rows the newest publication wrote, by channel."""
        with self.database.reading(self.clock.now()) as unit:
            rows = unit.connection.execute(
                select(DELIVERY.c.channel_id, func.count())
                .join(DISPATCH, DISPATCH.c.update_id == DELIVERY.c.update_id)
                .where(
                    DELIVERY.c.update_id == select(func.max(DISPATCH.c.update_id)).scalar_subquery()
                )
                .group_by(DELIVERY.c.channel_id)
            )
            return {row[0]: row[1] for row in rows}


@pytest.fixture
def room(database: Database, tmp_path: Path) -> Room:
    made = Room(database)
    made.publishes_to(tmp_path / "site")
    return made


def counts(view: ReachView) -> dict[int, int]:
    return {one.channel_id: one.count for one in view.channels if one.count}


def test_it_says_exactly_who_is_then_told(room: Room) -> None:
    checkout, search = room.service("Checkout API"), room.service("Search")
    mail, more, empty = room.channel("mail"), room.channel("more"), room.channel("empty")
    pigeon = room.channel("old", "pigeon")
    named = Wishes(everything=False, services=frozenset({checkout}))
    other = Wishes(everything=False, services=frozenset({search}))
    for channel_id in (mail, more, pigeon):
        room.add(channel_id, "all@a.example")
        room.add(channel_id, "named@a.example", named)
        room.add(channel_id, "other@a.example", other)
        room.add(channel_id, "left@a.example", state=SubscriberState.LEFT)
    room.add(mail, "ends@a.example", replace(named, extent=Extent.START_END))
    saved = room.draft(wording({checkout: MAJOR}))
    view = room.reach(saved)
    assert counts(view) == {mail: 3, more: 2}
    assert [one.channel_id for one in view.channels] == [mail, more, empty]
    assert (view.total, view.brake_s, view.waiting) == (5, 0.0, 0)
    room.publish(wording({checkout: MAJOR}))
    assert room.enqueued() == counts(view)


def test_later_updates_and_the_end_reach_whom_they_are_for(room: Room) -> None:
    checkout, search = room.service("Checkout API"), room.service("Search")
    mail = room.channel("mail")
    room.add(mail, "all@a.example")
    ends = Wishes(everything=False, services=frozenset({checkout}), extent=Extent.START_END)
    room.add(mail, "ends@a.example", ends)
    first = room.publish(wording({checkout: MAJOR}))
    waits = Wishes(everything=False, until_fixed=frozenset({first.incident_id}))
    room.add(mail, "caller@a.example", waits)
    room.add(mail, "unsure@a.example", waits, SubscriberState.UNCONFIRMED)
    # The next update names another service: who heard of the first one is still told.
    steps = (
        (IncidentStatus.IDENTIFIED, {search: MAJOR}, 1),
        (IncidentStatus.RESOLVED, {}, 3),
    )
    for status, named, told in steps:
        room.clock.forward(60)
        text = wording(named, status=status)
        saved = room.draft(text, incident_id=first.incident_id)
        view = room.reach(saved)
        assert (counts(view), view.waiting) == ({mail: told}, 1)
        room.publish(text, incident_id=first.incident_id)
        assert room.enqueued() == {mail: told}


def test_a_large_send_counts_the_time_in_which_it_can_be_taken_back(room: Room) -> None:
    service, mail = room.service(), room.channel("mail")
    room.crowd(mail, LARGE - 1)
    saved = room.draft(wording({service: MAJOR}))
    assert room.reach(saved).brake_s == 0
    room.add(mail, "last@a.example")
    view = room.reach(saved)
    assert (view.total, view.brake_s) == (LARGE, 10)
    # Four connections, a tenth of a second each: 25 seconds, after ten to take it back.
    assert view.seconds == pytest.approx(35)
    room.publish(wording({service: MAJOR}))
    assert room.enqueued() == {mail: LARGE}


def test_a_channel_that_takes_nothing_says_why_and_one_that_took_something_since_does_not(
    room: Room,
) -> None:
    service, mail = room.service(), room.channel("mail")
    for number in range(3):
        room.add(mail, f"{number}@a.example")
    first = room.publish(wording({service: MAJOR}))
    saved = room.draft(wording({service: MAJOR}), incident_id=first.incident_id)

    def settle(state: DeliveryState, reason: str, *rows: int) -> str:
        room.clock.forward(1)
        with room.database.writing(room.clock.now(), COLLECTOR) as unit:
            ids = list(
                unit.connection.execute(select(DELIVERY.c.id).order_by(DELIVERY.c.id)).scalars()
            )
            values = {"state": state.value, "reason": reason, "attempts": 1, "at_us": unit.now_us}
            for row in rows:
                unit.connection.execute(
                    DELIVERY.update().where(DELIVERY.c.id == ids[row]).values(values)
                )
        (found,) = room.reach(saved).channels
        return found.failing

    assert settle(DeliveryState.RETRYING, "greylisted", 0) == ""
    assert settle(DeliveryState.RETRYING, "it cannot be reached", 0, 1, 2) == "it cannot be reached"
    assert settle(DeliveryState.SENT, "", 1) == ""


def priced(form: str = "short"):
    """Text messages as a kind that nobody else knows."""
    mail = channel_kinds()["email"]
    return replace(
        mail,
        form=form,
        preview=lambda outgoing: Preview(
            "text", outgoing.text, len(segmented(outgoing.text).segments), ("“ costs",)
        ),
        price=lambda _config: Price(Decimal("0.07"), "EUR"),
    )


@ON_SQLITE
def test_what_text_messages_cost_is_counted_by_their_segments(room: Room) -> None:
    service, channel_id = room.service(), room.channel("texts", connections=1)
    other = room.channel("more texts")
    for number in range(10):
        room.add(channel_id, f"{number}")
    room.add(other, "one")
    said = room.publish(wording({service: MAJOR}, body="We look into it. " * 20))
    with room.database.reading(room.clock.now()) as unit:
        incident = read_incident(unit, said.incident_id)
        assert incident is not None
        view = reach_of(unit, incident, kinds={"email": priced()})
    texts, more = view.channels
    assert isinstance(texts, ChannelReach)
    assert (texts.count, texts.parts, texts.notes) == (10, 2, ("“ costs",))
    assert texts.cost == Price(Decimal("1.40"), "EUR")
    assert texts.seconds == pytest.approx(2.0)
    assert view.costs == (Price(Decimal("1.54"), "EUR"),)
    assert more.cost == Price(Decimal("0.14"), "EUR")


@ON_SQLITE
def test_a_channel_that_this_version_cannot_read_is_named_as_failing(room: Room) -> None:
    service, channel_id = room.service(), room.channel("mail", port="twenty-five")
    room.add(channel_id, "a@a.example")
    (found,) = room.reach(room.draft(wording({service: MAJOR}))).channels
    assert (found.count, found.failing) == (1, "Its settings cannot be read by this version.")


@ON_SQLITE
def test_what_is_no_draft_reaches_nobody(room: Room) -> None:
    service = room.service()
    saved = room.draft(wording({service: MAJOR}))
    room.do(discard_draft, DiscardDraft(saved.notice_id))
    with pytest.raises(RuleBroken, match="no longer a draft"):
        room.reach(saved)
    with pytest.raises(RuleBroken, match="no longer exists"):
        room.reach(replace(saved, notice_id=99))


def test_a_correction_reaches_whom_the_wrong_words_reached(room: Room) -> None:
    checkout = room.service("Checkout API")
    mail = room.channel("mail")
    room.add(mail, "had@a.example")
    wrong = room.publish(wording({checkout: MAJOR}))
    room.add(mail, "later@a.example")
    text = wording({checkout: MAJOR}, body="Nothing is lost.")
    given = SaveDraft(None, wrong.incident_id, 0, text, wrong.update_public_id)
    saved = room.do(save_draft, given)
    view = room.reach(saved)
    assert (view.total, counts(view)) == (1, {mail: 1})
    room.do(publish, Publish(saved.notice_id, saved.revision, "because"))
    assert room.enqueued() == counts(view)


def test_people_inside_and_readers_of_two_languages_are_all_counted(room: Room) -> None:
    service, mail = room.service(), room.channel("mail")
    with room.database.writing(room.clock.now(), COLLECTOR) as unit:
        support = add_list(unit, name="support", text=ListText.SUPPORT).id
        for number, (language, list_id) in enumerate(
            [("en", None), ("en", None), ("en", support), ("de", support), ("de", None)]
        ):
            reader = f"{number}@a.example"
            wishes = Wishes(language=language)
            active = SubscriberState.ACTIVE
            new = NewSubscriber(mail, reader, reader, wishes, active, list_id=list_id)
            add_subscriber(unit, new)
    view = room.reach(room.draft(wording({service: MAJOR})))
    assert counts(view) == {mail: 5}
    room.publish(wording({service: MAJOR}))
    assert room.enqueued() == counts(view)


@ON_SQLITE
def test_each_reader_s_own_text_is_what_its_segments_are_counted_by(room: Room) -> None:
    service, mail = room.service(), room.channel("texts", connections=1)
    with room.database.writing(room.clock.now(), COLLECTOR) as unit:
        for reader, language in (("one", "en"), ("zwei", "de")):
            wishes = Wishes(language=language)
            new = NewSubscriber(mail, reader, reader, wishes, SubscriberState.ACTIVE)
            add_subscriber(unit, new)
    said = room.publish(wording({service: MAJOR}))
    seen: list[str] = []

    def preview(outgoing: Outgoing) -> Preview:
        seen.append(outgoing.text)
        return Preview("text", outgoing.text)

    with room.database.reading(room.clock.now()) as unit:
        incident = read_incident(unit, said.incident_id)
        assert incident is not None
        reach_of(unit, incident, kinds={"email": replace(priced(), preview=preview)})
    assert any("Wird untersucht" in text for text in seen)
    assert any("Investigating" in text for text in seen)


def test_what_says_nothing_new_reaches_nobody_before_and_after(room: Room) -> None:
    service, mail = room.service(), room.channel("mail")
    room.add(mail, "a@a.example")
    text = wording({service: MAJOR})
    first = room.publish(text)
    view = room.reach(room.draft(text, incident_id=first.incident_id))
    room.publish(text, incident_id=first.incident_id)
    with room.database.reading(room.clock.now()) as unit:
        dispatches = unit.connection.scalar(select(func.count()).select_from(DISPATCH))
    assert (view.total, dispatches) == (0, 1)
