"""Who talks to a program: callers who share a secret, what they may ask for, and what they hear."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from statusboard.domain.access import Credentials
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import Bug, Rejected, StatusBoardError


@dataclass(frozen=True, slots=True)
class Method:
    """One thing a program can be asked: the type of what is given, and who answers.

    `run` gets what is given, and what the caller says of whoever asks.
    """

    given: Any
    run: Callable[[Any, Credentials], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Audience:
    """Callers who know one secret. `methods` is all that it opens.

    `hears`: the topics they are told of, without the services concerned; None: everything.
    """

    methods: Mapping[str, Method]
    hears: frozenset[Topic] | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    def knows(self, given: bytes) -> bool:
        """Whether it is their secret. Takes as long for one that nearly is."""
        return secrets.compare_digest(given, self.token.encode())

    def told(self, changes: Changes) -> Changes:
        """What they are told of that; empty for nothing."""
        return changes if self.hears is None else Changes(changes.topics & self.hears)

    def refusal(self, method: str) -> StatusBoardError:
        """Why they cannot ask for what is not among their methods."""
        if self.hears is None:
            return Bug(f"This program cannot be asked for {method}.")
        return Rejected(f"A page server may not ask for {method}.")


def desk(methods: Mapping[str, Method]) -> Audience:
    """The programs of whoever owns the data folder."""
    return Audience(methods)


def visitors(methods: Mapping[str, Method]) -> Audience:
    """A page server, which strangers can reach: it learns when there is another page to show."""
    return Audience(methods, frozenset({Topic.PUBLICATION}))
