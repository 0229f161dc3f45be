"""What a row of updates says of the end, whatever is said in which order."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.endings import is_backdated, is_reopened, shown_at
from statusboard.domain.incident import IncidentUpdate
from statusboard.domain.notice import Wording
from statusboard.domain.status import OF_INCIDENTS, IncidentStatus

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OPEN, OVER, AFTER = (
    IncidentStatus.MONITORING,
    IncidentStatus.RESOLVED,
    IncidentStatus.POSTMORTEM,
)


def said(*steps: tuple[int, IncidentStatus, int | None]) -> tuple[IncidentUpdate, ...]:
    """Updates, newest first, of steps that stand oldest first: minute, state, minute of the end."""
    return tuple(
        IncidentUpdate(
            f"u{minute}",
            NOON + minute * MINUTE,
            Wording(status=status, ended_at=None if ended is None else NOON + ended * MINUTE),
        )
        for minute, status, ended in reversed(steps)
    )


def minutes(updates: tuple[IncidentUpdate, ...]) -> list[int]:
    return [(shown_at(updates, place) - NOON) // MINUTE for place in range(len(updates))]


def test_an_end_stands_at_the_end_and_never_before_what_was_said_earlier() -> None:
    assert minutes(said((0, OPEN, None), (20, OVER, 9))) == [9, 0]
    assert minutes(said((0, OPEN, None), (15, OPEN, None), (20, OVER, 9))) == [15, 15, 0]
    assert minutes(said((20, OVER, -600))) == [-600]


def test_what_follows_the_end_stands_where_it_was_published() -> None:
    assert minutes(said((0, OPEN, None), (20, OVER, 9), (99, AFTER, 9))) == [99, 9, 0]


def test_what_was_told_only_when_it_was_over_was_entered_afterwards() -> None:
    assert is_backdated(said((20, OVER, 9), (99, AFTER, 9)))
    assert not is_backdated(said((0, OPEN, None), (20, OVER, 9)))
    assert not is_backdated(())


def test_only_the_update_that_takes_back_an_end_opens_it_again() -> None:
    assert is_reopened(said((0, OVER, 0), (1, OPEN, None)))
    assert is_reopened(said((0, AFTER, 0), (1, OPEN, None)))
    assert not is_reopened(said((0, OVER, 0), (1, OPEN, None), (2, OPEN, None)))
    assert not is_reopened(said((0, OVER, 0), (1, AFTER, 0)))
    assert not is_reopened(said((0, OPEN, None)))


STEPS = st.lists(
    st.tuples(st.sampled_from(OF_INCIDENTS), st.integers(0, 60)), min_size=1, max_size=8
)


@given(steps=STEPS)
def test_nothing_stands_in_the_future_or_in_another_order(
    steps: list[tuple[IncidentStatus, int]],
) -> None:
    updates = said(
        *(
            (10 * n, status, 10 * n - back if status.is_over else None)
            for n, (status, back) in enumerate(steps)
        )
    )
    shown = [shown_at(updates, place) for place in range(len(updates))]

    assert shown == sorted(shown, reverse=True)
    for instant, update in zip(shown, updates, strict=True):
        assert instant <= update.published_at
