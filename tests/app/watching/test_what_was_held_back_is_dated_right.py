"""An outage that was held back as our own starts at its first failure, once it is theirs."""

from dataclasses import replace

from statusboard.app.watching.believing import STEP
from statusboard.app.watching.ingest import Ingest
from statusboard.domain.instants import Interval
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.storage.database import Database
from statusboard.storage.history import spans
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import NOON_US, S
from tests.fixtures.watch import Watch

UP = Answer(Outcome.UP, Reason.OK)
HELD = Answer(Outcome.UNKNOWN, Reason.OWN_NETWORK, "held back")
DOWN = Answer(Outcome.DOWN, Reason.UNREACHABLE, "the host did not answer")
DAY_US = 86_400 * S


def told(watch: Watch, component_id: int) -> list[tuple[str, int]]:
    """The statuses of a service, each with the second after noon from which it holds."""
    with watch.database.reading(watch.clock.now()) as unit:
        found = spans.read_spans(
            unit, Interval(NOON_US, NOON_US + DAY_US), component_ids={component_id}
        )
    told = []
    for n, span in enumerate(found):
        told.append((span.status.value, (span.start_us - NOON_US) // S))
        then_us = found[n + 1].start_us if n + 1 < len(found) else None
        if span.stop_us is not None and span.stop_us != then_us:
            told.append(("unknown", (span.stop_us - NOON_US) // S))
    return told


def say(
    watch: Watch, check_id: int, second: int, answer: Answer, *, believes: bool = False
) -> None:
    watch.clock.go(NOON_US + second * S + S // 2)
    result = CheckResult(check_id, NOON_US + second * S, answer, believes_held=believes)
    watch.ingest.take([result])
    watch.beat()


def begun(database: Database) -> tuple[Watch, int, int]:
    """A service that was up for two minutes."""
    watch = Watch(database)
    component, (check,) = watch.service()
    for second in (60, 120):
        say(watch, check.id, second, UP)
    return watch, component.id, check.id


def test_the_outage_starts_at_the_first_failure_that_was_held(database: Database) -> None:
    watch, service, check = begun(database)
    for second in range(180, 480, 60):
        say(watch, check, second, HELD)
    assert told(watch, service) == [("operational", 60), ("unknown", 180)]
    say(watch, check, 480, DOWN, believes=True)
    assert told(watch, service) == [("operational", 60), ("major_outage", 180)]
    for second in (540, 600):
        say(watch, check, second, UP)
    assert told(watch, service)[1:] == [("major_outage", 180), ("operational", 540)]


def test_one_held_answer_and_one_failure_are_two_failures_in_a_row(database: Database) -> None:
    watch, service, check = begun(database)
    say(watch, check, 180, HELD)
    say(watch, check, 240, DOWN, believes=True)
    assert told(watch, service) == [("operational", 60), ("major_outage", 180)]


def test_without_that_word_what_was_held_stays_unknown(database: Database) -> None:
    watch, service, check = begun(database)
    for second in range(180, 480, 60):
        say(watch, check, second, HELD)
    for second in (480, 540):
        say(watch, check, second, DOWN)
    assert told(watch, service) == [
        ("operational", 60),
        ("unknown", 180),
        ("major_outage", 480),
    ]


def test_answers_of_one_batch_are_told_like_those_of_many(database: Database) -> None:
    watch, service, check = begun(database)
    watch.clock.go(NOON_US + 400 * S)
    results = [CheckResult(check, NOON_US + s * S, HELD) for s in range(180, 360, 60)]
    last = CheckResult(check, NOON_US + 390 * S, DOWN, believes_held=True)
    watch.ingest.take([*results, last])
    assert told(watch, service) == [("operational", 60), ("major_outage", 180)]


def test_it_is_dated_right_by_a_collector_that_was_started_meanwhile(database: Database) -> None:
    watch, service, check = begun(database)
    for second in range(180, 480, 60):
        say(watch, check, second, HELD)
    watch.ingest = Ingest(database, watch.clock)
    watch.ingest.load()
    say(watch, check, 480, DOWN, believes=True)
    assert told(watch, service) == [("operational", 60), ("major_outage", 180)]


def test_a_pause_in_which_nobody_watched_is_no_part_of_it(database: Database) -> None:
    watch, service, check = begun(database)
    for second in range(180, 480, 60):
        say(watch, check, second, HELD)
    for second in range(3600, 3900, 60):
        say(watch, check, second, HELD)
    say(watch, check, 3900, DOWN, believes=True)
    assert ("major_outage", 3600) in told(watch, service)
    assert ("major_outage", 180) not in told(watch, service)


def test_the_other_checks_of_the_service_keep_their_word(database: Database) -> None:
    watch = Watch(database)
    component, (one, other) = watch.service(checks=2)
    for second in (60, 120):
        for check in (one, other):
            say(watch, check.id, second, UP)
    for second in range(180, 480, 60):
        say(watch, one.id, second, HELD)
        say(watch, other.id, second + 1, UP)
    say(watch, one.id, 480, DOWN, believes=True)
    assert told(watch, component.id)[-1] == ("major_outage", 180)
    say(watch, one.id, 540, UP)
    say(watch, one.id, 600, UP)
    assert told(watch, component.id)[-1] == ("operational", 540)


def test_a_run_of_failures_goes_on_without_a_second_start(database: Database) -> None:
    watch, service, check = begun(database)
    for second in range(180, 480, 60):
        say(watch, check, second, HELD)
    say(watch, check, 480, DOWN, believes=True)
    for second in range(540, 840, 60):
        say(watch, check, second, replace(DOWN, detail="still"))
    assert told(watch, service) == [("operational", 60), ("major_outage", 180)]
    with database.reading(watch.clock.now()) as unit:
        [open_span] = spans.read_open(unit).values()
    assert open_span.status is ComponentStatus.MAJOR_OUTAGE


def test_a_failure_that_believes_where_nothing_was_held_is_judged_as_ever(
    database: Database,
) -> None:
    watch, service, check = begun(database)
    for second in (180, 240):
        say(watch, check, second, DOWN, believes=True)
    assert told(watch, service) == [("operational", 60), ("major_outage", 180)]


@ON_SQLITE
def test_however_many_were_held_the_outage_begins_with_the_first(database: Database) -> None:
    watch, service, check = begun(database)
    held = range(180, 180 + 60 * (STEP + 1), 60)
    watch.clock.go(NOON_US + held.stop * S)
    watch.ingest.take([CheckResult(check, NOON_US + second * S, HELD) for second in held])
    say(watch, check, held.stop, DOWN, believes=True)
    assert told(watch, service) == [("operational", 60), ("major_outage", 180)]
