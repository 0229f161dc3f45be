"""`uptime --rules` names the days of the page's zone, the last one included."""

from datetime import UTC, datetime

import pytest

from statusboard.cli.figures import uptime
from statusboard.cli.rules import print_rules_of
from statusboard.domain.views.rules import RuleNumbers, RuleRow, RulesView
from statusboard.errors import RuleBroken


def test_november_is_from_its_first_to_its_last_day(capsys: pytest.CaptureFixture[str]) -> None:
    view = RulesView(
        service="Checkout API",
        start=datetime(2026, 10, 31, 23, tzinfo=UTC),
        stop=datetime(2026, 11, 30, 23, tzinfo=UTC),
        zone="Europe/Berlin",
        coverage="100",
        numbers=RuleNumbers(*[0] * 11),
        rows=(RuleRow("weighted", "Time-weighted", "", "100", 100.0, "It was never down."),),
        corrected="",
    )

    print_rules_of(view)

    assert "Checkout API  2026-11-01 to 2026-11-30 (Europe/Berlin)" in capsys.readouterr().out


def test_figures_of_all_hours_are_not_given_for_those_of_business_hours() -> None:
    with pytest.raises(RuleBroken, match="compared over all hours"):
        uptime(database="sqlite://", rules=True, hours="business")
