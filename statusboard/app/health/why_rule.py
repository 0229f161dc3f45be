"""Why a service is in its state where not simply the worst of its checks speaks."""

from collections.abc import Sequence

from statusboard.app.health.facts import Facts
from statusboard.domain.component import Component
from statusboard.domain.component_rule import RuleKind
from statusboard.domain.rule_words import explain
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.verify import CheckDetail


def is_ruled(component: Component, asked: Sequence[CheckDetail]) -> bool:
    """Whether its status may be another than that of its worst check."""
    return component.rule.kind is not RuleKind.WORST or not all(one.weight for one in asked)


def rule_sentence(facts: Facts, component: Component) -> str:
    """How the checks add up now, and what would change it."""
    return explain(component.rule, facts.votes(component.id))


def in_trouble(asked: Sequence[CheckDetail]) -> list[CheckDetail]:
    """The checks that fail, the worst first; those that count before those that do not."""
    failing = [one for one in asked if one.level.is_trouble]
    return sorted(failing, key=lambda one: (not one.weight, -one.level.severity))


def good_words(asked: Sequence[CheckDetail]) -> str:
    """How many of the checks are good."""
    good = sum(one.level is ComponentStatus.OPERATIONAL for one in asked)
    return f"{good} of {len(asked)} checks {'is' if good == 1 else 'are'} good."
