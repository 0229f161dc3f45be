"""When a past incident was, how long it took, and about what, in a few words."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.views.similar import SimilarIncident
from ui.theme.status_style import incident_style
from ui.theme.theme import tokens
from ui.widgets.time_words import exact_length, moment_words, zone_of

# Days after which a date says its year.
_YEAR = 300
_MINUTE_S = 60


def _tr(text: str) -> str:
    return QCoreApplication.translate("Similar", text)


def summary_words(similar: SimilarIncident, now: datetime, zone: str) -> str:
    """“18 Sep · 12 min · Sign-in”: when it began, how long it took, and the services."""
    length = exact_length(similar.took.total_seconds())
    began = _day(similar.incident.started_at, now, zone)
    parts = (began, length, ", ".join(similar.services))
    return " · ".join(part for part in parts if part)


def update_words(said: IncidentUpdate, incident: Incident) -> str:
    """“Resolved, after 12 min”: what state it told, and how long after the beginning."""
    state = incident_style(said.wording.status, tokens()).word
    seconds = (said.published_at - incident.started_at).total_seconds()
    if seconds < _MINUTE_S:
        return _tr("{state}, at once").format(state=state)
    return _tr("{state}, after {length}").format(state=state, length=exact_length(seconds))


def _day(instant: datetime, now: datetime, zone: str) -> str:
    local, today = instant.astimezone(zone_of(zone)), now.astimezone(zone_of(zone)).date()
    days = (today - local.date()).days
    if days in (0, 1):
        return moment_words(instant, now, zone_of(zone))
    month = QLocale().monthName(local.month, QLocale.FormatType.ShortFormat)
    is_clear = local.year == today.year or 0 <= days < _YEAR
    return f"{local.day} {month}" if is_clear else f"{local.day} {month} {local.year}"
