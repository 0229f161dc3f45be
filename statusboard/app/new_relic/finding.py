"""Which entities there are, in all that the connections see: one is searched after the other."""

from collections.abc import Sequence

from statusboard.app.new_relic.clients import NewRelicClients
from statusboard.app.new_relic.connection import StoredConnection, seen_by
from statusboard.app.new_relic.entities import KNOWN_HERE
from statusboard.domain.views.new_relic import (
    CountKinds,
    EntityPage,
    FindEntities,
    FoundEntity,
    KindCount,
)
from statusboard.errors import StatusBoardError
from statusboard.newrelic import mapping, questions
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.kinds import kind_of, label_of
from statusboard.newrelic.readings import EntityReading, Page
from statusboard.newrelic.search import condition, name_fits, tag_of

# No more pages than this are passed over before there is an answer …
PAGES_PASSED_OVER = 4
# … nor is one begun with less than this share of the time left.
TIME_FOR_A_PAGE = 0.5
# Between the number of a connection and a cursor of its own, which is base64.
_TURN = " "


async def find(clients: NewRelicClients, given: FindEntities) -> EntityPage:
    """One page of the entities that fit. Raises RuleBroken where nothing is connected.

    Of several connections one is searched after the other; `count` is of the one that the page is
    of. One that is away is named, and passed over; raises where that is all there was to ask.
    """
    search = condition(
        given.text, kinds=given.kinds, account_id=given.account_id, tag=tag_of(given.tag)
    )
    asked, place, cursor = _turn(await clients.connections(), given)
    away: list[tuple[str, str]] = []
    page = Page((), 0, "")
    while place < len(asked):
        try:
            page = await _search(clients, asked[place], search, cursor, given.text)
            break
        except StatusBoardError as error:
            if len(asked) == 1 or len(away) + 1 == len(asked):
                raise
            away.append((asked[place].name, str(error)))
            place, cursor = place + 1, ""
    here = asked[min(place, len(asked) - 1)]
    following = asked[place + 1] if place + 1 < len(asked) else None
    known = await clients.blocking(lambda: clients.doorway.ask(KNOWN_HERE, None))
    by = known.watched_by
    found = tuple(found_entity(one, by.get(one.guid.rstrip("="), ())) for one in page.entities)
    next_cursor = page.next_cursor
    if following is not None and not next_cursor:
        next_cursor = f"{following.id}{_TURN}"
    elif next_cursor and _TURN in given.cursor:
        next_cursor = f"{here.id}{_TURN}{next_cursor}"
    return EntityPage(
        found,
        page.count if page.count is not None else len(found),
        next_cursor,
        unwatched=known.unwatched,
        accounts=known.accounts,
        away=tuple(away),
    )


async def _search(
    clients: NewRelicClients, here: StoredConnection, search: str, cursor: str, text: str
) -> Page:
    """A page of one connection.

    New Relic finds more than fits; a page on which nothing does is passed over, as long as
    there is time for another: all is over after `timeout_s`.
    """
    async with clients.of(here) as client:
        until_s = client.monotonic_s + clients.timeout_s
        page = await _page(client, search, cursor, text, until_s)
        for _ in range(PAGES_PASSED_OVER):
            is_near = until_s - client.monotonic_s < TIME_FOR_A_PAGE * clients.timeout_s
            if page.entities or not page.next_cursor or is_near:
                break
            page = await _page(client, search, page.next_cursor, text, until_s)
    return page


async def count(clients: NewRelicClients, given: CountKinds) -> tuple[KindCount, ...]:
    """How many entities there are of each sort that a service can stand on.

    Of connections that are away nothing is counted; raises where all are.
    """
    totals: dict[str, KindCount] = {}
    asked = _sees(await clients.connections(), given.account_id)
    failed: list[StatusBoardError] = []
    for stored in asked:
        try:
            async with clients.of(stored) as client:
                search = condition(account_id=given.account_id)
                counts = await questions.count_by_type(client, search)
        except StatusBoardError as error:
            failed.append(error)
            if len(failed) == len(asked):
                raise
            continue
        for one in counts:
            kind = kind_of(one.domain, one.type)
            before = totals[kind].count if kind in totals else 0
            totals[kind] = KindCount(kind, label_of(kind), before + one.count)
    return tuple(totals.values())


def _sees(held: Sequence[StoredConnection], account: int | None) -> tuple[StoredConnection, ...]:
    """The connections that are asked about an account, or about all."""
    if account is None:
        return tuple(held)
    seeing = seen_by(account, held)
    return tuple(held) if seeing is None else (seeing,)


def _turn(
    held: Sequence[StoredConnection], given: FindEntities
) -> tuple[tuple[StoredConnection, ...], int, str]:
    """The connections to ask, the place of the one whose turn it is, and the cursor of its own."""
    asked = _sees(held, given.account_id)
    number, is_told, cursor = given.cursor.partition(_TURN)
    places = [place for place, one in enumerate(asked) if is_told and str(one.id) == number]
    place = places[0] if places else 0
    return asked, place, cursor if places else given.cursor


async def _page(client: NerdGraph, search: str, cursor: str, text: str, until_s: float) -> Page:
    page = await questions.find_entities(client, search, cursor=cursor, deadline_s=until_s)
    return Page(
        entities=tuple(one for one in page.entities if name_fits(one.name, text)),
        count=page.count,
        # A cursor that repeats would lead in circles.
        next_cursor=page.next_cursor if page.next_cursor != cursor else "",
    )


def found_entity(reading: EntityReading, watched_by: tuple[str, ...] = ()) -> FoundEntity:
    """An entity as a person picks it; `watched_by` names the services that watch it already."""
    kind = kind_of(reading.domain, reading.type)
    answer, is_unwatched = mapping.answer_of(reading), mapping.is_unwatched(reading)
    return FoundEntity(
        guid=reading.guid,
        name=reading.name or reading.guid,
        kind=kind,
        kind_label=label_of(kind),
        account_id=reading.account_id,
        account=reading.account_name,
        level=answer.stated_level,
        reading=mapping.WITHOUT_CONDITION if is_unwatched else answer.detail,
        permalink=reading.permalink,
        tags=tuple(f"{key}: {', '.join(values)}" for key, values in reading.tags),
        is_unwatched=is_unwatched,
        watched_by=watched_by,
    )
