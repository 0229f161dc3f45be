"""A person says how the services of a group add up; the board shows it, and the trail tells it."""

import json
from datetime import UTC, datetime

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.processes.wire import raw, value_of
from statusboard.app.services.commands import ADD_SERVICE, ServiceInput
from statusboard.app.services.group_commands import GROUP_RULES, rule_group
from statusboard.app.services.group_inputs import RuleGroup
from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.component_rule import WORST, ComponentRule, RuleKind
from statusboard.domain.deed import Deed
from statusboard.domain.deeds import deed_text
from statusboard.errors import RuleBroken
from statusboard.storage.audit import read_links
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock

ADA = Actor(ActorKind.PERSON, "Ada")
QUORUM = ComponentRule(RuleKind.QUORUM, quorum=3)


@pytest.fixture
def door(database: Database) -> Doorway:
    door = Doorway(database, ManualClock(datetime(2026, 3, 1, 12, tzinfo=UTC)))
    for name in ("Checkout", "Search"):
        door.do(ADD_SERVICE, ServiceInput(name, group="Shop"), ADA)
    return door


def test_a_group_keeps_the_rule_it_was_given(door: Doorway) -> None:
    given = value_of(raw(RuleGroup("Shop", QUORUM)), RuleGroup)
    door.do(rule_group, given, ADA)
    assert door.ask(GROUP_RULES, None) == (("Shop", 2, QUORUM),)

    numbers = ComponentRule(RuleKind.BEST, quorum=9)
    door.do(rule_group, RuleGroup("Shop", numbers), ADA)
    assert door.ask(GROUP_RULES, None) == (("Shop", 2, ComponentRule(RuleKind.BEST)),)


def test_the_trail_says_which_rule_took_the_place_of_which(door: Doorway) -> None:
    for _ in range(2):
        door.do(rule_group, RuleGroup("Shop", QUORUM), ADA)
    with door.database.reading(door.clock.now()) as unit:
        told = [
            deed_text(Deed(line.verb, line.subject, json.loads(line.detail)))
            for link in read_links(unit)
            if (line := link.line) is not None and line.verb == "service.rule_group"
        ]
    assert sorted(told) == [
        "chose the rule quorum 3 for the group Shop, as before.",
        "chose the rule quorum 3 for the group Shop, where it was worst.",
    ]


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        (RuleGroup("Ship", WORST), "group", "There is no group called “Ship”."),
        (RuleGroup("Shop", ComponentRule(RuleKind.QUORUM, quorum=0)), "quorum", "cannot be 0"),
        (
            RuleGroup("Shop", ComponentRule(RuleKind.WEIGHTED, partial_at=60, major_at=50)),
            "partial_at",
            "What is worse needs as much",
        ),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    door: Doorway, given: RuleGroup, field: str, words: str
) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        door.do(rule_group, given, ADA)
    assert refused.value.field == field
    assert door.ask(GROUP_RULES, None) == (("Shop", 2, WORST),)
