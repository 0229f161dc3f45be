"""What a message to subscribers is made from: one update, as it is said to everybody."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.incident import AffectedComponent, IncidentUpdate
from statusboard.domain.notice import Wording
from statusboard.domain.palette import Accent
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.subscriber import DEFAULT_LANGUAGE
from statusboard.domain.templates.house import OURS, HouseTemplates
from statusboard.domain.update_kind import UpdateKind


@dataclass(frozen=True, slots=True)
class NamedService:
    """A service that an incident names, as the public API knows it then; places count from 1."""

    public_id: str
    name: str
    status: ComponentStatus
    description: str
    group_id: str
    position: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an update, for forms that programs read.

    `earlier` is what was said of the incident before, newest first. `indicator` and `description`
    are what the public API says of the whole page then. `monitoring_at` and `resolved_at` are the
    incident's.
    """

    earlier: tuple[IncidentUpdate, ...] = ()
    services: tuple[NamedService, ...] = ()
    indicator: str = "none"
    description: str = ""
    monitoring_at: datetime | None = None
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UpdateMessage:
    """One published update; `incident`, `update` and `page_id` are its public ids.

    `url` leads to the incident on the page, `page_url` to the page; empty where none is known.
    `affected` is what it says of each service. `number` counts the updates from 1. `around` is kept
    for forms that need it, and None for the others. `language` is that of its reader: what stands
    around the words is in it; `said_in` is that of the words, empty where nobody knows. `corrects`
    is when the update was published whose words this one takes back; None where it is no
    correction. `takes_back` is the public id of that update, and `kind` what this one does.
    `server` is the public address of the page server, where each reader has a link of its own;
    empty where there is none. `templates` are those of the sentences for the phone. `scheduled_for`
    and `scheduled_until` are when planned work begins and ends; None of anything else. `light` and
    `dark` are the page's own colours, None where it has none. `further` are the codes of languages
    in which the page stands below its address, at `/de/` and the like.
    """

    page_name: str
    url: str
    zone: str
    wording: Wording
    published_at: datetime
    number: int
    affected: tuple[AffectedComponent, ...] = ()
    is_demo: bool = False
    incident: str = ""
    update: str = ""
    page_id: str = ""
    page_url: str = ""
    impact: Impact = Impact.NONE
    created_at: datetime | None = None
    around: Surroundings | None = None
    language: str = DEFAULT_LANGUAGE
    said_in: str = ""
    corrects: datetime | None = None
    server: str = ""
    templates: HouseTemplates = OURS
    kind: UpdateKind = UpdateKind.SAID
    takes_back: str = ""
    scheduled_for: datetime | None = None
    scheduled_until: datetime | None = None
    light: Accent | None = None
    dark: Accent | None = None
    further: tuple[str, ...] = ()

    @property
    def is_correction(self) -> bool:
        """Whether it says what is true instead of something that was said before."""
        return self.corrects is not None and self.kind is UpdateKind.SAID

    @property
    def named(self) -> tuple[tuple[str, ComponentStatus], ...]:
        """The services that it names, with what it says of them.

        Of work that is to come it is what they will be: until then they are as they were.
        """
        is_to_come = self.wording.status is IncidentStatus.SCHEDULED
        planned = self.wording.components if is_to_come else {}
        return tuple(
            (one.name, planned.get(one.component_id, one.new_status)) for one in self.affected
        )

    @property
    def promise(self) -> datetime | None:
        """When the next update is promised; None where none is, or it is over."""
        return self.wording.promise(self.published_at)
