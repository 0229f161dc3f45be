"""How the page and each service are, for other sites: as pictures, and for shields.io to draw.

`badge/status.svg` and `badge/status.json` are about everything, those named by a service's id about
that one. Whoever draws the figures of uptime in a way of their own finds them beside the pictures.
"""

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.public import PublicBadge, PublicView
from statusboard.render.badges import GOOD_COLOUR, NO_COLOUR, drawn_badge
from statusboard.render.clean import clean_line
from statusboard.render.headline import headline
from statusboard.render.identity import page_name
from statusboard.render.json_text import json_text
from statusboard.render.words import look_of

# What shields.io is asked to keep, in seconds: its own least.
KEPT_S = 300
# White on each has a contrast of more than 4.5 (WCAG 2.2, 1.4.3).
_COLOURS = {
    ComponentStatus.OPERATIONAL: GOOD_COLOUR,
    ComponentStatus.DEGRADED_PERFORMANCE: "#8a5a00",
    ComponentStatus.PARTIAL_OUTAGE: "#b04a0c",
    ComponentStatus.MAJOR_OUTAGE: "#b3261e",
    ComponentStatus.UNDER_MAINTENANCE: "#2d5bb9",
    ComponentStatus.UNKNOWN: NO_COLOUR,
}


def status_badges(view: PublicView) -> dict[str, bytes]:
    """The files by their paths."""
    line = headline(view)
    files = _both("status", page_name(view), line.sentence, line.status)
    for one in view.services:
        word = look_of(one.status).word
        files |= _both(one.public_id, clean_line(one.name) or "Service", word, one.status)
    for badge in view.statement.badges:
        files[f"badge/{badge.name}.json"] = _figure(badge)
    return files


def _both(name: str, label: str, said: str, status: ComponentStatus) -> dict[str, bytes]:
    colour = _COLOURS[status]
    return {
        f"badge/{name}.svg": drawn_badge(label, said, colour).encode(),
        f"badge/{name}.json": _endpoint(label, said, colour),
    }


def _figure(badge: PublicBadge) -> bytes:
    colour = GOOD_COLOUR if badge.is_figure else NO_COLOUR
    return _endpoint(clean_line(badge.label), clean_line(badge.value), colour)


def _endpoint(label: str, message: str, colour: str) -> bytes:
    """What shields.io reads at an address it is given (its endpoint badge, schema version 1)."""
    return json_text(
        {
            "schemaVersion": 1,
            "label": label,
            "message": message,
            "color": colour.removeprefix("#"),
            "cacheSeconds": KEPT_S,
        }
    )
