"""Subscribers as they are read from their rows, each with what it chose."""

from collections.abc import Sequence

from sqlalchemy import Row, Select, select

from statusboard.domain.instants import from_us
from statusboard.domain.subscriber import (
    About,
    Consent,
    Extent,
    Subscriber,
    SubscriberState,
    Wishes,
)
from statusboard.storage.pieces import pieces
from statusboard.storage.tables import SUBSCRIPTION
from statusboard.storage.unit import Unit


def rows_of(unit: Unit, wanted: Select[tuple[object, ...]]) -> tuple[Subscriber, ...]:
    """The subscribers that a statement of whole rows finds, in its order."""
    rows = unit.connection.execute(wanted).all()
    chosen: dict[int, list[Row[tuple[object, ...]]]] = {}
    for some in pieces([row.id for row in rows]):
        parts = select(SUBSCRIPTION).where(SUBSCRIPTION.c.subscriber_id.in_(some))
        for part in unit.connection.execute(parts):
            chosen.setdefault(part.subscriber_id, []).append(part)
    return tuple(_subscriber(row, chosen.get(row.id, [])) for row in rows)


def _subscriber(
    row: Row[tuple[object, ...]], chosen: Sequence[Row[tuple[object, ...]]]
) -> Subscriber:
    def numbers(column: str) -> frozenset[int]:
        found = (getattr(part, column) for part in chosen)
        return frozenset(number for number in found if number is not None)

    consent = None
    if row.consent_us is not None:
        consent = Consent(from_us(row.consent_us), row.consent_how, row.consent_words)
    return Subscriber(
        id=row.id,
        channel_id=row.channel_id,
        address=row.address,
        state=SubscriberState(row.state),
        wishes=Wishes(
            everything=row.everything,
            services=numbers("component_id"),
            groups=numbers("group_id"),
            about=About(row.about),
            extent=Extent(row.extent),
            language=row.language,
            until_fixed=numbers("incident_id"),
        ),
        created_at=from_us(row.created_us),
        reason=row.reason,
        list_id=row.list_id,
        consent=consent,
        page_id=row.page_id,
    )
