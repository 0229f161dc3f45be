"""`statusboard maintenance freeze` and `unfreeze`: time in which no work should be planned."""

from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.maintenance_options import instant_in
from statusboard.cli.options import Database, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from datetime import tzinfo

    from statusboard.domain.freeze_period import FreezePeriod

Name = Annotated[str, typer.Argument(metavar="NAME", help="Such as “Year end”.")]


def freeze(
    name: Name,
    *,
    starts: Annotated[
        str, typer.Option("--from", metavar="TIME", help="On the clock of the page.")
    ],
    until: Annotated[str, typer.Option("--until", metavar="TIME", help="The first time after it.")],
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Say that no work should be planned for a while; who plans some is warned."""
    from statusboard.app.maintenance.freeze_commands import freeze as make
    from statusboard.app.maintenance.inputs import Freeze
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        given = Freeze(name, instant_in(door, starts, "from"), instant_in(door, until, "until"))
        done = door.do(make, given, this_person()).result
    if as_json:
        print_json({"freeze": done.freeze_id, "name": name})
        return
    print(f"frozen: {name}")


def unfreeze(name: Name, database: Database = None, as_json: Json = False) -> None:
    """End a freeze as if there had been none."""
    from statusboard.app.maintenance.freeze_commands import unfreeze as end
    from statusboard.app.maintenance.inputs import Unfreeze
    from statusboard.app.maintenance.queries import FREEZE_PERIODS
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        found = [one.id for one in door.ask(FREEZE_PERIODS, None) if one.name == name]
        if not found:
            raise RuleBroken(
                f"There is no freeze “{name}”. “statusboard maintenance list” shows those there "
                "are.",
                field="name",
            )
        for freeze_id in found:
            door.do(end, Unfreeze(freeze_id), this_person())
    if as_json:
        print_json({"ended": found})
        return
    print(f"ended: {name}")


def freeze_row(one: "FreezePeriod") -> dict[str, object]:
    """A freeze as programs read it."""
    return {
        "name": one.name,
        "starts": one.starts_at.isoformat(),
        "ends": one.ends_at.isoformat(),
    }


def freeze_text(one: "FreezePeriod", zone: "tzinfo") -> str:
    """A freeze in one line."""
    start, stop = (at.astimezone(zone) for at in (one.starts_at, one.ends_at))
    return f"freeze  {start:%Y-%m-%d %H:%M} to {stop:%Y-%m-%d %H:%M} {stop.tzname()}  {one.name}"
