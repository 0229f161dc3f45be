"""Whether a promise was kept: one rule, for screens, reports and claims alike.

A promise is held against the window of its objective and against nothing else: a promise over
twelve months is neither kept nor missed by a quarter. Of that window at least `PROMISE_COVERAGE`
percent has to be observed; below that nobody can say, and every place says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from statusboard.domain.error_budget import ErrorBudget, error_budget, keeps
from statusboard.domain.instants import Interval
from statusboard.domain.objective import Objective
from statusboard.domain.uptime import PERMILLE, SPOKEN_COVERAGE, UptimeFigure

# As much as a figure needs to be said in public, for that is where “kept” is said, too.
PROMISE_COVERAGE = SPOKEN_COVERAGE
UNDECIDED = "not observed enough to say"


def is_decided(figure: UptimeFigure) -> bool:
    """Whether enough of a window was observed to hold a promise against it."""
    return figure.coverage is not None and figure.coverage * 100 >= PROMISE_COVERAGE


@dataclass(frozen=True, slots=True)
class HeldPromise:
    """A promise held against its own window, as of `until_us`.

    `window` of the calendar may end later: `ahead_us` of it are to come, in the hours that count.
    `weight` is the sum of the weights in a figure of several services, as in `error_budget`.
    """

    objective: Objective
    window: Interval
    until_us: int
    figure: UptimeFigure
    ahead_us: int = 0
    weight: int = 1

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the window is still to come."""
        return self.window.stop_us <= self.until_us

    @property
    def kept(self) -> bool | None:
        """Whether what was lost is within what the whole window allows; None: nobody can say."""
        if self.weight <= 0 or not is_decided(self.figure):
            return None
        ppm = self.objective.promised_ppm
        return keeps(self.figure, ppm, ahead_us=self.ahead_us, weight=self.weight)

    @property
    def budget(self) -> ErrorBudget | None:
        """The error budget of the window; None as above."""
        if self.kept is None:
            return None
        ppm = self.objective.promised_ppm
        return error_budget(self.figure, ppm, ahead_us=self.ahead_us, weight=self.weight)

    @property
    def over_us(self) -> int:
        """By how much more was lost than the window allows; 0 where it was not, or is not known."""
        budget = self.budget
        return 0 if budget is None else max(0, -budget.left_us)

    def is_of(self, bounds: Interval) -> bool:
        """Whether its window, as far as it has come, is exactly this time."""
        stop_us = min(self.window.stop_us, self.until_us)
        return (self.window.start_us, stop_us) == (bounds.start_us, bounds.stop_us)


def kept_throughout(promises: Iterable[HeldPromise]) -> bool | None:
    """Whether every one was kept; None where none was missed and of some nobody can say."""
    verdicts = [one.kept for one in promises]
    return False if False in verdicts else None if None in verdicts else True


@dataclass(frozen=True, slots=True)
class PromiseTally:
    """How many promises were kept, missed, and not observed enough to say.

    The budget is that of those which can be said, added up: what is left in permille, never below
    0 and None where there is none, and by how many microseconds it is overspent.
    """

    kept: int = 0
    missed: int = 0
    open: int = 0
    budget_left_permille: int | None = None
    budget_over_us: int = 0


def tally(promises: Iterable[HeldPromise]) -> PromiseTally:
    """The promises of several services counted."""
    held = tuple(promises)
    verdicts = [one.kept for one in held]
    budgets = [budget for one in held if (budget := one.budget) is not None]
    allowed = sum(one.allowed_us for one in budgets)
    left = sum(one.left_us for one in budgets)
    return PromiseTally(
        kept=verdicts.count(True),
        missed=verdicts.count(False),
        open=verdicts.count(None),
        budget_left_permille=max(0, left) * PERMILLE // allowed if allowed > 0 else None,
        budget_over_us=max(0, -left) if allowed > 0 else 0,
    )
