"""Objectives by command, and uptime over a named period, in business hours, with its cost."""

import pytest

FILE = """\
[uptime]
business_hours = "Mon-Fri 08:00-18:00"
hour_costs = 1200

[[group]]
name = "Shop"

[[service]]
name = "Checkout"
group = "Shop"
"""


@pytest.fixture
def desk(statusboard, tmp_path):
    path = tmp_path / "desk.toml"
    path.write_text(FILE)
    assert statusboard("apply", path).code == 0
    return statusboard


def test_objectives_are_set_listed_and_removed(desk) -> None:
    assert "Nothing is promised" in desk("objective", "list").out
    said = desk("objective", "set", "99.95", "Shop/Checkout", "--over", "month").out
    assert said == "Checkout: 99.95 % this month\n"
    desk("objective", "set", "99.9", "--group", "Shop", "--hours", "business")
    desk("objective", "set", "99.5", "--all", "--over", "quarter")

    listed = desk("objective", "list", "--json").json["objectives"]
    assert [(one["of"], one["name"], one["promised_percent"], one["window"]) for one in listed] == [
        ("all", None, "99.5", "quarter"),
        ("group", "Shop", "99.9", "12mo"),
        ("service", "Checkout", "99.95", "month"),
    ]
    assert listed[1]["hours"] == "business"
    assert listed[0]["kept"] is None
    plain = desk("objective", "list").out
    assert "group Shop    99.9 % over 12 months, in business hours: no figure" in plain
    assert plain.splitlines()[-1].startswith("rule: Time-weighted.")

    shown = desk("objective", "show", "Checkout").out
    assert "No forecast: what is left is not observed enough to say" in shown
    assert desk("objective", "show", "--all", "--json").json["forecast"]["sentence"]

    assert (
        desk("objective", "remove", "--all").out == "all services together: nothing is promised\n"
    )
    assert len(desk("objective", "list", "--json").json["objectives"]) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("set", "99.9"), "Name a service, or write --group NAME or --all"),
        (("set", "99.9", "Checkout", "--all"), "one of them"),
        (("set", "much", "Checkout"), "is not a promise"),
        (("set", "99.9", "Checkout", "--over", "always"), "is no window"),
        (("show", "Checkout"), "Nothing is promised of that"),
    ],
)
def test_what_cannot_be_promised_is_said(desk, arguments: tuple[str, ...], words: str) -> None:
    ran = desk("objective", *arguments)

    assert ran.code == 1
    assert words in ran.err


def test_uptime_is_said_of_a_period_and_of_business_hours(desk) -> None:
    said = desk("uptime", "--period", "last-month", "--hours", "business").out

    assert "too little observed" in said
    assert "cost 0 EUR" in said
    assert ", business hours, rule: weighted" in said
    assert said.splitlines()[-1].startswith("Assumed: an hour of a service being down costs 1,200")
    report = desk("uptime", "--json").json
    assert report["hours"] == "all"
    assert report["services"][0]["currency"] == "EUR"
    assert "is no period" in desk("uptime", "--period", "soon").err
    assert "has not begun" in desk("uptime", "--period", "9000").err
    assert "either --period" in desk("uptime", "--period", "90d", "--from", "2026-01-01").err
