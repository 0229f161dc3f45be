"""A text as a proofreader sees it: words that are in no list, and how hard it is to read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Misspelled:
    """A word of a body, from where to where; in characters, as Python counts them."""

    start: int
    stop: int
    word: str


@dataclass(frozen=True, slots=True)
class ProofreadView:
    """`language` is None where nobody knows it: then nothing was judged.

    `reads_at_age` is the age in years at which most people can follow; None where the text is too
    short for that.
    """

    language: str | None = None
    words: tuple[Misspelled, ...] = ()
    reads_at_age: int | None = None
