"""What the spelling of a text says: words that are in no list, and what may have been meant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Misspelled:
    """A word of a body, from where to where; in characters, as Python counts them."""

    start: int
    stop: int
    word: str


@dataclass(frozen=True, slots=True)
class SpellingView:
    """`language` is None where nobody knows it, or no list is there: then nothing was judged."""

    language: str | None
    words: tuple[Misspelled, ...]
