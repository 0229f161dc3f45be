"""`statusboard subscribers …` and `statusboard deliveries`: who is told, and what became of it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json, refuse_for_sample
from statusboard.domain.languages import LANGUAGES
from statusboard.domain.page import MAIN_KEY
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.domain.views.people import SubscriberRow

Address = Annotated[str, typer.Argument(metavar="ADDRESS")]
ChannelName = Annotated[str, typer.Option("--channel", metavar="NAME", help="As in the file.")]


def show(
    search: Annotated[str, typer.Argument(metavar="[TEXT]", help="A part of the address.")] = "",
    page: Annotated[
        str, typer.Option("--page", metavar="KEY", help="Only whom this page tells.")
    ] = "",
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """List subscribers: by which channel, what they want, and in what state."""
    from statusboard.app.page.page_queries import addresses
    from statusboard.app.subscribers.queries import SUBSCRIBERS
    from statusboard.cli.desk import reading_doorway, this_person

    with reading_doorway(database, demo=demo) as door:
        known = [one.key for one in door.ask(addresses, None)]
        listed = door.ask(SUBSCRIBERS, search, this_person(door))
    if page not in ("", *known):
        raise RuleBroken(f"There is no page called “{page}”. Known: {', '.join(known)}.", "page")
    listed = tuple(one for one in listed if page in ("", one.page))
    if as_json:
        rows = [
            {
                "channel": one.channel,
                "address": _printed(one),
                "state": one.subscriber.state.value,
                "reason": one.subscriber.reason,
                "services": one.services,
                "groups": one.groups,
                "about": one.subscriber.wishes.about.value,
                "extent": one.subscriber.wishes.extent.value,
                "language": one.subscriber.wishes.language,
                "list": one.inside_list,
                "page": one.page,
                "waits_for": one.waits_for,
            }
            for one in listed
        ]
        print_json({"subscribers": rows})
        return
    for one in listed:
        state = one.subscriber.state.value
        reason = f" ({one.subscriber.reason})" if one.subscriber.reason else ""
        told_by = f"  by the page {one.page}" if one.page not in ("", MAIN_KEY) else ""
        told_by += ", which was removed" if one.is_page_gone else ""
        print(f"{one.channel}  {_printed(one)}  {state}{reason}  {one.wishes}{told_by}")
    if not listed:
        print("no subscribers")


def _printed(one: "SubscriberRow") -> str:
    """The address, whole unless whoever reads it could write there; `export` has it whole."""
    return one.address if one.is_secret else one.subscriber.address


def add(
    address: Address,
    channel: ChannelName,
    *,
    service: Annotated[
        list[str] | None,
        typer.Option("--service", metavar="GROUP/NAME", help="Only this one; may be repeated."),
    ] = None,
    group: Annotated[
        list[str] | None, typer.Option("--group", metavar="NAME", help="Only this one.")
    ] = None,
    extent: Annotated[str, typer.Option("--extent", help="every, or start_end.")] = "every",
    about: Annotated[str, typer.Option("--about", help="incidents, planned or both.")] = "both",
    language: Annotated[
        str, typer.Option("--language", metavar="CODE", help=f"One of {', '.join(LANGUAGES)}.")
    ] = "en",
    inside_list: Annotated[
        str, typer.Option("--list", metavar="NAME", help="Into this list of people inside.")
    ] = "",
    until_fixed: Annotated[
        str, typer.Option("--until-fixed", metavar="INCIDENT", help="Told when it is over.")
    ] = "",
    confirmed: Annotated[
        str, typer.Option("--confirmed", metavar="WHY", help="You vouch that they want this.")
    ] = "",
    page: Annotated[
        str, typer.Option("--page", metavar="KEY", help="Told by this page of the desk.")
    ] = "",
    database: Database = None,
) -> None:
    """Add an address, or change what a known one wants."""
    from statusboard.app.subscribers.commands import add_subscriber
    from statusboard.app.subscribers.inputs import SubscriberInput
    from statusboard.cli.desk import doorway, this_person
    from statusboard.domain.subscriber import About, Extent

    if extent not in set(Extent):
        raise RuleBroken(f"--extent is one of {', '.join(Extent)}.", field="extent")
    if about not in set(About):
        raise RuleBroken(f"--about is one of {', '.join(About)}.", field="about")
    given = SubscriberInput(
        channel,
        address,
        tuple(service or ()),
        tuple(group or ()),
        About(about),
        Extent(extent),
        language,
        until_fixed,
        confirmed,
        inside_list,
        page,
    )
    with doorway(database) as door:
        kept = door.do(add_subscriber, given, this_person(door)).result
    said = "added" if kept.is_new else "changed"
    unconfirmed = (
        ""
        if confirmed or inside_list
        else "; nothing is sent before they confirm, or you vouch for it"
    )
    print(f"{said}{unconfirmed}")


def remove(address: Address, channel: ChannelName, database: Database = None) -> None:
    """Take an address off; it stays off, however often it is imported again."""
    from statusboard.app.subscribers.commands import remove_subscriber
    from statusboard.app.subscribers.inputs import Address as Given
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        door.do(remove_subscriber, Given(channel, address), this_person(door))
    print("removed")


def bring_in(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be.")] = False,
    confirmed: Annotated[
        str, typer.Option("--confirmed", metavar="WHY", help="You vouch for all of them.")
    ] = "",
    page: Annotated[
        str, typer.Option("--page", metavar="KEY", help="Told by it where the file names none.")
    ] = "",
    database: Database = None,
) -> None:
    """Add the subscribers of a CSV file; nothing is added where a line is bad."""
    from statusboard.app.delivery.queries import CHANNELS
    from statusboard.app.subscribers.commands import import_subscribers
    from statusboard.app.subscribers.importing import CHECK_IMPORT, pieces_of
    from statusboard.app.subscribers.inputs import Imported
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        channels = door.ask(CHANNELS, None)
        done = Imported()
        for piece in pieces_of(file, channels, vouched=confirmed, page=page):
            done += piece.found + door.ask(CHECK_IMPORT, piece.given, this_person(door))
        writes = not (dry_run or done.bad)
        if writes:
            done = Imported()
            for piece in pieces_of(file, channels, vouched=confirmed, page=page):
                written = door.do(import_subscribers, piece.given, this_person(door)).result
                done += piece.found + written
    for line, sentence in sorted(done.bad + done.skipped):
        print(f"line {line}: {sentence}", file=sys.stderr)
    if done.bad:
        many = "1 line is bad" if len(done.bad) == 1 else f"{len(done.bad)} lines are bad"
        rest = "The others were brought in." if writes else "Nothing was added."
        raise RuleBroken(f"{many}. {rest}", "file")
    would = "would be " if dry_run else ""
    counts = {"added": done.added, "changed": done.changed, "unchanged": done.unchanged}
    counts["left out"] = len(done.skipped)
    print(", ".join(f"{would}{word}: {count}" for word, count in counts.items()))


def export(database: Database = None, demo: Demo = False) -> None:
    """Print all subscribers as CSV."""
    from statusboard.app.subscribers.csv_file import csv_lines
    from statusboard.app.subscribers.queries import SUBSCRIBERS
    from statusboard.cli.desk import reading_doorway, this_person

    with reading_doorway(database, demo=demo) as door:
        listed = door.ask(SUBSCRIBERS, "", this_person(door))
    for line in csv_lines(listed):
        sys.stdout.buffer.write(line.encode())
    sys.stdout.flush()


def deliveries(
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
    release: Annotated[
        bool, typer.Option("--release", help="Send what is held since a copy was brought back.")
    ] = False,
    take_back: Annotated[
        str, typer.Option("--take-back", metavar="UPDATE", help="Tell nobody of it, in its time.")
    ] = "",
    retry: Annotated[
        str, typer.Option("--retry", metavar="UPDATE", help="Send again what of it failed.")
    ] = "",
) -> None:
    """List what was sent to whom, newest first, and what became of it."""
    from statusboard.app.delivery import commands
    from statusboard.app.delivery.queries import LEDGER, OUTLOOK
    from statusboard.cli.desk import doorway, reading_doorway, this_person

    if release or take_back or retry:
        refuse_for_sample("--release, --take-back, --retry", demo=demo)
    if release:
        with doorway(database) as door:
            door.do(commands.release, commands.Release(), this_person(door))
    if take_back:
        with doorway(database) as door:
            door.do(commands.take_back, commands.TakeBack(take_back), this_person(door))
    if retry:
        with doorway(database) as door:
            again = door.do(commands.retry, commands.Retry(update=retry), this_person(door)).result
        print(f"sent again: {again.again}, not: {again.left}", file=sys.stderr)
    with reading_doorway(database, demo=demo) as door:
        ledger = door.ask(LEDGER, None, this_person(door))
        held = door.ask(OUTLOOK, None).held
    if held:
        print(held, file=sys.stderr)
    if as_json:
        rows = [
            {
                "incident": one.incident,
                "update": one.update,
                "channel": one.channel,
                "address": one.address,
                "state": one.state.value,
                "at": f"{one.at:%Y-%m-%dT%H:%M:%S.%fZ}",
                "attempts": one.attempts,
                "receipt": one.receipt,
                "reason": one.reason,
            }
            for one in ledger
        ]
        print_json({"deliveries": rows})
        return
    for one in ledger:
        told = one.reason or one.receipt
        state = one.state.value.replace("_", " ")
        print(f"{one.at:%Y-%m-%d %H:%M:%SZ}  {one.channel}  {one.address}  {state}  {told}")
    if not ledger:
        print("nothing was sent yet")
