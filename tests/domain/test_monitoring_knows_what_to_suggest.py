"""What should be suggested: once for what began together, never twice, and never in a storm."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.suggesting import (
    SETTLED,
    TOGETHER,
    Dropped,
    OpenIncident,
    Seen,
    Standing,
    Step,
    Suggest,
    SuggestEnd,
    Withdraw,
    trouble_steps,
)
from statusboard.domain.suggesting_ends import end_steps

NOW = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
GOOD, UNKNOWN = ComponentStatus.OPERATIONAL, ComponentStatus.UNKNOWN
DEGRADED, MAJOR = ComponentStatus.DEGRADED_PERFORMANCE, ComponentStatus.MAJOR_OUTAGE
PLANNED = ComponentStatus.UNDER_MAINTENANCE
NOBODY: frozenset[int] = frozenset()
IDENTIFIED, MONITORING = IncidentStatus.IDENTIFIED, IncidentStatus.MONITORING
RESOLVED = IncidentStatus.RESOLVED

IDS = st.integers(1, 8)
SEEN = st.builds(
    Seen,
    component_id=IDS,
    status=st.sampled_from(ComponentStatus),
    since=st.none() | st.integers(0, 120).map(lambda n: NOW - n * MINUTE),
    is_stale=st.booleans(),
    is_flapping=st.booleans(),
    has_flapped=st.booleans(),
)


@st.composite
def services_in_chains(draw: st.DrawFn) -> list[Seen]:
    """Services of which some are explained by one that fails and speaks for itself."""
    found = draw(st.lists(SEEN, unique_by=lambda one: one.component_id))
    roots = [one.component_id for one in found[::2] if one.status.is_trouble]
    if not roots:
        return found
    return [
        replace(one, explained_by=draw(st.none() | st.sampled_from(roots)))
        if one.component_id not in roots and one.status.is_trouble
        else one
        for one in found
    ]


SERVICES = services_in_chains()
SETS = st.frozensets(IDS, max_size=4)


@st.composite
def suggestions(draw: st.DrawFn) -> list[Standing]:
    """Suggestions that stand: none of them about a service of another."""
    left = set(range(1, 9))
    found = []
    for number in range(draw(st.integers(0, 3))):
        mine = draw(st.frozensets(st.sampled_from(sorted(left)), min_size=1, max_size=3))
        left -= mine
        found.append(Standing(number + 1, mine, NOW - draw(st.integers(0, 90)) * MINUTE))
        if not left:
            break
    return found


def seen(number: int, status: ComponentStatus = MAJOR, ago: float = 18, **more: bool) -> Seen:
    return Seen(number, status, NOW - ago * MINUTE, **more)


def steps(*services: Seen, **more: object) -> tuple[Step, ...]:
    given: dict[str, object] = {"standing": (), "covered": NOBODY, "now": NOW} | more
    return trouble_steps(services, given.pop("standing"), **given)  # type: ignore[arg-type]


def begun(*ids: int) -> Suggest:
    return Suggest(None, frozenset(ids))


def stands(*ids: int, ago: float = 18) -> Standing:
    return Standing(1, frozenset(ids), NOW - ago * MINUTE)


@pytest.mark.parametrize("status", [DEGRADED, ComponentStatus.PARTIAL_OUTAGE, MAJOR])
def test_a_service_in_trouble_is_suggested(status: ComponentStatus) -> None:
    assert steps(seen(1, status)) == (begun(1),)


@pytest.mark.parametrize("status", [GOOD, UNKNOWN, PLANNED])
def test_what_is_well_not_seen_or_planned_is_not(status: ComponentStatus) -> None:
    assert steps(seen(1, status)) == ()


@pytest.mark.parametrize(
    ("apart", "expected"),
    [(TOGETHER, (begun(1, 2),)), (TOGETHER + MINUTE, (begun(1), begun(2)))],
)
def test_what_began_within_five_minutes_is_one(
    apart: timedelta, expected: tuple[Suggest, ...]
) -> None:
    second = Seen(2, MAJOR, NOW - 18 * MINUTE + apart)

    assert steps(seen(1), second) == expected


def test_what_begins_later_joins_the_suggestion_of_its_time() -> None:
    found = steps(seen(1), seen(2, ago=15), seen(3, ago=2), standing=[stands(1)])

    assert found == (Suggest(1, frozenset({1, 2})), begun(3))


def test_a_service_that_somebody_writes_about_leaves_the_suggestion() -> None:
    services = seen(1), seen(2)

    assert steps(*services, standing=[stands(1, 2)], covered=frozenset({1})) == (
        Suggest(1, frozenset({2})),
    )
    assert steps(*services, standing=[stands(1, 2)], covered=frozenset({1, 2})) == (Withdraw(1),)


@pytest.mark.parametrize(
    ("service", "is_withdrawn"),
    [
        (seen(1, GOOD, ago=1), False),
        (seen(1, GOOD, ago=SETTLED / MINUTE), True),
        (seen(1, GOOD, ago=30, is_flapping=True), False),
        (seen(1, UNKNOWN, ago=30), False),
        (seen(1, PLANNED, ago=1), True),
    ],
)
def test_a_suggestion_goes_once_its_services_are_well_for_good(
    service: Seen, is_withdrawn: bool
) -> None:
    found = steps(service, standing=[stands(1, ago=40)])

    assert found == ((Withdraw(1),) if is_withdrawn else ())


@pytest.mark.parametrize(
    ("ago", "flaps", "is_begun"),
    [(30, False, False), (11, False, False), (9, False, True), (9, True, False)],
)
def test_what_a_person_discarded_is_not_made_again_for_the_same_outage(
    ago: float, flaps: bool, is_begun: bool
) -> None:
    """Discarded 20 minutes ago; what comes back within ten of that is the same outage."""
    dropped = [Dropped(frozenset({1}), NOW - 20 * MINUTE)]

    found = steps(seen(1, ago=ago, is_flapping=flaps), dropped=dropped)

    assert found == ((begun(1),) if is_begun else ())


@given(SERVICES, suggestions(), SETS, st.lists(st.builds(Dropped, SETS, st.just(NOW))))
def test_no_service_is_in_two_suggestions_and_none_without_trouble_of_its_own(
    services: list[Seen], standing: list[Standing], covered: frozenset[int], dropped: list[Dropped]
) -> None:
    found = trouble_steps(services, standing, covered=covered, dropped=dropped, now=NOW)
    named = [number for step in found if isinstance(step, Suggest) for number in step.component_ids]
    failing = {one.component_id for one in services if one.status.is_trouble}

    assert len(named) == len(set(named))
    assert set(named) <= failing - covered
    assert all(step.component_ids for step in found if isinstance(step, Suggest))
    # Whatever fails and nobody knows of is suggested, unless a person wanted none of it, it flaps,
    # or another speaks for it.
    silent = {number for drop in dropped for number in drop.component_ids}
    silent |= {one.component_id for one in services if one.is_flapping}
    held = {number for one in standing for number in one.component_ids}
    explained = {one.component_id for one in services if one.explained_by is not None}
    assert failing - covered - (silent - held) - explained <= set(named)


@given(SERVICES, suggestions(), SETS, st.lists(st.builds(Dropped, SETS, st.just(NOW))))
def test_who_speaks_of_a_parent_speaks_of_its_children(
    services: list[Seen], standing: list[Standing], covered: frozenset[int], dropped: list[Dropped]
) -> None:
    found = trouble_steps(services, standing, covered=covered, dropped=dropped, now=NOW)
    place = {
        number: step for step in found if isinstance(step, Suggest) for number in step.component_ids
    }
    by_id = {one.component_id: one for one in services}
    held = {number for one in standing for number in one.component_ids}
    unwanted = {number for drop in dropped for number in drop.component_ids}
    for one in services:
        number, root = one.component_id, one.explained_by
        if root is None or number in covered | unwanted | held:
            continue
        if root in covered:
            assert number not in place  # customers read of what explains it
        elif root in place:
            assert place[number] is place[root]  # however long ago that one began
        elif by_id[root].is_flapping and root not in unwanted:
            assert number not in place  # alarms of both wait
        else:
            assert (number in place) != one.is_flapping  # nobody speaks of it else


def test_a_child_joins_its_parent_however_late_it_fails_and_speaks_for_itself_afterwards() -> None:
    parent, child = seen(1, ago=60), replace(seen(2, ago=2), explained_by=1)
    assert steps(parent, child) == (begun(1, 2),)
    assert steps(parent, child, standing=[stands(1, ago=60)]) == (Suggest(1, frozenset({1, 2})),)
    assert steps(parent, child, covered=frozenset({1})) == ()

    back = seen(1, GOOD, ago=1), seen(2, ago=2)
    assert steps(*back, standing=[stands(1, 2, ago=60)]) == (Suggest(1, frozenset({2})),)
    assert steps(*back) == (begun(2),)


def test_a_child_speaks_for_itself_where_its_parent_was_waved_through() -> None:
    parent, child = seen(1, ago=60), replace(seen(2, ago=2), explained_by=1)
    dropped = [Dropped(frozenset({1}), NOW - 50 * MINUTE)]
    assert steps(parent, child, dropped=dropped) == (begun(2),)


def test_what_flaps_is_suggested_once_it_is_steady() -> None:
    assert steps(seen(1, is_flapping=True)) == ()
    assert steps(seen(1)) == (begun(1),)
    # What was suggested before it began to flap goes on.
    held = steps(seen(1, is_flapping=True), standing=[stands(1)])
    assert held == (Suggest(1, frozenset({1})),)


@given(SERVICES, suggestions(), SETS)
def test_what_stands_as_it_should_asks_for_nothing_new(
    services: list[Seen], standing: list[Standing], covered: frozenset[int]
) -> None:
    first = trouble_steps(services, standing, covered=covered, now=NOW)
    again = _carried_out(first, standing, services)

    second = trouble_steps(services, again, covered=covered, now=NOW)

    assert [step for step in second if isinstance(step, Withdraw)] == []
    about = {one.notice_id: one.component_ids for one in again}
    assert all(
        isinstance(step, Suggest) and step.component_ids == about.get(step.notice_id or 0)
        for step in second
    )


def _carried_out(
    found: Sequence[Step], standing: Sequence[Standing], services: Sequence[Seen]
) -> list[Standing]:
    stands = {one.notice_id: one for one in standing}
    since = {one.component_id: one.since or NOW for one in services}
    for number, step in enumerate(found, start=100):
        if isinstance(step, Withdraw):
            del stands[step.notice_id]
        elif isinstance(step, Suggest):
            began = min(since[one] for one in step.component_ids)
            key = step.notice_id or number
            stands[key] = Standing(key, step.component_ids, began)
    return list(stands.values())


@given(st.lists(st.integers(1, 9), min_size=1, max_size=40))
def test_a_service_that_turns_faster_than_it_settles_makes_one_suggestion(
    lengths: list[int],
) -> None:
    """It fails and works in turn, each for so many minutes: fewer than what counts as settled."""
    standing: list[Standing] = []
    now, begun_in_all = NOW, 0
    for number, length in enumerate(lengths):
        status, since = (GOOD if number % 2 else MAJOR), now
        for _ in range(length):
            now += MINUTE
            found = trouble_steps([Seen(1, status, since)], standing, covered=NOBODY, now=now)
            begun_in_all += sum(step.notice_id is None for step in found)  # type: ignore[union-attr]
            standing = _carried_out(found, standing, [Seen(1, status, since)])

    assert begun_in_all == 1


# The end of an incident


def over(
    *services: Seen, incident: OpenIncident | None = None, standing: Sequence[Standing] = ()
) -> tuple[Step, ...]:
    about = incident or OpenIncident(5, frozenset({1, 2}), IDENTIFIED)
    return end_steps(services, [about], standing)


WAITS = Standing(9, frozenset({1, 2}), NOW, 5)


def test_the_end_is_suggested_once_every_named_service_works() -> None:
    assert over(seen(1, GOOD), seen(2, GOOD)) == (SuggestEnd(None, 5, RESOLVED),)
    assert over(seen(1, GOOD), seen(2, GOOD), standing=[WAITS]) == (SuggestEnd(9, 5, RESOLVED),)


@pytest.mark.parametrize(
    "service",
    [seen(2, MAJOR), seen(2, UNKNOWN), seen(2, PLANNED), seen(2, GOOD, is_stale=True),
     seen(2, GOOD, is_flapping=True)],
)  # fmt: skip
def test_what_is_not_seen_to_work_is_not_over(service: Seen) -> None:
    assert over(seen(1, GOOD), service) == ()


@pytest.mark.parametrize(
    ("service", "is_withdrawn"),
    [(seen(2, MAJOR), True), (seen(2, PLANNED), True), (seen(2, GOOD, is_flapping=True), True),
     (seen(2, UNKNOWN), False), (seen(2, GOOD, is_stale=True), False)],
)  # fmt: skip
def test_an_end_is_withdrawn_where_it_is_seen_not_to_hold(
    service: Seen, is_withdrawn: bool
) -> None:
    found = over(seen(1, GOOD), service, standing=[WAITS])

    assert found == ((Withdraw(9),) if is_withdrawn else ())


@pytest.mark.parametrize(("said", "expected"), [(IDENTIFIED, MONITORING), (MONITORING, RESOLVED)])
def test_what_flapped_lately_is_watched_first(
    said: IncidentStatus, expected: IncidentStatus
) -> None:
    about = OpenIncident(5, frozenset({1}), said)

    found = over(seen(1, GOOD, has_flapped=True), incident=about)

    assert found == (SuggestEnd(None, 5, expected),)


def test_an_end_that_a_person_writes_or_discarded_is_left_to_them() -> None:
    written = OpenIncident(5, frozenset({1}), IDENTIFIED, is_written=True)
    assert over(seen(1, GOOD), incident=written) == ()

    about = replace(written, is_written=False)
    dropped = [Dropped(frozenset({1}), NOW - 5 * MINUTE, 5)]
    assert end_steps([seen(1, GOOD, ago=18)], [about], [], dropped=dropped) == ()
    again = end_steps([seen(1, GOOD, ago=2)], [about], [], dropped=dropped)
    assert again == (SuggestEnd(None, 5, RESOLVED),)


@pytest.mark.parametrize(
    ("began_ago", "expected"),
    [(18, SuggestEnd(9, 5, RESOLVED)), (17, Withdraw(9)), (5, Withdraw(9))],
)
def test_what_was_well_before_it_began_says_nothing_of_its_end(
    began_ago: int, expected: Step
) -> None:
    about = OpenIncident(5, frozenset({1, 2}), IDENTIFIED, began_at=NOW - began_ago * MINUTE)
    services = seen(1, GOOD, ago=18), seen(2, GOOD, ago=60)
    assert over(*services, incident=about, standing=[WAITS]) == (expected,)


def test_the_end_of_what_is_over_is_withdrawn() -> None:
    assert end_steps([seen(1, GOOD)], [], [WAITS]) == (Withdraw(9),)


def test_an_incident_that_names_nothing_never_ends_by_itself() -> None:
    assert over(seen(1, GOOD), incident=OpenIncident(5, NOBODY, IDENTIFIED)) == ()
