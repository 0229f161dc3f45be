"""Where a check is reported to, and what comes there. Plain values, fit for a pipe."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ToldCheck:
    """A check that others report to. `made`: when its address was; None: it has none yet."""

    check_id: int
    service: str
    how: str
    made: datetime | None


@dataclass(frozen=True, slots=True)
class GiveAddress:
    """The check that is to be given an address; `again`: in the place of the one it has."""

    check_id: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class SignalAddress:
    """The new address of a check: it is shown once, and kept nowhere.

    `command` is a line for a shell that reports there. `is_whole`: it begins with where the page
    server is known to be; otherwise its beginning has to be filled in.
    """

    url: str = field(repr=False)
    command: str = field(repr=False)
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """What came to an address: the first part of its path, its token, and the rest of the request.

    `asked` are the parameters of the address, by name. `is_unread`: what came cannot be read, and
    only that it came is known.
    """

    path: str
    token: str = field(repr=False)
    rest: str = ""
    asked: dict[str, str] = field(default_factory=dict, repr=False)
    body: str = field(default="", repr=False)
    is_unread: bool = False


@dataclass(frozen=True, slots=True)
class StillListening:
    """A page server can hear what is reported."""
