"""What New Relic plans by itself: muting rules and monitor downtimes, proposed as planned work."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NewRelicWindow:
    """A muting rule or a monitor downtime, with its next or present window.

    `key` names it in all windows. `starts_at` and `ends_at` are None where New Relic does not say;
    `zone` is its time zone. `repeats` and `covers` say in words how it comes again, and what it is
    about beside the entities of `guids`.
    """

    key: str
    sort: str
    title: str
    account: int | None
    zone: str
    starts_at: datetime | None
    ends_at: datetime | None
    repeats: str = ""
    covers: str = ""
    guids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedWindow:
    """A window to take over. `services` are those that watch one of its entities, by id and name.

    `problem` says why it cannot be taken over as it is; empty where it can.
    """

    window: NewRelicWindow
    services: tuple[tuple[int, str], ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class NoteWindows:
    """What was read; of the accounts in `accounts` everything, of others nothing is known.

    `unread` says why, of each account whose muting rules could not be read.
    """

    windows: tuple[NewRelicWindow, ...]
    accounts: tuple[int, ...]
    unread: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DecideWindow:
    """A window was taken over as a draft of planned work, or (`is_aside`) is not to be proposed."""

    key: str
    is_aside: bool = False
