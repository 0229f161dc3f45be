"""The words of a text as they are kept to be found, and those that are worth asking for.

Two databases would each take a text apart in their own way: one keeps “sign-in” whole, the other
does not. So it is done here, once, and both of them only look words up.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

_WORD = re.compile(r"[^\W_]+")
# Of a text and of a word so many characters are kept: beyond that nobody looks for them.
_TEXT, _LONGEST = 50_000, 64
# A longer question finds nothing better, and takes longer.
MOST_TERMS = 12
_SHORTEST = 3
# A word from so many letters on is looked for by how it begins, as its endings differ; and by at
# most so many, for in German much may follow in one word: “Zahlung” finds “Zahlungsausfall”.
_BEGINS_FROM, _BEGINS_WITH, _ENDING = 5, 7, 2

# They stand in so many notices that they say nothing of what one is about.
_STOCK_WORDS = """
about affected after again all also and any are been before being but can cannot could
customers for from had has have how into issue issues its more not now only other our out
over problem problems service services since some still than that the their them then there
these they this those through until update updates users was were what when where which while
who will with working would you your investigating identified monitoring resolved currently
aber aktuell alle als auch auf aus bei bis das dass dem den der des die diese dieser dieses
doch dort durch ein eine einem einen einer eines einige für haben hat hatten hier ihr ihre
ihnen ihren ist kann kein keine können konnten kunden mehr mit nach nicht noch nun nur oder
ohne probleme problem seit sein sich sie sind störung über uhr und uns unser unsere unserer
vom von vor war waren was weil wenn werden wie wieder wir wird wurde wurden zum zur zurzeit
"""
_SAY_NOTHING = frozenset(_STOCK_WORDS.split())


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """A word to look for, lower case, of letters and digits alone.

    `is_beginning`: words that begin so are meant, and not only this one.
    """

    text: str
    is_beginning: bool

    def finds(self, word: str) -> bool:
        """Whether a word of a text, as `words_of` gives it, is meant."""
        return word.startswith(self.text) if self.is_beginning else word == self.text


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in their order: folded, and of letters and digits alone."""
    folded = normalize("NFKC", normalize("NFKC", text[:_TEXT]).casefold())
    return tuple(word[:_LONGEST] for word in _WORD.findall(folded[:_TEXT]))


def terms_of(*texts: str) -> tuple[SearchTerm, ...]:
    """What to look for to find texts like these, the first text's words first.

    At most `MOST_TERMS`; none of words that every notice has, of numbers, or of two letters.
    """
    found: dict[SearchTerm, None] = {}
    for text in texts:
        for word in words_of(text):
            if len(word) < _SHORTEST or word.isdigit() or word in _SAY_NOTHING:
                continue
            found.setdefault(_term(word))
            if len(found) == MOST_TERMS:
                return tuple(found)
    return tuple(found)


def typed_terms(text: str) -> tuple[SearchTerm, ...]:
    """What somebody looks for who is still typing: words that begin with each of theirs."""
    words = dict.fromkeys(words_of(text))
    return tuple(SearchTerm(word, is_beginning=True) for word in words)[:MOST_TERMS]


def found_among(terms: Iterable[SearchTerm], words: Iterable[str]) -> int:
    """How many of the terms find one of the words."""
    there = sorted(set(words))

    def is_there(term: SearchTerm) -> bool:
        # Of words in order, those that begin with a text follow it at once.
        place = bisect_left(there, term.text)
        return place < len(there) and term.finds(there[place])

    return sum(map(is_there, terms))


def _term(word: str) -> SearchTerm:
    if len(word) < _BEGINS_FROM:
        return SearchTerm(word, is_beginning=False)
    kept = max(_BEGINS_FROM, min(_BEGINS_WITH, len(word) - _ENDING))
    return SearchTerm(word[:kept], is_beginning=True)
