"""The pages of the desk as tables of its file: what each shows, and the settings of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from statusboard.app.page.metrics import settings_with_names
from statusboard.app.services.naming import names_of
from statusboard.app.settings import SECTIONS
from statusboard.domain.page import Page, Shows
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.pages import own_page_settings, read_pages
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class PageTable:
    """A page: the keys of its own table, and those of each section beneath it.

    `is_whole` False: all that it shows, or hides, was removed since, which no file can name.
    """

    key: str
    values: Mapping[str, object]
    sections: tuple[tuple[str, Mapping[str, object]], ...] = ()
    is_whole: bool = True


def page_tables(unit: Unit) -> Iterator[PageTable]:
    """A table for each page beside the main one; for that only where it hides something."""
    groups = {one.id: one.name for one in read_groups(unit)}
    names = names_of(read_components(unit), groups)
    for page in read_pages(unit):
        if page.is_main and page.shows is Shows.ALL:
            continue
        services = [name for number, name in names.items() if number in page.services]
        shown = [name for number, name in groups.items() if number in page.groups]
        values: dict[str, object] = {"key": page.key, "shows": page.shows.value}
        values |= {"services": services} if services else {}
        values |= {"groups": shown} if shown else {}
        is_whole = page.shows is Shows.ALL or bool(services or shown)
        yield PageTable(page.key, values, _sections(unit, page), is_whole)


def _sections(unit: Unit, page: Page) -> tuple[tuple[str, Mapping[str, object]], ...]:
    if page.is_main:  # its settings are those of the desk
        return ()
    own = settings_with_names(unit, own_page_settings(unit, page.id))
    found = ((section.key, section.kept(own)) for section in SECTIONS)
    return tuple((key, kept) for key, kept in found if kept)
