"""The pages: their settings, and what each shows. The main page has no row, and comes first."""

import json
from collections.abc import Collection, Mapping
from types import MappingProxyType

from sqlalchemy import delete, func, insert, select, update

from statusboard.domain.languages import DEFAULT_LANGUAGE, written_language
from statusboard.domain.page import EVERYTHING, MAIN, MAIN_KEY, Page, Shows, Sight
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.tongues.known import TONGUES
from statusboard.domain.withheld import Withheld, names_to_withhold
from statusboard.storage.closings import close
from statusboard.storage.read_once import read_once
from statusboard.storage.rows import must_exist, next_position
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.tables import (
    COMPONENT,
    DELIVERY,
    PAGE,
    PAGE_SERVICE,
    PAGE_SETTING,
    SUBSCRIBER,
    UPDATE_COMPONENT,
)
from statusboard.storage.unit import Unit

# What the main page shows, where that is not everything.
_MAIN_SHOWS = "page.shows"
# What a page has from the desk where nobody chose it for the page: nothing of it is private.
_SHARED = ("demo", "page.zone", "words.language")
# The settings by which it is known in which language texts are written.
_LANGUAGES = ("page.language", "page.languages", "words.language")
_PAGES = select(PAGE).where(PAGE.c.removed_us.is_(None)).order_by(PAGE.c.position, PAGE.c.id)
_CHOSEN = select(PAGE_SERVICE)
_SERVICES = select(COMPONENT.c.id, COMPONENT.c.group_id, COMPONENT.c.name)
_TOLD_NAMES = select(UPDATE_COMPONENT.c.component_id, UPDATE_COMPONENT.c.name).distinct()


@read_once
def read_pages(unit: Unit) -> tuple[Page, ...]:
    """All pages that there are, the main one first."""
    rows = unit.connection.execute(_PAGES).all()
    chosen: dict[int, tuple[set[int], set[int]]] = {}
    for row in unit.connection.execute(_CHOSEN):
        services, groups = chosen.setdefault(row.page_id, (set(), set()))
        if row.component_id is not None:
            services.add(row.component_id)
        if row.group_id is not None:
            groups.add(row.group_id)
    main = str(read_settings(unit).get(_MAIN_SHOWS) or Shows.ALL)
    kept = ((MAIN, MAIN_KEY, main), *((row.id, row.key, row.shows) for row in rows))
    return tuple(
        Page(number, key, Shows(shows), *map(frozenset, chosen.get(number, ((), ()))))
        for number, key, shows in kept
    )


def read_page(unit: Unit, page_id: int) -> Page:
    """The page of that number. Raises RuleBroken where it is gone."""
    found = next((page for page in read_pages(unit) if page.id == page_id), None)
    must_exist(int(found is not None), "page")
    assert found is not None
    return found


@read_once
def had_other_pages(unit: Unit) -> bool:
    """Whether there is, or ever was, a page beside the main one: it may have readers still."""
    return unit.connection.scalar(select(PAGE.c.id).limit(1)) is not None


@read_once
def read_sight(unit: Unit, page_id: int = MAIN) -> Sight:
    """What a page shows now. Raises RuleBroken where it is gone."""
    page = read_page(unit, page_id)
    if page.shows is Shows.ALL:
        return EVERYTHING if page.is_main else Sight(page.key)
    services = _every_service(unit)
    shown = frozenset(number for number, group_id, _ in services if page.has(number, group_id))
    called: dict[bool, set[str]] = {True: set(), False: set()}
    for number, _, name in services:
        called[number in shown].add(name)
    for number, name in _told_names(unit):
        called[number in shown].add(name)
    withheld = Withheld(
        names_to_withhold(called[False], called[True]),
        {code: tongue.other_service for code, tongue in TONGUES.items()},
        _written_in(read_settings(unit)),
    )
    return Sight(page.key, shown, withheld)


@read_once
def _every_service(unit: Unit) -> tuple[tuple[int, int | None, str], ...]:
    """The id, the group and the name of each, removed ones too: the same for every page."""
    return tuple((row.id, row.group_id, row.name) for row in unit.connection.execute(_SERVICES))


@read_once
def _told_names(unit: Unit) -> tuple[tuple[int, str], ...]:
    """What services were ever called where something was told of them."""
    return tuple((row.component_id, row.name) for row in unit.connection.execute(_TOLD_NAMES))


def _written_in(settings: Mapping[str, object]) -> str:
    """The language of the texts of all pages: that of the main one, else of the desk."""
    return written_language(*map(settings.get, _LANGUAGES)) or DEFAULT_LANGUAGE


@read_once
def read_page_settings(unit: Unit, page_id: int = MAIN) -> Mapping[str, object]:
    """The settings of a page by key: those of the desk are those of the main page.

    Another page has its own, and of the desk's only what is no choice about a page.
    """
    desk = read_settings(unit)
    if page_id == MAIN:
        return desk
    rows = unit.connection.execute(
        select(PAGE_SETTING.c.key, PAGE_SETTING.c.value).where(PAGE_SETTING.c.page_id == page_id)
    )
    shared = {key: desk[key] for key in _SHARED if key in desk}
    return MappingProxyType(shared | {row.key: json.loads(row.value) for row in rows})


def own_page_settings(unit: Unit, page_id: int) -> dict[str, object]:
    """What was chosen for a page other than the main one, and nothing that it has from the desk."""
    rows = unit.connection.execute(select(PAGE_SETTING).where(PAGE_SETTING.c.page_id == page_id))
    return {row.key: json.loads(row.value) for row in rows}


def removed_keys(unit: Unit) -> dict[int, str]:
    """The keys of the pages that were removed, by their numbers."""
    rows = unit.connection.execute(select(PAGE).where(PAGE.c.removed_us.is_not(None)))
    return {row.id: row.key for row in rows}


def settings_of_removed(unit: Unit, key: str) -> dict[str, object]:
    """What a setting was last of each page that was removed, by the key of the page."""
    rows = unit.connection.execute(
        select(PAGE.c.key, PAGE_SETTING.c.value)
        .join(PAGE_SETTING, PAGE_SETTING.c.page_id == PAGE.c.id)
        .where(PAGE.c.removed_us.is_not(None), PAGE_SETTING.c.key == key)
        .order_by(PAGE.c.id)
    )
    return {row.key: json.loads(row.value) for row in rows}


def add_page(unit: Unit, key: str) -> Page:
    """The new page, after all others. The caller has looked that its key never was one."""
    added = unit.connection.execute(
        insert(PAGE)
        .values(key=key, position=next_position(unit, PAGE.c.position))
        .returning(PAGE.c.id)
    )
    return Page(int(added.scalar_one()), key)


def knows_page_key(unit: Unit, key: str) -> bool:
    """Whether a page is or was called so."""
    wanted = select(PAGE.c.id).where(PAGE.c.key == key)
    return key == MAIN_KEY or unit.connection.scalar(wanted) is not None


def remove_page(unit: Unit, page_id: int) -> None:
    """The page is no more; its row keeps its key from being used again.

    Nothing that waits for its readers is sent any more.
    """
    gone = update(PAGE).where(PAGE.c.id == page_id, PAGE.c.removed_us.is_(None))
    must_exist(unit.connection.execute(gone.values(removed_us=unit.now_us)).rowcount, "page")
    readers = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.page_id == page_id)
    close(unit, DELIVERY.c.subscriber_id.in_(readers), "the page was removed")


def write_page_setting(unit: Unit, page_id: int, key: str, value: object) -> None:
    """Sets one setting of a page; None takes it back."""
    if page_id == MAIN:
        write_setting(unit, key, value)
        return
    which = (PAGE_SETTING.c.page_id == page_id) & (PAGE_SETTING.c.key == key)
    unit.connection.execute(delete(PAGE_SETTING).where(which))
    if value is not None:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        values = {"page_id": page_id, "key": key, "value": text}
        unit.connection.execute(insert(PAGE_SETTING).values(values))


def write_shown(
    unit: Unit, page_id: int, shows: Shows, services: Collection[int], groups: Collection[int]
) -> None:
    """What a page shows from now on."""
    if page_id == MAIN:
        write_setting(unit, _MAIN_SHOWS, None if shows is Shows.ALL else shows.value)
    else:
        statement = update(PAGE).where(PAGE.c.id == page_id)
        unit.connection.execute(statement.values(shows=shows.value))
    unit.connection.execute(delete(PAGE_SERVICE).where(PAGE_SERVICE.c.page_id == page_id))
    rows = [
        *({"page_id": page_id, "component_id": one, "group_id": None} for one in sorted(services)),
        *({"page_id": page_id, "component_id": None, "group_id": one} for one in sorted(groups)),
    ]
    if rows and shows is not Shows.ALL:
        unit.connection.execute(insert(PAGE_SERVICE), rows)


def count_readers(unit: Unit) -> dict[int, int]:
    """How many are told by each page, by its number; people inside are of none."""
    rows = unit.connection.execute(
        select(SUBSCRIBER.c.page_id, func.count())
        .where(SUBSCRIBER.c.list_id.is_(None), SUBSCRIBER.c.state == SubscriberState.ACTIVE.value)
        .group_by(SUBSCRIBER.c.page_id)
    )
    return {page_id: int(count) for page_id, count in rows}
