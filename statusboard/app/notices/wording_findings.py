"""What the rules of wording say of a notice. Pure: the window asks it at every key."""

from statusboard.domain.finding import Finding
from statusboard.domain.language import Language
from statusboard.domain.notice import BODY_LIMIT, Wording
from statusboard.domain.word_facts import WordFacts
from statusboard.wording.base import Draft
from statusboard.wording.rules import check, word_rules
from statusboard.wording.tongue import text_language


def wording_findings(wording: Wording, facts: WordFacts) -> tuple[Finding, ...]:
    """What is wrong with the words; nothing where nobody judges them.

    The promise and the services are fields of their own, which the evidence is asked about.
    """
    language = None if is_too_long(wording) else _language(wording, facts)
    if language is None:
        return ()
    return check(Draft(wording, language, promises=True, names_services=True, facts=facts))


def is_judged(wording: Wording, facts: WordFacts) -> bool:
    """Whether the rules could say anything of this text at all."""
    return not is_too_long(wording) and _language(wording, facts) is not None


def is_too_long(wording: Wording) -> bool:
    """Whether nobody can publish a text for its length: its words would keep the writer waiting."""
    return len(wording.body) > BODY_LIMIT


def is_about_words(finding: Finding) -> bool:
    """Whether it is the words that a finding is about, and not what monitoring sees."""
    return finding.rule in word_rules()


def _language(wording: Wording, facts: WordFacts) -> Language | None:
    return text_language(wording.title, wording.body, facts.usual)
