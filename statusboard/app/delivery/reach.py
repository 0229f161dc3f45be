"""Whom an update would reach if it were published now: counted as publishing will choose them."""

from collections.abc import Sequence
from decimal import Decimal

from statusboard.app.delivery.announce import (
    BRAKE_US,
    LARGE,
    announcement_of,
    audiences_of,
    message_to,
    message_to_readers,
    takes,
)
from statusboard.app.delivery.health import failing_now
from statusboard.app.delivery.kinds import ChannelKinds, channel_kinds
from statusboard.app.delivery.pace import limits_of, seconds_at
from statusboard.app.delivery.readerships import readerships
from statusboard.app.delivery.texts import texts_of
from statusboard.catalog.declaration import ChannelKind
from statusboard.catalog.fields import validate
from statusboard.channels.base import Outgoing, Preview
from statusboard.domain.channel import Channel, Price
from statusboard.domain.incident import Incident
from statusboard.domain.views.message import UpdateMessage
from statusboard.domain.views.reach import ChannelReach, ReachView
from statusboard.errors import RuleBroken
from statusboard.render.languages import frame_in
from statusboard.storage.channels import read_channels
from statusboard.storage.outbox import Audience
from statusboard.storage.passing import count_waiting
from statusboard.storage.unit import Unit

# In the place of what each reader gets for itself.
EXAMPLE_TOKEN = "your-own-link"  # noqa: S105 - opens nothing
# Of a channel that cannot be read: it sends nothing until somebody mends it.
_UNREADABLE = "Its settings cannot be read by this version."


def reach_of(
    unit: Unit,
    incident: Incident,
    corrects: str = "",
    *,
    kinds: ChannelKinds | None = None,
    also: Incident | None = None,
) -> ReachView:
    """Whom the newest update of the incident reaches. It need not be in the database yet.

    `corrects` is the public id of the update whose words it takes back; empty for none. `also` is
    an incident that is about to be joined with it.
    """
    kinds = channel_kinds() if kinds is None else kinds
    # Whoever is on a channel of another kind is told nothing, and publishing counts nobody there.
    channels = [channel for channel in read_channels(unit) if channel.kind in kinds]
    announcement = announcement_of(unit, incident, corrects, also=also)
    ids = {channel.id for channel in channels if takes(kinds[channel.kind], announcement)}
    audiences = [
        (audience, message_to_readers(unit, one, corrects))
        for one in readerships(unit, incident, announcement)
        for audience in audiences_of(unit, incident, one.announcement, ids)
    ]
    failing = failing_now(unit)
    found = []
    for channel in channels:
        told = [one for one in audiences if one[0].channel_id == channel.id]
        found.append(_reach(channel, kinds, told, failing.get(channel.id, "")))
    is_large = sum(one.count for one in found) >= LARGE
    return ReachView(
        as_of=unit.now,
        channels=tuple(found),
        waiting=count_waiting(unit, incident.id),
        brake_s=BRAKE_US / 1_000_000 if is_large else 0.0,
    )


def _reach(
    channel: Channel,
    kinds: ChannelKinds,
    told: Sequence[tuple[Audience, UpdateMessage]],
    failing: str,
) -> ChannelReach:
    kind = kinds[channel.kind]
    price = None
    try:
        config = validate(kind.fields, channel.config)
        price = kind.price(config) if kind.price is not None else None
    except RuleBroken:
        failing = _UNREADABLE
    previews = [preview_of(kind, message_to(message, one)) for one, message in told]
    counted = zip(told, previews, strict=True)
    parts = sum(audience.count * preview.parts for (audience, _), preview in counted)
    return ChannelReach(
        channel_id=channel.id,
        name=channel.name,
        label=kind.label,
        kind=kind.key,
        count=sum(audience.count for audience, _ in told),
        parts=max((preview.parts for preview in previews), default=1),
        cost=None if price is None else Price(price.amount * Decimal(parts), price.currency),
        seconds=seconds_at(limits_of(channel, kinds), parts),
        failing=failing,
        notes=tuple(dict.fromkeys(note for one in previews for note in one.notes)),
    )


def preview_of(kind: ChannelKind, message: UpdateMessage) -> Preview:
    """The message as its reader sees it on a channel of this kind."""
    texts, frame = texts_of(message, kind.form), frame_in(message.language)
    shown: Preview = kind.preview(
        Outgoing(
            address=kind.address_example,
            subject=texts.subject,
            text=texts.text,
            html=texts.html,
            key="preview",
            written_at=message.published_at,
            language=frame.language,
            follow=frame.follow_button,
            update=message,
            token=EXAMPLE_TOKEN,
        ).filled
    )
    return shown
