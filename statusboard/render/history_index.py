"""The past as Statuspage's own page holds it for its script: programs read it there.

An empty element with the last three months in an attribute, as JSON. Nobody sees it, and it needs
no script.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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
# The first of them as a file by itself; the others stand under `history/pages`.
FIRST = "history.json"
# A longer text stands on the incident's own page.
LONGEST = 500
_NAMED = ("id", "name", "status", "position", "group_id", "page_id", "group")


def history_index(view: PublicView, months: list[Json]) -> str:
    """The element, in HTML; `months` are those of the first page, as `history_months` has them."""
    objects = ApiObjects.of(view)
    held: Json = {
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
        "months": months,
    }
    return _element(held)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Three months of the past, newest first, as Statuspage counts them: this month is on page 1.

    Each month is its first day with the incidents that began in it.
    """

    number: int
    months: tuple[tuple[date, tuple[PublicIncident, ...]], ...]

    @property
    def file(self) -> str:
        """Where it stands for programs."""
        return FIRST if self.number == 1 else f"history/pages/{self.number}.json"

    @property
    def path(self) -> str:
        """Where a page of it stands that holds it; the first one is the history itself."""
        return f"history/pages/{self.number}/index.html"

    def says(self, digests: Mapping[str, bytes]) -> object:
        """Everything that stands there: where that is the same, so is the file.

        `digests` are those of the incidents, by their public ids.
        """
        return [
            [first, *(digests[one.public_id] for one in inside)] for first, inside in self.months
        ]


def history_pages(view: PublicView) -> tuple[HistoryPage, ...]:
    """All of them, back to the month of the first incident."""
    zone = ZoneInfo(view.zone)
    by_month: dict[date, list[PublicIncident]] = {}
    for one in view.incidents:
        by_month.setdefault(one.started_at.astimezone(zone).date().replace(day=1), []).append(one)
    month = view.as_of.astimezone(zone).date().replace(day=1)
    oldest = min(by_month, default=month)
    pages: list[HistoryPage] = []
    while not pages or month >= oldest:
        inside = []
        for _ in range(SHOWN):
            inside.append((month, tuple(by_month.get(month, ()))))
            month = (month - timedelta(days=1)).replace(day=1)
        pages.append(HistoryPage(len(pages) + 1, tuple(inside)))
    return tuple(pages)


def history_months(view: PublicView, page: HistoryPage) -> list[Json]:
    """The months of a page as programs read them."""
    return [_month(view, first, inside) for first, inside in page.months]


def history_json(months: list[Json]) -> str:
    """What stands on a page, as the programs read it that ask for `history.json?page=N`."""
    return compact_json({"months": months}).decode()


def history_element(months: list[Json]) -> str:
    """The same as the element of a page."""
    return _element({"months": months})


def _element(held: Json) -> str:
    said = escape(compact_json(held).decode(), quote=True)
    return f'<div data-react-class="HistoryIndex" data-react-props="{said}"></div>'


def _created(view: PublicView) -> str:
    return to_millisecond(min((one.created_at for one in view.services), default=view.updated_at))


def _month(view: PublicView, first: date, found: Sequence[PublicIncident]) -> Json:
    zone = ZoneInfo(view.zone)
    weekday, days = monthrange(first.year, first.month)
    inside = sorted(found, key=lambda one: (one.started_at, one.public_id), reverse=True)
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
