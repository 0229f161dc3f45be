"""What a message to subscribers is made from: one update, as it is said to everybody."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.incident import AffectedComponent
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact


@dataclass(frozen=True, slots=True)
class UpdateMessage:
    """One published update; `incident`, `update` and `page_id` are its public ids.

    `url` leads to the incident on the page, `page_url` to the page; empty where none is known.
    `affected` is what it says of each service. `number` counts the updates from 1.
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

    @property
    def promise(self) -> datetime | None:
        """When the next update is promised; None where none is, or it is over."""
        return self.wording.promise(self.published_at)
