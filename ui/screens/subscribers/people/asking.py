"""What the people's tab asks of the desk. Queries and verbs carry storage: they load late."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from statusboard.app.desk.desk import Desk
from statusboard.app.subscribers.inputs import (
    Address,
    ChangeSubscriber,
    Imported,
    Kept,
    PeopleAsk,
    PutBack,
    SubscriberInput,
)
from statusboard.domain.views.channels import ChannelView
from statusboard.domain.views.people import KeptOfAddress, PeopleView
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.subscribers.importing import Piece

_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person can be told by, and of: channels, groups, and services as `Group/Name`.

    `lists` are the names of the inside lists, `pages` the keys and names of pages where there are
    several.
    """

    channels: tuple[ChannelView, ...]
    groups: tuple[str, ...]
    services: tuple[str, ...]
    lists: tuple[str, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()


async def ask_people(desk: Desk, asked: PeopleAsk) -> PeopleView:
    """The people who fit, the newest first; and who came by themselves."""
    from statusboard.app.subscribers.arrivals import ARRIVALS
    from statusboard.app.subscribers.queries import PEOPLE

    people = await desk.ask(PEOPLE, asked)
    arrivals = await desk.ask(ARRIVALS, None)
    return replace(people, arrivals=arrivals)


async def ask_choices(desk: Desk) -> Choices:
    """What stands in the form of a person."""
    from statusboard.app.delivery.channel_list import CHANNEL_LIST
    from statusboard.app.delivery.inside_lists import LISTS
    from statusboard.app.health.verify import VERIFY
    from statusboard.app.page.page_queries import addresses

    lists = tuple(one.inside_list.name for one in await desk.ask(LISTS, None))
    channels = await desk.ask(CHANNEL_LIST, None)
    rows = (await desk.ask(VERIFY, None)).rows
    found = tuple((one.key, one.name) for one in await desk.ask(addresses, None))
    pages = found if len(found) > 1 else ()
    groups = dict.fromkeys(row.group for row in rows if row.group)
    services = tuple(f"{row.group}/{row.name}" if row.group else row.name for row in rows)
    known = tuple(channel for channel in channels if channel.is_known)
    named = tuple(sorted(groups, key=str.casefold))
    return Choices(known, named, tuple(sorted(services)), lists, pages)


async def add_person(desk: Desk, given: SubscriberInput) -> Kept:
    """The subscriber, and whether it is new."""
    from statusboard.app.subscribers.commands import add_subscriber

    return await desk.do(add_subscriber, given)


async def change_person(desk: Desk, subscriber_id: int, given: SubscriberInput) -> Kept:
    """The subscriber with its new wishes."""
    from statusboard.app.subscribers.commands import change_subscriber

    return await desk.do(change_subscriber, ChangeSubscriber(subscriber_id, given))


async def remove_person(desk: Desk, channel: str, address: str) -> int:
    """The id of the subscriber that wants no more."""
    from statusboard.app.subscribers.commands import remove_subscriber

    return await desk.do(remove_subscriber, Address(channel, address))


async def put_person_back(desk: Desk, subscriber_id: int, vouched: str) -> Kept:
    """The subscriber that is told again."""
    from statusboard.app.subscribers.commands import put_back

    return await desk.do(put_back, PutBack(subscriber_id, vouched))


async def ask_kept(desk: Desk, address: str) -> KeptOfAddress:
    """Everything that is kept of an address, on every channel."""
    from statusboard.app.subscribers.queries import KEPT

    return await desk.ask(KEPT, Address("", address))


async def erase_person(desk: Desk, address: str) -> int:
    """How many subscribers had this address."""
    from statusboard.app.subscribers.commands import erase_subscriber

    return await desk.do(erase_subscriber, Address("", address))


async def check_file(
    desk: Desk, file: Path, vouched: str, told: Callable[[int], None]
) -> tuple[Imported, int]:
    """What would become of a file, and how many lines it has; nothing is written.

    `told` hears how many lines were looked at so far. Raises RuleBroken with the field `file`.
    """
    from statusboard.app.subscribers.importing import CHECK_IMPORT

    found, lines = Imported(), 0
    pieces = await _pieces(desk, file, vouched)
    while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
        found += piece.found + await desk.ask(CHECK_IMPORT, piece.given)
        lines += len(piece.given.rows)
        told(lines)
    return found, lines


async def write_file(desk: Desk, file: Path, vouched: str, told: Callable[[int], None]) -> Imported:
    """What became of a file, piece by piece; `told` hears how many lines are in so far."""
    from statusboard.app.subscribers.commands import import_subscribers

    found, lines = Imported(), 0
    pieces = await _pieces(desk, file, vouched)
    while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
        found += piece.found + await desk.do(import_subscribers, piece.given)
        lines += len(piece.given.rows)
        told(lines)
    return found


async def _pieces(desk: Desk, file: Path, vouched: str) -> "Iterator[Piece]":
    from statusboard.app.delivery.queries import CHANNELS
    from statusboard.app.subscribers.importing import pieces_of

    channels = await desk.ask(CHANNELS, None)
    return pieces_of(file, channels, vouched=vouched)


async def export_people(desk: Desk, asked: PeopleAsk, file: Path) -> int:
    """How many people were written, all that fit, page by page: nothing holds all of them.

    Raises RuleBroken where the file cannot be written.
    """
    from statusboard.app.subscribers.csv_file import csv_lines
    from statusboard.app.subscribers.queries import PEOPLE

    count, wanted = 0, replace(asked, limit=_PAGE, before=None)
    try:
        while True:
            page = await desk.ask(PEOPLE, wanted)
            lines = list(csv_lines(page.rows))
            is_first = wanted.before is None
            await asyncio.to_thread(_write, file, lines if is_first else lines[1:], is_first)
            count += len(lines) - 1
            if page.next_before is None:
                return count
            wanted = replace(wanted, before=page.next_before)
    except OSError as error:
        raise RuleBroken(f"{file} could not be written: {error.strerror}.") from error


def _write(file: Path, lines: list[str], is_first: bool) -> None:
    with file.open("w" if is_first else "a", encoding="utf-8", newline="") as out:
        out.writelines(lines)
