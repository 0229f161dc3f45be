"""Who is told of an update: the rule of `domain.subscriber.is_told`, over all rows in SQL."""

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    false,
    not_,
    or_,
    select,
    true,
)

from statusboard.domain.subscriber import About, Announcement, Extent, SubscriberState
from statusboard.storage.corrections import had_words, had_wrong
from statusboard.storage.tables import (
    DELIVERY,
    DISPATCH,
    SUBSCRIBER,
    SUBSCRIPTION,
)
from statusboard.storage.unit import Unit


def told(
    unit: Unit, announcement: Announcement, *, before: int | None = None
) -> ColumnElement[bool]:
    """The rule of `is_told`, over the rows of all subscribers, as of before an update."""
    active = and_(SUBSCRIBER.c.state == SubscriberState.ACTIVE.value, _is_for(announcement))
    if announcement.corrects is not None:
        told = had_wrong(announcement.incident_id, announcement.corrects)
        if announcement.turns:
            told = or_(told, _had_any(unit, announcement.told_of, before))
        if announcement.ends:
            told = or_(told, exists(_waits(announcement)))
        return and_(active, told)
    if announcement.withdraws:
        return and_(active, or_(had_words(announcement.told_of), exists(_waits(announcement))))
    if announcement.is_news:
        wants_all = and_(SUBSCRIBER.c.everything, SUBSCRIBER.c.about == About.BOTH.value)
        return and_(active, wants_all if announcement.is_shown else false())
    had_any = _had_any(unit, announcement.told_of, before)
    about = About.PLANNED if announcement.planned else About.INCIDENTS
    wanted: ColumnElement[bool] = and_(
        SUBSCRIBER.c.about.in_((about.value, About.BOTH.value)),
        or_(SUBSCRIBER.c.everything, exists(_named(announcement))),
    )
    if not announcement.is_shown:
        wanted = false()
    if announcement.is_end:
        wanted = or_(wanted, had_any, exists(_waits(announcement)))
    elif announcement.is_reopened:
        wanted = or_(wanted, had_any)
    elif announcement.is_after_end:
        wanted = and_(wanted, SUBSCRIBER.c.extent == Extent.EVERY.value)
    else:
        wanted = and_(wanted, or_(SUBSCRIBER.c.extent == Extent.EVERY.value, not_(had_any)))
    return and_(active, wanted)


def _is_for(announcement: Announcement) -> ColumnElement[bool]:
    """Whether it is told to readers of that page, or to those inside; see `Announcement`."""
    if announcement.is_inside:
        return SUBSCRIBER.c.list_id.is_not(None)
    if announcement.page_id is None:
        return true()
    return and_(SUBSCRIBER.c.list_id.is_(None), SUBSCRIBER.c.page_id == announcement.page_id)


def _waits(announcement: Announcement) -> Select[tuple[int]]:
    return select(SUBSCRIPTION.c.id).where(
        SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id,
        SUBSCRIPTION.c.incident_id == announcement.incident_id,
    )


def _had_any(unit: Unit, incident_ids: frozenset[int], before: int | None) -> ColumnElement[bool]:
    """Whether a subscriber was told anything of incidents: looked up where anybody was."""
    dispatches = select(DISPATCH.c.update_id, DISPATCH.c.taken_back_us).where(
        DISPATCH.c.incident_id.in_(incident_ids)
    )
    if before is not None:
        dispatches = dispatches.where(DISPATCH.c.update_id < before)
    said = unit.connection.execute(dispatches).all()
    taken_back = [row.update_id for row in said if row.taken_back_us is not None]
    if len(taken_back) == len(said):
        return false()
    return exists(
        select(DELIVERY.c.id).where(
            DELIVERY.c.subscriber_id == SUBSCRIBER.c.id,
            DELIVERY.c.incident_id.in_(incident_ids),
            DELIVERY.c.update_id.not_in(taken_back),
        )
    )


def _named(announcement: Announcement) -> Select[tuple[int]]:
    return select(SUBSCRIPTION.c.id).where(
        SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id,
        or_(
            SUBSCRIPTION.c.component_id.in_(announcement.services),
            SUBSCRIPTION.c.group_id.in_(announcement.groups),
        ),
    )
