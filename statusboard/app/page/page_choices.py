"""Brings one page of the desk to what a person or a file says of it."""

import secrets
from collections.abc import Mapping

from statusboard.app.page.choices import Choices, told
from statusboard.app.page.metrics import keep_metric_services
from statusboard.app.page.page_inputs import PageInput, RemovePage
from statusboard.app.page.page_rules import page_called, refuse_key, settled, shown_by
from statusboard.app.settings import METRICS_SHOWN, PAGE_ID, PUBLIC_URL, default_of
from statusboard.domain.page import Page, Shows
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.pages import (
    add_page,
    own_page_settings,
    read_page,
    read_pages,
    remove_page,
    write_page_setting,
    write_shown,
)
from statusboard.storage.unit import Unit


def add(choices: Choices, given: PageInput) -> Page:
    """The new page, with all that was said of it. Raises RuleBroken with the field at fault."""
    refuse_key(choices.unit, given.key)
    page = add_page(choices.unit, given.key)
    # Its own for ever: places know by it whose page they hold, and public ids come from it.
    write_page_setting(choices.unit, page.id, PAGE_ID, given.secret or secrets.token_hex(16))
    choices.lines.append(f"added page {page.key}")
    return _bring(choices, page, given)


def begin(choices: Choices, given: PageInput) -> None:
    """Makes the page where it is not there yet, so that places can be its; nothing else of it."""
    if all(page.key != given.key for page in read_pages(choices.unit)):
        add(choices, PageInput(given.key, secret=given.secret))


def change(choices: Choices, given: PageInput) -> Page:
    """The page as it is now. Raises RuleBroken where there is none, or with the field at fault."""
    return _bring(choices, page_called(choices.unit, given.key), given)


def remove(choices: Choices, given: RemovePage) -> Page:
    """The page that is no more. Nobody is told, and what it has shown stays written down.

    Raises RuleBroken where there is none, and for the main page.
    """
    page = page_called(choices.unit, given.key)
    if page.is_main:
        raise RuleBroken("The main page stays. Remove its places to publish it nowhere.", "key")
    for target in [one for one in choices.targets if one.page_id == page.id]:
        can_empty = (kind := choices.kinds.get(target.kind)) is not None and kind.empty is not None
        choices.remove(target.id, empty=given.empty and can_empty)
    remove_page(choices.unit, page.id)
    choices.lines.append(f"removed page {page.key}")
    return page


def _bring(choices: Choices, page: Page, given: PageInput) -> Page:
    unit = choices.unit
    if page.is_main:
        choices.set(given.values)
    else:
        choices.lines += _set(unit, page, given.values)
    shows, services, groups = shown_by(unit, page, given)
    if (shows, services, groups) != (page.shows, page.services, page.groups):
        write_shown(unit, page.id, shows, services, groups)
        choices.lines.append(f"page {page.key} shows {shown_words(unit, shows, services, groups)}")
    if METRICS_SHOWN in given.values:
        keep_metric_services(unit, page.id)
    if PUBLIC_URL in given.values and not page.is_main:
        choices.serve(page)
    return read_page(unit, page.id)


def _set(unit: Unit, page: Page, values: Mapping[str, object]) -> list[str]:
    lines = []
    before = own_page_settings(unit, page.id)
    for key, value in settled(values, before, of_a_page=True).items():
        old, new = (each or default_of(key) for each in (before.get(key), value))
        if old == new:
            continue
        write_page_setting(unit, page.id, key, value)
        words = [told(key, each) or "none" for each in (new, old)]
        lines.append(f"page {page.key}: changed {key}: {words[0]} (was {words[1]})")
    return lines


def shown_words(unit: Unit, shows: Shows, services: frozenset[int], groups: frozenset[int]) -> str:
    """What a page shows, by name: “all services”, “only Shop, Pay”, “all except Billing”."""
    if shows is Shows.ALL:
        return "all services"
    names = [one.name for one in read_groups(unit) if one.id in groups]
    names += [one.name for one in read_components(unit) if one.id in services]
    said = ", ".join(names) or "what was removed since"
    return f"only {said}" if shows is Shows.ONLY else f"all except {said}"
