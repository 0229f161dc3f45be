"""A certificate that ends soon makes one state; each threshold it passes changes its words once."""

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.storage.database import Database
from statusboard.storage.history import states
from statusboard.storage.tables import TRANSITION
from tests.fixtures.watch import Watch


def ends(days: int) -> Answer:
    detail = f"the certificate of shop.example ends on 12 December 2026, in less than {days} days"
    return Answer(Outcome.DEGRADED, Reason.EXPIRES_SOON, detail, response_us=40_000, code=200)


def test_each_threshold_is_said_and_nothing_turns_again(database: Database) -> None:
    watch = Watch(database)
    _, (check,) = watch.service()
    said = []
    for days in (30, 30, 30, 14, 14, 7):
        watch.minutes([{check.id: ends(days)}])
        with database.reading(watch.clock.now()) as unit:
            stored = states.read_states(unit)[check.id]
            turns = unit.connection.execute(TRANSITION.select()).all()
        said.append(stored.detail.rpartition("than ")[2])
    assert said[1:] == ["30 days", "30 days", "14 days", "14 days", "7 days"]
    assert stored.state.level is ComponentStatus.DEGRADED_PERFORMANCE
    assert [row.check_id for row in turns if row.reason is not None][-1:] == [check.id]
    assert len([row for row in turns if row.reason is not None]) == 1


def test_other_trouble_keeps_the_words_it_began_with(database: Database) -> None:
    watch = Watch(database)
    _, (check,) = watch.service()
    slow = [
        Answer(Outcome.DEGRADED, Reason.SLOW, f"took {s} s", response_us=s * 1_000_000, code=200)
        for s in (4, 4, 5, 6)
    ]
    watch.minutes([{check.id: one} for one in slow])
    with database.reading(watch.clock.now()) as unit:
        assert states.read_states(unit)[check.id].detail == "took 4 s"
