"""Planned work in texts for the page: what runs, what is to come, and what is over."""

from collections.abc import Iterable
from dataclasses import dataclass

from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.public import PublicMaintenance, PublicView
from statusboard.render.clean import clean_line
from statusboard.render.identity import site_root
from statusboard.render.moments import Moment, moments_of
from statusboard.render.page_words.known import words_of
from statusboard.render.update_facts import UpdateFacts, update_facts
from statusboard.render.words import look_of

# So much of what is over stands in the history; every window keeps a page of its own.
PAST_LISTED = 100


@dataclass(frozen=True, slots=True)
class MaintenanceFacts:
    """One window of planned work. `began` and `ended` are None where that was not yet, or never.

    `length` is how long it takes as planned, or took.
    """

    id: str
    title: str
    style: str
    word: str
    services: str
    starts: Moment
    ends: Moment
    began: Moment | None
    ended: Moment | None
    length: str
    day: Moment
    is_over: bool
    is_cancelled: bool
    updates: tuple[UpdateFacts, ...]


def running(view: PublicView) -> tuple[PublicMaintenance, ...]:
    """What is under way, the one that began first before the others."""
    return _by_start(one for one in view.maintenances if one.status.is_under_way)


def upcoming(view: PublicView) -> tuple[PublicMaintenance, ...]:
    """What is to come, the next one first."""
    return _by_start(one for one in view.maintenances if one.status is IncidentStatus.SCHEDULED)


def past(view: PublicView) -> tuple[PublicMaintenance, ...]:
    """What is over or was cancelled, newest first."""
    over = _by_start(one for one in view.maintenances if one.status.is_over)
    return over[::-1]


def maintenance_facts(
    view: PublicView, one: PublicMaintenance, *, newest_only: bool = False, root: str = ""
) -> MaintenanceFacts:
    """One window in texts, with everything that was said or only what was said last.

    `root` is the way from the page that shows it to the first one, such as `../../`.
    """
    moments, words = moments_of(view), words_of(view)
    is_cancelled = one.status is IncidentStatus.CANCELLED
    began, ended = one.began_at, None if is_cancelled else one.ended_at
    start = began or one.scheduled_for
    places = range(1 if newest_only else len(one.updates))
    return MaintenanceFacts(
        id=one.public_id,
        title=clean_line(one.wording.title),
        style=_style(one.status),
        word=words.states[one.status],
        services=services_of(view, one, words.comma),
        starts=moments.full(one.scheduled_for),
        ends=moments.beside(one.scheduled_until, start),
        began=None if began is None else moments.full(began),
        ended=None if ended is None else moments.beside(ended, start),
        length=words.dates.length((ended or one.scheduled_until) - start),
        day=moments.on(start),
        is_over=one.status.is_over,
        is_cancelled=is_cancelled,
        updates=update_facts(one.updates, places, moments, start, site_root(view, root), words),
    )


def _by_start(found: Iterable[PublicMaintenance]) -> tuple[PublicMaintenance, ...]:
    return tuple(sorted(found, key=lambda one: (one.scheduled_for, one.public_id)))


def services_of(view: PublicView, one: PublicMaintenance, comma: str = ", ") -> str:
    """The services that it names, by the names they had when it last spoke of them."""
    names = {service.public_id: service.name for service in view.services}
    names |= {move.service_id: move.name for said in reversed(one.updates) for move in said.moves}
    return comma.join(clean_line(names[code]) for code, _ in one.named if code in names)


def _style(status: IncidentStatus) -> str:
    match status:
        case IncidentStatus.COMPLETED:
            return look_of(ComponentStatus.OPERATIONAL).style
        case IncidentStatus.CANCELLED:
            return look_of(ComponentStatus.UNKNOWN).style
        case _:
            return look_of(ComponentStatus.UNDER_MAINTENANCE).style
