"""The facts that a notice is made of, as measured and as set: read once, filled in at every key."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from statusboard.app.health.measured import read_measured
from statusboard.app.health.record import major_free_since
from statusboard.app.notices.filling import Filler
from statusboard.app.notices.uptime_claims import UptimeClaims, uptime_claims
from statusboard.app.page.pages_of_text import services_of_pages
from statusboard.app.settings import (
    DEFAULT_NAME,
    PAGE_NAME,
    PUBLIC_URL,
    notice_language,
    page_address,
    page_zone,
    text_setting,
)
from statusboard.domain.fact_sheet import FactSheet
from statusboard.domain.incident import Incident
from statusboard.domain.instants import from_us
from statusboard.domain.notice import Wording
from statusboard.domain.notice_facts import NoticeFacts
from statusboard.domain.status import ComponentStatus, Impact
from statusboard.render.update_links import UpdateLinks
from statusboard.storage.components import read_components
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


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
    only = services_of_pages(unit, wording)
    ids = [number for number in ids if only is None or number in only]
    free_since_us, _ = major_free_since(unit, ids, is_all=True, only=only)
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
        uptimes=claims.periods,
        is_all=claims.is_all,
        quarter=claims.quarter,
        quarter_coverage=claims.quarter_coverage,
        major_free_since=None if free_since_us is None else from_us(free_since_us),
    )
