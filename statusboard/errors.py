"""The one tree of errors.

StatusBoardError
├── RuleBroken      the person can fix it: carries the field and a sentence
├── Unavailable     the world is in the way: try again, perhaps after a given time
│   └── Damaged     what was kept cannot be read any more: until a copy is brought back
├── Rejected        a peer said no for good
└── Bug             ours: shown with a button that copies the details

A failing *target of a check* is a result, never an exception.
"""

import unicodedata
from dataclasses import dataclass

# Ends of lines and what steers a terminal, halves of characters, and what turns a text round.
_UNSEEN = frozenset({"Cc", "Zl", "Zp", "Cs"})
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    r"""The text in one line: what would break it, or hide part of it, is written out, as `\n`.

    Sentences quote what people type, and what a file holds.
    """
    if text.isprintable():
        return text
    return "".join(_written_out(one) if _is_unseen(one) else one for one in text)


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in _UNSEEN or letter in _TURNS


def _written_out(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")


class StatusBoardError(Exception):
    """Any error whose text is written for a person: one sentence or a few, in one line."""

    sentence: str

    def __post_init__(self) -> None:
        self.sentence = visible(self.sentence)


@dataclass(eq=False)
class RuleBroken(StatusBoardError):
    """The person can fix it. `field` is the dotted name of the input at fault, or empty."""

    sentence: str
    field: str = ""

    def __str__(self) -> str:
        return self.sentence


@dataclass(eq=False)
class Unavailable(StatusBoardError):
    """The world is in the way. `retry_after_s` is a peer's own request to wait, in seconds."""

    sentence: str
    retry_after_s: float | None = None

    def __str__(self) -> str:
        return self.sentence


@dataclass(eq=False)
class Damaged(Unavailable):
    """The database is damaged. It is left as it is until somebody brings a copy back."""


@dataclass(eq=False)
class Rejected(StatusBoardError):
    """A peer said no for good: a wrong key, a missing right, a refused document.

    `field` is the name of the input that it said no to, or empty.
    """

    sentence: str
    field: str = ""

    def __str__(self) -> str:
        return self.sentence


@dataclass(eq=False)
class Bug(StatusBoardError):
    """Ours. The sentence says what we were doing when it happened."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


def field_of(error: StatusBoardError) -> str:
    """The dotted name of the input that an error is about; empty where it is about none."""
    return error.field if isinstance(error, RuleBroken | Rejected) else ""


def leaves(error: Exception) -> tuple[Exception, ...]:
    """The errors in a group, however deep, in order; an error that is no group by itself."""
    if not isinstance(error, ExceptionGroup):
        return (error,)
    return tuple(leaf for inner in error.exceptions for leaf in leaves(inner))


def told_together(group: "ExceptionGroup[Exception]") -> Exception:
    """The errors of a group as one that says the sentence of each, once. To be raised.

    It is of the gravest kind among them. A group that holds an error without a sentence comes
    back as it is: what went wrong there is for the log.
    """
    told = leaves(group)
    if not all(isinstance(one, StatusBoardError) for one in told):
        return group
    sentences = dict.fromkeys(str(one) for one in told)
    if len(sentences) == 1:
        return told[0]
    gravest = (Bug, Rejected, Unavailable, RuleBroken)
    kind = next(kind for kind in gravest if any(isinstance(one, kind) for one in told))
    return kind(" ".join(sentences))
