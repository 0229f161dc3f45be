"""What the rules of wording say of a notice. Pure: the window asks it at every key."""

from statusboard.domain.finding import Finding
from statusboard.domain.notice import Wording
from statusboard.domain.word_facts import WordFacts
from statusboard.wording.base import Draft
from statusboard.wording.rules import check, word_rules
from statusboard.wording.tongue import text_language


def wording_findings(wording: Wording, facts: WordFacts) -> tuple[Finding, ...]:
    """What is wrong with the words; nothing where nobody knows their language.

    The promise and the services are fields of their own, which the evidence is asked about.
    """
    language = text_language(wording.title, wording.body, facts.usual)
    if language is None:
        return ()
    return check(Draft(wording, language, promises=True, names_services=True, facts=facts))


def is_judged(wording: Wording, facts: WordFacts) -> bool:
    """Whether the rules could say anything of this text at all."""
    return text_language(wording.title, wording.body, facts.usual) is not None


def is_about_words(finding: Finding) -> bool:
    """Whether it is the words that a finding is about, and not what monitoring sees."""
    return finding.rule in word_rules()
