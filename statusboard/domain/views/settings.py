"""The settings screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.views.new_relic import Unwatched


@dataclass(frozen=True, slots=True)
class NewRelicView:
    """The connection as far as it may be shown: never the key. `region` empty: not connected.

    `unwatched`: what the team counts entities as that no alert condition watches.
    """

    region: str
    url: str
    key_present: bool
    user: str = ""
    accounts: tuple[tuple[int, str], ...] = ()
    problem: str = ""
    last_read_at: datetime | None = None
    unwatched: Unwatched = Unwatched.NO_DATA


@dataclass(frozen=True, slots=True)
class TargetView:
    """A place for the page, with its secrets masked. `published_at`: last read back as written.

    `is_known`: this version knows its kind; another one is shown and left alone.
    """

    id: int
    kind: str
    label: str
    config: Mapping[str, object]
    is_known: bool = True
    published_at: datetime | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SettingsView:
    """What the team has chosen. `values`: the settings that are not at their default, by key."""

    values: Mapping[str, object]
    zone: str
    targets: tuple[TargetView, ...]
    new_relic: NewRelicView
    database: str
    is_demo: bool
