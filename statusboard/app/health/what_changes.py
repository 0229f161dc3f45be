"""What would change the state of a service, and when it is asked next: the end of every “why”."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from statusboard.app.health.facts import Facts
from statusboard.domain.instants import from_us
from statusboard.domain.result import Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.verify import CheckDetail

# What only somebody at the desk, or at the source, can change: no answer will by itself.
_TO_DO = {
    Reason.SECRET_MISSING: "Give the secret to the computer that asks, and it is asked at once.",
    Reason.UNKNOWN_KIND: "A version of StatusBoard that knows this kind of check will ask it.",
    Reason.NOT_CONFIGURED: "Finish its set-up, and its next answer counts.",
    Reason.SOURCE_REJECTED: "Once the source takes our key again, its next answer counts.",
    Reason.SOURCE_GONE: "Point the check at what is there now, or remove it.",
    Reason.SOURCE_UNAVAILABLE: "Once the source answers again, its next answer counts.",
    Reason.SOURCE_SILENT: "Once the source reports again, its next answer counts.",
    Reason.OWN_NETWORK: "Once our own network is well again, its next answer counts.",
    Reason.OWN_DELAY: "Once the computer that asks keeps up again, its next answer counts.",
    Reason.RATE_LIMITED: "It is asked again when it said that it may be.",
    Reason.PROXY: "Once the proxy lets the question through, its next answer counts.",
    Reason.TOKEN: "Once a token is given out again, its next answer counts.",
    Reason.DEFECT: "The fault is StatusBoard’s own; the log of the collector names it.",
}


def what_changes(
    facts: Facts,
    asked: Sequence[CheckDetail],
    status: ComponentStatus,
    *,
    is_seen: bool,
    is_ruled: bool = False,
) -> list[str]:
    """What turns it, where that was not said yet, and by when it is asked next.

    `is_seen`: somebody watches it. `is_ruled`: a rule of the service says what its checks add up
    to, and that was told.
    """
    if not is_seen:
        return ["Once somebody watches, the first answers count."]
    said: list[str] = []
    if status is ComponentStatus.UNKNOWN:
        said += _from_unknown(asked)
    elif not is_ruled and not status.is_trouble and status is not ComponentStatus.UNDER_MAINTENANCE:
        said += _from_good(asked)
    return [*said, *_next(facts, asked)]


def _from_good(asked: Sequence[CheckDetail]) -> list[str]:
    steady = [detail for detail in asked if not detail.pending]
    if len(steady) < len(asked):
        return []  # it was said how many more would turn it
    needed = min(detail.fail_after for detail in asked)
    failures = "1 failure" if needed == 1 else f"{needed} failures in a row"
    whose = "" if len(asked) == 1 else " of one of them"
    return [f"{failures}{whose} would turn it."]


def _from_unknown(asked: Sequence[CheckDetail]) -> list[str]:
    if any(detail.pending for detail in asked):
        return ["1 good answer would make it operational."]
    said = [
        _TO_DO[detail.latest.reason]
        for detail in asked
        if detail.latest is not None
        and detail.latest.outcome is Outcome.UNKNOWN
        and detail.latest.reason in _TO_DO
    ]
    if said:
        return list(dict.fromkeys(said))
    needed = min(detail.fail_after for detail in asked)
    failures = "1 failure makes" if needed == 1 else f"{needed} failures in a row make"
    return [f"1 good answer makes it operational; {failures} it trouble."]


def _next(facts: Facts, asked: Sequence[CheckDetail]) -> list[str]:
    """About when the next answer is due; nothing where one of them has none on record.

    A check in doubt is asked sooner; how much sooner only the collector knows. When others report
    nobody here knows.
    """
    asked = [detail for detail in asked if not detail.is_told]
    due = [detail.latest.at + detail.interval for detail in asked if detail.latest is not None]
    now = from_us(facts.now_us)
    ahead = [at for at in due if at > now]
    if not ahead or len(due) < len(asked):
        return []
    return [f"The next answer is due about {second_text(min(ahead), facts.zone_info)}."]


def second_text(instant: datetime, zone: tzinfo) -> str:
    """The time of day to the second: `14:03:20`."""
    return f"{instant.astimezone(zone):%H:%M:%S}"
