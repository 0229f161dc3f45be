"""What New Relic calls its issues and incidents names machines, and reaches no customer's text."""

from dataclasses import asdict
from pathlib import Path

import pytest

import statusboard
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.obeying import obey
from statusboard.demo.new_relic.orders import IssueOrder, Order
from statusboard.domain.result import Outcome
from tests.fixtures.new_relic_feed import Bench, add_checks, at_work

ROOT = Path(statusboard.__file__).parent
APM, PAYMENTS, SHOP = (WELL_KNOWN[name] for name in ("checkout-api", "Card payments", "Shop"))
TITLE, OWN = "prod-db-7 is on fire", "pool of prod-db-7"
# Who writes to customers, and the modules that know of issues.
OUTWARD = ("app/notices", "app/page", "app/delivery", "app/subscribers", "channels", "render")
OF_ISSUES = (
    "statusboard.newrelic.issues",
    "statusboard.app.new_relic.beside",
    "statusboard.domain.views.new_relic_figures",
)


@pytest.mark.anyio
async def test_an_answer_says_that_an_alert_is_open_and_not_what_it_is_called(
    bench: Bench,
) -> None:
    guids = (APM, PAYMENTS, SHOP)
    with bench.write() as unit:
        add_checks(unit, *guids)
    async with at_work(bench):
        await bench.until(len(guids))
        issue = IssueOrder("i", TITLE, APM, incidents=("n",), incident_titles={"n": OWN})
        second = IssueOrder("j", TITLE, PAYMENTS, priority="HIGH", incidents=("n",))
        obey(bench.stand_in.world, Order(issues=(issue, second)))
        await bench.round(len(guids), later=66)
        bench.tick(700)
        found = await bench.round(len(guids))
    assert [one.answer.outcome for one in found.values()].count(Outcome.DOWN) == 2
    for one in found.values():
        assert "prod-db-7" not in str(asdict(one))


def test_nobody_who_writes_to_customers_knows_of_issues() -> None:
    found = [
        (file.relative_to(ROOT).as_posix(), name)
        for folder in OUTWARD
        for file in sorted((ROOT / folder).rglob("*.py"))
        for name in OF_ISSUES
        if name in file.read_text("utf-8")
    ]
    assert found == []
    assert OF_ISSUES[2] in (ROOT / "newrelic/issues.py").read_text("utf-8")
