"""The outbox: who gets a published update, chosen by SQL, a row for each; and its claims.

A transactional outbox: the rows are written with the update they are about, and sent afterwards,
at least once. `domain.subscriber.is_told` says the same of one subscriber at a time.
"""

from dataclasses import dataclass

from sqlalchemy import (
    and_,
    func,
    insert,
    literal,
    select,
    update,
)

from statusboard.domain.delivery import DeliveryState, Lane
from statusboard.domain.page import MAIN
from statusboard.domain.subscriber import Announcement
from statusboard.storage.closings import WAITING, supersede
from statusboard.storage.delivery_states import in_state
from statusboard.storage.inside_lists import PAGE_TEXT, reads, text_of_reader
from statusboard.storage.recipients import told
from statusboard.storage.rows import must_exist
from statusboard.storage.tables import (
    DELIVERY,
    DISPATCH,
    INCIDENT_UPDATE,
    INSIDE_LIST,
    MESSAGE,
    SUBSCRIBER,
)
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One update on its way. Messages wait until the page shows `generation`, or `ready_us`.

    It can be taken back until `held_until_us`.
    """

    update_id: int
    generation: int
    lane: Lane
    ready_us: int
    held_until_us: int


@dataclass(frozen=True, slots=True)
class Audience:
    """Recipients who get the same text: one channel, one language, one of an update's texts."""

    channel_id: int
    language: str
    count: int
    text: str = PAGE_TEXT


def audiences(unit: Unit, announcement: Announcement) -> tuple[Audience, ...]:
    """How many would be told, by channel, language and text."""
    which = (SUBSCRIBER.c.channel_id, SUBSCRIBER.c.language)
    counted = (
        select(*which, func.count(), text_of_reader().label("reads"))
        .where(told(unit, announcement))
        .outerjoin_from(SUBSCRIBER, INSIDE_LIST, INSIDE_LIST.c.id == SUBSCRIBER.c.list_id)
        .group_by(*which, "reads")
        .order_by(*which, "reads")
    )
    return tuple(Audience(*row) for row in unit.connection.execute(counted))


def open_dispatch(
    unit: Unit, announcement: Announcement, dispatch: Dispatch, *, recipients: int
) -> None:
    """Writes down that an update is on its way to so many."""
    unit.connection.execute(
        insert(DISPATCH).values(
            update_id=dispatch.update_id,
            incident_id=announcement.incident_id,
            generation=dispatch.generation,
            ready_us=dispatch.ready_us,
            held_until_us=dispatch.held_until_us,
            recipients=recipients,
        )
    )


def freeze_message(
    unit: Unit, update_id: int, audience: Audience, content: str, page_id: int = MAIN
) -> int:
    """The id of the text, as it is said to all of an audience of a page."""
    frozen = unit.connection.execute(
        insert(MESSAGE)
        .values(
            update_id=update_id,
            channel_id=audience.channel_id,
            language=audience.language,
            text=audience.text,
            content=content,
            page_id=page_id,
        )
        .returning(MESSAGE.c.id)
    )
    return int(frozen.scalar_one())


def enqueue(
    unit: Unit,
    announcement: Announcement,
    dispatch: Dispatch,
    audience: Audience,
    message_id: int,
) -> int:
    """A row for each recipient of an audience; how many.

    What was still waiting to be told of the same incident is superseded: whoever is behind gets
    one message that says it all.
    """
    chosen = and_(
        told(unit, announcement, before=dispatch.update_id),
        SUBSCRIBER.c.channel_id == audience.channel_id,
        SUBSCRIBER.c.language == audience.language,
        reads(audience.text),
    )
    rows = select(
        literal(message_id),
        literal(announcement.incident_id),
        SUBSCRIBER.c.channel_id,
        SUBSCRIBER.c.id,
        literal(dispatch.update_id),
        SUBSCRIBER.c.address,
        literal(DeliveryState.QUEUED.value),
        literal(int(dispatch.lane)),
        literal(unit.now_us),
        literal(unit.now_us),
    ).where(chosen)
    columns = [
        *("message_id", "incident_id", "channel_id", "subscriber_id", "update_id"),
        *("address", "state", "lane", "due_us", "at_us"),
    ]
    written = insert(DELIVERY).from_select(columns, rows)
    options = {"preserve_rowcount": True}
    count = unit.connection.execute(written, execution_options=options).rowcount
    said = DELIVERY.alias("said")
    told_now = (
        select(said.c.id)
        .where(
            said.c.update_id == dispatch.update_id,
            said.c.channel_id == DELIVERY.c.channel_id,
            said.c.subscriber_id == DELIVERY.c.subscriber_id,
        )
        .exists()
    )
    for update_id in _updates_before(unit, announcement.incident_id, dispatch.update_id):
        earlier = (DELIVERY.c.update_id == update_id) & (
            DELIVERY.c.channel_id == audience.channel_id
        )
        supersede(unit, earlier & told_now)
    return count


def _updates_before(unit: Unit, incident_id: int, update_id: int) -> tuple[int, ...]:
    """The updates of an incident that were given to the outbox before that one."""
    before = select(DISPATCH.c.update_id).where(
        DISPATCH.c.incident_id == incident_id, DISPATCH.c.update_id < update_id
    )
    return tuple(unit.connection.execute(before).scalars())


def take_back(unit: Unit, update_id: int) -> int:
    """Takes back what was not sent yet while it could be; how many messages nobody gets.

    What it had taken the place of is waited with again: nobody is left between the two.
    """
    held = unit.connection.execute(
        update(DISPATCH)
        .where(
            DISPATCH.c.update_id == update_id,
            DISPATCH.c.held_until_us > unit.now_us,
            DISPATCH.c.taken_back_us.is_(None),
        )
        .values(taken_back_us=unit.now_us)
    )
    if not held.rowcount:
        return 0
    taken, earlier = DELIVERY.alias("taken"), DELIVERY.c
    in_its_place = (
        select(taken.c.id)
        .where(
            taken.c.update_id == update_id,
            taken.c.incident_id == earlier.incident_id,
            taken.c.subscriber_id == earlier.subscriber_id,
            taken.c.at_us == earlier.at_us,  # both were written when the update was published
        )
        .exists()
    )
    unit.connection.execute(
        update(DELIVERY)
        .where(
            earlier.update_id != update_id,
            earlier.state == DeliveryState.SUPERSEDED.value,
            in_its_place,
        )
        .values(state=DeliveryState.QUEUED.value)
    )
    return unit.connection.execute(
        update(DELIVERY)
        .where(DELIVERY.c.update_id == update_id, in_state(DELIVERY, *WAITING))
        .values(state=DeliveryState.SUPERSEDED.value, at_us=unit.now_us, reason="taken back")
    ).rowcount


def was_taken_back(unit: Unit, public_id: str) -> bool:
    """Whether nobody was told of an update because it was taken back."""
    wanted = select(DISPATCH.c.taken_back_us).join(INCIDENT_UPDATE)
    found = unit.connection.scalar(wanted.where(INCIDENT_UPDATE.c.public_id == public_id))
    return found is not None


def subscriber_of(unit: Unit, delivery_id: int) -> int | None:
    """Whom a row is for; None where the address was erased."""
    wanted = select(DELIVERY.c.subscriber_id).where(DELIVERY.c.id == delivery_id)
    found = unit.connection.scalar(wanted)
    return None if found is None else int(found)


def update_id_of(unit: Unit, public_id: str) -> int:
    """The row of an update. Raises RuleBroken where there is none."""
    wanted = select(INCIDENT_UPDATE.c.id).where(INCIDENT_UPDATE.c.public_id == public_id)
    found = unit.connection.scalar(wanted)
    must_exist(int(found is not None), "update")
    assert found is not None
    return int(found)
