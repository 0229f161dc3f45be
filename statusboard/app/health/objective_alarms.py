"""The findings that error budgets burn too fast: all of them, and in one line for a board."""

from collections import Counter
from collections.abc import Collection, Sequence

from statusboard.app.health.facts import Facts
from statusboard.app.health.held_promises import figures_over
from statusboard.app.health.objective_scopes import Scope, scopes_of
from statusboard.app.health.objectives import standings
from statusboard.domain.budget_words import ALL_SERVICES, one_sentence
from statusboard.domain.error_budget import LOOKBACKS_US
from statusboard.domain.instants import Interval
from statusboard.domain.views.objectives import ObjectiveStanding, ScopeKind
from statusboard.storage.history.span_arrays import SpanArrays, read_arrays
from statusboard.storage.unit import Unit

_Burning = tuple[Scope, ObjectiveStanding]


def alarms(
    unit: Unit,
    facts: Facts,
    *,
    about: Collection[int] | None = None,
    arrays: SpanArrays | None = None,
) -> dict[str, str]:
    """The findings: each error budget that burns too fast, by its name, and the sentence about it.

    `about`: of the objectives alone that some services are part of. In quiet times it costs one
    look at the last three days.
    """
    return _named(facts, _burning(unit, facts, about, arrays))


def alarms_in_one(unit: Unit, facts: Facts, arrays: SpanArrays) -> tuple[str, ...]:
    """All findings as one sentence, for a board; none where nothing burns too fast.

    It names the services. A group, or all together, is named only where it burns and none of its
    services does by a promise of its own.
    """
    found = _burning(unit, facts, None, arrays)
    services = {scope.component_id for scope, _ in found if scope.component_id is not None}
    shown = [
        (scope, one)
        for scope, one in found
        if scope.component_id is not None or not services & scope.weights.keys()
    ]
    said = one_sentence(_named(facts, shown))
    return (said,) if said else ()


def _burning(
    unit: Unit, facts: Facts, about: Collection[int] | None, arrays: SpanArrays | None
) -> list[_Burning]:
    scopes = [
        scope
        for scope in scopes_of(unit, facts)
        if about is None or any(scope.weights.get(number) for number in about)
    ]
    if not scopes:
        return []
    bounds = Interval(facts.now_us - LOOKBACKS_US[-1], facts.now_us)
    recent = arrays or read_arrays(unit, bounds, now_us=facts.watched_us)
    ids = sorted({number for scope in scopes for number in scope.weights})
    lately = figures_over(recent, ids, (bounds,))
    burning = {number for number, figure in lately.items() if figure.weighted_down}
    some = [scope for scope in scopes if burning & scope.weights.keys()]
    found = zip(some, standings(unit, facts, some, arrays=arrays), strict=True)
    return [(scope, one) for scope, one in found if one.alarm]


def _named(facts: Facts, found: Sequence[_Burning]) -> dict[str, str]:
    """By a name that is one thing's alone: of two services of one name with their group."""
    shared = Counter(one.name for one in facts.components)
    groups = {one.id: facts.group_of(one) for one in facts.components}
    said: dict[str, str] = {}
    for scope, one in found:
        name, sentence = scope.name or ALL_SERVICES, one.alarm
        if scope.kind is ScopeKind.SERVICE and shared[scope.name] > 1:
            group = groups.get(scope.component_id or 0, "")
            name = f"{scope.name} ({group or 'no group'})"
        elif scope.kind is ScopeKind.GROUP:
            name = f"Group {scope.name}"
        said[name] = f"{name}{sentence.removeprefix(scope.name or ALL_SERVICES)}"
    return said
