"""Where a thing that an alarm is about is found in the window."""

from collections.abc import Iterable

from statusboard.domain.alarms.alarm import Subject, SubjectSort
from statusboard.domain.alarms.announcement import Announcement
from ui.screens.destinations import (
    BoardPlace,
    MaintenancePlace,
    NewNoticePlace,
    NoticePlace,
    NoticesPlace,
    ScreenPlace,
    SubscribersPlace,
    SubscribersTab,
    VerifyPlace,
)


def place_of(subject: Subject) -> ScreenPlace:
    """The place that shows it."""
    match subject.sort:
        case SubjectSort.SERVICE:
            return VerifyPlace(subject.id)
        case SubjectSort.INCIDENT:
            return NoticePlace(incident_id=subject.id)
        case SubjectSort.NOTICE:
            return NoticePlace(notice_id=subject.id)
        case SubjectSort.MAINTENANCE:
            return MaintenancePlace(subject.id)
        case SubjectSort.CHANNEL:
            return SubscribersPlace(SubscribersTab.DELIVERIES)
        case SubjectSort.GROUP | SubjectSort.DESK:
            return BoardPlace()


def opened_by(announcement: Announcement) -> ScreenPlace:
    """What a click on it opens: the gravest of what it is about."""
    return place_of(announcement.about[0]) if announcement.about else BoardPlace()


def draft_for(announcement: Announcement) -> ScreenPlace:
    """A new notice about the gravest service of it."""
    service = _first(announcement.about, SubjectSort.SERVICE)
    return NewNoticePlace(service.id if service is not None else None)


def update_for(announcement: Announcement) -> ScreenPlace:
    """The next update of the incident it is about."""
    incident = _first(announcement.about, SubjectSort.INCIDENT)
    return NoticesPlace() if incident is None else NoticePlace(incident_id=incident.id)


def _first(about: Iterable[Subject], sort: SubjectSort) -> Subject | None:
    return next((subject for subject in about if subject.sort is sort), None)
