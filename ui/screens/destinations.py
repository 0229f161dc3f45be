"""Where one can go in the window: what a screen wants, and what the window routes.

A destination is a value. Whoever wants one knows no screen, and a screen finds in it all that it
needs to show the right thing.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, assert_never


class ScreenKey(StrEnum):
    """The screens there are, in the order of the navigation."""

    BOARD = "board"
    NOTICES = "notices"
    UPTIME = "uptime"
    VERIFY = "verify"
    MAINTENANCE = "maintenance"
    SUBSCRIBERS = "subscribers"
    SETTINGS = "settings"
    PEOPLE = "people"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """The board."""


@dataclass(frozen=True, slots=True)
class NoticesPlace:
    """The notices, as they were left."""


class NoticeStep(StrEnum):
    """What one goes to a notice for: to write it, to read it and publish, or to say *no change*."""

    WRITE = "write"
    REVIEW = "review"
    NO_CHANGE = "no_change"


@dataclass(frozen=True, slots=True)
class NoticePlace:
    """One notice: a draft by its id, the follow-up of an incident, or the correction of an update.

    `corrects` is the public id of that update. `step` is what is opened of it at once.
    """

    notice_id: int | None = None
    incident_id: int | None = None
    corrects: str = ""
    step: NoticeStep = NoticeStep.WRITE


@dataclass(frozen=True, slots=True)
class NewNoticePlace:
    """A new notice; `component_id` names the service it is about, where that is known."""

    component_id: int | None = None


@dataclass(frozen=True, slots=True)
class UptimePlace:
    """The uptime of a service; None: of whatever was shown last.

    `shows_corrections`: what was corrected of the past is listed at once.
    """

    component_id: int | None = None
    shows_corrections: bool = False


@dataclass(frozen=True, slots=True)
class StatementPlace:
    """What may be said of uptime today, as it was left. It lies beneath the uptime."""


@dataclass(frozen=True, slots=True)
class VerifyPlace:
    """A service and its checks; None: the one that was shown last."""

    component_id: int | None = None


class ServiceSource(StrEnum):
    """Where a new service comes from."""

    ADDRESS = "address"
    NEW_RELIC = "new_relic"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class NewServicePlace:
    """A new service; `source` None: the person is asked where it comes from."""

    source: ServiceSource | None = None


@dataclass(frozen=True, slots=True)
class MaintenancePlace:
    """Planned work; `window_id` None: as it was left."""

    window_id: int | None = None


class SubscribersTab(StrEnum):
    """The parts of the subscribers screen, in their order."""

    PEOPLE = "people"
    DELIVERIES = "deliveries"
    CHANNELS = "channels"
    LISTS = "lists"


@dataclass(frozen=True, slots=True)
class SubscribersPlace:
    """The subscribers; `tab` None: as they were left.

    `list_id`: of the people only those who stand in this inside list.
    """

    tab: SubscribersTab | None = None
    list_id: int | None = None


class SettingsPart(StrEnum):
    """A section of the settings that something else depends on."""

    NEW_RELIC = "new_relic"
    PUBLISH = "publish"
    NAME = "name"
    ADDRESS = "address"
    HELPER = "helper"


@dataclass(frozen=True, slots=True)
class SettingsPlace:
    """The settings; `part` None: as they were left."""

    part: SettingsPart | None = None


class PeopleTab(StrEnum):
    """The parts of the screen of people, in their order."""

    PEOPLE = "people"
    RULES = "rules"
    TRAIL = "trail"


class PeopleStep(StrEnum):
    """What one goes to the people for: to sign in as somebody, or out; to hand over."""

    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class PeoplePlace:
    """Who works here; `tab` None: as it was left. `step` is what is begun there at once.

    `person_id`: who signs in.
    """

    tab: PeopleTab | None = None
    step: PeopleStep | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class SampleWindow:
    """Not in this window: sample data, in a window of its own."""


@dataclass(frozen=True, slots=True)
class AnotherWindow:
    """A place, in another window on the same desk."""

    place: "ScreenPlace"


OnNotices: TypeAlias = NoticesPlace | NoticePlace | NewNoticePlace
OnVerify: TypeAlias = VerifyPlace | NewServicePlace
ScreenPlace: TypeAlias = (
    BoardPlace
    | OnNotices
    | UptimePlace
    | StatementPlace
    | OnVerify
    | MaintenancePlace
    | SubscribersPlace
    | SettingsPlace
    | PeoplePlace
)
Destination: TypeAlias = ScreenPlace | SampleWindow | AnotherWindow


def screen_for(place: ScreenPlace) -> ScreenKey:  # noqa: PLR0911 - one for each screen
    """The screen that shows a place."""
    match place:
        case BoardPlace():
            return ScreenKey.BOARD
        case NoticesPlace() | NoticePlace() | NewNoticePlace():
            return ScreenKey.NOTICES
        case UptimePlace():
            return ScreenKey.UPTIME
        case StatementPlace():
            return ScreenKey.STATEMENT
        case VerifyPlace() | NewServicePlace():
            return ScreenKey.VERIFY
        case MaintenancePlace():
            return ScreenKey.MAINTENANCE
        case SubscribersPlace():
            return ScreenKey.SUBSCRIBERS
        case SettingsPlace():
            return ScreenKey.SETTINGS
        case PeoplePlace():
            return ScreenKey.PEOPLE
        case _:
            assert_never(place)
