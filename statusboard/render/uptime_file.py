"""The uptime record for programs, `api/uptime.json`: figures with period, rule and coverage.

Figures are texts with the digits of the page: cut and never rounded up, and none where too little
was observed to say one.
"""

from datetime import timedelta

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.public import PublicView
from statusboard.render.clean import clean_line
from statusboard.render.instant_text import to_millisecond
from statusboard.render.json_text import json_text
from statusboard.render.service_days import runs_of

NO_FIGURE = "\N{EN DASH}"


def uptime_file(view: PublicView) -> dict[str, bytes]:
    """The file by its path."""
    record = view.record
    since = record.major_free_since
    document = {
        "page": {"id": view.page_id, "name": clean_line(view.page_name), "url": view.page_url},
        "is_sample": view.is_demo,
        "as_of": to_millisecond(view.as_of),
        "time_zone": view.zone,
        "rule": record.rule,
        "record": {
            "days": 365,
            "uptime_percent": _figure(record.uptime_365),
            "coverage_percent": _figure(record.coverage_365),
            "major_free_since": None if since is None else to_millisecond(since),
            "ever_major": record.ever_major,
        },
        "services": [
            {
                "id": one.public_id,
                "name": clean_line(one.name),
                "first_day": view.first_day.isoformat(),
                "days": len(one.days),
                "uptime_percent": _figure(one.uptime),
                "coverage_percent": _figure(one.coverage),
                "days_not_operational": [
                    {
                        "first": (view.first_day + timedelta(days=at)).isoformat(),
                        "days": length,
                        "worst": status.value,
                    }
                    for at, length, status in runs_of(one.days)
                    if status is not ComponentStatus.OPERATIONAL
                ],
            }
            for one in view.services
        ],
    }
    return {"api/uptime.json": json_text(document)}


def _figure(text: str) -> str | None:
    return None if text in {"", NO_FIGURE} else text
