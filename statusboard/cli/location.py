"""`statusboard location`: where collectors stand."""

from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json

if TYPE_CHECKING:
    from datetime import datetime

    from statusboard.domain.views.locations import LocationLine


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the locations: when each was last heard of, its version, and how much it asks."""
    from statusboard.app.health.locations import LOCATIONS
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        view = door.ask(LOCATIONS, None)
    if as_json:
        rows = [
            {
                "name": line.name,
                "heard": line.is_heard,
                "last_sign": None if line.last_sign is None else line.last_sign.isoformat(),
                "version": line.version,
                "host": line.host,
                "problem": line.problem,
                "checks": line.checks,
            }
            for line in view.lines
        ]
        print_json({"locations": rows})
        return
    for line in view.lines:
        print("  ".join(_words(line, view.as_of)))


def _words(line: "LocationLine", as_of: "datetime") -> list[str]:
    from statusboard.domain.time_text import length_text

    checks = "1 check" if line.checks == 1 else f"{line.checks} checks"
    if line.last_sign is None:
        state = "at work, no answer yet" if line.is_heard else "never heard of"
        return [line.name, state, checks]
    ago = f"last heard of {length_text(max(as_of - line.last_sign, as_of - as_of))} ago"
    state = "at work" if line.is_heard else f"silent, {ago}"
    version = f"version {line.version} on {line.host}" if line.version else ""
    return [part for part in (line.name, state, version, checks, line.problem) if part]


def remove(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    database: Database = None,
) -> None:
    """Take a location off the list. Its collector has to be stopped; what it measured stays."""
    from statusboard.app.watching.location_commands import RemoveLocation, remove_location
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        door.do(remove_location, RemoveLocation(name), this_person(door))
    print(f"{name} was removed. What it measured stays.")
