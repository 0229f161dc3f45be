"""The rules of a page of the desk: its key, its settings, and what is meant by what it shows."""

import re
from collections.abc import Collection, Mapping

from statusboard.app.page.page_inputs import PageInput
from statusboard.app.services.naming import services_called, too_many
from statusboard.app.settings import (
    CONTACT,
    PAGE,
    PUBLIC_URL,
    SECTIONS,
    STATEMENT,
    text_setting,
)
from statusboard.catalog.access_fields import ACCESS
from statusboard.catalog.brand_fields import BRAND
from statusboard.catalog.metric_fields import METRICS
from statusboard.catalog.place_fields import FALL_BACK_AFTER
from statusboard.catalog.security_fields import SECURITY
from statusboard.domain.page import MAIN_KEY, Page, Shows
from statusboard.domain.page_host import host_of
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.pages import knows_page_key, read_page_settings, read_pages
from statusboard.storage.unit import Unit

_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")


def page_called(unit: Unit, key: str) -> Page:
    """The page of that key; empty means the main one. Raises RuleBroken where there is none."""
    pages = {page.key: page for page in read_pages(unit)}
    found = pages.get(key or MAIN_KEY)
    if found is None:
        known = ", ".join(pages)
        raise RuleBroken(f"There is no page called “{key}”. Known: {known}.", field="page")
    return found


def refuse_key(unit: Unit, key: str) -> None:
    """Raises RuleBroken for a key that is none, or that a page has or had."""
    if not _KEY.fullmatch(key):
        raise RuleBroken(
            "Write the key of a page in small letters, digits and hyphens, such as partners.", "key"
        )
    if knows_page_key(unit, key):
        raise RuleBroken(
            f"A page is called {key} already, or was: what is kept of it is known by that. "
            "Choose another key.",
            field="key",
        )


def own_keys() -> frozenset[str]:
    """The settings that each page has for itself."""
    sections = (PAGE, BRAND, METRICS, STATEMENT, SECURITY, ACCESS)
    own = {section.setting(spec.name) for section in sections for spec in section.fields}
    return frozenset(own | {PUBLIC_URL, CONTACT}) - {PAGE.setting(FALL_BACK_AFTER.name)}


def settled(
    values: Mapping[str, object],
    kept: Mapping[str, object] | None = None,
    *,
    of_a_page: bool = False,
) -> dict[str, object]:
    """Settings made exact, by key; None for one that is back at its default.

    `kept` is what is chosen already: one may need another. Raises RuleBroken with the setting's
    key as its field. `of_a_page`: a page other than the main one has only some of them.
    """
    found: dict[str, object] = {}
    left = dict(values)
    for section in SECTIONS:
        own = {
            spec.name: left.pop(section.setting(spec.name))
            for spec in section.fields
            if section.setting(spec.name) in left
        }
        for name, value in section.settle(own, section.kept(kept or {})).items():
            found[section.setting(name)] = value
    if left:
        raise RuleBroken(f"There is no setting called {next(iter(left))}.", field=next(iter(left)))
    strange = next((key for key in found if key not in own_keys()), None) if of_a_page else None
    if strange is not None:
        raise RuleBroken(f"{strange} is a setting of the desk, and of no page by itself.", strange)
    return found


def refuse_one_host(unit: Unit) -> None:
    """Raises RuleBroken where two pages have one host: a page server tells them apart by that."""
    known: dict[str, str] = {}
    for page in read_pages(unit):
        address = text_setting(read_page_settings(unit, page.id), PUBLIC_URL)
        host = host_of(address)
        if host and known.setdefault(host, page.key) != page.key:
            raise RuleBroken(
                f"The pages {known[host]} and {page.key} have the same public address, {host}. The "
                "page server tells pages apart by it: give each a host of its own.",
                field=PUBLIC_URL,
            )


def shown_by(
    unit: Unit, page: Page, given: PageInput
) -> tuple[Shows, frozenset[int], frozenset[int]]:
    """What the page is to show. Raises RuleBroken with the field at fault."""
    try:
        shows = page.shows if given.shows is None else Shows(given.shows)
    except ValueError:
        raise RuleBroken("Write all, only or except.", field="shows") from None
    services, groups = page.services, page.groups
    if given.services is not None:
        # What was removed stays hidden, or shown in what is over: nobody can name it any more.
        gone = services - {one.id for one in read_components(unit)}
        services = _services(unit, given.services) | gone
    if given.groups is not None:
        groups = _groups(unit, given.groups)
    if shows is Shows.ALL:
        if given.services or given.groups:
            raise RuleBroken("Say whether these alone are shown, or all except these.", "shows")
        return shows, frozenset(), frozenset()
    if not (services or groups):
        raise RuleBroken("Name the services or groups that are meant.", field="services")
    return shows, services, groups


def _services(unit: Unit, names: Collection[str]) -> frozenset[int]:
    components, groups = read_components(unit), {one.id: one.name for one in read_groups(unit)}
    found = set()
    for name in names:
        fits = services_called(name, components, groups)
        if not fits:
            raise RuleBroken(f"There is no service called “{name}”.", field="services")
        if len(fits) > 1:
            raise too_many(name, len(fits), "services")
        found.add(fits[0].id)
    return frozenset(found)


def _groups(unit: Unit, names: Collection[str]) -> frozenset[int]:
    known = {one.name: one.id for one in read_groups(unit)}
    strange = next((name for name in names if name not in known), None)
    if strange is not None:
        raise RuleBroken(f"There is no group called “{strange}”.", field="groups")
    return frozenset(known[name] for name in names)
