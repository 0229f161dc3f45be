"""The public view as places are told it that take no files: plain texts, oldest first.

What is not in the public view cannot get there.
"""

from collections import Counter
from collections.abc import Sequence

from statusboard.domain.status import Impact
from statusboard.domain.views.mirror import MirrorNotice, MirrorService, MirrorUpdate, MirrorView
from statusboard.domain.views.public import (
    PublicIncident,
    PublicMaintenance,
    PublicUpdate,
    PublicView,
)
from statusboard.render.plain_text import body_text


def mirror_of(view: PublicView) -> MirrorView:
    """Services, incidents and planned work. Announcements have no place of their own elsewhere."""
    url = view.page_url.rstrip("/")
    incidents = [_notice(one, url) for one in view.incidents]
    planned = [_planned(one, url) for one in view.maintenances]
    notices = sorted((*incidents, *planned), key=lambda one: (one.updates[0].at, one.public_id))
    return MirrorView(view.page_id, view.as_of, _services(view), tuple(notices))


def _services(view: PublicView) -> tuple[MirrorService, ...]:
    times = Counter(one.name for one in view.services)
    groups = {group.public_id: group.name for group in view.groups}
    return tuple(
        MirrorService(
            one.public_id,
            f"{groups[one.group_id]}/{one.name}"
            if times[one.name] > 1 and one.group_id in groups
            else one.name,
            one.name,
            one.description,
            one.status,
        )
        for one in view.services
    )


def _notice(one: PublicIncident, url: str) -> MirrorNotice:
    return MirrorNotice(
        public_id=one.public_id,
        title=one.wording.title,
        impact=one.impact,
        services=tuple(public_id for public_id, _ in one.named),
        updates=_updates(one.updates),
        link=_link(one.public_id, url),
    )


def _planned(one: PublicMaintenance, url: str) -> MirrorNotice:
    return MirrorNotice(
        public_id=one.public_id,
        title=one.wording.title,
        impact=Impact.NONE,
        services=tuple(public_id for public_id, _ in one.named),
        updates=_updates(one.updates),
        link=_link(one.public_id, url),
        scheduled_for=one.scheduled_for,
        scheduled_until=one.scheduled_until,
    )


def _link(public_id: str, url: str) -> str:
    return f"{url}/incidents/{public_id}/" if url else ""


def _updates(updates: Sequence[PublicUpdate]) -> tuple[MirrorUpdate, ...]:
    return tuple(_update(one) for one in reversed(updates))


def _update(one: PublicUpdate) -> MirrorUpdate:
    # What has no text of its own says at least what it is about.
    text = body_text(one.wording.body).strip() or one.wording.title
    return MirrorUpdate(
        one.public_id, one.published_at, one.wording.status, text, _as_it_stands(one, text)
    )


def _as_it_stands(one: PublicUpdate, text: str) -> str:
    """The words, with a mark before those that were taken back; what was said stays readable."""
    if one.taken_back_at is None:
        return text
    at = f"{one.taken_back_at:%Y-%m-%d %H:%M} UTC"
    mark = (
        f"Withdrawn {at}: this update should not have been published."
        if one.is_withdrawn
        else f"Corrected {at}: these words no longer stand. A later update says what is true."
    )
    return f"{mark}\n\n{text}"
