"""Replaying a state: which answers, which rule, which turn, and what lay over it.

The answers that are still stored go through the very function that judged them; where that does
not come to what was recorded, it is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.doorway import query
from statusboard.app.health.corrected import corrections_at, measured_at
from statusboard.app.health.replay_answers import StoredRun, read_newest, read_run
from statusboard.app.health.replay_words import dated_words, overlay_words, verdict_words
from statusboard.app.services.kinds import check_kinds, describe
from statusboard.app.settings import page_zone
from statusboard.domain.check import Check, Thresholds
from statusboard.domain.instants import DAY_US, Interval, from_us, to_us
from statusboard.domain.replay import (
    Agreement,
    agreement,
    rule_words,
    shared_rule_words,
    up_to_turn,
)
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.replay import CheckThen, ReplayView, Turn, TurnsView
from statusboard.errors import RuleBroken
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.history import spans
from statusboard.storage.history.overlays import overlays_of
from statusboard.storage.history.raw_steps import raw_steps
from statusboard.storage.history.transitions import (
    StoredTransition,
    levels_at,
    read_turns,
    read_turns_until,
)
from statusboard.storage.overrides import read_overrides_of
from statusboard.storage.unit import Unit

DAYS = 14
MOST_TURNS = 100


@dataclass(frozen=True, slots=True)
class ReplayAsk:
    """Which state: of a service, at an instant (None: now).

    `check_id`: the check whose turn is replayed; None: the one that made the service so.
    """

    component_id: int
    at: datetime | None = None
    check_id: int | None = None


def _turns(unit: Unit, component_id: int) -> TurnsView:
    checks = _checks_of(unit, component_id)
    names = _names(checks)
    since_us = unit.now_us - DAYS * DAY_US
    found = read_turns(unit, list(checks), since_us=since_us, limit=MOST_TURNS + 1)
    return TurnsView(
        status=_recorded(unit, component_id, unit.now_us),
        turns=tuple(_turn(one, names) for one in found[:MOST_TURNS]),
        days=DAYS,
        is_cut=len(found) > MOST_TURNS,
        zone=page_zone(unit),
        as_of=unit.now,
    )


TURNS = query("verify.turns")(_turns)


def replay_view(unit: Unit, given: ReplayAsk) -> ReplayView:
    """The state of a service at an instant, and how it came to it.

    Raises RuleBroken for a service or a check that is gone, or an instant that is still to come.
    """
    checks = _checks_of(unit, given.component_id)
    at_us = unit.now_us if given.at is None else to_us(given.at)
    if at_us > unit.now_us:
        raise RuleBroken("That is still to come. Choose an earlier time.", field="at")
    zone = ZoneInfo(page_zone(unit))
    names = _names(checks)
    levels = levels_at(unit, list(checks), at_us)
    chosen = _chosen(unit, given, checks, levels, at_us)
    turns = () if chosen is None else read_turns_until(unit, chosen.id, at_us, limit=2)
    turn = turns[0] if turns else None
    # What several locations ask is not recomputed: home's answers alone come to something else.
    is_shared = chosen is not None and chosen.is_shared
    run = StoredRun() if chosen is None or is_shared else read_run(unit, chosen, turns)
    steps = run.steps if turn is None else up_to_turn(run.steps, turn.transition)
    newest = () if chosen is None else read_newest(unit, chosen, levels, at_us, after=steps)
    agrees = Agreement.BY_LOCATIONS if is_shared and turn else _agreement(run, turn)
    combined, shown, over = _together(unit, given.component_id, at_us, zone)
    recorded = _recorded(unit, given.component_id, at_us)
    measured = measured_at(unit, given.component_id, at_us) or recorded
    return ReplayView(
        at=from_us(at_us),
        how="" if chosen is None else names[chosen.id],
        turn=None if turn is None else _turn(turn, names),
        rule="" if chosen is None else _rule_of(chosen),
        steps=run.lines(steps),
        newest=newest,
        dated="" if turn is None else dated_words(turn.transition, steps, zone, now=unit.now),
        agreement=agrees,
        verdict=verdict_words(agrees, turn, run, shown, measured),
        checks=tuple(
            CheckThen(names[number], levels.get(number, ComponentStatus.UNKNOWN))
            for number, check in checks.items()
            if check.enabled or number in levels
        ),
        combined=combined,
        overlays=(*over, *corrections_at(unit, given.component_id, at_us)),
        shown=shown,
        recorded=recorded,
        zone=zone.key,
        as_of=unit.now,
    )


REPLAY = query("verify.replay")(replay_view)


def _checks_of(unit: Unit, component_id: int) -> dict[int, Check]:
    if not read_components(unit, frozenset({component_id})):
        raise RuleBroken("This service no longer exists. Somebody may have removed it.")
    return {
        one.id: _as_judged(one)
        for one in read_checks(unit, component_ids=frozenset({component_id}))
    }


def _as_judged(check: Check) -> Check:
    """The check with the thresholds that its answers are judged by: what is reported turns it."""
    kind = check_kinds().get(check.kind)
    if kind is None or kind.receives is None:
        return check
    return replace(check, thresholds=Thresholds(fail_after=1, recover_after=1, blind_after=1))


def _rule_of(check: Check) -> str:
    if check.is_shared:
        return shared_rule_words(check.thresholds, check.quorum)
    return rule_words(check.thresholds)


def _names(checks: Mapping[int, Check]) -> dict[int, str]:
    kinds = check_kinds()
    return {number: describe(kinds, one.kind, one.config) for number, one in checks.items()}


def _chosen(
    unit: Unit,
    given: ReplayAsk,
    checks: Mapping[int, Check],
    levels: Mapping[int, ComponentStatus],
    at_us: int,
) -> Check | None:
    """The check that was asked for, or the one in most trouble then, of these the first."""
    if given.check_id is not None:
        if given.check_id not in checks:
            raise RuleBroken("This check no longer exists. Somebody may have removed it.")
        return checks[given.check_id]
    asked = [one for one in checks.values() if one.enabled] or list(checks.values())
    worst = max((levels.get(one.id, _UNKNOWN).severity for one in asked), default=-1)
    alike = [one for one in asked if levels.get(one.id, _UNKNOWN).severity == worst]
    if len(alike) < 2:
        return alike[0] if alike else None
    began = {one.id: read_turns_until(unit, one.id, at_us, limit=1) for one in alike}
    return min(alike, key=lambda one: began[one.id][0].transition.at_us if began[one.id] else at_us)


_UNKNOWN = ComponentStatus.UNKNOWN


def _agreement(run: StoredRun, turn: StoredTransition | None) -> Agreement:
    if turn is None:
        return Agreement.SAME
    return agreement(run.steps, turn.transition, by_answer=turn.reason is not None)


def _together(
    unit: Unit, component_id: int, at_us: int, zone: ZoneInfo
) -> tuple[ComponentStatus, ComponentStatus, tuple[str, ...]]:
    """What the checks added up to, what the service counted as, and what lay between."""
    combined = raw_steps(unit, {component_id: at_us})[component_id][0][1]
    overlay = overlays_of(unit, [component_id], since_us=at_us, until_us=at_us + 1)[component_id]
    shown = overlay.over([(at_us, combined)])[0][1]
    held = [
        one
        for one in read_overrides_of(unit, component_id, since_us=at_us, until_us=at_us + 1)
        if one.holds(at_us)
    ]
    is_worked_on = any(cover.holds(at_us) for cover in overlay.covers)
    return combined, shown, overlay_words(held, zone, now=unit.now, is_worked_on=is_worked_on)


def _recorded(unit: Unit, component_id: int, at_us: int) -> ComponentStatus:
    found = spans.read_spans(unit, Interval(at_us, at_us + 1), component_ids=[component_id])
    return found[0].status if found else ComponentStatus.UNKNOWN


def _turn(one: StoredTransition, names: Mapping[int, str]) -> Turn:
    made = one.transition
    how = names.get(one.check_id, "")
    return Turn(one.check_id, how, from_us(made.at_us), made.before, made.after, one.detail)
