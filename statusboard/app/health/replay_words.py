"""A replayed state in words: what its instant is, what lay over it, and whether all agrees."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from statusboard.app.health.replay_answers import StoredRun
from statusboard.app.health.what_changes import second_text
from statusboard.domain.instants import from_us
from statusboard.domain.override import Override
from statusboard.domain.replay import Agreement, ReplayStep
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import when_text
from statusboard.domain.verdict import Transition
from statusboard.domain.views.by_hand import STATE_WORDS
from statusboard.storage.history.transitions import StoredTransition

_VERDICTS = {
    Agreement.SAME: "The stored answers come to the same turn.",
    Agreement.NO_ANSWERS: (
        "The answers of that time are no longer kept, so that it is shown as it was recorded."
    ),
    Agreement.NO_TURN: (
        "The stored answers alone do not make this turn: some are no longer kept, or the rule was "
        "another one then. It is shown as it was recorded."
    ),
    Agreement.OTHER_TURN: (
        "The stored answers come to another turn: the rule was another one then, or an answer said "
        "more than is stored of it. What was recorded counts."
    ),
}


def dated_words(
    turn: Transition, steps: Sequence[ReplayStep], zone: tzinfo, *, now: datetime
) -> str:
    """What the instant of a turn is: the first answer of its run, and when that was confirmed."""
    first = f"Dated to {second_text(from_us(turn.at_us), zone)}"
    confirming = next((step for step in reversed(steps) if step.dated_us is not None), None)
    if confirming is None:
        return f"{first}, {when_text(from_us(turn.at_us), zone, now=now)}."
    confirmed_at = from_us(confirming.sighting.at_us)
    if confirming.run <= 1:
        return f"{first}: one answer was enough."
    what = "failure" if turn.after.is_trouble else "good answer"
    if turn.after is ComponentStatus.UNKNOWN:
        what = "answer that said nothing"
    elif turn.after.is_trouble and turn.before.severity > turn.after.severity:
        what = "better answer"
    return (
        f"{first}, the first {what} of the run; confirmed at "
        f"{second_text(confirmed_at, zone)} by the last of {confirming.run}."
    )


def verdict_words(
    agrees: Agreement,
    turn: StoredTransition | None,
    run: StoredRun,
    shown: ComponentStatus,
    measured: ComponentStatus,
) -> str:
    """Whether the stored answers come to what was recorded, and the parts to what was measured."""
    if turn is None:
        said = "It has not turned yet." if not run.steps else ""
    elif agrees is Agreement.BY_LOCATIONS:
        said = f"Its locations together made this turn: {turn.detail.rstrip('.')}."
    elif agrees is Agreement.NOT_BY_ANSWER:
        said = f"No answer made this turn: {turn.detail.rstrip('.') or 'its question changed'}."
    else:
        said = _VERDICTS[agrees]
    if shown is not measured:
        said += (
            f" Together that is {STATE_WORDS[shown]}, and its history says "
            f"{STATE_WORDS[measured]}: a check was added or removed, or nobody watched."
        )
    return said.strip()


def overlay_words(
    held: Sequence[Override], zone: tzinfo, *, now: datetime, is_worked_on: bool
) -> tuple[str, ...]:
    """What lay over what the checks said: a person's word, and planned work."""
    said = []
    for one in held:
        until = when_text(from_us(one.stop_us), zone, now=now)
        by = f" by {one.by_name}" if one.by_name else ""
        said.append(
            f"Set to {STATE_WORDS[one.status]}{by} until {until}: {one.reason.rstrip('.')}."
        )
    if is_worked_on:
        said.append("Planned work went on.")
    return tuple(said)
