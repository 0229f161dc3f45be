"""What there is a template for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from statusboard.domain.language import Language
from statusboard.domain.status import IncidentStatus


class TemplateKind(StrEnum):
    """A text that is begun for the writer. Those of a state are called as the state is."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"
    POSTMORTEM = "postmortem"
    STILL_INVESTIGATING = "still_investigating"
    STILL_IDENTIFIED = "still_identified"
    STILL_MONITORING = "still_monitoring"
    MAINTENANCE_ANNOUNCED = "maintenance_announced"
    MAINTENANCE_MOVED = "maintenance_moved"
    MAINTENANCE_REMINDER = "maintenance_reminder"
    MAINTENANCE_STARTED = "maintenance_started"
    MAINTENANCE_EXTENDED = "maintenance_extended"
    MAINTENANCE_VERIFYING = "maintenance_verifying"
    MAINTENANCE_FINISHED = "maintenance_finished"
    MAINTENANCE_CANCELLED = "maintenance_cancelled"
    QUARTER = "quarter"
    SUPPORT_INVESTIGATING = "support_investigating"
    SUPPORT_IDENTIFIED = "support_identified"
    SUPPORT_MONITORING = "support_monitoring"
    SUPPORT_RESOLVED = "support_resolved"
    SUPPORT_POSTMORTEM = "support_postmortem"
    SUPPORT_RECOVERED = "support_recovered"

    @property
    def is_spoken(self) -> bool:
        """Whether it is a sentence for the phone, which has no title."""
        return self.value.startswith("support_")

    @property
    def is_maintenance(self) -> bool:
        """Whether it speaks of planned work."""
        return self.value.startswith("maintenance_")

    @property
    def status(self) -> IncidentStatus | None:
        """The state of an incident that it is written for; None for one that is of none."""
        name = self.value.removeprefix("still_")
        return IncidentStatus(name) if name in set(IncidentStatus) else None


def kind_for(status: IncidentStatus) -> TemplateKind:
    """The template of an update that says this state."""
    return TemplateKind(status.value)


def no_change_kind(status: IncidentStatus) -> TemplateKind | None:
    """The template of an update that says: still so. None for a state that is an end."""
    name = f"still_{status.value}"
    return TemplateKind(name) if name in set(TemplateKind) else None


def spoken_kind(status: IncidentStatus) -> TemplateKind:
    """The template of what support says while customers are told this state."""
    name = f"support_{status.value}"
    return TemplateKind(name) if name in set(TemplateKind) else TemplateKind.SUPPORT_RESOLVED


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A title and a body with placeholders."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A team's own text, when it was saved, and by whom."""

    text: TemplateText
    saved_at: datetime
    saved_by: str


TemplateKey = tuple[TemplateKind, Language]
Texts = Mapping[TemplateKind, TemplateText]
