"""Corrections: whom words reached that are taken back, and that they are said no more."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.update_kind import UpdateKind
from statusboard.storage.tables import DELIVERY, DISPATCH, INCIDENT_UPDATE, SUBSCRIBER
from statusboard.storage.unit import Unit

# The words were handed to a provider, or may have been.
_REACHED = tuple(
    state.value
    for state in (DeliveryState.SENT, DeliveryState.MAY_HAVE_ARRIVED, DeliveryState.SENDING)
)
_WAITING = (DeliveryState.QUEUED.value, DeliveryState.RETRYING.value)
_NEVER = 2**62


def had_wrong(incident_id: int, update_id: int) -> ColumnElement[bool]:
    """Whether the words of an update reached a subscriber, may have, or are on their way to it.

    They also reach whoever is behind and gets them as what was said before a later message, as
    long as no correction has taken them out of it. Who could not be given them never had them.
    """
    wrong, later = DELIVERY.alias("wrong"), DELIVERY.alias("later")
    corrected = (
        select(func.coalesce(DISPATCH.c.corrected_by, _NEVER))
        .where(DISPATCH.c.update_id == update_id)
        .scalar_subquery()
    )
    stands = select(DISPATCH.c.update_id).where(
        DISPATCH.c.incident_id == incident_id, DISPATCH.c.taken_back_us.is_(None)
    )
    within_a_later_one = exists(
        select(later.c.id).where(
            later.c.incident_id == incident_id,
            later.c.subscriber_id == wrong.c.subscriber_id,
            later.c.id > wrong.c.id,
            later.c.state.in_(_REACHED + _WAITING),
            later.c.update_id < corrected,
            later.c.update_id.in_(stands),
        )
    )
    return exists(
        select(wrong.c.id).where(
            wrong.c.update_id == update_id,
            wrong.c.subscriber_id == SUBSCRIBER.c.id,
            wrong.c.update_id.in_(stands),
            or_(
                wrong.c.state.in_(_REACHED + _WAITING),
                and_(wrong.c.state == DeliveryState.SUPERSEDED.value, within_a_later_one),
            ),
        )
    )


def had_words(incident_ids: Collection[int]) -> ColumnElement[bool]:
    """Whether anything that was said of these incidents reached a subscriber, or is on its way.

    What was taken back before anybody got it was told to nobody.
    """
    told = DELIVERY.alias("told")
    stands = select(DISPATCH.c.update_id).where(
        DISPATCH.c.incident_id.in_(incident_ids), DISPATCH.c.taken_back_us.is_(None)
    )
    return exists(
        select(told.c.id).where(
            told.c.subscriber_id == SUBSCRIBER.c.id,
            told.c.incident_id.in_(incident_ids),
            told.c.update_id.in_(stands),
            told.c.state.in_(_REACHED + _WAITING),
        )
    )


def mark_withdrawn(unit: Unit, incident_ids: Collection[int], *, by: int) -> None:
    """From now on nothing that was said of these incidents is repeated to anybody."""
    wrong = update(DISPATCH).where(
        DISPATCH.c.incident_id.in_(incident_ids),
        DISPATCH.c.corrected_by.is_(None),
        DISPATCH.c.update_id != by,
    )
    unit.connection.execute(wrong.values(corrected_by=by))


def mark_corrected(unit: Unit, update_id: int, *, by: int) -> None:
    """From now on the words of an update are repeated to nobody: another one says what is true.

    Who corrects them once more changes nothing of that: they were last said before the first.
    """
    wrong = update(DISPATCH).where(
        DISPATCH.c.update_id == update_id, DISPATCH.c.corrected_by.is_(None)
    )
    unit.connection.execute(wrong.values(corrected_by=by))


def forget_correction(unit: Unit, by: int) -> None:
    """A correction was taken back: the words stand again, or until the next one corrects them."""
    said, wrong, sent = INCIDENT_UPDATE.alias(), INCIDENT_UPDATE.alias(), DISPATCH.alias()
    following = (
        select(func.min(said.c.id))
        .join(sent, sent.c.update_id == said.c.id)
        .join(wrong, wrong.c.public_id == said.c.corrects)
        .where(
            wrong.c.id == DISPATCH.c.update_id,
            said.c.id > by,
            sent.c.taken_back_us.is_(None),
        )
        .scalar_subquery()
    )
    stood = update(DISPATCH).where(DISPATCH.c.corrected_by == by)
    unit.connection.execute(stood.values(corrected_by=following))


def read_corrections(unit: Unit) -> frozenset[str]:
    """The public ids of the updates that take back what was said, or tell it elsewhere."""
    kinds = (UpdateKind.WITHDRAWAL.value, UpdateKind.MERGER.value)
    correcting = select(INCIDENT_UPDATE.c.public_id).where(
        or_(INCIDENT_UPDATE.c.corrects != "", INCIDENT_UPDATE.c.kind.in_(kinds))
    )
    return frozenset(unit.connection.execute(correcting).scalars())
