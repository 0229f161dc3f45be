"""`statusboard readers`: who may read a private page, its password, and links for people."""

from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json

if TYPE_CHECKING:
    from statusboard.domain.views.readers import PageReaders, ReaderLink

Whose = Annotated[
    str, typer.Argument(metavar="NAME", help="For whom the link is: a person or a company.")
]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="As “readers list” says it.")]
OfPage = Annotated[
    str, typer.Option("--page", metavar="KEY", help="Of that page; left out: of the main one.")
]


def show(
    database: Database = None, page: OfPage = "", demo: Demo = False, as_json: Json = False
) -> None:
    """List who may read the page: the ways in, and each personal link with its last use."""
    from statusboard.app.page.readers import READERS
    from statusboard.cli.desk import reading_doorway, this_person

    with reading_doorway(database, demo=demo) as door:
        found = door.ask(READERS, page or None, this_person(door))
    if as_json:
        print_json(_rows(found))
        return
    print("the page is private" if found.is_private else "everybody may read the page")
    if found.is_private and not found.is_anybody:
        print("nobody has a way in: give a password, a link, or allow addresses")
    print(f"password: {'yes' if found.has_password else 'none'}")
    print(f"allowed addresses: {', '.join(found.networks) or 'none'}")
    for link in found.links:
        print(f"{link.id}  {link.name}, {_state(link)}")
    if not found.links:
        print("no personal links")


def password(
    database: Database = None,
    page: OfPage = "",
    none: Annotated[bool, typer.Option("--none", help="Take the password away.")] = False,
) -> None:
    """Give the page a password: asked for, or read from standard input, never an argument.

    Whoever was let in by the one before has to type the new one.
    """
    from statusboard.app.page.reader_commands import SetReaderPassword, set_reader_password
    from statusboard.cli.desk import doorway, this_person
    from statusboard.cli.secret import secret_given

    with doorway(database) as door:
        typed = "" if none else secret_given("password")
        given = SetReaderPassword(typed, page=page)
        has_one = door.do(set_reader_password, given, this_person(door)).result
    print("the page has a password" if has_one else "the page has no password")


def invite(name: Whose, database: Database = None, page: OfPage = "") -> None:
    """Make a link to the page for one person or company, and print it, once."""
    from statusboard.app.page.reader_commands import InviteReader, invite_reader
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        address = door.do(invite_reader, InviteReader(name, page), this_person(door)).result
    print(address.url)
    if not address.is_whole:
        typer.echo("Set the public address of the page server: [server] public_url.", err=True)


def end(number: Number, database: Database = None, page: OfPage = "") -> None:
    """End a link, and every browser that it let in."""
    from statusboard.app.page.reader_commands import EndReaderLink, end_reader_link
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        name = door.do(end_reader_link, EndReaderLink(number, page), this_person(door)).result
    print(f"ended: the link of {name}")


def _state(link: "ReaderLink") -> str:
    if link.ended_at is not None:
        return f"ended {link.ended_at:%Y-%m-%d}"
    used = "not used yet" if link.used_at is None else f"last used {link.used_at:%Y-%m-%d}"
    return f"made {link.made_at:%Y-%m-%d} by {link.by}, {used}"


def _rows(found: "PageReaders") -> dict[str, object]:
    return {
        "private": found.is_private,
        "password": found.has_password,
        "networks": list(found.networks),
        "days": found.days,
        "links": [
            {
                "number": link.id,
                "name": link.name,
                "by": link.by,
                "made_at": link.made_at.isoformat(),
                "used_at": None if link.used_at is None else link.used_at.isoformat(),
                "ended_at": None if link.ended_at is None else link.ended_at.isoformat(),
            }
            for link in found.links
        ],
    }
