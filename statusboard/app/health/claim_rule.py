"""By which rule a claim was measured, and by what, in the language in which it is said."""

from statusboard.app.health.brought_history import rule_facts, rule_sentence
from statusboard.app.health.together import Together
from statusboard.domain.instants import Interval
from statusboard.domain.language import Language
from statusboard.domain.tongues.known import TONGUES
from statusboard.domain.tongues.rule_said import rule_said
from statusboard.storage.unit import Unit


def claim_rule(unit: Unit, one: Together, bounds: Interval, language: str) -> str:
    """The rule, how services are added up, and what was brought along or corrected."""
    if language == Language.ENGLISH:
        return rule_sentence(unit, one, bounds)
    return rule_said(rule_facts(unit, one, bounds), TONGUES[language])


def sources_words(checks: int, services: int, language: str) -> str:
    """`4 checks of 2 services`."""
    tongue = TONGUES[language]
    said, plurals = tongue.figures, tongue.dates.plurals
    counted = plurals.said(said.checks, checks)
    return plurals.said(said.of_services, services, checks=counted)
