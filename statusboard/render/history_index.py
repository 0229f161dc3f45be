"""The past as Statuspage's own page holds it for its script: programs read it there.

An empty element with the last three months in an attribute, as JSON. Nobody sees it, and it needs
no script.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from html import escape
from zoneinfo import ZoneInfo

from statusboard.domain.time_text import MONTHS
from statusboard.domain.views.public import PublicIncident, PublicView
from statusboard.render.api_objects import ApiObjects, Json
from statusboard.render.api_words import body_in_api, name_in_api
from statusboard.render.feed_entries import until_html, when_html
from statusboard.render.identity import page_name
from statusboard.render.instant_text import to_millisecond
from statusboard.render.json_text import compact_json

SHOWN = 3
# A longer text stands on the incident's own page.
LONGEST = 500
_NAMED = ("id", "name", "status", "position", "group_id", "page_id", "group")


def history_index(view: PublicView) -> str:
    """The element, in HTML."""
    today = view.as_of.astimezone(ZoneInfo(view.zone)).date()
    objects = ApiObjects.of(view)
    held = {
        "page_status": {
            "page": {
                "id": view.page_id,
                "name": page_name(view),
                "url": view.page_url,
                "time_zone": view.zone,
                "created_at": _created(view),
            }
        },
        "components": [
            {name: one[name] for name in _NAMED} for one in objects.components if not one["group"]
        ],
        "months": [_month(view, first) for first in _months(today)],
    }
    said = escape(compact_json(held).decode(), quote=True)
    return f'<div data-react-class="HistoryIndex" data-react-props="{said}"></div>'


def _created(view: PublicView) -> str:
    return to_millisecond(min((one.created_at for one in view.services), default=view.updated_at))


def _months(today: date) -> Iterator[date]:
    """The first days of this month and of those before it."""
    first = today.replace(day=1)
    for _ in range(SHOWN):
        yield first
        first = first.replace(
            year=first.year - (first.month == 1), month=(first.month - 2) % 12 + 1
        )


def _month(view: PublicView, first: date) -> Json:
    zone = ZoneInfo(view.zone)
    weekday, days = monthrange(first.year, first.month)
    inside = [
        one
        for one in view.incidents
        if one.started_at.astimezone(zone).date().replace(day=1) == first
    ]
    inside.sort(key=lambda one: (one.started_at, one.public_id), reverse=True)
    return {
        "name": MONTHS[first.month - 1],
        "year": first.year,
        "starts_on": (weekday + 1) % 7,  # Sunday is 0 there
        "days": days,
        "incidents": [_incident(view, one, zone) for one in inside],
    }


def _incident(view: PublicView, one: PublicIncident, zone: ZoneInfo) -> Json:
    message = body_in_api(view, one, one.updates[0])
    over = one.resolved_at
    when = until_html(one.started_at, over, zone) if over else when_html(one.started_at, zone)
    return {
        "code": one.public_id,
        "name": name_in_api(one),
        "message": message if len(message) <= LONGEST else f"{message[: LONGEST - 1]}…",
        "impact": one.impact.value,
        "timestamp": when,
    }
