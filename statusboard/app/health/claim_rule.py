"""By which rule a claim was measured, and by what, in the language in which it is said."""

from statusboard.app.health.brought_history import elsewhere_until, rule_sentence
from statusboard.app.health.corrected import corrected_figure
from statusboard.app.health.together import Together
from statusboard.domain.claim_figure_words import FIGURE_WORDS
from statusboard.domain.instants import Interval, from_us
from statusboard.domain.language import Language
from statusboard.domain.percent import percent_text
from statusboard.domain.report_words import WORDS
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.storage.unit import Unit


def claim_rule(unit: Unit, one: Together, bounds: Interval, language: Language) -> str:
    """The rule, how services are added up, and what was brought along or corrected."""
    if language is Language.ENGLISH:
        return rule_sentence(unit, one, bounds)
    said, words = WORDS[language], FIGURE_WORDS[language]
    parts = [said.phrases.rules.get(DEFAULT_RULE.name, DEFAULT_RULE.sentence)]
    if one.is_weighted:
        names = {each.id: each.name for each in one.components}
        names |= {each.component.id: each.component.name for each in one.gone}
        heavy = sorted(one.weights.items(), key=lambda pair: (-pair[1], names[pair[0]]))
        listed = said.names(tuple(f"{names[number]} {weight}" for number, weight in heavy))
        parts.append(said.phrases.weighted.format(names=listed))
    if one.gone:
        listed = said.names(tuple(each.component.name for each in one.gone))
        parts.append(words.removed.format(names=listed))
    ids = set(one.ids)
    brought = [us for number, us in elsewhere_until(unit, bounds).items() if number in ids]
    if brought:
        parts.append(words.elsewhere.format(day=said.day(from_us(max(brought)).date())))
    found = corrected_figure(unit, one, [bounds])
    if found is not None:
        count, measured = found
        share = said.percent(percent_text(measured.said))
        parts.append(words.corrected[count > 1].format(n=count, share=share))
    return " ".join(parts)


def sources_words(checks: int, services: int, language: Language) -> str:
    """`4 checks of 2 services`."""
    words = FIGURE_WORDS[language]
    counted = words.checks[checks != 1].format(n=checks)
    return words.of_services[services != 1].format(checks=counted, n=services)
