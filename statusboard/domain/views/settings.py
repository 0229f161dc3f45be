"""The settings screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from statusboard.domain.page import MAIN_KEY
from statusboard.domain.target import NO_LINKS, PageLinks
from statusboard.domain.views.new_relic import Unwatched
from statusboard.domain.views.new_relic_history import HistoryProgress
from statusboard.domain.views.writing_help import AssistantView


@dataclass(frozen=True, slots=True)
class NewRelicView:
    """A connection as far as it may be shown: never the key. Neither region nor url: none.

    `unwatched`: what the team counts entities as that no alert condition watches.
    `unread`: accounts whose muting rules could not be read, and why of each.
    `records_until`: until when what New Relic says is recorded; None: it is not.
    """

    region: str
    url: str
    key_present: bool
    user: str = ""
    accounts: tuple[tuple[int, str], ...] = ()
    problem: str = ""
    last_read_at: datetime | None = None
    unwatched: Unwatched = Unwatched.NO_DATA
    records_until: datetime | None = None
    name: str = ""
    unread: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TargetView:
    """A place for the page, with its secrets masked. `published_at`: last read back as written.

    `is_known`: this version knows its kind; another one is shown and left alone. `can_be_emptied`:
    its page can be taken away when it is given up. `is_leaving`: it was, and that is still to be
    done; `problem` is what is in the way, `since` and until it is tried again at `retry_at`.
    `is_fall_back`: it counts only where no primary place shows the page in time; `counts`: the
    newest page counts as published by this one. `lacks`: what its host does not do, and for whom.
    `unseen`: why customers do not read at its public address what was put, in words. `page` is the
    key of the page that is put there. `address` is where customers read it over https, empty where
    nobody knows; `watched_by` the service that watches that, empty for none.
    """

    id: int
    kind: str
    label: str
    config: Mapping[str, object]
    is_known: bool = True
    published_at: datetime | None = None
    problem: str = ""
    links: PageLinks = NO_LINKS
    can_be_emptied: bool = False
    is_leaving: bool = False
    since: datetime | None = None
    retry_at: datetime | None = None
    is_fall_back: bool = False
    counts: bool = False
    lacks: tuple[str, ...] = ()
    unseen: str = ""
    page: str = MAIN_KEY
    address: str = ""
    watched_by: str = ""


@dataclass(frozen=True, slots=True)
class PageAddress:
    """A page by its key: what it is called, where people open it, and whether not everybody may."""

    key: str
    name: str
    url: str
    is_private: bool = False


class OpenStep(StrEnum):
    """What is still to be done before customers can be told anything."""

    NEW_RELIC = "new_relic"  # one way to services; nobody needs it
    SERVICES = "services"
    NAME = "name"
    PUBLISH = "publish"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class SettingsView:
    """What the team has chosen. `values`: the settings that are not at their default, by key.

    `still_open`: what nobody has chosen yet, in the order in which it is best done. `assistant` is
    the writing helper, None where there is none. `connections` are all of New Relic's, `new_relic`
    the first of them, and `history` how far the reading of what they kept has come. `pages` are all
    of the desk's, the main one first.
    """

    values: Mapping[str, object]
    zone: str
    targets: tuple[TargetView, ...]
    new_relic: NewRelicView
    database: str
    is_demo: bool
    still_open: tuple[OpenStep, ...] = ()
    assistant: AssistantView | None = None
    connections: tuple[NewRelicView, ...] = ()
    history: HistoryProgress = field(default_factory=HistoryProgress)
    pages: tuple[PageAddress, ...] = ()
