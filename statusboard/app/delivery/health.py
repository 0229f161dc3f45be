"""How each channel fares, and how far an update has got: read from the ledger, never remembered."""

from datetime import datetime, timedelta

from statusboard.app.delivery.channel_choices import described
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.pace import limits_of, seconds_at
from statusboard.app.doorway import query
from statusboard.catalog.declaration import Limits
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.channel_health import ChannelHealth, ChannelStanding, SendProgress
from statusboard.storage.channel_outcomes import (
    ChannelOutcomes,
    ChannelProgress,
    read_outcomes,
    read_progress,
)
from statusboard.storage.channels import read_channels
from statusboard.storage.subscriber_pages import count_subscribers
from statusboard.storage.troubles import Trouble, read_troubles
from statusboard.storage.unit import Unit

# One bad address is no bad channel; so many in a row, with none taken between them, are.
BAD_IN_A_ROW = 3
# Whatever waits longer than this, though nothing holds it, waits for a slow provider.
LATE = timedelta(minutes=2)
# From so many on, what was sent says how fast it goes.
TELLING = 20


def _health(unit: Unit, _given: None) -> tuple[ChannelHealth, ...]:
    kinds = channel_kinds()
    channels = {channel.id: channel for channel in read_channels(unit)}
    people, troubles = count_subscribers(unit), read_troubles(unit)
    found = []
    for outcomes in read_outcomes(unit):
        channel = channels[outcomes.channel_id]
        kind = kinds.get(channel.kind)
        standing, since, reason = judged(outcomes, troubles.get(channel.id), unit.now)
        found.append(
            ChannelHealth(
                channel_id=channel.id,
                name=channel.name,
                kind=channel.kind,
                label=channel.kind if kind is None else kind.label,
                described=described(channel, kinds),
                standing=standing,
                since=since,
                last_sent=outcomes.last_sent,
                reason=reason,
                active=people.get((channel.id, SubscriberState.ACTIVE), 0),
                unconfirmed=people.get((channel.id, SubscriberState.UNCONFIRMED), 0),
                quarantined=people.get((channel.id, SubscriberState.QUARANTINED), 0),
                waiting=outcomes.waiting,
            )
        )
    return tuple(found)


def failing_now(unit: Unit) -> dict[int, str]:
    """Why, by channel, of those that fail."""
    troubles, found = read_troubles(unit), {}
    for outcomes in read_outcomes(unit):
        trouble = troubles.get(outcomes.channel_id)
        standing, _, reason = judged(outcomes, trouble, unit.now)
        if standing is ChannelStanding.FAILING:
            found[outcomes.channel_id] = reason
    return found


def judged(
    outcomes: ChannelOutcomes, trouble: Trouble | None, now: datetime
) -> tuple[ChannelStanding, datetime | None, str]:
    """How a channel fares, since when it fares badly, and why.

    A provider that only says when to come back is slow.
    """
    if trouble is not None:
        standing = ChannelStanding.SLOW if trouble.asked else ChannelStanding.FAILING
        return standing, trouble.since, trouble.reason
    if outcomes.not_taken >= BAD_IN_A_ROW:
        return ChannelStanding.FAILING, outcomes.bad_since, outcomes.reason
    late_since = outcomes.waiting_since
    if outcomes.waiting and late_since is not None and now - late_since > LATE:
        return ChannelStanding.SLOW, late_since, outcomes.reason or "messages wait to be taken"
    if outcomes.last_sent is None and not outcomes.not_taken:
        return ChannelStanding.UNUSED, None, ""
    return ChannelStanding.WORKING, None, ""


def _progress(unit: Unit, given: str | None) -> SendProgress | None:
    found = read_progress(unit, given)
    if found is None:
        return None
    counts: dict[DeliveryState, int] = {}
    for part in found.channels:
        for state, count in part.counts.items():
            counts[state] = counts.get(state, 0) + count
    firsts = [part.first_sent for part in found.channels if part.first_sent is not None]
    begins = max(found.published_at, found.held_until)
    kinds, channels = channel_kinds(), {channel.id: channel for channel in read_channels(unit)}
    left = [
        _left_s(part, begins, unit.now, limits_of(channels[part.channel_id], kinds))
        for part in found.channels
        if part.channel_id in channels
    ]
    is_held = not found.is_taken_back and found.held_until > unit.now
    return SendProgress(
        update=found.update,
        incident=found.incident,
        title=found.title,
        number=found.number,
        status=found.status,
        published_at=found.published_at,
        recipients=found.recipients,
        counts=counts,
        first_after_s=(min(firsts) - found.published_at).total_seconds() if firsts else None,
        about_s=max((one for one in left if one is not None), default=None),
        held_until=found.held_until if is_held else None,
        is_taken_back=found.is_taken_back,
        kind=found.kind,
        is_correction=found.is_correction,
    )


def _left_s(part: ChannelProgress, begins: datetime, now: datetime, limits: Limits) -> float | None:
    """In about how many seconds the last queued message is sent, as fast as it went so far."""
    queued = part.counts.get(DeliveryState.QUEUED, 0)
    if not queued:
        return None
    sent = part.counts.get(DeliveryState.SENT, 0)
    if sent >= TELLING and part.last_sent is not None and part.last_sent > begins:
        return queued * (part.last_sent - begins).total_seconds() / sent
    wait_s = max(0.0, (begins - now).total_seconds())
    return wait_s + seconds_at(limits, queued)


# How each channel fares, in their order.
CHANNEL_HEALTH = query("delivery.health")(_health)
# How far an update has got, by its public id; None: the newest. None where nothing was announced.
PROGRESS = query("delivery.progress")(_progress)
