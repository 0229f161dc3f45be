"""What the rules of wording know of a team: its services, its people, its hosts, its own words."""

from collections.abc import Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

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
from statusboard.catalog.web_address import is_inside_host
from statusboard.catalog.word_fields import word_lines
from statusboard.domain.incident import Incident
from statusboard.domain.result import Reason
from statusboard.domain.word_facts import Carried, WordFacts
from statusboard.storage import notices
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.history.states import read_states
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

# So many updates back a text is compared with.
_COMPARED = 3


def read_word_facts(
    unit: Unit, incident: Incident | None = None, carried: tuple[Carried, ...] = ()
) -> WordFacts:
    """What a text about this incident is held against; `carried` are figures that may be said."""
    settings = read_settings(unit)
    zone = ZoneInfo(page_zone(unit))
    said = () if incident is None else incident.updates[:_COMPARED]
    listed = word_lines(text_setting(settings, STAFF))
    return WordFacts(
        services=tuple(component.name for component in read_components(unit)),
        earlier=tuple(update.wording.body for update in said),
        staff=tuple(dict.fromkeys((*listed, *filter(_is_full_name, notices.read_writers(unit))))),
        hosts=tuple(dict.fromkeys(_hosts(unit))),
        inside=tuple(dict.fromkeys(_alerts(unit))),
        pages=frozenset(_host_of(text_setting(settings, name)) for name in (PAGE_URL, PUBLIC_URL)),
        carried=carried,
        glossary=word_lines(text_setting(settings, GLOSSARY)),
        blocked=word_lines(text_setting(settings, BLOCKED_WORDS)),
        now=unit.now,
        zone=zone,
        usual=notice_language(unit),
    )


def _is_full_name(name: str) -> bool:
    """Whether it can be nothing but a name: a login such as `support` is a plain word as well."""
    return " " in name.strip()


def _hosts(unit: Unit) -> Iterator[str]:
    """The hosts of the checks that are no part of the internet: those that only we know."""
    for check in read_checks(unit):
        address = check.config.get("url")
        host = _host_of(address) if isinstance(address, str) else ""
        if host and is_inside_host(host):
            yield host


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _alerts(unit: Unit) -> Iterator[str]:
    """What people wrote into the alerts of a source, which speaks to them and not to customers."""
    for state in read_states(unit).values():
        if state.reason is Reason.SOURCE_ALERT:
            note = state.detail.partition(": ")[2].strip().rstrip(".")
            if " " in note:
                yield note
