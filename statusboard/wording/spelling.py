"""Words that are written wrongly, as far as a dictionary can tell. Precision before recall."""

import re
from collections.abc import Set
from functools import cache, lru_cache

from statusboard.domain.finding import Words
from statusboard.domain.hidden_text import with_blanks
from statusboard.domain.language import Language
from statusboard.wording.dictionary import COMMON, Dictionary, dictionary_of
from statusboard.wording.glossary import GLOSSARIES

# What is no word, though letters stand in it: code, addresses, places of links, gaps to be filled,
# tags, and whatever has a digit or an underscore. Then words, and what German writes for
# both sexes.
_PIECE = re.compile(
    r"""
      (?P<plain>[^\W\d_]+)(?=\s|[,;!?]|\.\s|\Z)      # most of all, and the quickest to see
    | `+[^`]*`+ | \]\([^)\s]*\)? | \{[^}\n]*\} | </?\w[^>\n]*>
    | (?:https?://|www\.)\S+ | \S+@\S+ | \[[^\]\n]*\]:.* | \w*(?:[/\\]\w+){2,}
    | [\w-]+(?:\.[\w-]+)+ | \w*[\d_]\w*(?:[.:,–-]\w+)*
    | (?P<both>[^\W\d_]+[:*_/]-?[Ii]n(?:nen)?\b)
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*['’]?)
    """,
    re.VERBOSE,
)
_BEGINS = re.compile(r"(?:\A|[.!?:…]['\"”’)\]*_]*\s|\n)[\s>*_#\"“„‘(\[-]*\Z")
_SHORTEST, _LONG, _VERY_LONG = 3, 7, 14
_KEPT_VERDICTS = 8_192


def misspelled(text: str, language: Language, known: Set[str]) -> tuple[Words, ...]:
    """The words of a body that are in no list, in order. `known` are words in small letters."""
    seen = with_blanks(text)
    found = []
    for piece in _PIECE.finditer(seen):
        word = piece["plain"] or piece["word"]
        if word is None:
            continue
        word = word.rstrip("'’")
        start = piece.start()
        stop = start + len(word)
        if word.lower() in known or not _is_judged(word, language, seen, start, stop):
            continue
        # Whether it begins a sentence is looked at only where that matters.
        if _is_wrong(word, language, begins=True) and (
            not word[0].isupper() or _is_wrong(word, language, begins=_begins_sentence(seen, start))
        ):
            found.append(Words("body", start, stop, word))
    return tuple(found)


def words_of(name: str) -> frozenset[str]:
    """The words of a name, as `known` holds them."""
    pieces = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", name)
    return frozenset(piece.lower() for piece in pieces)


def _is_judged(word: str, language: Language, text: str, start: int, stop: int) -> bool:
    """Not what is short, in capitals, or has some of them inside: abbreviations and brands."""
    if len(word) < _SHORTEST or any(letter.isupper() for letter in word[1:]):
        return False
    # German nouns keep their capitals beside a hyphen: what has none there is a name of a machine.
    is_joined = "-" in (text[start - 1 : start], text[stop : stop + 1])
    return not (is_joined and language is Language.GERMAN and word[0].islower())


def _begins_sentence(text: str, start: int) -> bool:
    return _BEGINS.search(text[max(0, start - 12) : start]) is not None


@lru_cache(maxsize=_KEPT_VERDICTS)
def _is_wrong(word: str, language: Language, *, begins: bool) -> bool:
    dictionary = dictionary_of(language)
    if dictionary.knows(word) or _is_jargon(word, language):
        return False
    return word[0].islower() or _is_no_name(word, dictionary, begins=begins)


def _is_no_name(word: str, dictionary: Dictionary, *, begins: bool) -> bool:
    """Whether a word with a capital is meant as a word, as far as one can tell."""
    if dictionary.language is Language.ENGLISH and not begins:
        return False
    near = dictionary.suggestions(word)
    is_near = any(dictionary.commonness(one.lower()) >= COMMON for one in near)
    if dictionary.language is Language.ENGLISH:
        return is_near
    return is_near or (len(word) >= _LONG and bool(near)) or len(word) >= _VERY_LONG


def _is_jargon(word: str, language: Language) -> bool:
    """Whether the glossary has a better word for it, which is another rule's matter."""
    return _glossary(language).fullmatch(word) is not None


@cache
def _glossary(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{term})" for term in GLOSSARIES[language]), re.IGNORECASE)
