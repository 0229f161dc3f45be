"""What New Relic kept from before: what is read of it, and how far that has come."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HistoryProgress:
    """How many steps there are, and how many are read. `problem`: why one is not, for a person.

    `reaches` says of each sort of figure since when New Relic has any of it.
    """

    figures: int = 0
    steps: int = 0
    done: int = 0
    problem: str = ""
    reaches: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Backfill:
    """Asks to read the past of all entities that are watched, from its beginning."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """Asks to read what came since, where the last is some hours old."""


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure of an entity: what it is called, its unit, and its query without a window."""

    label: str
    unit: str
    query: str


@dataclass(frozen=True, slots=True)
class NoteFigures:
    """The figures that an entity has; none is an answer, too."""

    guid: str
    account: int
    figures: tuple[FoundFigure, ...]


@dataclass(frozen=True, slots=True)
class WindowRead:
    """A window of a figure that was read: (width, at, value) in seconds, or why it was not.

    `done` and `until_s` are the figure's before it. `is_final`: asking again does not help, and
    the window is passed over.
    """

    figure_id: int
    done: int
    until_s: int
    buckets: tuple[tuple[int, int, float], ...] = ()
    problem: str = ""
    is_final: bool = True


@dataclass(frozen=True, slots=True)
class NoteHistory:
    """What came of a request."""

    windows: tuple[WindowRead, ...]
