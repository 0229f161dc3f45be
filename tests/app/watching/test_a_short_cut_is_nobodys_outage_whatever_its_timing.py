"""A line that is cut for some seconds makes no service down, however its times fall.

Names, witnesses and questions race against the return of the line; virtual time tries many races.
"""

import pytest

from statusboard.app.watching.witnesses import Witness
from statusboard.domain.check import Thresholds
from statusboard.domain.result import CheckResult
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState, Sighting, judge
from tests.fixtures.cut_line import CutLine

# Two of them lost the race against a lookup that had gone out before the line was back.
RACES = (5, 45, *range(20))


def verdicts(results: list[CheckResult]) -> set[ComponentStatus]:
    """All states that these answers give a check."""
    state, seen = CheckState(), set()
    for result in results:
        sighting = Sighting(result.answer.stated_level, result.at_us)
        state, _ = judge(state, sighting, Thresholds())
        seen.add(state.level)
    return seen


@pytest.mark.parametrize("hosts", [1, 6])
@pytest.mark.parametrize("seed", RACES)
def test_no_timing_of_a_cut_makes_anything_down(hosts: int, seed: int) -> None:
    line = CutLine(seed, hosts).run()
    for results in line.answers.values():
        assert verdicts(results) <= {ComponentStatus.UNKNOWN, ComponentStatus.OPERATIONAL}
        assert not any(result.believes_held for result in results)
        assert verdicts(results[-5:]) == {ComponentStatus.OPERATIONAL}


@pytest.mark.parametrize("seed", range(5))
def test_who_does_not_come_back_with_the_line_is_down(seed: int) -> None:
    line = CutLine(seed, 6, dead=frozenset({3})).run()
    assert ComponentStatus.MAJOR_OUTAGE in verdicts(line.answers[3])
    for number in (1, 2, 4, 5, 6):
        assert ComponentStatus.MAJOR_OUTAGE not in verdicts(line.answers[number])


def test_a_witness_speaks_for_a_time_only_if_it_had_answered_within_it() -> None:
    witness = Witness()
    witness.said(10.0, yes=True, until_s=12.0)
    assert witness.spoke_between(10.0, 12.0)
    assert not witness.spoke_between(10.0, 11.0)
    assert not witness.spoke_between(10.5, 13.0)
