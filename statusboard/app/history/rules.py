"""What stretch of the past a person means, and what their word changes there."""

from datetime import datetime

from statusboard.app.agreement.rules import consent_for
from statusboard.app.history.inputs import CorrectHistory, Effect
from statusboard.domain.approval import Consent, Occasion
from statusboard.domain.component import Component
from statusboard.domain.correction import Correction, CorrectionKind, with_corrections
from statusboard.domain.instants import DAY_US, Interval, to_us
from statusboard.domain.maintenance_windows import Step
from statusboard.domain.span import Outage, Span, outages
from statusboard.domain.status import ComponentStatus
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.history import spans
from statusboard.storage.unit import Unit

# Longer than any outage that somebody would take for one.
_REACH_US = 400 * DAY_US
_GOOD, _UNDER = ComponentStatus.OPERATIONAL, ComponentStatus.UNDER_MAINTENANCE


def the_service(unit: Unit, component_id: int) -> Component:
    """The service of that id. Raises RuleBroken where it is gone."""
    found = next((one for one in read_components(unit) if one.id == component_id), None)
    if found is None:
        raise RuleBroken(
            "This service no longer exists. Somebody may have removed it.", field="component_id"
        )
    return found


def correction_of(unit: Unit, given: CorrectHistory) -> Correction:
    """The stretch that is meant, and what it is to count as.

    Raises RuleBroken where there is no such outage, it still lasts, or the times make no stretch
    of the past.
    """
    the_service(unit, given.component_id)
    whole = None if given.outage_at is None else _outage(unit, given)
    if given.kind in (CorrectionKind.BEGAN_AT, CorrectionKind.ENDED_AT):
        return _moved_edge(unit, given, whole)
    if whole is not None:
        start_us, stop_us = whole.start_us, _over(whole)
    else:
        start_us = _instant(unit, given.start_at, "start_at", "from when")
        stop_us = _instant(unit, given.stop_at, "stop_at", "until when")
    says = _UNDER if given.kind is CorrectionKind.PLANNED_WORK else _GOOD
    return _stretch(given, says, start_us, stop_us)


def effect_of(unit: Unit, one: Correction) -> Effect:
    """What a correction changes. Raises RuleBroken where that is nothing."""
    bounds = Interval(one.start_us, one.stop_us)
    found = spans.read_spans(unit, bounds, component_ids=[one.component_id])
    steps = _steps(found, bounds)
    after = with_corrections(steps, [one])
    if _whole(steps) == _whole(after):
        raise RuleBroken(
            "Nothing would change: the history says that already of this time, or nobody watched.",
            field="start_at",
        )
    down, planned = _lengths(steps, one.stop_us)
    down_after, planned_after = _lengths(after, one.stop_us)
    return Effect(
        bounds.start, bounds.stop, down, down_after, planned, planned_after, is_second_asked(unit)
    )


def is_second_asked(unit: Unit) -> bool:
    """Whether the team asks for a second person before history is corrected."""
    return consent_for(unit, Occasion.CORRECTION) is not Consent.NOBODY


def _moved_edge(unit: Unit, given: CorrectHistory, whole: Outage | None) -> Correction:
    if whole is None:
        raise RuleBroken("Say which outage: a time at which it lasted.", field="outage_at")
    first, last = _edge_statuses(unit, whole)
    if given.kind is CorrectionKind.BEGAN_AT:
        at_us = _instant(unit, given.start_at, "start_at", "when it began")
        if whole.stop_us is not None and at_us >= whole.stop_us:
            raise RuleBroken("It would begin after its end. Call it a false alarm.", "start_at")
        if at_us < whole.start_us:
            return _stretch(given, first, at_us, whole.start_us)
        return _stretch(given, _GOOD, whole.start_us, at_us)
    stop_us = _over(whole)
    at_us = _instant(unit, given.stop_at, "stop_at", "when it ended")
    if at_us <= whole.start_us:
        raise RuleBroken("It would end before it began. Call it a false alarm.", field="stop_at")
    if at_us > stop_us:
        return _stretch(given, last, stop_us, at_us)
    return _stretch(given, _GOOD, at_us, stop_us)


def _edge_statuses(unit: Unit, whole: Outage) -> tuple[ComponentStatus, ComponentStatus]:
    """What an outage was where it begins, and where it ends."""
    bounds = Interval(whole.start_us, whole.stop_us or unit.now_us)
    own = spans.read_spans(unit, bounds, component_ids=[whole.component_id])
    down = [one.status for one in own if one.status.counts_as_down]
    return down[0], down[-1]


def _outage(unit: Unit, given: CorrectHistory) -> Outage:
    assert given.outage_at is not None
    at_us = _instant(unit, given.outage_at, "outage_at", "when it lasted")
    bounds = Interval(at_us - _REACH_US, unit.now_us)
    for one in outages(spans.read_spans(unit, bounds, component_ids=[given.component_id])):
        if one.start_us <= at_us and (one.stop_us is None or at_us < one.stop_us):
            return one
    raise RuleBroken(
        f"There was no outage at {given.outage_at:%Y-%m-%d %H:%M} UTC. Look at the outages of "
        "this service.",
        field="outage_at",
    )


def _over(whole: Outage) -> int:
    if whole.stop_us is None:
        raise RuleBroken(
            "This outage still lasts. Correct it once it is over; until then a state can be set "
            "by hand.",
            field="outage_at",
        )
    return whole.stop_us


def _instant(unit: Unit, at: datetime | None, field: str, what: str) -> int:
    if at is None:
        raise RuleBroken(f"Say {what}.", field=field)
    at_us = to_us(at)
    if at_us > unit.now_us:
        raise RuleBroken("Only the past can be corrected. Choose an earlier time.", field=field)
    if at_us < 0:
        raise RuleBroken("This is before all history. Choose a later time.", field=field)
    return at_us


def _stretch(
    given: CorrectHistory, says: ComponentStatus, start_us: int, stop_us: int
) -> Correction:
    if stop_us <= start_us:
        raise RuleBroken("It would end before it begins. Choose other times.", field="stop_at")
    return Correction(0, given.component_id, given.kind, says, start_us, stop_us)


def _steps(found: tuple[Span, ...], bounds: Interval) -> list[Step]:
    steps: list[Step] = [(bounds.start_us, ComponentStatus.UNKNOWN)]
    for span in found:
        part = span.until(bounds.stop_us).clip(bounds)
        if part is not None:
            steps += [(part.start_us, span.status), (part.stop_us, ComponentStatus.UNKNOWN)]
    return steps


def _whole(steps: list[Step]) -> list[Step]:
    """Without what lasted no time, and without steps that change nothing."""
    kept: list[Step] = []
    for step in steps:
        if kept and kept[-1][0] == step[0]:
            kept.pop()
        if not kept or kept[-1][1] is not step[1]:
            kept.append(step)
    return kept


def _lengths(steps: list[Step], stop_us: int) -> tuple[int, int]:
    down = planned = 0
    ends = [at_us for at_us, _ in steps[1:]] + [stop_us]
    for (at_us, status), end_us in zip(steps, ends, strict=True):
        length_us = min(end_us, stop_us) - min(at_us, stop_us)
        down += length_us if status.counts_as_down else 0
        planned += length_us if status is _UNDER else 0
    return down, planned
