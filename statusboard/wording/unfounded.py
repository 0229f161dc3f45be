"""Marks what a text says and no fact carries: times, numbers, names, causes, addresses. Pure.

For texts that a machine wrote: a person may know more than the facts, a language model does not.
Precision goes first here too: what can be meant otherwise is not marked.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from statusboard.domain.fact_sheet import FactSheet
from statusboard.domain.finding import Finding, Words
from statusboard.domain.language import Language
from statusboard.wording.base import quoted
from statusboard.wording.tongue import language_of
from statusboard.wording.unfounded_causes import causes
from statusboard.wording.unfounded_names import names
from statusboard.wording.unfounded_numbers import KnownNumbers, numbers

RULE = "not_in_facts"
# Stands where a known text stood: no letter, no digit, no blank.
_KNOWN = "\x00"
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"']*[^\s<>()\[\]\"'.,;:!?]|[\w.+-]+@[\w-]+\.\w+"
)
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESSES = "An address that stands in no fact: {}. Check it, or leave it out."
_NUMBERS = "Stands in no fact: {}. Check it, or leave it out."
_CAUSES = "A cause that stands in no fact: {}. Name it only if you know it."
_NAMES = "A name that stands in no fact: {}. Check it, or leave it out."

# Where something unfounded stands, from and to.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """What the facts and templates say: as whole texts, as words in small letters, as numbers."""

    texts: tuple[str, ...]
    words: frozenset[str]
    numbers: KnownNumbers


def unfounded(text: str, sheet: FactSheet, templates: Sequence[str] = ()) -> tuple[Finding, ...]:
    """One finding for each sort of thing that stands in no fact and no template.

    A text in a language that no rule knows is judged by what every language writes alike.
    """
    known = _known(sheet, templates)
    language = language_of(text)
    seen = _without(text, known.texts)
    addresses = [found.span() for found in _ADDRESS.finditer(seen)]
    rest = _blanked(seen, addresses)
    looks: tuple[tuple[str, Callable[[], Iterator[Place]]], ...] = (
        (_ADDRESSES, lambda: iter(addresses)),
        (_NUMBERS, lambda: numbers(rest, known.numbers)),
        (_CAUSES, lambda: causes(rest, known.words)),
        (_NAMES, lambda: names(rest, known.words, language)),
    )
    found = []
    for sentence, look in looks:
        words = tuple(Words("body", start, stop, text[start:stop]) for start, stop in look())
        if words:
            found.append(
                Finding(sentence.format(quoted(words)), blocks=False, rule=RULE, words=words)
            )
    return tuple(found)


def _known(sheet: FactSheet, templates: Sequence[str]) -> Known:
    values = [text for language in Language for text in sheet.values(language).values()]
    texts = tuple(dict.fromkeys((*sheet.services, *values)))
    said = (*texts, *templates)
    words = frozenset(word.casefold() for one in said for word in _WORD.findall(one))
    return Known(texts, words, KnownNumbers.of(sheet, said))


def _without(text: str, known: Sequence[str]) -> str:
    """The text with known ones of more than digits blanked, the longest first; places stay."""
    telling = [one for one in known if re.search(r"[^\W\d_]", one) and len(one) > 1]
    if not telling:
        return text
    longest = sorted(telling, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda found: _KNOWN * len(found[0]), text)


def _blanked(text: str, places: Sequence[Place]) -> str:
    for start, stop in places:
        text = text[:start] + _KNOWN * (stop - start) + text[stop:]
    return text
