"""`statusboard place …`: where the page is put: chosen, proved, given up."""

from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import AllowFile, Database, Demo, Json
from statusboard.domain.page import MAIN_KEY
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.page.inputs import PlaceWatched
    from statusboard.catalog.declaration import TargetKind
    from statusboard.catalog.fields import FieldSpec

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="As “place list” shows it.")]
Kind = Annotated[str, typer.Argument(metavar="KIND", help="Such as folder, s3 or sftp.")]
Fields = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FIELD=VALUE…",
        help="As in the file of “apply”; a secret is asked for, or read from standard input.",
    ),
]


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the places: how far the page has got at each, and what is in the way."""
    from statusboard.app.page.queries import places as chosen_places
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        places = door.ask(chosen_places, None)
    if as_json:
        rows = [
            {
                "number": one.id,
                "kind": one.kind,
                "page": one.page,
                "place": one.label,
                "address": one.address,
                "watched_by": one.watched_by,
                "leaving": one.is_leaving,
                "published_at": one.published_at,
                "problem": one.problem,
                "since": one.since,
                "retry_at": one.retry_at,
                "role": "fall_back" if one.is_fall_back else "primary",
                "counts": one.counts,
                "unseen": one.unseen,
                "lacks": list(one.lacks),
            }
            for one in places
        ]
        print_json({"places": rows})
        return
    for one in places:
        stand = "not published yet"
        if one.published_at is not None:
            stand = f"published {one.published_at:%Y-%m-%dT%H:%M:%SZ}"
        stand = "being emptied" if one.is_leaving else stand
        if one.is_fall_back:
            stand = f"fall-back{', counts now' if one.counts else ''}  {stand}"
        if one.problem and one.since is not None:
            stand = f"{stand}  waits since {one.since:%Y-%m-%dT%H:%M:%SZ}"
        if one.problem and one.retry_at is not None:
            stand = f"{stand}, tried again {one.retry_at:%Y-%m-%dT%H:%M:%SZ}"
        page = f"  [{one.page}]" if one.page != MAIN_KEY else ""
        print(f"{one.id}  {one.label}{page}  {stand}{f'  {one.problem}' if one.problem else ''}")
        watched = f"watched as “{one.watched_by}”" if one.watched_by else ""
        for line in filter(None, (watched, one.unseen, *one.lacks)):
            print(f"   {line}")
    if not places:
        print("no places; “place add” chooses one")


def add(
    kind: Kind,
    fields: Fields = None,
    *,
    page: Annotated[
        str, typer.Option(metavar="KEY", help="Which page is put there, as “pages list” shows it.")
    ] = "",
    is_to_watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            help="Make a service of its public address too: answer time and certificate.",
        ),
    ] = False,
    database: Database = None,
    allow_file: AllowFile = False,
) -> None:
    """Choose a place and prove it: a test file is written, read back and removed.

    The page is brought there by the office.
    """
    from statusboard.app.page.commands import save_target
    from statusboard.app.page.inputs import TargetInput, WatchPlace
    from statusboard.app.page.kinds import target_kinds
    from statusboard.app.page.queries import places as chosen_places
    from statusboard.app.page.watch_commands import watch_place
    from statusboard.catalog.declaration import kind_of
    from statusboard.cli.desk import doorway, this_person

    chosen = kind_of(kind, target_kinds(), noun="place")
    config = _config(chosen, fields or [])
    with doorway(database) as door:
        given = TargetInput(kind, config, allow_file=allow_file, page=page)
        saved = door.do(save_target, given, this_person(door)).result
        for note in saved.notes:
            print(note)
        print(f"place {saved.target_id} is {'chosen' if saved.is_changed else 'as it was'}")
        if is_to_watch:
            who = this_person(door)
            print(_watched(door.do(watch_place, WatchPlace(saved.target_id), who).result))
            return
        [place] = [one for one in door.ask(chosen_places, None) if one.id == saved.target_id]
    if place.address and not place.watched_by:
        print(
            f"nobody watches {place.address}: “place watch {place.id}” makes a service of its "
            "answer time and certificate"
        )


def watch(number: Number, database: Database = None) -> None:
    """Make a service of a place's public address: its answer time and its certificate.

    No page shows it until you say so, and it weighs nothing in the figures of all.
    """
    from statusboard.app.page.inputs import WatchPlace
    from statusboard.app.page.watch_commands import watch_place
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        print(_watched(door.do(watch_place, WatchPlace(number), this_person(door)).result))


def remove(
    number: Number,
    *,
    empty: Annotated[
        bool | None,
        typer.Option(
            "--empty/--leave",
            help="Take the page away there, or leave it for whoever reads it there.",
        ),
    ] = None,
    is_unwatched: Annotated[
        bool,
        typer.Option("--unwatch", help="Remove the service that watches its public address too."),
    ] = False,
    database: Database = None,
) -> None:
    """Put no page there any more. Say whether the one that stands there is taken away."""
    from statusboard.app.page.commands import remove_target
    from statusboard.app.page.inputs import RemoveTarget
    from statusboard.app.page.queries import places as chosen_places
    from statusboard.cli.desk import doorway, this_person

    if empty is None:
        raise RuleBroken(
            "Say what becomes of the page that stands there: --empty takes it away, --leave "
            "leaves it, and whoever reads it there goes on reading old news.",
            field="empty",
        )
    with doorway(database) as door:
        watched = {one.id: one.watched_by for one in door.ask(chosen_places, None)}.get(number)
        given = RemoveTarget(number, empty=empty, unwatch=is_unwatched)
        door.do(remove_target, given, this_person(door))
    print(
        f"place {number} gets no page any more; "
        + ("an office that runs takes away the one there" if empty else "the one there stays")
    )
    if watched:
        stays = "is removed; its history stays" if is_unwatched else "goes on watching the address"
        print(f"“{watched}” {stays}")


def _watched(done: "PlaceWatched") -> str:
    """What became of the wish to watch an address."""
    if not done.is_new:
        return f"“{done.name}” watches its public address already"
    return (
        f"added service {done.name}, which watches its public address: answer time and "
        "certificate. No page shows it, and it weighs nothing in the figures of all"
    )


def _config(kind: "TargetKind", fields: list[str]) -> dict[str, object]:
    """The configuration as it was typed, with its secrets as they were given."""
    from statusboard.cli.secret import secret_given

    specs = {spec.name: spec for spec in kind.fields}
    config: dict[str, object] = {}
    for text in fields:
        name, is_given, value = text.partition("=")
        if not is_given:
            raise RuleBroken(f"“{text}” is no FIELD=VALUE, such as path=/srv/status.", field=name)
        if name in specs and specs[name].secret:
            raise RuleBroken(
                f"{specs[name].label} is a secret: leave it out, and it is asked for. What stands "
                "in a command can be read by others on this computer.",
                field=name,
            )
        config[name] = _value(specs.get(name), value)
    secrets = [spec for spec in kind.fields if spec.secret and spec.is_asked(_whole(kind, config))]
    for spec in secrets:
        config[spec.name] = secret_given(spec.label)
    return config


def _whole(kind: "TargetKind", config: dict[str, object]) -> dict[str, object]:
    return {spec.name: config.get(spec.name, spec.default) for spec in kind.fields}


def _value(spec: "FieldSpec | None", text: str) -> object:
    """The value of a field; numbers and switches are written as in the file of `apply`."""
    from statusboard.catalog.fields import FieldKind

    if spec is not None and spec.kind is FieldKind.NUMBER:
        return int(text) if text.lstrip("-").isdigit() else text
    if spec is not None and spec.kind is FieldKind.SWITCH:
        return {"true": True, "false": False}.get(text, text)
    return text
