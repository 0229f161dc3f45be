"""Holds what a notice claims against what was measured, both ways.

Pure: the same claim and the same measurements give the same findings. A finding is a sentence
that names services and times, so that a person can act on it without looking anything up.
"""

from collections.abc import Iterator

from statusboard.domain.finding import Finding
from statusboard.domain.hidden_text import Comment, comments_in
from statusboard.domain.measurements import Evidence, Measured
from statusboard.domain.moves import said_statuses
from statusboard.domain.notice import Wording
from statusboard.domain.said_before import moved_back, title_changed
from statusboard.domain.stated_impact import wrong_impact
from statusboard.domain.stated_times import measured_start, wrong_end, wrong_start
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.stray_braces import stray_braces

__all__ = ["Evidence", "Finding", "Measured", "findings", "measured_start"]

# So much of a text in a sentence shows which one is meant.
QUOTED = 60


def findings(wording: Wording, evidence: Evidence) -> tuple[Finding, ...]:
    """What monitoring contradicts, or what the notice leaves out; empty where all is well."""
    return (
        *_still_failing(wording, evidence),
        *_said_too_much(wording, evidence),
        *_left_out(wording, evidence),
        *wrong_start(wording, evidence),
        *wrong_end(wording, evidence),
        *wrong_impact(wording, evidence),
        *_promise(wording, evidence),
        *_names_nothing(wording),
        *_hidden(wording),
        *stray_braces(wording),
        *_cannot_vouch(wording, evidence),
        *moved_back(wording, evidence),
        *title_changed(wording, evidence),
    )


def _is_of_now(wording: Wording, evidence: Evidence, seen: Measured | None = None) -> bool:
    """Whether the notice says something of how services are now, or of that service.

    A postmortem tells of the past. So does what is entered afterwards, of all that has failed
    since the end that it states.
    """
    if wording.status.is_after_end:
        return False
    if evidence.said is not None or not wording.status.is_over or wording.ended_at is None:
        return True
    return seen is not None and (seen.since is None or seen.since <= wording.ended_at)


def _still_failing(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    over = wording.status.is_over
    if not over and wording.status is not IncidentStatus.MONITORING:
        return
    for seen in evidence.measured:
        # Working again but slow is what monitoring is for; resolved is a promise that it is over.
        fails = seen.status.is_trouble if over else seen.status.counts_as_down
        is_named = seen.component_id in wording.components
        if is_named and fails and _is_of_now(wording, evidence, seen):
            sees = "a person still tells of" if seen.is_word_alone else "the checks still see"
            yield Finding(
                f"The notice says {wording.status.value}, but {sees} trouble with "
                f"{seen.name}: {evidence.trouble(seen)}.{evidence.by_hand(seen)}",
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
        if not seen.status.counts_as_down or not _is_of_now(wording, evidence, seen):
            continue
        if seen.component_id not in said:
            if seen.component_id not in evidence.told_elsewhere:
                sees = "A person tells of" if seen.is_word_alone else "The checks see"
                yield Finding(
                    f"{sees} trouble with {seen.name}: {evidence.trouble(seen)}. "
                    f"The notice does not name it.{evidence.by_hand(seen)}",
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


def _promise(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    if wording.status.is_over:
        return
    promised = wording.promise(evidence.now)
    if promised is None:
        yield Finding(
            "The notice does not say when the next update comes. Choose a time.",
            blocks=True,
            rule="no_promise",
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
            rule="no_services",
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
    if not _is_of_now(wording, evidence):
        return
    named = [seen for seen in evidence.measured if seen.component_id in wording.components]
    unseen = [seen.name for seen in named if seen.status is ComponentStatus.UNKNOWN]
    worked_on = [seen.name for seen in named if seen.status is ComponentStatus.UNDER_MAINTENANCE]
    if worked_on:
        count = len(worked_on)
        who = f"{worked_on[0]} is" if count == 1 else f"{count} services that it names are"
        yield Finding(
            f"{who} under maintenance now, so the checks cannot confirm what the notice says.",
            blocks=False,
            rule="under_maintenance",
        )
    if unseen:
        count = len(unseen)
        who = unseen[0] if count == 1 else f"{count} of the services that the notice names"
        yield Finding(
            f"Monitoring has no data about {who} now, so it cannot confirm what the notice says.",
            blocks=False,
            rule="not_observed",
        )
