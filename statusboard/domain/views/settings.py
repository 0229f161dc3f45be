"""The settings screen."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NewRelicView:
    """The connection as far as it may be shown: never the key. `region` empty: not connected."""

    region: str
    url: str
    key_present: bool
    user: str = ""
    accounts: tuple[tuple[int, str], ...] = ()
    problem: str = ""
    last_read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SettingsView:
    """What the team has chosen. `published_at`: when the page was last read back as written."""

    page_name: str
    page_url: str
    zone: str
    publish_folder: str
    new_relic: NewRelicView
    database: str
    is_demo: bool
    published_at: datetime | None = None
    publish_problem: str = ""
