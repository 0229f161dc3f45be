"""Planned work as a calendar that programs subscribe to: `maintenance.ics`, by RFC 5545 and 7986.

An event keeps its UID for ever; whatever is said of it anew raises its SEQUENCE. What does not take
place stays, as cancelled, so that it leaves the calendars that have it.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from statusboard.domain.instants import require_utc
from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.public import PublicMaintenance, PublicView
from statusboard.render.api_objects import changed_at
from statusboard.render.api_words import maintenance_address
from statusboard.render.clean import clean_line
from statusboard.render.identity import page_name
from statusboard.render.maintenance import past, running, services_of, upcoming
from statusboard.render.page_words.known import words_of
from statusboard.render.plain_text import body_text

# So much of what is over stays in it.
PAST = 50
REFRESH = "PT1H"
_LINE = 75
_SPECIAL = re.compile(r"([\\;,])")
# A calendar must hold something: where nothing was ever planned, the zone of its times.
_UTC = (
    *("BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "TZNAME:UTC", "END:STANDARD", "END:VTIMEZONE"),
)


def planned_calendar(view: PublicView) -> bytes:
    """The calendar: what is to come and under way, and the newest of what is over."""
    works = [*running(view), *upcoming(view), *past(view)[:PAST]]
    name = _text(words_of(view).history.calendar_title.format(name=page_name(view)))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//StatusBoard//Planned work//{view.language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        *(line for one in works for line in _event(view, one)),
        *(() if works else _UTC),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(view: PublicView, one: PublicMaintenance) -> Iterator[str]:
    is_cancelled = one.status is IncidentStatus.CANCELLED
    told = _instant(changed_at(one.updates))
    address = maintenance_address(view, one.public_id)
    yield "BEGIN:VEVENT"
    yield f"UID:{one.public_id}@{view.page_id}"
    yield f"SEQUENCE:{len(one.updates) - 1}"
    yield f"DTSTAMP:{told}"
    yield f"LAST-MODIFIED:{told}"
    yield f"CREATED:{_instant(one.created_at)}"
    yield f"DTSTART:{_instant(one.scheduled_for)}"
    yield f"DTEND:{_instant(_end(one))}"
    yield f"SUMMARY:{_text(clean_line(one.wording.title))}"
    yield f"DESCRIPTION:{_text(_description(view, one))}"
    if address:
        yield f"URL:{address}"
    yield f"STATUS:{'CANCELLED' if is_cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"  # it takes nobody's time
    yield "CATEGORIES:MAINTENANCE"
    yield "END:VEVENT"


def _end(one: PublicMaintenance) -> datetime:
    """When it is planned to end, or ended where it took place."""
    ended = one.ended_at
    took_place = one.status is IncidentStatus.COMPLETED
    return ended if took_place and ended and ended > one.scheduled_for else one.scheduled_until


def _description(view: PublicView, one: PublicMaintenance) -> str:
    words = words_of(view)
    services = services_of(view, one, words.comma)
    parts = [words.states[one.status], services, body_text(one.wording.body)]
    return "\n\n".join(part for part in parts if part)


def _instant(moment: datetime) -> str:
    return f"{require_utc(moment):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, as the format wants; no letter is cut in two."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > _LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
