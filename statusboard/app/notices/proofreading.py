"""How the words of a notice are spelled, and how hard it is to read."""

import logging
from collections.abc import Set
from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.notices.known_words import read_word_facts
from statusboard.app.settings import OWN_WORDS, PAGE_NAME, text_setting
from statusboard.domain.hidden_text import with_blanks
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.views.proofread import Misspelled, ProofreadView
from statusboard.domain.word_facts import WordFacts
from statusboard.storage.groups import read_groups
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit
from statusboard.wording.dictionary import dictionary_of
from statusboard.wording.reading_level import reading_level
from statusboard.wording.spelling import misspelled, words_of
from statusboard.wording.tongue import text_language

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProofreadAsk:
    """A text; its body is looked at, and the title helps to tell the language."""

    wording: Wording


@dataclass(frozen=True, slots=True)
class MeantAsk:
    """A word that is in no list, and the language it was looked for in."""

    word: str
    language: str


def _proofread(unit: Unit, given: ProofreadAsk) -> ProofreadView:
    body = given.wording.body
    facts = read_word_facts(unit)
    language = text_language(given.wording.title, body, facts.usual)
    if language is None:
        return ProofreadView()
    level = reading_level(with_blanks(body), language)
    return ProofreadView(
        language.value,
        _misspelled(body, language, _known(unit, facts)),
        level.age if level is not None else None,
    )


def _misspelled(body: str, language: Language, known: Set[str]) -> tuple[Misspelled, ...]:
    try:
        found = misspelled(body, language, known)
    except OSError as error:
        # An installation without its lists judges no word, and nobody is told that all are right.
        log.info("word list missing", extra={"language": language.value, "reason": str(error)})
        return ()
    return tuple(Misspelled(one.start, one.stop, one.text) for one in found)


def _meant(_unit: Unit, given: MeantAsk) -> tuple[str, ...]:
    return dictionary_of(Language(given.language)).suggestions(given.word)


PROOFREAD = query("notice.proofread")(_proofread)
MEANT = query("notice.meant_words")(_meant)


def _known(unit: Unit, facts: WordFacts) -> frozenset[str]:
    """Names and terms that are no slips: what customers do not know is another rule's matter."""
    settings = read_settings(unit)
    names = (
        *facts.services,
        *facts.staff,
        *facts.glossary,
        *facts.blocked,
        *(group.name for group in read_groups(unit)),
        text_setting(settings, PAGE_NAME),
        text_setting(settings, OWN_WORDS),
    )
    return frozenset().union(*(words_of(name) for name in names))
