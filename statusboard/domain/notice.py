"""A notice: the working text on its way to being an update, one revision per save."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from statusboard.domain.incident import IncidentStatus
from statusboard.domain.status import ComponentStatus

# Statuspage's limits (its management API), so that a page published there later loses nothing.
TITLE_LIMIT = 255
BODY_LIMIT = 25_000
# What a pasted text may bring and no database or pipe carries: NUL, and halves of characters.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


class NoticeState(StrEnum):
    """Where a notice is on its way."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a person has written and chosen: the content of a revision.

    Texts are freed of what cannot be kept anywhere, which nobody can see or mean.
    `components` is what the notice says of each service. `next_update_in` is the promise as
    chosen (from the moment of publishing); `next_update_at` a fixed instant; at most one is set.
    """

    title: str = ""
    status: IncidentStatus = IncidentStatus.INVESTIGATING
    body: str = ""
    components: Mapping[int, ComponentStatus] = field(default_factory=dict)
    next_update_in: timedelta | None = None
    next_update_at: datetime | None = None
    started_at: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("title", "body"):
            text: str = getattr(self, name)
            if _UNKEEPABLE.search(text):
                object.__setattr__(self, name, _UNKEEPABLE.sub("", text))

    def promise(self, published_at: datetime) -> datetime | None:
        """When the next update is promised if this is published at `published_at`."""
        if self.status.is_over:
            return None
        if self.next_update_in is not None:
            return published_at + self.next_update_in
        return self.next_update_at


@dataclass(frozen=True, slots=True)
class Revision:
    """One save of a notice; immutable. `number` counts from 1 within the notice."""

    notice_id: int
    number: int
    wording: Wording
    saved_at: datetime
    saved_by: str
