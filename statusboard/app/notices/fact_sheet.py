"""The facts that a notice is made of, as measured and as set: read once, filled in at every key."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from statusboard.app.health.measured import read_measured, read_watched_until
from statusboard.app.health.record import major_free_since
from statusboard.app.notices.filling import Filler
from statusboard.app.notices.uptime_claims import UptimeClaims, is_carried, uptime_claims
from statusboard.app.settings import (
    DEFAULT_NAME,
    PAGE_NAME,
    PUBLIC_URL,
    notice_language,
    page_address,
    page_zone,
    text_setting,
)
from statusboard.domain.fact_sheet import FactSheet, Uptime
from statusboard.domain.incident import Incident
from statusboard.domain.instants import Interval, from_us, local_midnight
from statusboard.domain.notice import Wording
from statusboard.domain.notice_facts import NoticeFacts
from statusboard.domain.status import ComponentStatus, Impact
from statusboard.domain.uptime import NOTHING, UptimeFigure
from statusboard.render.update_links import UpdateLinks
from statusboard.storage.components import read_components
from statusboard.storage.history import spans
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

_QUARTER = 3


def read_fact_sheet(unit: Unit, wording: Wording, incident: Incident | None) -> FactSheet:
    """The facts of a wording, as of now."""
    return read_filler(unit, wording, incident).facts.sheet(wording, unit.now)


def read_filler(
    unit: Unit,
    wording: Wording,
    incident: Incident | None,
    claims: UptimeClaims | None = None,
) -> Filler:
    """What fills a wording, where its claims are read already or not."""
    claims = claims or uptime_claims(unit, wording)
    return Filler(_facts(unit, wording, incident, claims), notice_language(unit))


def read_facts_of(
    unit: Unit, component_ids: Iterable[int], incident: Incident | None = None
) -> NoticeFacts:
    """What is known of services before anything is written about them."""
    named = Wording(components=dict.fromkeys(component_ids, ComponentStatus.OPERATIONAL))
    return read_filler(unit, named, incident).facts


def _facts(
    unit: Unit, wording: Wording, incident: Incident | None, claims: UptimeClaims
) -> NoticeFacts:
    """What is known beside a wording: its services decide which uptimes can be claimed."""
    settings = read_settings(unit)
    zone = ZoneInfo(page_zone(unit))
    ids = [component.id for component in read_components(unit)]
    free_since_us, _ = major_free_since(unit, ids)
    links = UpdateLinks(text_setting(settings, PUBLIC_URL))
    return NoticeFacts(
        zone=zone,
        measured=read_measured(unit),
        started=None if incident is None else incident.started_at,
        ended=None if incident is None else incident.resolved_at,
        impact=Impact.NONE if incident is None else incident.impact,
        page_name=text_setting(settings, PAGE_NAME, DEFAULT_NAME),
        page_url=page_address(settings),
        follow_url=links.page if incident is None else links.fixed(incident.public_id),
        uptimes_of=frozenset(wording.components),
        uptimes=tuple(
            Uptime(one.uptime, one.days) for one in claims.carried if one.uptime is not None
        ),
        is_all=claims.is_all,
        quarter=_quarter(unit, zone, ids),
        major_free_since=None if free_since_us is None else from_us(free_since_us),
    )


def last_quarter(today: date) -> tuple[date, date]:
    """The first day of the last full quarter before `today`, and that of the one after it."""
    stop = date(today.year, today.month - (today.month - 1) % _QUARTER, 1)
    last = stop - timedelta(days=1)
    return date(last.year, last.month - (_QUARTER - 1), 1), stop


def _quarter(unit: Unit, zone: ZoneInfo, ids: Sequence[int]) -> tuple[date, Fraction] | None:
    """The last full quarter with the uptime of all services, where it was observed."""
    begin, stop = last_quarter(unit.now.astimezone(zone).date())
    bounds = Interval.between(local_midnight(begin, zone), local_midnight(stop, zone))
    found = spans.figures(unit, bounds, now_us=read_watched_until(unit), component_ids=ids)
    figure: UptimeFigure = sum(found.values(), NOTHING)
    uptime = figure.uptime if is_carried(figure) else None
    return None if uptime is None else (begin, uptime)
