"""What sort of message an update is, and what sort of thing it is about."""

from enum import StrEnum


class NoticeSort(StrEnum):
    """What a notice is about: an incident, or something to say when nothing is wrong."""

    INCIDENT = "incident"
    ANNOUNCEMENT = "announcement"


class UpdateKind(StrEnum):
    """What an update does.

    `SAID` tells how things are. `WITHDRAWAL` says that something should never have been published:
    the update that it takes back, or everything that was said. `MERGER` says that an incident is
    told on in another one. `ANNOUNCEMENT` is about no incident.
    """

    SAID = "said"
    WITHDRAWAL = "withdrawal"
    MERGER = "merger"
    ANNOUNCEMENT = "announcement"
