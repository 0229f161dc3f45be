"""The debounced verdict, against a model that keeps every answer and reads the rules literally."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from statusboard.domain.check import Thresholds
from statusboard.domain.status import ComponentStatus as S
from statusboard.domain.verdict import CheckState, Sighting, Transition, judge

UP, DEGRADED, PARTIAL, MAJOR, BLIND = (
    S.OPERATIONAL,
    S.DEGRADED_PERFORMANCE,
    S.PARTIAL_OUTAGE,
    S.MAJOR_OUTAGE,
    S.UNKNOWN,
)
levels = st.sampled_from([UP, DEGRADED, PARTIAL, MAJOR, BLIND])
histories = st.lists(levels, max_size=40)
thresholds = st.builds(Thresholds, st.integers(1, 4), st.integers(1, 4), st.integers(1, 4))
MINUTE = 60_000_000
USUAL = Thresholds()


def follow(
    history: list[S], limits: Thresholds = USUAL, step_us: int = MINUTE
) -> tuple[CheckState, list[Transition]]:
    """The state after a history of one answer per step, the first at one step; its transitions."""
    state = CheckState()
    turned = []
    for number, level in enumerate(history, 1):
        state, transition = judge(state, Sighting(level, number * step_us), limits)
        turned += [transition] if transition else []
    return state, turned


def at(number: int) -> int:
    """The instant of the n-th answer, from 1."""
    return number * MINUTE


def test_one_failure_is_not_an_outage() -> None:
    state, _ = follow([UP, MAJOR])

    assert state.level is UP
    assert state.is_doubtful


def test_an_outage_starts_at_its_first_failure() -> None:
    _, turned = follow([UP, UP, MAJOR, MAJOR])

    assert turned[-1] == Transition(at(3), UP, MAJOR)


def test_a_recovery_starts_at_its_first_good_answer() -> None:
    state, turned = follow([UP, MAJOR, MAJOR, UP, UP])

    assert turned[-1] == Transition(at(4), MAJOR, UP)
    assert (state.level, state.since_us) == (UP, at(4))


def test_a_good_answer_in_between_breaks_the_run() -> None:
    assert follow([UP, MAJOR, UP, MAJOR, UP, MAJOR])[0].level is UP


def test_a_mixed_run_of_trouble_is_as_bad_as_its_mildest_answer() -> None:
    state, turned = follow([UP, DEGRADED, MAJOR])

    assert turned[-1] == Transition(at(2), UP, DEGRADED)
    assert follow([UP, DEGRADED, MAJOR, MAJOR])[1][-1] == Transition(at(3), DEGRADED, MAJOR)
    assert state.is_doubtful


def test_answers_that_say_nothing_neither_feed_nor_break_a_run() -> None:
    assert follow([UP, MAJOR, BLIND, MAJOR])[1][-1] == Transition(at(2), UP, MAJOR)
    assert follow([UP, MAJOR, BLIND])[0].level is UP


def test_blindness_is_dated_to_its_first_answer_and_is_no_outage() -> None:
    state, turned = follow([UP, BLIND, BLIND, BLIND])

    assert turned[-1] == Transition(at(2), UP, BLIND)
    assert state.level is BLIND


def test_one_good_answer_ends_blindness_and_a_bad_one_has_to_be_confirmed() -> None:
    blind = [UP, BLIND, BLIND, BLIND]

    assert follow([*blind, UP])[1][-1] == Transition(at(5), BLIND, UP)
    assert follow([*blind, MAJOR])[0].level is BLIND
    assert follow([*blind, MAJOR, MAJOR])[1][-1] == Transition(at(5), BLIND, MAJOR)


def test_an_outage_is_never_dated_across_a_blindness() -> None:
    blind = [BLIND] * 30

    assert follow([MAJOR, *blind, MAJOR])[1] == []
    assert follow([MAJOR, *blind, MAJOR, MAJOR])[1] == [Transition(at(32), BLIND, MAJOR)]
    assert follow([UP, MAJOR, *blind, MAJOR, MAJOR])[1][-1] == Transition(at(33), BLIND, MAJOR)


def test_a_check_that_never_spoke_is_unknown() -> None:
    assert follow([])[0] == CheckState(BLIND)
    assert follow([BLIND] * 9) == (CheckState(BLIND), [])


def test_four_turns_within_ten_intervals_are_flapping_until_ten_steady_ones() -> None:
    quick = Thresholds(1, 1)
    state, _ = follow([UP, MAJOR, UP, MAJOR], quick)
    assert not state.is_flapping(MINUTE, now_us=at(4))

    state, turned = follow([UP, MAJOR, UP, MAJOR, UP], quick)
    assert len(turned) == 5
    assert state.is_flapping(MINUTE, now_us=at(5))
    assert state.is_flapping(MINUTE, now_us=at(15))
    assert not state.is_flapping(MINUTE, now_us=at(15) + 1)


def test_four_turns_over_a_longer_time_are_not_flapping() -> None:
    slow = [level for level in (UP, MAJOR, UP, MAJOR, UP) for _ in range(4)]
    state, turned = follow(slow)

    assert len(turned) == 5
    assert not state.is_flapping(MINUTE, now_us=at(20))
    assert state.is_flapping(2 * MINUTE, now_us=at(20))


@given(histories, thresholds)
@example([MAJOR, BLIND, BLIND, BLIND, MAJOR], Thresholds())
def test_no_transition_without_a_full_run_dated_to_an_answer_of_it(
    history: list[S], limits: Thresholds
) -> None:
    state = CheckState()
    seen: list[tuple[int, S]] = []
    for number, level in enumerate(history, 1):
        before = state
        state, transition = judge(state, Sighting(level, at(number)), limits)
        if level is not BLIND:
            seen.append((number, level))
        if transition is None:
            assert (state.level, state.since_us) == (before.level, before.since_us)
            continue
        assert transition.before is before.level is not transition.after is state.level
        assert before.since_us <= transition.at_us == state.since_us <= at(number)
        if transition.after is BLIND:
            assert all(level is BLIND for level in history[number - limits.blind_after : number])
            assert len(history[:number]) >= limits.blind_after
            continue
        worse = transition.before is BLIND or (
            transition.after.severity > transition.before.severity
        )
        needed = limits.fail_after if worse else limits.recover_after
        if transition.before is BLIND and transition.after is UP:
            needed = 1
        run = seen[-needed:]
        assert len(run) == needed
        if worse and transition.after is not UP:
            assert all(level.severity >= transition.after.severity for _, level in run)
        else:
            assert all(level.severity <= transition.after.severity for _, level in run)
        assert transition.at_us in {at(n) for n, _ in seen} | {before.since_us}


@given(histories, thresholds)
def test_never_down_before_enough_failures_in_a_row(history: list[S], limits: Thresholds) -> None:
    state = CheckState()
    failures = 0
    for number, level in enumerate(history, 1):
        state, transition = judge(state, Sighting(level, at(number)), limits)
        if level is not BLIND:
            failures = failures + 1 if level.is_trouble else 0
        if transition and transition.after.is_trouble and not transition.before.is_trouble:
            assert failures >= limits.fail_after


@given(histories, thresholds)
def test_transitions_join_into_one_line_without_gaps(history: list[S], limits: Thresholds) -> None:
    state, turned = follow(history, limits)

    assert [t.before for t in turned[:1]] == [BLIND] * bool(turned)
    assert all(a.after is b.before and a.at_us <= b.at_us for a, b in pairwise(turned))
    assert state.level is (turned[-1].after if turned else BLIND)


@given(histories, thresholds)
def test_enough_equal_answers_always_decide(history: list[S], limits: Thresholds) -> None:
    for level in (UP, DEGRADED, PARTIAL, MAJOR, BLIND):
        end = [level] * max(limits.fail_after, limits.recover_after, limits.blind_after)

        state, _ = follow([*history, *end], limits)

        assert state.level is level
        assert state.pending == ()


@given(histories, thresholds)
def test_memory_stays_small(history: list[S], limits: Thresholds) -> None:
    state, _ = follow(history, limits)

    assert len(state.pending) < max(limits.fail_after, limits.recover_after)
    assert len(state.blind) < limits.blind_after
    assert len(state.turns_us) <= 4


@given(histories)
def test_unknown_answers_fewer_than_the_limit_change_no_verdict(history: list[S]) -> None:
    known = [level for level in history if level is not BLIND]
    sprinkled = [entry for level in known for entry in (level, BLIND, BLIND)]

    assert follow(sprinkled)[0].level is follow(known)[0].level
