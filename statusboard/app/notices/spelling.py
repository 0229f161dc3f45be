"""How the words of a notice are spelled."""

import logging
from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.notices.own_words import own_words
from statusboard.app.settings import PAGE_NAME, text_setting
from statusboard.domain.views.spelling import Misspelled, SpellingView
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit
from statusboard.wording.base import Language
from statusboard.wording.dictionary import dictionary_of
from statusboard.wording.spelling import misspelled, words_of
from statusboard.wording.tongue import language_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SpellingAsk:
    """A body; the title helps to tell the language."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class MeantAsk:
    """A word that is in no list, and the language it was looked for in."""

    word: str
    language: str


def _spelling(unit: Unit, given: SpellingAsk) -> SpellingView:
    language = language_of(f"{given.title}\n{given.body}")
    if language is None:
        return SpellingView(None, ())
    try:
        found = misspelled(given.body, language, _known(unit))
    except OSError as error:
        # An installation without its lists judges nothing, and says so where it is looked for.
        log.info("no word list", extra={"language": language.value, "error": str(error)})
        return SpellingView(None, ())
    return SpellingView(
        language.value, tuple(Misspelled(one.start, one.stop, one.text) for one in found)
    )


def _meant(_unit: Unit, given: MeantAsk) -> tuple[str, ...]:
    return dictionary_of(Language(given.language)).suggestions(given.word)


SPELLING = query("notice.spelling")(_spelling)
MEANT = query("notice.meant_words")(_meant)


def _known(unit: Unit) -> frozenset[str]:
    names = [component.name for component in read_components(unit)]
    names += [group.name for group in read_groups(unit)]
    names.append(text_setting(read_settings(unit), PAGE_NAME))
    return own_words(unit).union(*(words_of(name) for name in names))
