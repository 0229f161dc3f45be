"""What the why of a state costs with 1,000 services and 13 months of history, and its replay.

Also where each service has a rule and all depend on one another like a tree: what explains one
is then to be found among all. The floor is what every screen about health reads first, in the same
run.
"""

from collections.abc import Callable
from dataclasses import replace

from statusboard.app.doorway import Doorway
from statusboard.app.health.facts import read_facts
from statusboard.app.health.replay import REPLAY, ReplayAsk
from statusboard.app.health.verify import SERVICE_DETAIL, VERIFY
from statusboard.domain.component_rule import ComponentRule, RuleKind
from statusboard.domain.instants import DAY_US, HOUR_US, from_us
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState, Transition
from statusboard.storage.checks import read_checks
from statusboard.storage.component_rules import follow_rules
from statusboard.storage.components import read_components, update_components
from statusboard.storage.database import Database
from statusboard.storage.dependencies import write_parents
from statusboard.storage.history import results
from statusboard.storage.history.retelling import record_transitions
from statusboard.storage.history.states import StoredState, write_states
from statusboard.storage.history.transitions import StoredTransition
from tests.bench.history_bench import SERVICES, Entry, _beat, _fresh, _median_ms
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR, NOON_US, S

DAYS = 396
OUTAGES = 13
GOAL_MS = 20
GOOD, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
UP = Answer(Outcome.UP, Reason.OK, response_us=40_000, code=200)
DOWN = Answer(Outcome.DOWN, Reason.STATUS_CODE, "answered 503", response_us=90_000, code=503)


def measure() -> list[Entry]:
    """The figures: milliseconds of the why and of a replay, and each as a ratio to the facts."""
    with _fresh(SERVICES) as (database, file):
        clock = ManualClock(NOON_US)
        _write(database)
        _beat(database, clock)
        reader = Database.open(file, read_only=True)
        doorway = Doorway(reader, clock)

        def facts() -> object:
            with reader.reading(clock.now()) as unit:
                return read_facts(unit)

        entries = _figures(doorway, facts, "")
        _bind(database)
        entries += _figures(doorway, facts, ", a rule and a parent each")
        reader.close()
    return entries


def _figures(doorway: Doorway, facts: Callable[[], object], of: str) -> list[Entry]:
    entries: list[Entry] = []
    asked = {
        "why of a state": lambda: doorway.ask(SERVICE_DETAIL, 500),
        "replay of a state": lambda: doorway.ask(REPLAY, ReplayAsk(500)),
        "all of Verify": lambda: doorway.ask(VERIFY, None),
    }
    for name, ask in asked.items():
        took, floor, cpu = _median_ms(ask, facts)
        goal = {} if name == "all of Verify" else {"goal": GOAL_MS}
        entries += [
            {
                "name": f"{name}, {SERVICES:,} services, 13 months{of}",
                "value": round(took, 1),
                "unit": "ms",
                **goal,
                "floor": round(floor, 1),
            },
            {"name": f"{name}{of}, CPU", "value": round(cpu, 1), "unit": "ms", **goal},
            {"name": f"{name}{of}, to the facts of all", "value": took / floor, "unit": "×"},
        ]
    return entries


def _bind(database: Database) -> None:
    """Gives every service a rule of its own, and a parent like the nodes of a tree."""
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        components = read_components(unit)
        rule = ComponentRule(RuleKind.WEIGHTED, degraded_at=10, partial_at=40, major_at=100)
        update_components(unit, [replace(one, rule=rule) for one in components])
        numbers = [one.id for one in components]
        write_parents(
            unit, {child: [numbers[place // 2]] for place, child in enumerate(numbers) if place}
        )
        follow_rules(unit)


def _write(database: Database) -> None:
    """Thirteen outages of each service, the last one lasting, and an hour of answers."""
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        checks = [check.id for check in read_checks(unit)]
        states, turns = {}, []
        for number in checks:
            level = ComponentStatus.UNKNOWN
            for outage in range(OUTAGES):
                began_us = NOON_US - (OUTAGES - outage) * (DAYS // OUTAGES) * DAY_US + number * S
                for at_us, after in ((began_us, GOOD), (began_us + 20 * DAY_US, MAJOR)):
                    if after is not level:
                        turns.append(StoredTransition(number, Transition(at_us, level, after)))
                        level = after
            began_us = NOON_US - HOUR_US // 2
            for at_us, after in ((began_us - HOUR_US, GOOD), (began_us, MAJOR)):
                turned = Transition(at_us, level, after)
                turns.append(StoredTransition(number, turned, Reason.STATUS_CODE, "answered 503"))
                level = after
            states[number] = StoredState(CheckState(MAJOR, began_us), Reason.STATUS_CODE, "503")
        write_states(unit, states)
        record_transitions(unit, turns)
        for minute in range(60):
            at_us = NOON_US - minute * 60 * S - S
            answer = DOWN if at_us >= NOON_US - HOUR_US // 2 else UP
            results.append(unit, [CheckResult(number, at_us, answer) for number in checks])
