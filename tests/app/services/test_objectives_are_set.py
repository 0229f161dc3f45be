"""What is promised is set by verb and by file, of a service, of a group and of all together."""

from collections.abc import Iterator

import pytest

from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.health.uptime_terms import read_terms
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.inputs import PromiseInput
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.objective_commands import set_promise
from statusboard.app.services.objective_inputs import SetObjective
from statusboard.domain.objective import Hours, Objective, read_window
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.groups import read_groups
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import NOON, Newsroom

pytestmark = ON_SQLITE
FILE = """\
[uptime]
contract_day = 15
business_hours = "Mon-Fri 08:00-18:00"
promised = 99.9
promised_over = "quarter"
hour_costs = 1200

[[group]]
name = "Shop"
promised = 99.95
promised_over = "month"
promised_hours = "business"

[[service]]
name = "Checkout"
group = "Shop"
promised = 99.99
promised_over = "30d"
weight = 3

[[service]]
name = "Search"
group = "Shop"
promised = 99.5
"""


@pytest.fixture
def newsroom(database: Database) -> Iterator[Newsroom]:
    return Newsroom(database)


def applied(newsroom: Newsroom, text: str) -> tuple[str, ...]:
    lines: tuple[str, ...] = newsroom.do(
        apply_desk, parse_desk(text, check_kinds(), target_kinds())
    ).lines
    return lines


def kept(newsroom: Newsroom) -> tuple[Objective | None, ...]:
    """Of all together, of the groups, and of the services."""
    with newsroom.database.reading(NOON) as unit:
        return (
            read_terms(unit).objective,
            *(one.objective for one in read_groups(unit) if one.name == "Shop"),
            *(one.objective for one in read_components(unit) if one.name in ("Checkout", "Search")),
        )


def test_the_file_carries_objectives_there_and_back(newsroom: Newsroom) -> None:
    applied(newsroom, FILE)

    assert kept(newsroom) == (
        Objective(999_000, read_window("quarter")),
        Objective(999_500, read_window("month"), Hours.BUSINESS),
        Objective(999_900, read_window("30d")),
        Objective(995_000),
    )
    exported = newsroom.ask(EXPORT_DESK)
    for line in FILE.splitlines():
        assert line in exported
    assert applied(newsroom, exported) == ()


def test_what_a_file_changes_is_told(newsroom: Newsroom) -> None:
    applied(newsroom, FILE)
    lines = applied(newsroom, FILE.replace('"30d"', '"year"').replace("99.95", "99.96"))

    assert lines == (
        "changed group Shop: promised 99.96 % this month, in business hours (was 99.95 % this "
        "month, in business hours)",
        "changed service Checkout: promised_over year (was 30d)",
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"month"', '"fortnight"', "line 11: “fortnight” is no window of an objective"),
        ('"30d"', '"last-month"', "line 18: “last-month” is no window"),
        ('"30d"', '"400d"', "line 18: “400d” is no window"),
        ('"business"', '"nights"', "line 12: The hours of a promise are"),
        ("99.95", "101", "line 10: “101” is not a promise"),
        ("weight = 3", "weight = 101", "line 19: The weight cannot be 101"),
        ("contract_day = 15", "contract_day = 31", "line 2: contract_day: The first day must be"),
    ],
)
def test_a_fault_is_told_with_its_line(newsroom: Newsroom, old: str, new: str, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        applied(newsroom, FILE.replace(old, new))


def test_the_verb_sets_and_takes_back(newsroom: Newsroom) -> None:
    applied(newsroom, FILE)
    with newsroom.database.reading(NOON) as unit:
        number = next(one.id for one in read_components(unit) if one.name == "Checkout")
    promise = PromiseInput("99.8", "90d", "business")
    wanted = Objective(998_000, read_window("90d"), Hours.BUSINESS)

    said = [
        newsroom.do(set_promise, given)
        for given in (
            SetObjective(promise),
            SetObjective(promise, group="Shop"),
            SetObjective(promise, component_id=number),
        )
    ]
    assert said == ["all services together", "the group Shop", "Checkout"]
    assert kept(newsroom)[:3] == (wanted, wanted, wanted)
    newsroom.do(set_promise, SetObjective(PromiseInput(), group="Shop"))
    newsroom.do(set_promise, SetObjective(PromiseInput()))
    assert kept(newsroom)[:3] == (None, None, wanted)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (SetObjective(PromiseInput("99.9"), group="Nobody"), "no group called “Nobody”"),
        (SetObjective(PromiseInput("99.9"), component_id=4_711), "no longer exists"),
        (SetObjective(PromiseInput("99.9", "2025")), "is no window"),
        (SetObjective(PromiseInput("0")), "is not a promise"),
    ],
)
def test_what_cannot_be_promised_is_refused(
    newsroom: Newsroom, given: SetObjective, words: str
) -> None:
    with pytest.raises(RuleBroken, match=words):
        newsroom.do(set_promise, given)
