"""The rule that a figure of several services was counted by, in each language."""

from collections.abc import Callable, Sequence

from statusboard.domain.tongues.base import Tongue
from statusboard.domain.views.public_rule import RuleFacts

_MOST_NAMES = 4


def rule_said(facts: RuleFacts, tongue: Tongue, clean: Callable[[str], str] = str) -> str:
    """The rule; how services are added up; what was removed, brought along or corrected.

    `clean` is what is done with the names of services.
    """
    said, plurals = tongue.rule, tongue.dates.plurals
    weights = [(clean(name), weight) for name, weight in facts.weights]
    sentences = [said.rule, _weights(weights, tongue)]
    if facts.removed:
        sentences.append(plurals.said(said.removed, facts.removed))
    if facts.elsewhere_until is not None:
        sentences.append(said.elsewhere.format(day=tongue.dates.on(facts.elsewhere_until)))
    if facts.corrections:
        measured = tongue.dates.share(facts.measured)
        sentences.append(plurals.said(said.corrections, facts.corrections, uptime=measured))
    return " ".join(filter(None, sentences))


def _weights(weights: Sequence[tuple[str, int]], tongue: Tongue) -> str:
    """As `domain.budget_words.weight_words` says it in English."""
    counted = sorted(((n, w) for n, w in weights if w), key=lambda one: (-one[1], one[0]))
    if not counted:
        return ""
    if len({weight for _, weight in counted}) == 1:
        said = tongue.dates.plurals.said(tongue.rule.alike, len(counted))
    else:
        names = _named([f"{name} {weight}" for name, weight in counted], tongue)
        said = tongue.rule.weighted.format(n=len(counted), names=names)
    left_out = [name for name, weight in weights if not weight]
    if left_out:
        said = f"{said} {tongue.rule.left_out.format(names=_named(left_out, tongue))}".strip()
    return said


def _named(names: Sequence[str], tongue: Tongue) -> str:
    first, others = tongue.comma.join(names[:_MOST_NAMES]), len(names) - _MOST_NAMES
    return tongue.rule.more_names.format(names=first, n=others) if others > 0 else first
