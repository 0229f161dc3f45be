"""The public view: what customers were told, and what was measured, without anything inside."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from statusboard.app.delivery.readings import language_written_in
from statusboard.app.doorway import query
from statusboard.app.health.brought_history import rule_facts, rule_sentence
from statusboard.app.health.measured import read_watched_until
from statusboard.app.health.record import major_free_since
from statusboard.app.health.together import together
from statusboard.app.page.brand import brand_files
from statusboard.app.page.claims import page_claims
from statusboard.app.page.public_incidents import (
    public_announcements,
    public_incidents,
    public_maintenances,
)
from statusboard.app.page.public_metrics import public_metrics
from statusboard.app.page.public_years import MeasuredYear, measured_years
from statusboard.app.page.security import public_security
from statusboard.app.settings import (
    CONTACT,
    DEFAULT_NAME,
    DEMO,
    PAGE_NAME,
    PAGE_TEXTS,
    PUBLIC_URL,
    page_address,
    page_languages,
    page_secret,
    public_page_id,
    text_setting,
    zone_in,
)
from statusboard.catalog.page_words_fields import page_texts
from statusboard.domain.bars import STRIP_DAYS
from statusboard.domain.component import Component, ComponentGroup
from statusboard.domain.incident import Incident, public_statuses
from statusboard.domain.instants import DAY_US, Interval, from_us
from statusboard.domain.page import MAIN, Sight
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.picture import pictures_in
from statusboard.domain.status import ComponentStatus, worst
from statusboard.domain.views.public import (
    PublicGroup,
    PublicRecord,
    PublicService,
    PublicView,
)
from statusboard.domain.views.public_rule import PLAIN_RULE
from statusboard.storage import generations, incidents
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.history import span_figures
from statusboard.storage.overrides import read_in_force
from statusboard.storage.page import Dates, read_dates
from statusboard.storage.pages import read_page_settings, read_sight
from statusboard.storage.pictures import read_pictures
from statusboard.storage.public_ids import derived_public_id
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

YEAR_DAYS = 365


def public_view(unit: Unit, page_id: int | None) -> PublicView:
    """A page as of now, from one picture of the database; None: the main one.

    What the page does not show is left out here, before anything is made of it. Raises RuleBroken
    where there is no such page.
    """
    # First of all: what is read after it is at least as new, even where a server's picture moves.
    newest = generations.newest_generation(unit)
    page = MAIN if page_id is None else page_id
    settings, sight = read_page_settings(unit, page), read_sight(unit, page)
    secret = page_secret(settings)
    zone, languages = zone_in(settings), page_languages(settings)
    components = tuple(one for one in read_components(unit) if sight.has(one.id))
    said = sight.seen_of(incidents.read_incidents(unit))
    announced = sight.seen_of(incidents.read_announcements(unit))
    planned = sight.seen_of(incidents.read_planned(unit))
    watched_us = read_watched_until(unit)
    years = measured_years(unit, [one.id for one in components], zone, watched_us)
    public_status = public_statuses(
        tuple(component.id for component in components),
        (
            *(incident for incident in said if not incident.status.is_over),
            *(one for one in planned if one.status.is_under_way),
        ),
    )
    face = brand_files(settings)
    return PublicView(
        page_id=public_page_id(settings),
        page_name=text_setting(settings, PAGE_NAME, DEFAULT_NAME),
        page_url=page_address(settings),
        zone=zone,
        is_demo=settings.get(DEMO) is True,
        as_of=unit.now,
        updated_at=newest.opened_at if newest is not None else unit.now,
        generation=newest.number if newest is not None else 0,
        first_day=_today(unit, zone) - timedelta(days=STRIP_DAYS - 1),
        groups=tuple(
            PublicGroup(
                derived_public_id(secret, "group", str(group.id)), group.name, position, group.rule
            )
            for position, group in enumerate(_groups(unit, sight, components))
        ),
        services=_services(
            components,
            _dates(unit, (*said, *planned)),
            _with_overrides(unit, public_status),
            years,
            secret,
        ),
        incidents=public_incidents(said, components),
        record=_record(unit, components, watched_us, sight, languages),
        server_url=text_setting(settings, PUBLIC_URL),
        contact=text_setting(settings, CONTACT),
        announcements=public_announcements(announced),
        maintenances=public_maintenances(planned, components),
        pictures=_pictures(unit, (*said, *announced, *planned)),
        statement=page_claims(unit, page),
        security=public_security(settings, unit.now),
        brand=face.brand,
        brand_files=face.files,
        language=languages[0],
        written_in=_written_in(unit, page, languages[0]),
        languages=languages,
        texts=page_texts(text_setting(settings, PAGE_TEXTS)),
        metrics=public_metrics(unit, components, settings),
    )


def _written_in(unit: Unit, page: int, own: str) -> str | None:
    """The language of the team's texts, empty where nobody said; None where it is the page's.

    They are written once for all pages, in the language of the main one.
    """
    written = language_written_in(read_settings(unit))
    return None if page == MAIN or written == own else written


def _groups(
    unit: Unit, sight: Sight, components: tuple[Component, ...]
) -> tuple[ComponentGroup, ...]:
    """The headings; of a page that does not show everything those that have something beneath."""
    used = {one.group_id for one in components}
    return tuple(one for one in read_groups(unit) if sight.services is None or one.id in used)


def _with_overrides(unit: Unit, told: Mapping[int, ComponentStatus]) -> dict[int, ComponentStatus]:
    """What a person set is told too, and never takes back what a notice says: the worse counts."""
    in_force = read_in_force(unit)
    return {
        number: worst((status, in_force[number].status)) if number in in_force else status
        for number, status in told.items()
    }


def _pictures(unit: Unit, said: tuple[Incident, ...]) -> tuple[tuple[str, bytes], ...]:
    """Every picture of what was said, whole."""
    wordings = (update.wording for incident in said for update in incident.updates)
    bodies = ([one.body, *(text.body for text in one.translations)] for one in wordings)
    names = {name for texts in bodies for body in texts for name in pictures_in(body)}
    return tuple(read_pictures(unit, names).items()) if names else ()


PUBLIC = query("page.public")(public_view)


def _today(unit: Unit, zone: str) -> date:
    return unit.now.astimezone(ZoneInfo(zone)).date()


def _dates(unit: Unit, said: tuple[Incident, ...]) -> dict[int, Dates]:
    """When each service was added, and last edited or told to be in another state."""
    dates = read_dates(unit)
    for update in (update for incident in said for update in incident.updates):
        for move in update.affected:
            known = dates[move.component_id]
            if move.old_status is not move.new_status and update.published_at > known.updated_at:
                dates[move.component_id] = replace(known, updated_at=update.published_at)
    return dates


def _services(
    components: tuple[Component, ...],
    dates: Mapping[int, Dates],
    public_status: Mapping[int, ComponentStatus],
    years: Mapping[int, MeasuredYear],
    secret: str,
) -> tuple[PublicService, ...]:
    return tuple(
        PublicService(
            public_id=component.public_id,
            name=component.name,
            description=component.description,
            group_id=""
            if component.group_id is None
            else derived_public_id(secret, "group", str(component.group_id)),
            position=component.position,
            status=public_status[component.id],
            created_at=dates[component.id].created_at,
            updated_at=dates[component.id].updated_at,
            days=years[component.id].strip,
            uptime=percent_text(years[component.id].figure.said),
            coverage=coverage_text(years[component.id].figure.coverage),
            year=years[component.id].year,
        )
        for component in components
    )


def _record(
    unit: Unit,
    components: tuple[Component, ...],
    watched_us: int,
    sight: Sight,
    languages: tuple[str, ...],
) -> PublicRecord:
    ids = [component.id for component in components]
    year = Interval(unit.now_us - YEAR_DAYS * DAY_US, unit.now_us)
    found = span_figures.figures(unit, year, now_us=watched_us, component_ids=ids)
    one = together(unit, components, year, is_all=True, only=sight.services)
    whole = one.whole(unit, found, (year,), now_us=watched_us)
    since_us, ever = major_free_since(unit, ids, is_all=True, only=sight.services)
    return PublicRecord(
        uptime_365=percent_text(whole.said),
        coverage_365=coverage_text(whole.coverage),
        major_free_since=None if since_us is None else from_us(since_us),
        ever_major=ever,
        rule=rule_sentence(unit, one, year, is_public=True),
        # In English it is the sentence itself.
        rule_facts=PLAIN_RULE if languages == ("en",) else rule_facts(unit, one, year),
    )
