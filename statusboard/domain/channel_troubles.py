"""What is said where messages do not get out: “E-mail: messages are failing since 14:05 CET”. Pure.

The board, the review, the command line and the doctor say it in the same words.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from statusboard.domain.time_text import when_text
from statusboard.domain.views.channel_health import ChannelHealth, ChannelStanding

# Where nothing waits, what failed longer ago is for the ledger: nobody is kept waiting by it.
NEWS = timedelta(hours=24)


def channel_name(one: ChannelHealth, every: Sequence[ChannelHealth]) -> str:
    """“E-mail”, or “E-mail (marketing)” where another channel is of the same kind."""
    is_alone = sum(other.kind == one.kind for other in every) <= 1
    return one.label if is_alone else f"{one.label} ({one.name})"


def troubles(
    every: Sequence[ChannelHealth], now: datetime, zone: tzinfo
) -> tuple[tuple[ChannelHealth, str], ...]:
    """The channels by which messages do not get out as they should, with a sentence each."""
    found = [
        (one, f"{channel_name(one, every)}: {_trouble(one, now, zone)}")
        for one in every
        if is_trouble(one, now)
    ]
    return tuple(sorted(found, key=lambda pair: pair[0].standing is not ChannelStanding.FAILING))


def is_trouble(one: ChannelHealth, now: datetime) -> bool:
    """Whether it has to be said now."""
    match one.standing:
        case ChannelStanding.FAILING:
            return bool(one.waiting) or one.since is None or now - one.since < NEWS
        case ChannelStanding.SLOW:
            return True
        case ChannelStanding.WORKING | ChannelStanding.UNUSED:
            return False


def _trouble(one: ChannelHealth, now: datetime, zone: tzinfo) -> str:
    is_failing = one.standing is ChannelStanding.FAILING
    said = "messages are failing" if is_failing else "messages are late"
    if one.since is not None:
        said += f" since {when_text(one.since, zone, now=now)}"
    reason = one.reason.strip().rstrip(".")
    said += f": {reason}." if reason and is_failing else "."
    if not one.waiting:
        return said
    waits = "1 waits" if one.waiting == 1 else f"{one.waiting:,} wait"
    if not is_failing:
        return f"{said} {waits} to be sent."
    itself = "itself" if one.waiting == 1 else "themselves"
    tried = "is tried" if one.waiting == 1 else "are tried"
    return f"{said} {waits}, and {tried} again by {itself}."
