"""What sort of message an update is, and what sort of thing it is about."""

from enum import StrEnum


class NoticeSort(StrEnum):
    """What a notice is about: an incident, planned work, or something to say when all is well."""

    INCIDENT = "incident"
    ANNOUNCEMENT = "announcement"
    MAINTENANCE = "maintenance"


class UpdateKind(StrEnum):
    """What an update does.

    `SAID` tells how things are. `WITHDRAWAL` says that something should never have been published:
    the update that it takes back, or everything that was said. `MERGER` says that an incident is
    told on in another one. `ANNOUNCEMENT` is about no incident. The others tell of planned work:
    `MAINTENANCE` that its state is another one, `MOVE` that it is at another time or of other
    services, `REMINDER` that it comes soon, and `EXTENSION` that it takes longer.
    """

    SAID = "said"
    WITHDRAWAL = "withdrawal"
    MERGER = "merger"
    ANNOUNCEMENT = "announcement"
    MAINTENANCE = "maintenance"
    MOVE = "maintenance_move"
    REMINDER = "maintenance_reminder"
    EXTENSION = "maintenance_extension"

    @property
    def sort(self) -> NoticeSort:
        """What begins with an update of this kind."""
        if self is UpdateKind.ANNOUNCEMENT:
            return NoticeSort.ANNOUNCEMENT
        return NoticeSort.MAINTENANCE if self.is_planned else NoticeSort.INCIDENT

    @property
    def is_planned(self) -> bool:
        """Whether it tells of planned work."""
        return self.value.startswith("maintenance")
