"""What is counted of visitors is told: whatever is no act of theirs is among the refusals, once."""

from statusboard.domain.views.arrivals import refusals
from statusboard.domain.visits import REFUSALS, Seen

ACTS = {Seen.ASKED, Seen.CONFIRMED, Seen.CHANGED, Seen.LEFT, Seen.EXPIRED}


def test_whatever_is_no_act_is_a_refusal() -> None:
    assert len(set(REFUSALS)) == len(REFUSALS)
    assert set(REFUSALS) == set(Seen) - ACTS - {Seen.PAGES, Seen.API}


def test_the_most_frequent_comes_first_and_acts_are_left_out() -> None:
    seen = {Seen.PAGES: 100, Seen.ASKED: 9, Seen.BUSY: 1, Seen.TRAPPED: 5, Seen.STALE: 0}
    assert list(refusals(seen).items()) == [(Seen.TRAPPED, 5), (Seen.BUSY, 1)]
