"""The rules as the screens of people and settings show them."""

from statusboard.app.agreement.rules import consents
from statusboard.app.doorway import query
from statusboard.domain.views.agreement import RuleView
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


def _rules(unit: Unit, _given: None) -> tuple[RuleView, ...]:
    return tuple(RuleView(one, who) for one, who in consents(read_settings(unit)).items())


RULES = query("agreement.rules")(_rules)
