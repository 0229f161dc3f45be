"""What is said of a channel on all three tabs: its name, how it fares, and what that looks like."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QLocale

from statusboard.domain.channel import seconds_for
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.channel_health import ChannelHealth, ChannelStanding
from statusboard.domain.views.channels import ChannelView
from ui.widgets.field_row import declared
from ui.widgets.time_words import exact_length, moment_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Channels", text)


def standing_look(standing: ChannelStanding | None) -> tuple[ComponentStatus, str]:
    """The colour and glyph of a channel, and its word; None: nobody has set it up."""
    match standing:
        case ChannelStanding.WORKING:
            return ComponentStatus.OPERATIONAL, _tr("Working")
        case ChannelStanding.SLOW:
            return ComponentStatus.DEGRADED_PERFORMANCE, _tr("Slow")
        case ChannelStanding.FAILING:
            return ComponentStatus.MAJOR_OUTAGE, _tr("Failing")
        case ChannelStanding.UNUSED:
            return ComponentStatus.UNKNOWN, _tr("Not used yet")
        case None:
            return ComponentStatus.UNKNOWN, _tr("Not set")


def channel_title(channel: ChannelHealth, all_of_them: Sequence[ChannelHealth]) -> str:
    """What people call it: its kind, and its own name where another is of the same kind."""
    label = declared(channel.label)
    is_alone = sum(other.kind == channel.kind for other in all_of_them) == 1
    return label if is_alone else f"{label} · {channel.name}"


def trouble_words(channel: ChannelHealth, now: datetime, zone: tzinfo) -> str:
    """Since when it fares badly, and why; empty while it works."""
    if channel.since is None:
        return ""
    since = moment_words(channel.since, now, zone)
    words = (
        _tr("Failing since {time}.")
        if channel.standing is ChannelStanding.FAILING
        else _tr("Slow since {time}.")
    )
    reason = sentence_of(channel.reason)
    return " ".join(filter(None, (words.format(time=since), reason)))


def people_words(channel: ChannelHealth) -> str:
    """How many are told by it, in words."""
    if channel.active == 1:
        return _tr("1 person")
    return _tr("{count} people").format(count=count_words(channel.active))


def count_words(count: int) -> str:
    """A number with the thousands set apart: “1,499”."""
    locale = QLocale()
    if locale.language() is QLocale.Language.C:  # which sets nothing apart
        locale = QLocale(QLocale.Language.English)
    return locale.toString(count)


def sentence_of(text: str) -> str:
    """A reason as a sentence of its own."""
    words = text.strip()
    if not words:
        return ""
    whole = words[0].upper() + words[1:]
    return whole if whole[-1] in ".!?" else f"{whole}."


def line_of(channel: ChannelHealth) -> str:
    """What a channel is, without its name, which stands above."""
    return channel.described.removeprefix(f"{channel.name} (").removesuffix(")")


def rate_words(channel: ChannelView) -> str:
    """How long a message to everybody takes, at the rate that the provider allows."""
    if not channel.people or not channel.at_once:
        return ""
    seconds = seconds_for(channel.people, per_second=channel.per_second, at_once=channel.at_once)
    length = exact_length(seconds) if seconds >= 1 else _tr("a second")
    if channel.people == 1:
        return _tr("One message goes out in about {length} at this rate.").format(length=length)
    words = _tr("{count} messages go out in about {length} at this rate.")
    return words.format(count=count_words(channel.people), length=length)
