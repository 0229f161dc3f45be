"""What the why of a state costs with 1,000 services and 13 months of history, and its replay.

The floor is what every screen about health reads first, in the same run.
"""

from statusboard.app.doorway import Doorway
from statusboard.app.health.facts import read_facts
from statusboard.app.health.replay import REPLAY, ReplayAsk
from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.domain.instants import DAY_US, HOUR_US, from_us
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState, Transition
from statusboard.storage.checks import read_checks
from statusboard.storage.database import Database
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

        entries: list[Entry] = []
        asked = {
            "why of a state": lambda: doorway.ask(SERVICE_DETAIL, 500),
            "replay of a state": lambda: doorway.ask(REPLAY, ReplayAsk(500)),
        }
        for name, ask in asked.items():
            took, floor, cpu = _median_ms(ask, facts)
            entries += [
                {
                    "name": f"{name}, {SERVICES:,} services, 13 months",
                    "value": round(took, 1),
                    "unit": "ms",
                    "goal": GOAL_MS,
                    "floor": round(floor, 1),
                },
                {"name": f"{name}, CPU", "value": round(cpu, 1), "unit": "ms", "goal": GOAL_MS},
                {"name": f"{name}, to the facts of all", "value": took / floor, "unit": "×"},
            ]
        reader.close()
    return entries


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
