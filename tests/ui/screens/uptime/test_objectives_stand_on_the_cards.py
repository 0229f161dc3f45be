"""The cards say how an objective stands, what downtime cost, and how long customers waited."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from pytestqt.qtbot import QtBot

from statusboard.domain.error_budget import BURN_RULES, Burn, ErrorBudget
from statusboard.domain.instants import DAY_US, MINUTE_US
from statusboard.domain.objective import Objective, read_window
from statusboard.domain.views.incident_figures import IncidentFigures
from statusboard.domain.views.objectives import BudgetOutlook, ObjectiveStanding, ScopeKind
from statusboard.domain.views.uptime import Figures, Range
from tests.fixtures.views_uptime import NOW, figures
from ui.screens.uptime.figures import FigureRow
from ui.theme.theme import Theme
from ui.widgets.time_words import zone_of

BUDGET = ErrorBudget(43 * MINUTE_US, 17 * MINUTE_US)
STANDING = ObjectiveStanding(
    kind=ScopeKind.SERVICE,
    name="Checkout API",
    objective=Objective(999_000, read_window("month")),
    start=NOW - timedelta(days=21),
    stop=NOW + timedelta(days=9),
    uptime="99.941",
    coverage="100",
    budget=BUDGET,
    is_kept=True,
    rule="Time-weighted.",
)
BURN = Burn(BURN_RULES[0], Fraction(187, 10), Fraction(40), Fraction(144, 10))


@pytest.fixture
def row(theme: Theme, qtbot: QtBot) -> FigureRow:
    made = FigureRow()
    qtbot.addWidget(made)
    made.resize(1200, 200)
    return made


def shown(row: FigureRow, **given: object) -> Figures:
    view = figures(**given)
    row.show_figures(view, Range.YEAR, as_of=NOW, zone=zone_of("UTC"))
    return view


def test_the_budget_is_that_of_its_own_window(row: FigureRow) -> None:
    said = BudgetOutlook("The budget runs out between 1 and 4 December 2026.", "Forecast: 400.")
    shown(row, objective=STANDING, outlook=said)

    assert row.budget.accessibleName().startswith("Budget left, this month: 60")
    assert "Forecast: 400." in row.budget.toolTip()
    assert "Promised: 99.9 % this month." in row.budget.toolTip()
    assert said.sentence in row.budget.toolTip()
    shown(row)
    assert row.budget.accessibleName().startswith("Error budget left: 56")
    assert "Promised" not in row.budget.toolTip()


def test_a_budget_that_burns_too_fast_says_how_fast(row: FigureRow) -> None:
    shown(row, objective=replace(STANDING, burns=(BURN,), alarm="It burns."))

    assert row.budget.caption == "burns 18.7 times too fast over the last hour"
    assert "It burns." in row.budget.toolTip()


@pytest.mark.parametrize(
    ("budget", "figure", "caption"),
    [
        (None, "\N{EN DASH}", "not observed enough to say"),
        (ErrorBudget(43 * MINUTE_US, 55 * MINUTE_US), "Used up", "overspent by 12 min"),
        (ErrorBudget(MINUTE_US, MINUTE_US), "Used up", "nothing is left"),
    ],
)
def test_a_budget_that_is_gone_or_not_known_says_so(
    row: FigureRow, budget: ErrorBudget | None, figure: str, caption: str
) -> None:
    shown(row, objective=replace(STANDING, budget=budget))

    assert (row.budget.figure, row.budget.caption) == (figure, caption)


def test_a_cost_is_never_shown_without_what_it_assumes(row: FigureRow) -> None:
    assumed = {"cost_assumption": "Assumed: 12,000 EUR an hour.", "cost_in_short": "In short."}
    shown(row, cost="23,000 EUR", **assumed)

    assert row.down.caption.endswith("\nabout 23,000 EUR")
    assert row.down.accessibleDescription().startswith("Assumed: 12,000 EUR an hour.")
    assert "In short." in row.standing.text
    shown(row)
    assert "EUR" not in row.down.caption + row.down.toolTip() + row.standing.text


def test_the_record_and_the_waits_are_said(row: FigureRow) -> None:
    told = IncidentFigures(
        4,
        between_updates_us=28 * MINUTE_US,
        longest_silence_us=65 * MINUTE_US,
        record_us=131 * DAY_US,
    )
    shown(row, told=told)

    assert row.major_free.caption.endswith("longest so far: 131 days")
    assert "From one update to the next 28 min passed (median), at most 1 h 5 min." in (
        row.first_notice.toolTip()
    )
    shown(row, told=replace(told, is_record=True))
    assert row.major_free.caption.endswith("the longest time so far")


def test_what_a_card_stands_on_hides_nothing_that_it_explains(row: FigureRow) -> None:
    view = figures(objective=STANDING, outlook=BudgetOutlook("It lasts.", "Forecast: 400."))
    for _ in range(2):
        row.show_figures(view, Range.YEAR, as_of=NOW, zone=zone_of("UTC"))

    said = row.budget.accessibleDescription().split("\n")
    assert said[0] == "Promised: 99.9 % this month."
    assert said[-2].endswith("of this time was observed.")
    assert said[-1] == "Press to see what it is made of."
    assert row.budget.toolTip().startswith("<qt>")  # Qt wraps no other


@pytest.mark.parametrize(
    ("chosen", "is_judged"), [(Range.MONTH, True), (Range.YEAR, False), (Range.WEEK, False)]
)
def test_only_its_own_window_says_whether_a_promise_is_kept(
    row: FigureRow, chosen: Range, is_judged: bool
) -> None:
    promise = replace(STANDING, objective=Objective(999_500, read_window("30d")))
    view = figures(objective=promise, budget_left_permille=0, promised="99.95")
    row.show_figures(view, chosen, as_of=NOW, zone=zone_of("UTC"))

    promised = "promised 99.95\N{NO-BREAK SPACE}%"
    assert row.uptime.caption == (promised if is_judged else f"{promised} over 30 days")
    assert (row.uptime._figure.property("tone") == "major") is is_judged
