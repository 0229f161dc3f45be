"""What we tell people about: incidents, their updates, and the moves between states."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from statusboard.domain.endings import is_backdated
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.update_kind import NoticeSort, UpdateKind


@dataclass(frozen=True, slots=True)
class AffectedComponent:
    """A component an update names, its status before and after, and its name at that time."""

    component_id: int
    public_id: str
    name: str
    old_status: ComponentStatus
    new_status: ComponentStatus


@dataclass(frozen=True, slots=True)
class IncidentUpdate:
    """One published, immutable message. Newest first wherever they stand in a row.

    `wording` is settled: it holds what was said, whole, and leaves nothing to a later moment.
    `corrects` is the public id of an update whose words it takes back; empty for none.
    """

    public_id: str
    published_at: datetime
    wording: Wording
    affected: tuple[AffectedComponent, ...] = ()
    kind: UpdateKind = UpdateKind.SAID
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """Something we are telling people about, with everything said so far, newest first.

    There is at least one update: an incident begins with its first. `resolved_at` is when it was
    over, which customers may have been told later; None while it lasts. `merged_into` is the id of
    the incident that it is told on in; None where it is told by itself. An announcement and planned
    work are none: they have the same shape, and are read apart. `scheduled_for` and
    `scheduled_until` are when planned work begins and ends, as customers were told last.
    """

    id: int
    public_id: str
    impact: Impact
    created_at: datetime
    monitoring_at: datetime | None
    resolved_at: datetime | None
    updates: tuple[IncidentUpdate, ...]
    merged_into: int | None = None
    sort: NoticeSort = NoticeSort.INCIDENT
    scheduled_for: datetime | None = None
    scheduled_until: datetime | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Whether all of it should never have been published."""
        newest = self.updates[0]
        return newest.kind is UpdateKind.WITHDRAWAL and not newest.corrects

    @property
    def is_counted(self) -> bool:
        """Whether it is one of the incidents there were: neither withdrawn nor told in another."""
        return self.merged_into is None and not self.is_withdrawn

    @property
    def wording(self) -> Wording:
        """What it says now: the wording of the newest update."""
        return self.updates[0].wording

    @property
    def status(self) -> IncidentStatus:
        """The state customers were told last."""
        return self.wording.status

    @property
    def started_at(self) -> datetime:
        """When it began, as customers were told last."""
        return self.wording.started_at or self.created_at

    @property
    def is_backdated(self) -> bool:
        """Whether customers were told of it only when it was over."""
        return is_backdated(self.updates)

    @property
    def components(self) -> Mapping[int, ComponentStatus]:
        """What it says of each service now, by component id."""
        return self.wording.components

    @property
    def repeats_itself(self) -> bool:
        """Whether the newest update says to the public just what the one before it said."""
        if len(self.updates) < 2:
            return False
        newest, before = self.updates[:2]
        moves = any(one.old_status is not one.new_status for one in newest.affected)
        said = newest.wording
        if before.wording.ended_at is None:
            # What was said before ends were kept with the words says the end all the same.
            said = replace(said, ended_at=None)
        return said == before.wording and not moves


def public_statuses(
    component_ids: tuple[int, ...], unresolved: tuple[Incident, ...]
) -> dict[int, ComponentStatus]:
    """What customers are told about each component: the worst that an open incident says of it.

    Planned work that runs is given like an incident; what is only scheduled says nothing of now.
    A component that no open incident names is operational: what the public reads changes only
    when a person publishes, or sets a state by hand (`app/page/public`). Measured states are for
    the desk, and for the history bars.
    """
    public_status = dict.fromkeys(component_ids, ComponentStatus.OPERATIONAL)
    for incident in unresolved:
        if incident.status is IncidentStatus.SCHEDULED:
            continue
        for component_id, status in incident.components.items():
            known = public_status.get(component_id)
            if known is not None and status.severity > known.severity:
                public_status[component_id] = status
    return public_status
