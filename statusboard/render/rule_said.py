"""The rule that a figure of all services was counted by, in the language of the page."""

from collections.abc import Sequence

from statusboard.domain.views.public import PublicView
from statusboard.render.clean import clean_line
from statusboard.render.page_words.base import PageWords

_MOST_NAMES = 4


def rule_said(view: PublicView, words: PageWords) -> str:
    """The rule; how services are added up; what was removed, brought along or corrected.

    In English that is the sentence which stands beneath the figure everywhere else too.
    """
    if words.code == "en":
        return view.record.rule
    facts, said, plurals = view.record.rule_facts, words.rule, words.dates.plurals
    sentences = [said.rule, _weights(facts.weights, words)]
    if facts.removed:
        sentences.append(plurals.said(said.removed, facts.removed))
    if facts.elsewhere_until is not None:
        sentences.append(said.elsewhere.format(day=words.dates.on(facts.elsewhere_until)))
    if facts.corrections:
        measured = words.dates.share(facts.measured)
        sentences.append(plurals.said(said.corrections, facts.corrections, uptime=measured))
    return " ".join(filter(None, sentences))


def _weights(weights: Sequence[tuple[str, int]], words: PageWords) -> str:
    """As `domain.budget_words.weight_words` says it in English."""
    counted = sorted(((n, w) for n, w in weights if w), key=lambda one: (-one[1], one[0]))
    if not counted:
        return ""
    if len({weight for _, weight in counted}) == 1:
        said = words.dates.plurals.said(words.rule.alike, len(counted))
    else:
        names = _named([f"{clean_line(name)} {weight}" for name, weight in counted], words)
        said = words.rule.weighted.format(n=len(counted), names=names)
    left_out = [clean_line(name) for name, weight in weights if not weight]
    if left_out:
        said = f"{said} {words.rule.left_out.format(names=_named(left_out, words))}".strip()
    return said


def _named(names: Sequence[str], words: PageWords) -> str:
    first, others = words.comma.join(names[:_MOST_NAMES]), len(names) - _MOST_NAMES
    return words.rule.more_names.format(names=first, n=others) if others > 0 else first
