"""`statusboard pages …`: the pages of this desk, each with its services, words and places."""

from typing import Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.domain.page import MAIN_KEY
from statusboard.errors import RuleBroken

Key = Annotated[
    str, typer.Argument(metavar="KEY", help="Such as partners; “main” is always there.")
]
Settings = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SETTING=VALUE…",
        help="As in the file of “apply”, such as name=Partners; empty takes one back.",
    ),
]
Only = Annotated[
    list[str] | None, typer.Option("--only", metavar="SERVICE", help="Shows this; may be repeated.")
]
Except = Annotated[
    list[str] | None,
    typer.Option("--except", metavar="SERVICE", help="Shows all but this; may be repeated."),
]
Groups = Annotated[
    list[str] | None,
    typer.Option("--group", metavar="GROUP", help="Likewise a whole group; may be repeated."),
]
All = Annotated[bool, typer.Option("--all", help="Shows every service.")]


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the pages: what each shows, where it is put, how many it tells."""
    from statusboard.app.page.page_queries import PAGES
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        pages = door.ask(PAGES, None)
    if as_json:
        rows = [
            {
                "key": one.key,
                "name": one.name,
                "url": one.url,
                "shows": one.shows,
                "services": list(one.services),
                "groups": list(one.groups),
                "shown": list(one.named),
                "places": list(one.places),
                "subscribers": one.subscribers,
            }
            for one in pages
        ]
        print_json({"pages": rows})
        return
    for one in pages:
        said = ", ".join((*one.groups, *one.services))
        shows = {"all": "all services", "only": f"only {said}"}.get(one.shows, f"all but {said}")
        places = ", ".join(one.places) or "put nowhere"
        print(f"{one.key}  {one.name}  {shows}  {places}  {one.subscribers} told")


def add(
    key: Key,
    settings: Settings = None,
    *,
    only: Only = None,
    all_but: Except = None,
    group: Groups = None,
    database: Database = None,
) -> None:
    """Make another page. “place add --page KEY” puts it somewhere."""
    from statusboard.app.page.page_commands import add_page
    from statusboard.app.page.page_inputs import PageInput
    from statusboard.cli.desk import doorway, this_person

    given = PageInput(key, _values(settings), *_shown(only, all_but, group))
    with doorway(database) as door:
        saved = door.do(add_page, given, this_person(door)).result
    print(f"page {key} is made" + (f", generation {saved.generation}" if saved.generation else ""))


def change(
    key: Key,
    settings: Settings = None,
    *,
    only: Only = None,
    all_but: Except = None,
    group: Groups = None,
    show_all: All = False,
    database: Database = None,
) -> None:
    """Give a page other words or services; what is not said stays. “main” can hide services."""
    from statusboard.app.page.page_commands import change_page
    from statusboard.app.page.page_inputs import PageInput
    from statusboard.cli.desk import doorway, this_person

    shown = ("all", None, None) if show_all else _shown(only, all_but, group)
    with doorway(database) as door:
        given = PageInput(key, _values(settings), *shown)
        saved = door.do(change_page, given, this_person(door)).result
    print(f"page {key} is {'changed' if saved.is_changed else 'as it was'}")


def remove(
    key: Key,
    *,
    empty: Annotated[
        bool | None,
        typer.Option(
            "--empty/--leave",
            help="Take the page away at its places, or leave it for whoever reads it there.",
        ),
    ] = None,
    database: Database = None,
) -> None:
    """End a page. Its readers are told nothing, and its key is never used again."""
    from statusboard.app.page.page_commands import remove_page
    from statusboard.app.page.page_inputs import RemovePage
    from statusboard.cli.desk import doorway, this_person

    if empty is None:
        raise RuleBroken(
            "Say what becomes of the page at its places: --empty takes it away, --leave leaves "
            "it, and whoever reads it there goes on reading old news.",
            field="empty",
        )
    with doorway(database) as door:
        door.do(remove_page, RemovePage(key, empty=empty), this_person(door))
    left = "an office that runs takes it away at its places" if empty else "it stays where it is"
    print(f"page {key} is no more; {left}")


def show_snippets(
    key: Annotated[str, typer.Argument(metavar="[KEY]", help="A page; the main one.")] = MAIN_KEY,
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Print what other sites put into their own pages to show how you are."""
    from statusboard.app.page.page_queries import addresses
    from statusboard.cli.desk import reading_doorway
    from statusboard.domain.snippets import snippets

    with reading_doorway(database, demo=demo) as door:
        pages = {page.key: page for page in door.ask(addresses, None)}
    page = pages.get(key)
    if page is None:
        raise RuleBroken(f"There is no page called “{key}”. Known: {', '.join(pages)}.", "page")
    if page.is_private:
        raise RuleBroken("This page is private: nobody else's site can show how it is.", "page")
    if not page.url:
        raise RuleBroken(
            f"The page has no address yet: “pages change {key} url=https://…” gives it one.", "page"
        )
    found = snippets(page.url)
    if as_json:
        print_json({one.kind.value: one.text for one in found})
        return
    print("\n\n".join(f"{one.kind}:\n{one.text}" for one in found))


def _values(settings: list[str] | None) -> dict[str, object]:
    """The settings that were typed, by key: those of the page itself need no table before them."""
    values: dict[str, object] = {}
    for text in settings or []:
        name, is_given, value = text.partition("=")
        if not is_given:
            raise RuleBroken(f"“{text}” is no SETTING=VALUE, such as name=Partners.", field=name)
        values[name if "." in name else f"page.{name}"] = value
    return values


def _shown(
    only: list[str] | None, all_but: list[str] | None, groups: list[str] | None
) -> tuple[str | None, tuple[str, ...] | None, tuple[str, ...] | None]:
    """What is to be shown: the choice, the services and the groups; None where nothing was said."""
    if only and all_but:
        raise RuleBroken("Say --only or --except, not both.", field="only")
    if not (only or all_but or groups):
        return None, None, None
    return "except" if all_but else "only", tuple(only or all_but or ()), tuple(groups or ())
