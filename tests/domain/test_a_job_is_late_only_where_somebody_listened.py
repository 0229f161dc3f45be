"""When a job that reports by itself is late, and when nobody can know."""

from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.instants import MINUTE_US
from statusboard.domain.lateness import Judged, Punctuality, Rhythm, judged
from statusboard.domain.received import BRIDGED_US, Listening, heard_on

HOUR = 60 * MINUTE_US
LAST = 1_000 * HOUR
HOURLY = Rhythm(lambda at_us: at_us + HOUR, 5 * MINUTE_US, is_fixed=False)
# By the clock, at each full hour.
ON_THE_HOUR = Rhythm(lambda at_us: (at_us // HOUR + 1) * HOUR, 5 * MINUTE_US, is_fixed=True)
DEADLINE = LAST + 65 * MINUTE_US


def always(until_us: int) -> Listening:
    return Listening(0, until_us)


def test_it_is_on_time_until_its_grace_has_passed() -> None:
    now = DEADLINE - 1
    assert judged(LAST, HOURLY, always(now), now) == Judged(Punctuality.ON_TIME, LAST)


def test_it_is_late_from_the_end_of_its_grace_on_exactly() -> None:
    now = DEADLINE + HOUR
    assert judged(LAST, HOURLY, always(now), now) == Judged(Punctuality.LATE, DEADLINE)
    assert judged(LAST, ON_THE_HOUR, always(now), now) == Judged(Punctuality.LATE, DEADLINE)


def test_nothing_is_said_before_somebody_is_known_to_have_listened_until_then() -> None:
    now = DEADLINE + MINUTE_US
    assert judged(LAST, HOURLY, always(DEADLINE - 1), now).punctuality is Punctuality.ON_TIME
    assert judged(LAST, HOURLY, always(DEADLINE), now).punctuality is Punctuality.LATE
    later = DEADLINE + BRIDGED_US
    assert judged(LAST, HOURLY, always(DEADLINE - 1), later).punctuality is Punctuality.UNSURE
    assert judged(LAST, HOURLY, None, later) == Judged(Punctuality.UNSURE, DEADLINE)


def test_after_a_gap_it_has_to_be_due_once_more() -> None:
    back = LAST + 30 * MINUTE_US
    now = DEADLINE + MINUTE_US
    assert judged(LAST, HOURLY, Listening(back, now), now) == Judged(Punctuality.UNSURE, DEADLINE)
    now = back + 65 * MINUTE_US
    assert judged(LAST, HOURLY, Listening(back, now), now) == Judged(Punctuality.LATE, now)


def test_what_is_due_by_the_clock_cannot_have_been_missed_before_it_was_due() -> None:
    due = LAST + HOUR
    now = DEADLINE + MINUTE_US
    late = Judged(Punctuality.LATE, DEADLINE)
    assert judged(LAST, ON_THE_HOUR, Listening(due, now), now) == late
    missed = judged(LAST, ON_THE_HOUR, Listening(due + 1, now), now)
    assert missed == Judged(Punctuality.UNSURE, DEADLINE)


@given(
    st.integers(0, 10 * HOUR),
    st.integers(0, 10 * HOUR),
    st.integers(0, 10 * HOUR),
    st.sampled_from([HOURLY, ON_THE_HOUR]),
)
def test_late_is_never_said_of_a_time_that_was_not_listened_to(
    since: int, heard: int, passed: int, rhythm: Rhythm
) -> None:
    now = LAST + passed
    listening = Listening(LAST - HOUR + since, min(LAST - HOUR + since + heard, now))
    found = judged(LAST, rhythm, listening, now)
    if found.punctuality is Punctuality.LATE:
        assert LAST < found.since_us <= now
        assert listening.since_us <= found.since_us - rhythm.grace_us
        assert listening.until_us >= found.since_us
    if now < rhythm.deadline_after(LAST):
        assert found.punctuality is Punctuality.ON_TIME


def test_a_short_gap_is_bridged_and_a_longer_one_begins_anew() -> None:
    before = Listening(LAST, LAST + HOUR)
    bridged = LAST + HOUR + BRIDGED_US
    assert heard_on(before, bridged) == Listening(LAST, bridged)
    assert heard_on(before, bridged + 1) == Listening(bridged + 1, bridged + 1)
    assert heard_on(None, LAST) == Listening(LAST, LAST)
    # A clock that was put back says nothing of what lies ahead of it.
    assert heard_on(before, LAST) == Listening(LAST, LAST)
