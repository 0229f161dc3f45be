"""The one tree of errors.

StatusBoardError
├── RuleBroken      the person can fix it: carries the field and a sentence
├── Unavailable     the world is in the way: try again, perhaps after a given time
│   └── Damaged     what was kept cannot be read any more: until a copy is brought back
├── Rejected        a peer said no for good
└── Bug             ours: shown with a button that copies the details

A failing *target of a check* is a result, never an exception.
"""

from dataclasses import dataclass


class StatusBoardError(Exception):
    """Any error whose text is written for a person."""


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
