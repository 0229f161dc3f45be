"""What the doctor says of the channels: whether messages get out, in the words of the board."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from statusboard.app.delivery.health import CHANNEL_HEALTH
from statusboard.app.delivery.queries import held_words
from statusboard.app.programs.finding import Finding, Verdict
from statusboard.app.settings import page_zone
from statusboard.domain.channel_troubles import troubles
from statusboard.domain.time_text import when_text
from statusboard.domain.views.channel_health import ChannelHealth, ChannelStanding
from statusboard.storage.unit import Unit


def channel_findings(unit: Unit) -> Iterator[Finding]:
    """One finding for each channel, and why nothing is sent by any, where that is so."""
    every = CHANNEL_HEALTH.run(unit, None)
    zone = ZoneInfo(page_zone(unit))
    said = {one.channel_id: words for one, words in troubles(every, unit.now, zone)}
    for one in every:
        subject = f"channel {one.name}"
        if one.channel_id in said:
            is_failing = one.standing is ChannelStanding.FAILING
            verdict = Verdict.PROBLEM if is_failing else Verdict.NOTE
            yield Finding(subject, verdict, said[one.channel_id])
        else:
            yield Finding(subject, Verdict.FINE, _well(unit, one, zone))
    if not every:
        yield Finding("channels", Verdict.NOTE, "none yet: the page alone tells people")
    if any(one.waiting for one in every) and (held := held_words(unit)):
        yield Finding("messages", Verdict.PROBLEM, held)


def _well(unit: Unit, one: ChannelHealth, zone: ZoneInfo) -> str:
    people = "1 person is" if one.active == 1 else f"{one.active:,} people are"
    told = f"{one.label}; {people} told by it"
    if one.last_sent is None:
        return f"{told}; nothing was sent yet"
    return f"{told}; last sent {when_text(one.last_sent, zone, now=unit.now)}"
