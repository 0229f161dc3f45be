"""What the rules of wording know of a team: its services, its people, its hosts, its own words."""

from zoneinfo import ZoneInfo

from statusboard.app.notices.inside_names import host_of, inside_hosts, inside_names
from statusboard.app.notices.on_pages import names_hidden_from
from statusboard.app.notices.uptime_claims import UptimeClaims, service_groups
from statusboard.app.settings import (
    BLOCKED_WORDS,
    GLOSSARY,
    PAGE_URL,
    PUBLIC_URL,
    STAFF,
    notice_language,
    page_zone,
    text_setting,
)
from statusboard.catalog.word_fields import word_lines
from statusboard.domain.incident import Incident
from statusboard.domain.notice import Wording
from statusboard.domain.word_facts import WordFacts
from statusboard.storage import notices
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

# So many updates back a text is compared with.
_COMPARED = 3


def read_word_facts(
    unit: Unit,
    incident: Incident | None = None,
    claims: UptimeClaims | None = None,
    wording: Wording | None = None,
) -> WordFacts:
    """What a text about this incident is held against; `claims` are what may be said.

    Of a `wording` also which services are hidden from some who would read it.
    """
    settings = read_settings(unit)
    zone = ZoneInfo(page_zone(unit))
    said = () if incident is None else incident.updates[:_COMPARED]
    listed = word_lines(text_setting(settings, STAFF))
    services = tuple(component.name for component in read_components(unit))
    public = (*services, *(group.name for group in read_groups(unit)))
    hidden = () if wording is None else names_hidden_from(unit, wording)
    return WordFacts(
        services=services,
        earlier=tuple(update.wording.body for update in said),
        staff=tuple(dict.fromkeys((*listed, *filter(_is_full_name, notices.read_writers(unit))))),
        hosts=tuple(dict.fromkeys(inside_hosts(unit))),
        inside=tuple(dict.fromkeys(inside_names(unit, incident, public))),
        hidden=tuple(dict.fromkeys(hidden)),
        pages=frozenset(host_of(text_setting(settings, name)) for name in (PAGE_URL, PUBLIC_URL)),
        carried=() if claims is None else claims.carried,
        major_free_days=None if claims is None else claims.major_free_days,
        groups=service_groups(unit),
        glossary=word_lines(text_setting(settings, GLOSSARY)),
        blocked=word_lines(text_setting(settings, BLOCKED_WORDS)),
        now=unit.now,
        zone=zone,
        usual=notice_language(unit),
    )


def _is_full_name(name: str) -> bool:
    """Whether it can be nothing but a name: a login such as `support` is a plain word as well."""
    return " " in name.strip()
