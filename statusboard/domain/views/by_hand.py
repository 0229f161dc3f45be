"""A state that a person set, beside what the checks say, as screens and texts tell of it."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from statusboard.domain.override import is_hiding
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import when_text

STATE_WORDS = {
    ComponentStatus.OPERATIONAL: "Operational",
    ComponentStatus.UNDER_MAINTENANCE: "Maintenance",
    ComponentStatus.DEGRADED_PERFORMANCE: "Degraded",
    ComponentStatus.PARTIAL_OUTAGE: "Partial outage",
    ComponentStatus.MAJOR_OUTAGE: "Major outage",
    ComponentStatus.UNKNOWN: "No data",
}


@dataclass(frozen=True, slots=True)
class ByHand:
    """An override in force. `measured` is what the checks say meanwhile, since when if known.

    `until_agrees`: it ends before `until` where the checks come to say the same.
    """

    status: ComponentStatus
    reason: str
    by: str
    set_at: datetime
    until: datetime
    until_agrees: bool = False
    measured: ComponentStatus = ComponentStatus.UNKNOWN
    measured_since: datetime | None = None

    @property
    def is_hiding(self) -> bool:
        """Whether it says less than the checks see."""
        return is_hiding(self.status, self.measured)


def end_words(one: ByHand, zone: tzinfo, *, now: datetime) -> str:
    """When it ends: “until 16:00 CET”, “until the checks agree, at the latest 16:00 CET”."""
    until = when_text(one.until, zone, now=now)
    return (
        f"until the checks agree, at the latest {until}" if one.until_agrees else f"until {until}"
    )


def measured_words(one: ByHand, zone: tzinfo, *, now: datetime) -> str:
    """What the checks say meanwhile: “Major outage since 14:02 CET”."""
    since = one.measured_since
    when = f" since {when_text(since, zone, now=now)}" if since is not None else ""
    return f"{STATE_WORDS[one.measured]}{when}"


def by_hand_words(one: ByHand, zone: tzinfo, *, now: datetime) -> str:
    """All of it: who set what until when and why, and what the checks say."""
    by = f" by {one.by}" if one.by else ""
    return (
        f"Set to {STATE_WORDS[one.status]}{by} {end_words(one, zone, now=now)}: "
        f"{one.reason.rstrip('.')}. Checks say: {measured_words(one, zone, now=now)}."
    )


def hiding_words(name: str, one: ByHand, zone: tzinfo, *, now: datetime) -> str:
    """What stands over the board while a word of a person says less than the checks see."""
    return (
        f"{name} is set to {STATE_WORDS[one.status]} by hand "
        f"{end_words(one, zone, now=now)}, but its checks say: "
        f"{measured_words(one, zone, now=now)}."
    )
