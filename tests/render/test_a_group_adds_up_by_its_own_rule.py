"""A group's own rule: on the page, in the API, and nothing of it where no rule was chosen."""

import json
from dataclasses import replace

import pytest

from statusboard.domain.component_rule import WORST, ComponentRule, RuleKind
from statusboard.domain.status import ComponentStatus
from statusboard.render.site import render_site
from tests.fixtures.public import GOOD, MAJOR, PARTIAL, SHOP, service, view

BEST = ComponentRule(RuleKind.BEST)
HALF = ComponentRule(RuleKind.WEIGHTED, degraded_at=10, partial_at=20, major_at=50)
HEADING = '<h3 class="group" dir="auto">Shop'


def site(rule: ComponentRule) -> tuple[str, str]:
    """What the heading of the group says, and its status in the API."""
    services = (service(1, "One", MAJOR), service(2, "Two", GOOD), service(3, "Three", GOOD))
    files = render_site(view(*services, groups=(replace(SHOP, rule=rule),)))
    page = files["index.html"].decode()
    heading = page[page.index(HEADING) + len(HEADING) :].partition("</h3>")[0]
    components = json.loads(files["api/v2/components.json"])["components"]
    return heading, next(one["status"] for one in components if one["group"])


@pytest.mark.parametrize(
    ("rule", "word", "status"),
    [(BEST, "Operational", GOOD), (HALF, "Partial outage", PARTIAL)],
)
def test_a_rule_decides_what_the_heading_and_the_api_say(
    rule: ComponentRule, word: str, status: ComponentStatus
) -> None:
    heading, said = site(rule)
    assert word in heading
    assert said == status.value


def test_without_a_rule_the_worst_speaks_and_the_page_is_as_ever() -> None:
    assert site(WORST) == ("", MAJOR.value)
