"""An update as Statuspage's webhooks say it: what programs read that already read those.

Field names, types, nulls and order are theirs. Instants are UTC with milliseconds.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from statusboard.channels.base import Outgoing
from statusboard.channels.web.wording import clean, one_line
from statusboard.domain.endings import is_backdated, shown_at
from statusboard.domain.hidden_text import without_comments
from statusboard.domain.incident import AffectedComponent, IncidentUpdate
from statusboard.domain.notice import Wording
from statusboard.domain.personal_links import leave_link
from statusboard.domain.picture import with_addresses
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.taken_back import TakenBack, taken_back
from statusboard.domain.views.message import NamedService, Surroundings, UpdateMessage

Json = dict[str, object]
# How a signature is made and checked.
DOCUMENTATION = "https://www.standardwebhooks.com/"
# So much of what was said before is sent along; receivers have all of it from the page's API.
MOST_UPDATES = 25


def body_of(outgoing: Outgoing) -> Json:
    """The document about an update.

    Of a test, and of what asks the receiver to confirm, one without an incident, which readers pass
    over.
    """
    update = outgoing.update
    meta: Json = {
        "unsubscribe": leave_link(outgoing.server, outgoing.token)
        if outgoing.server and outgoing.token
        else "",
        "documentation": DOCUMENTATION,
        "generated_at": _instant(outgoing.written_at),
    }
    if outgoing.to_confirm:
        asked = {
            "subject": one_line(outgoing.subject),
            "body": clean(outgoing.text).strip(),
            "url": outgoing.to_confirm,
        }
        return {"meta": meta, "confirmation": asked}
    if update is None:
        test = {"subject": one_line(outgoing.subject), "body": clean(outgoing.text).strip()}
        return {"meta": meta, "test": test}
    around = update.around or Surroundings()
    page = {
        "id": update.page_id,
        "status_indicator": around.indicator,
        "status_description": around.description,
    }
    return {"meta": meta, "page": page, "incident": _incident(update, around)}


def _incident(update: UpdateMessage, around: Surroundings) -> Json:
    wording = update.wording
    newest = IncidentUpdate(
        update.update, update.published_at, wording, update.affected, update.kind, update.takes_back
    )
    every = (newest, *around.earlier)
    said = every[:MOST_UPDATES]
    gone = taken_back(every)
    postmortem = next((one for one in every if one.wording.status.is_after_end), None)
    looked_back_at = None if postmortem is None else _instant(postmortem.published_at)
    return {
        "name": _name(wording),
        "status": _state(wording.status),
        "created_at": _instant(update.created_at or update.published_at),
        "updated_at": _instant(update.published_at),
        "monitoring_at": _instant_or_none(around.monitoring_at),
        "resolved_at": _instant_or_none(around.resolved_at),
        "impact": "maintenance" if update.kind.is_planned else update.impact.value,
        "shortlink": update.url,
        "postmortem_ignored": False,
        "postmortem_body": None if postmortem is None else _body(postmortem, update.page_url),
        "postmortem_body_last_updated_at": looked_back_at,
        "postmortem_published_at": looked_back_at,
        "postmortem_notified_subscribers": postmortem is not None,
        "postmortem_notified_twitter": False,
        "backfilled": is_backdated(every),
        "scheduled_for": _instant_or_none(update.scheduled_for),
        "scheduled_until": _instant_or_none(update.scheduled_until),
        "scheduled_remind_prior": False,
        "scheduled_reminded_at": None,
        "impact_override": None if wording.impact is None else wording.impact.value,
        "scheduled_auto_in_progress": False,
        "scheduled_auto_completed": False,
        "id": update.incident,
        "page_id": update.page_id,
        "incident_updates": [
            _update(update, every, place, gone.get(one.public_id)) for place, one in enumerate(said)
        ],
        "components": [_component(update.page_id, one) for one in around.services],
    }


def _body(one: IncidentUpdate, page_url: str) -> str:
    return clean(with_addresses(without_comments(one.wording.body), page_url))


def _update(
    update: UpdateMessage, every: Sequence[IncidentUpdate], place: int, gone: TakenBack | None
) -> Json:
    one = every[place]
    at = _instant(one.published_at)
    body = _body(one, update.page_url)
    if gone is not None:
        # The format has no field for it; its words are what people are shown.
        word = "Withdrawn" if gone.is_withdrawn else "Corrected"
        body = f"{word} {_instant(gone.at)}:\n\n{body}"
    return {
        "status": _state(one.wording.status),
        "body": body,
        "created_at": at,
        "wants_twitter_update": False,
        "twitter_updated_at": None,
        "updated_at": at if gone is None else _instant(gone.at),
        "display_at": _instant(shown_at(every, place)),
        "affected_components": [_move(move) for move in one.affected] or None,
        "custom_tweet": None,
        "deliver_notifications": True,
        "id": one.public_id,
        "incident_id": update.incident,
    }


def _name(wording: Wording) -> str:
    name = one_line(wording.title)
    return f"Cancelled: {name}" if wording.status is IncidentStatus.CANCELLED else name


def _state(status: IncidentStatus) -> str:
    """The format's word for a state. It has none for *cancelled*, which nothing follows either."""
    return (IncidentStatus.COMPLETED if status is IncidentStatus.CANCELLED else status).value


def _move(move: AffectedComponent) -> Json:
    return {
        "code": move.public_id,
        "name": one_line(move.name),
        "old_status": _word(move.old_status),
        "new_status": _word(move.new_status),
    }


def _component(page_id: str, service: NamedService) -> Json:
    return {
        "status": _word(service.status),
        "name": one_line(service.name),
        "created_at": _instant(service.created_at),
        "updated_at": _instant(service.updated_at),
        "position": service.position,
        "description": clean(service.description) or None,
        "showcase": True,
        "id": service.public_id,
        "page_id": page_id,
        "group_id": service.group_id or None,
    }


def _word(status: ComponentStatus) -> str:
    """The format has no word for what is not known; customers were told nothing else."""
    return (ComponentStatus.OPERATIONAL if status is ComponentStatus.UNKNOWN else status).value


def _instant(instant: datetime) -> str:
    utc = instant.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def _instant_or_none(instant: datetime | None) -> str | None:
    return None if instant is None else _instant(instant)
