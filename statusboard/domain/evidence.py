"""Holds what a notice claims against what was measured, both ways.

Pure: the same claim and the same measurements give the same findings. A finding is a sentence
that names services and times, so that a person can act on it without looking anything up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from statusboard.domain.finding import Finding
from statusboard.domain.hidden_text import Comment, comments_in
from statusboard.domain.moves import said_statuses
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.time_text import length_text, when_text

# A stated start further from the measured one than this is wrong, not rounded.
START_TOLERANCE = timedelta(minutes=5)
# So much of a text in a sentence shows which one is meant.
QUOTED = 60

_WORD = {
    ComponentStatus.OPERATIONAL: "operational",
    ComponentStatus.UNDER_MAINTENANCE: "under maintenance",
    ComponentStatus.DEGRADED_PERFORMANCE: "degraded performance",
    ComponentStatus.PARTIAL_OUTAGE: "partial outage",
    ComponentStatus.MAJOR_OUTAGE: "major outage",
    ComponentStatus.UNKNOWN: "no data",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What monitoring sees of one service now.

    `status` is the debounced verdict. `since` is when its trouble began, across changes of its
    severity; or since when it has been free of trouble. None: not known.
    """

    component_id: int
    name: str
    status: ComponentStatus
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The measurements a notice is held against, as of `now`; `zone` is for the sentences.

    `told_elsewhere` are the services that other open incidents name. `published_start` is the
    start customers were already told; it was held against the measurements then.
    """

    now: datetime
    zone: tzinfo
    measured: Sequence[Measured]
    told_elsewhere: frozenset[int] = frozenset()
    published_start: datetime | None = None
    by_id: Mapping[int, Measured] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {seen.component_id: seen for seen in self.measured})

    def time(self, instant: datetime) -> str:
        """An instant as it stands in a sentence."""
        return when_text(instant, self.zone, now=self.now)

    def trouble(self, seen: Measured) -> str:
        """What is wrong with a service, and since when."""
        since = f" since {self.time(seen.since)}" if seen.since is not None else ""
        return f"{_WORD[seen.status]}{since}"


def findings(wording: Wording, evidence: Evidence) -> tuple[Finding, ...]:
    """What monitoring contradicts, or what the notice leaves out; empty where all is well."""
    return (
        *_still_failing(wording, evidence),
        *_said_too_much(wording, evidence),
        *_left_out(wording, evidence),
        *_wrong_start(wording, evidence),
        *_promise(wording, evidence),
        *_names_nothing(wording),
        *_hidden(wording),
        *_cannot_vouch(wording, evidence),
    )


def measured_start(wording: Wording, measured: Sequence[Measured]) -> datetime | None:
    """The first failure among the named services that are in trouble now, or None."""
    starts = [
        seen.since
        for seen in measured
        if seen.component_id in wording.components and seen.status.is_trouble and seen.since
    ]
    return min(starts, default=None)


def _still_failing(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    over = wording.status.is_over
    if not over and wording.status is not IncidentStatus.MONITORING:
        return
    for seen in evidence.measured:
        # Working again but slow is what monitoring is for; resolved is a promise that it is over.
        fails = seen.status.is_trouble if over else seen.status.counts_as_down
        if seen.component_id in wording.components and fails:
            yield Finding(
                f"The notice says {wording.status.value}, but the checks still see trouble with "
                f"{seen.name}: {evidence.trouble(seen)}.",
                blocks=True,
                rule="still_fails",
            )


def _said_too_much(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    for component_id, said in said_statuses(wording).items():
        seen = evidence.by_id.get(component_id)
        if seen is None or seen.status is not ComponentStatus.OPERATIONAL:
            continue
        if said is ComponentStatus.MAJOR_OUTAGE:
            since = f" since {evidence.time(seen.since)}" if seen.since is not None else ""
            yield Finding(
                f"The notice says major outage for {seen.name}, "
                f"but all its checks have been good{since}.",
                blocks=True,
                rule="no_trouble",
            )


def _left_out(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    said = said_statuses(wording)
    for seen in evidence.measured:
        if not seen.status.counts_as_down:
            continue
        if seen.component_id not in said:
            if seen.component_id not in evidence.told_elsewhere:
                yield Finding(
                    f"The checks see trouble with {seen.name}: {evidence.trouble(seen)}. "
                    "The notice does not name it.",
                    blocks=True,
                    rule="names_no_failing_service",
                )
        elif said[seen.component_id] is ComponentStatus.OPERATIONAL and not wording.status.is_over:
            yield Finding(
                f"The notice says that {seen.name} is operational, "
                f"but it has a {evidence.trouble(seen)}.",
                blocks=True,
                rule="still_fails",
            )


def _wrong_start(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    stated = wording.started_at
    seen = measured_start(wording, evidence.measured)
    if stated is None or seen is None or stated == evidence.published_start:
        return
    if abs(stated - seen) > START_TOLERANCE:
        side = "later" if seen > stated else "earlier"
        yield Finding(
            f"The notice says that it started at {evidence.time(stated)}, but monitoring saw the "
            f"first failure at {evidence.time(seen)}, {length_text(abs(stated - seen))} {side}.",
            blocks=True,
            rule="start_differs",
        )


def _promise(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    if wording.status.is_over:
        return
    promised = wording.promise(evidence.now)
    if promised is None:
        yield Finding(
            "The notice does not say when the next update comes. Choose a time.",
            blocks=True,
            rule="no_next_update",
        )
    elif promised <= evidence.now:
        yield Finding(
            f"The promised next update, {evidence.time(promised)}, is already past. "
            "Choose a later time.",
            blocks=True,
            rule="promise_passed",
        )


def _names_nothing(wording: Wording) -> Iterator[Finding]:
    if not wording.components:
        yield Finding(
            "The notice names no service, so readers cannot tell whether it concerns them.",
            blocks=False,
            rule="names_no_service",
        )


def _hidden(wording: Wording) -> Iterator[Finding]:
    """A comment is left out of the page; one that does not end would take the text with it."""
    for comment in (*comments_in(wording.title), *comments_in(wording.body)):
        if comment.is_closed:
            yield Finding(f"A comment is not published: {_quoted(comment)}.", blocks=False)
        else:
            yield Finding(
                "A comment begins with “<!--” and does not end, so what follows it is not "
                f"published: {_quoted(comment)}. Close it with “-->”.",
                blocks=True,
            )


def _quoted(comment: Comment) -> str:
    words = " ".join(comment.text.split())
    return f"“{words[:QUOTED]}…”" if len(words) > QUOTED else f"“{words}”"


def _cannot_vouch(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    """Silence is no agreement: of what nobody sees, nothing can be confirmed."""
    unseen = [
        seen.name
        for seen in evidence.measured
        if seen.component_id in wording.components and seen.status is ComponentStatus.UNKNOWN
    ]
    if unseen:
        count = len(unseen)
        who = unseen[0] if count == 1 else f"{count} of the services that the notice names"
        yield Finding(
            f"Monitoring has no data about {who} now, so it cannot confirm what the notice says.",
            blocks=False,
            rule="not_observed",
        )
