"""The pages that there are, as people are shown them."""

from statusboard.app.doorway import query
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.page_rules import own_keys
from statusboard.app.page.readers import is_private
from statusboard.app.page.rules import described
from statusboard.app.services.naming import names_of
from statusboard.app.settings import (
    DEFAULT_NAME,
    PAGE_NAME,
    page_address,
    text_setting,
)
from statusboard.domain.views.pages import PageView
from statusboard.domain.views.settings import PageAddress
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.pages import (
    count_readers,
    own_page_settings,
    read_page_settings,
    read_pages,
    read_sight,
)
from statusboard.storage.settings import read_settings
from statusboard.storage.targets import read_targets
from statusboard.storage.unit import Unit


def page_views(unit: Unit, _given: None) -> tuple[PageView, ...]:
    """All pages, the main one first."""
    groups = {one.id: one.name for one in read_groups(unit)}
    components = read_components(unit)
    names = names_of(components, groups)
    kinds, targets, readers = target_kinds(), read_targets(unit), count_readers(unit)
    found = []
    for page in read_pages(unit):
        settings, sight = read_page_settings(unit, page.id), read_sight(unit, page.id)
        own = read_settings(unit) if page.is_main else own_page_settings(unit, page.id)
        found.append(
            PageView(
                id=page.id,
                key=page.key,
                name=text_setting(settings, PAGE_NAME, DEFAULT_NAME),
                url=page_address(settings),
                shows=page.shows.value,
                services=tuple(name for number, name in names.items() if number in page.services),
                groups=tuple(name for number, name in groups.items() if number in page.groups),
                named=tuple(names[one.id] for one in components if sight.has(one.id)),
                places=tuple(described(one, kinds) for one in targets if one.page_id == page.id),
                subscribers=readers.get(page.id, 0),
                values={key: own[key] for key in sorted(own_keys()) if own.get(key)},
            )
        )
    return tuple(found)


PAGES = query("page.pages")(page_views)


def showable(unit: Unit, _given: None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The services and the groups that a page can show, as they are named in a choice."""
    groups = {one.id: one.name for one in read_groups(unit)}
    return tuple(names_of(read_components(unit), groups).values()), tuple(groups.values())


SHOWABLE = query("page.showable")(showable)


def page_addresses(unit: Unit) -> tuple[PageAddress, ...]:
    """Where people open every page, the main one first."""
    settings = {one.key: read_page_settings(unit, one.id) for one in read_pages(unit)}
    return tuple(
        PageAddress(
            key, text_setting(own, PAGE_NAME, DEFAULT_NAME), page_address(own), is_private(own)
        )
        for key, own in settings.items()
    )


@query("page.addresses")
def addresses(unit: Unit, _given: None) -> tuple[PageAddress, ...]:
    """Where people open every page, the main one first."""
    return page_addresses(unit)
