"""The list of locations: where collectors stand."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LocationLine:
    """One location. `problem` is what is wrong with its own line; `checks` how many it asks.

    `last_sign` None: nobody there has had an answer yet. `version` and `host` are empty where no
    check is asked from more than home.
    """

    name: str
    is_heard: bool
    last_sign: datetime | None
    version: str
    host: str
    problem: str
    checks: int


@dataclass(frozen=True, slots=True)
class LocationsView:
    """All locations, home first, as of one instant."""

    as_of: datetime
    lines: tuple[LocationLine, ...]
