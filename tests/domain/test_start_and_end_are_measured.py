"""Trouble has a start and an end as far as somebody watched; a stated time is held against it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.evidence import Evidence, Finding, Measured, findings
from statusboard.domain.instants import to_us
from statusboard.domain.notice import Wording
from statusboard.domain.span import Span
from statusboard.domain.stated_times import measured_end, past_start
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.trouble import Trouble, troubles_of

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PAUSE_US = 600_000_000
GOOD = ComponentStatus.OPERATIONAL
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
MAJOR = ComponentStatus.MAJOR_OUTAGE
RESOLVED = IncidentStatus.RESOLVED


def at(minute: int) -> datetime:
    """So many minutes after 14:00."""
    return NOW + (minute - 60) * MINUTE


def spans(*steps: tuple[int, int | None, ComponentStatus]) -> list[Span]:
    return [
        Span(1, to_us(at(start)), None if stop is None else to_us(at(stop)), status)
        for start, stop, status in steps
    ]


def troubles(*steps: tuple[int, int | None, ComponentStatus]) -> tuple[Trouble, ...]:
    return troubles_of(spans(*steps), pause_us=PAUSE_US)


def test_trouble_is_one_across_changes_of_its_severity() -> None:
    assert troubles((0, 5, GOOD), (5, 20, MAJOR), (20, 30, DEGRADED), (30, None, GOOD)) == (
        Trouble(1, at(5), at(30)),
    )


def test_trouble_that_lasts_has_no_end() -> None:
    assert troubles((0, 5, GOOD), (5, None, MAJOR)) == (Trouble(1, at(5), None),)


def test_a_short_pause_ends_no_trouble() -> None:
    assert troubles((0, 10, MAJOR), (12, 20, MAJOR), (20, None, GOOD)) == (
        Trouble(1, at(0), at(20)),
    )


def test_what_came_back_in_a_short_pause_came_back_when_it_was_seen() -> None:
    assert troubles((0, 10, MAJOR), (15, None, GOOD)) == (Trouble(1, at(0), at(15)),)


def test_nobody_knows_when_it_came_back_while_nobody_watched() -> None:
    assert troubles((0, 10, MAJOR), (40, None, GOOD)) == (Trouble(1, at(0), None),)


def test_two_troubles_stay_two() -> None:
    assert troubles((0, 10, MAJOR), (10, 20, GOOD), (20, 30, MAJOR), (30, None, GOOD)) == (
        Trouble(1, at(0), at(10)),
        Trouble(1, at(20), at(30)),
    )


STEPS = st.lists(
    st.tuples(st.integers(1, 30), st.sampled_from(ComponentStatus)), min_size=1, max_size=12
)


@given(steps=STEPS)
def test_every_minute_of_trouble_lies_in_one_and_no_two_overlap(
    steps: list[tuple[int, ComponentStatus]],
) -> None:
    made, start = [], 0
    for length, status in steps:
        if status is not ComponentStatus.UNKNOWN:
            made.append(Span(1, to_us(at(start)), to_us(at(start + length)), status))
        start += length
    found = troubles_of(reversed(made), pause_us=PAUSE_US)

    for span in made:
        inside = [
            one
            for one in found
            if to_us(one.start) <= span.start_us
            and (one.stop is None or to_us(one.stop) >= (span.stop_us or 0))
        ]
        if span.status.is_trouble:
            assert inside
    for one, later in pairwise(found):
        assert one.start < later.start
        assert one.stop is None or one.stop <= later.start


def over(**more: Any) -> Wording:
    components = more.pop("components", {1: GOOD})
    return Wording(title="T", body="B", status=RESOLVED, components=components, **more)


def test_it_was_over_when_the_last_named_service_came_back() -> None:
    seen = (Trouble(1, at(2), at(40)), Trouble(2, at(5), at(30)), Trouble(3, at(5), at(50)))
    both = over(components={1: GOOD, 2: GOOD})

    assert measured_end(both, seen, started_at=at(0), now=NOW) == at(40)


def test_nothing_is_over_while_a_named_service_fails_or_where_none_did() -> None:
    still = (Trouble(1, at(2), at(40)), Trouble(2, at(5), None))

    assert measured_end(over(components={1: GOOD, 2: GOOD}), still, started_at=at(0), now=NOW) is (
        None
    )
    assert measured_end(over(), (), started_at=at(0), now=NOW) is None
    long_ago = (Trouble(1, at(-90), at(-60)),)
    assert measured_end(over(), long_ago, started_at=at(0), now=NOW) is None


def test_what_is_entered_afterwards_began_with_what_lasted_until_its_end() -> None:
    seen = (Trouble(1, at(-90), at(-60)), Trouble(1, at(2), at(40)))

    assert past_start(over(ended_at=at(38)), seen, NOW) == at(2)
    assert past_start(over(ended_at=at(43)), seen, NOW) == at(2)
    assert past_start(over(ended_at=at(55)), seen, NOW) is None


def found(wording: Wording, seen: Sequence[Trouble] = (), **more: Any) -> list[Finding]:
    measured = (Measured(1, "Checkout API", GOOD, at(40)),)
    evidence = Evidence(now=NOW, zone=UTC, measured=measured, troubles=seen, **more)
    return list(findings(wording, evidence))


FAILED = (Trouble(1, at(2), at(40)),)


def test_an_end_close_to_the_measured_one_is_left_in_peace() -> None:
    assert found(over(started_at=at(0), ended_at=at(45)), FAILED) == []


def test_an_end_that_monitoring_saw_elsewhere_is_stopped() -> None:
    (one,) = found(over(started_at=at(2), ended_at=at(25)), FAILED)

    assert (one.rule, one.blocks) == ("end_differs", True)
    assert one.sentence == (
        "The notice says that it was over at 14:25 UTC, but monitoring saw the last service come "
        "back at 14:40 UTC, 15 minutes later."
    )


def test_an_end_that_customers_know_already_is_not_held_against_it_again() -> None:
    said = over(started_at=at(2), ended_at=at(25))
    told = {"said": said, "published_start": at(2), "published_end": at(25)}

    assert found(said, FAILED, **told) == []


def test_a_start_of_what_is_over_is_held_against_it_too() -> None:
    (one,) = found(over(started_at=at(20), ended_at=at(40)), FAILED)

    assert one.rule == "start_differs"
    assert "first failure at 14:02 UTC, 18 minutes earlier" in one.sentence


def test_an_end_before_the_start_is_stopped() -> None:
    (one,) = found(over(started_at=at(30), ended_at=at(10)))

    assert (one.rule, one.blocks) == ("ends_before_start", True)


def test_an_end_says_nothing_while_it_lasts() -> None:
    lasts = Wording(
        title="T",
        body="B",
        components={1: DEGRADED},
        next_update_in=30 * MINUTE,
        ended_at=at(10),
        started_at=at(30),
    )

    assert found(lasts) == []


def test_what_failed_after_a_stated_end_is_another_matter() -> None:
    """Entered afterwards, it says nothing of what has failed since."""
    measured = (Measured(1, "Checkout API", MAJOR, at(55)), Measured(2, "Search", MAJOR, at(50)))
    past = over(started_at=at(2), ended_at=at(40))
    evidence = Evidence(now=NOW, zone=UTC, measured=measured, troubles=FAILED)
    assert findings(past, evidence) == ()

    began_before = (Measured(1, "Checkout API", MAJOR, at(35)),)
    evidence = Evidence(now=NOW, zone=UTC, measured=began_before)
    assert [one.rule for one in findings(past, evidence)] == ["still_fails"]


def test_a_postmortem_says_nothing_of_now() -> None:
    measured = (Measured(1, "Checkout API", MAJOR, at(55)), Measured(2, "Search", MAJOR, at(50)))
    said = over(started_at=at(2), ended_at=at(40))
    looked_back = Wording(
        title="T", body="What happened.", status=IncidentStatus.POSTMORTEM, components={1: GOOD}
    )
    evidence = Evidence(now=NOW, zone=UTC, measured=measured, said=said)

    assert findings(looked_back, evidence) == ()
