"""The one tree of errors.

StatusBoardError
├── RuleBroken      the person can fix it: carries the field and a sentence
├── Unavailable     the world is in the way: try again, perhaps after a given time
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
class Rejected(StatusBoardError):
    """A peer said no for good: a wrong key, a missing right, a refused document."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(eq=False)
class Bug(StatusBoardError):
    """Ours. The sentence says what we were doing when it happened."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence
