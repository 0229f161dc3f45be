"""What the checks of services say, as steps, whatever lies over it."""

from collections import deque
from collections.abc import Mapping
from operator import itemgetter

from sqlalchemy import select

from statusboard.domain.component_rule import BEFORE
from statusboard.domain.maintenance_windows import Step
from statusboard.domain.status import ComponentStatus
from statusboard.storage.component_rules import read_rules
from statusboard.storage.tables import CHECK, CHECK_STATE, TRANSITION
from statusboard.storage.unit import Unit


def raw_steps(unit: Unit, from_us: Mapping[int, int]) -> dict[int, list[Step]]:
    """What the checks of components say from an instant on, whatever work is planned meanwhile.

    The first step is at that instant. Each step is by the rule that held then.
    """
    levels, events = _steps(unit, from_us)
    all_rules = read_rules(unit, from_us)
    found: dict[int, list[Step]] = {}
    for component_id, at_us in from_us.items():
        steps: list[Step] = []
        now = dict(levels[component_id])
        rules = deque(all_rules.get(component_id, ()))
        rule = BEFORE
        turned = events[component_id]
        if rules:
            changed = [(one.since_us, 0, None) for one in rules if one.since_us > at_us]
            turned = sorted([*turned, *changed], key=itemgetter(0))
        # What was true just before, so that an unchanged status goes on in its own span.
        for event_us, check_id, after in [(at_us, 0, None), *turned]:
            while rules and rules[0].since_us <= event_us:
                rule = rules.popleft()
            if after is not None:
                now[check_id] = after
            status = rule.status(now)
            if steps and steps[-1][0] == event_us:
                steps.pop()
            steps.append((event_us, status))
        found[component_id] = steps
    return found


_Events = dict[int, list[tuple[int, int, ComponentStatus | None]]]


def _steps(
    unit: Unit, from_us: Mapping[int, int]
) -> tuple[dict[int, dict[int, ComponentStatus]], _Events]:
    """By component: the levels of its checks just before an instant, and their later steps."""
    levels: dict[int, dict[int, ComponentStatus]] = {c: {} for c in from_us}
    events: _Events = {c: [] for c in from_us}
    owners: dict[int, int] = {}
    for row in unit.connection.execute(
        select(CHECK.c.id, CHECK.c.component_id, CHECK_STATE.c.level)
        .join(CHECK_STATE, CHECK_STATE.c.check_id == CHECK.c.id)
        .where(CHECK.c.component_id.in_(from_us))
    ):
        owners[row.id] = row.component_id
        levels[row.component_id][row.id] = ComponentStatus(row.level)
    rows = unit.connection.execute(
        select(TRANSITION)
        .where(TRANSITION.c.check_id.in_(owners), TRANSITION.c.at_us >= min(from_us.values()))
        .order_by(TRANSITION.c.at_us, TRANSITION.c.id)
    )
    seen: set[int] = set()
    for row in rows:
        component_id = owners[row.check_id]
        if row.at_us < from_us[component_id]:
            continue
        if row.check_id not in seen:
            seen.add(row.check_id)
            levels[component_id][row.check_id] = ComponentStatus(row.before)
        events[component_id].append((row.at_us, row.check_id, ComponentStatus(row.after)))
    return levels, events
