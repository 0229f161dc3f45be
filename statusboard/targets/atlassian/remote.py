"""What Statuspage answers of an incident, read: our own mark in its metadata, and its updates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

# The key in the metadata of an incident; every value at the top of metadata is an object there.
MARK = "statusboard"


@dataclass(frozen=True, slots=True)
class RemoteUpdate:
    """A message there. `shown_at` is the time that readers see at it."""

    id: str
    status: str
    body: str
    shown_at: datetime | None


@dataclass(frozen=True, slots=True)
class RemoteIncident:
    """An incident there, its updates oldest first. `mark` is what we have written at it."""

    id: str
    name: str
    impact: str
    created_at: datetime
    updates: tuple[RemoteUpdate, ...]
    metadata: Mapping[str, Any] = field(default_factory=dict)
    scheduled_for: datetime | None = None
    scheduled_until: datetime | None = None
    postmortem: str = ""

    @property
    def mark(self) -> Mapping[str, str]:
        """What stands at our key; empty for what is not ours."""
        found = self.metadata.get(MARK)
        return found if isinstance(found, dict) else {}

    @property
    def said(self) -> tuple[str, ...]:
        """The public ids of the updates that were sent, in their order."""
        return tuple(str(self.mark.get("said", "")).split())

    @property
    def is_history(self) -> bool:
        """Whether it was told after the fact, all of it in one message."""
        return bool(self.mark.get("history"))


def read_incident(document: Mapping[str, Any]) -> RemoteIncident:
    """An incident as the API answers it."""
    metadata = document.get("metadata")
    return RemoteIncident(
        id=str(document["id"]),
        name=str(document.get("name") or ""),
        impact=str(document.get("impact_override") or document.get("impact") or ""),
        created_at=_instant(document.get("created_at")) or datetime.min.replace(tzinfo=UTC),
        updates=tuple(
            RemoteUpdate(
                str(one["id"]),
                str(one.get("status") or ""),
                str(one.get("body") or ""),
                _instant(one.get("display_at")),
            )
            for one in reversed(document.get("incident_updates") or ())
        ),
        metadata=metadata if isinstance(metadata, dict) else {},
        scheduled_for=_instant(document.get("scheduled_for")),
        scheduled_until=_instant(document.get("scheduled_until")),
        postmortem=str(document.get("postmortem_body") or "")
        if document.get("postmortem_published_at")
        else "",
    )


def _instant(text: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
