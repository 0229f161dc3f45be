"""What a message to subscribers is made from: one update, as it is said to everybody."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus


@dataclass(frozen=True, slots=True)
class UpdateMessage:
    """One published update. `url` leads to the incident on the page; empty where none is known.

    `services` are names with what is said of each. `number` counts the updates from 1.
    """

    page_name: str
    url: str
    zone: str
    wording: Wording
    published_at: datetime
    number: int
    services: tuple[tuple[str, ComponentStatus], ...] = ()
    is_demo: bool = False

    @property
    def promise(self) -> datetime | None:
        """When the next update is promised; None where none is, or it is over."""
        return self.wording.promise(self.published_at)
