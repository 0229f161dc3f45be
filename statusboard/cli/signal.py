"""`statusboard signal …`: what others report to, and its address."""

import json
from typing import Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken

Service = Annotated[str, typer.Argument(metavar="SERVICE", help="The name of the service.")]
AsJson = Annotated[bool, typer.Option("--json", help="As one JSON object.")]


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the checks that others report to, and since when each has an address."""
    from statusboard.app.signals.queries import TOLD
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        told = door.ask(TOLD, None)
    if as_json:
        rows = [
            {
                "check": one.check_id,
                "service": one.service,
                "how": one.how,
                "address_since": None if one.made is None else one.made.isoformat(),
            }
            for one in told
        ]
        print_json({"signals": rows})
        return
    for one in told:
        since = "no address yet" if one.made is None else f"address since {one.made:%Y-%m-%d}"
        print(f"{one.check_id}  {one.service}  {one.how}  {since}")
    if not told:
        print("nothing reports by itself")


def address(
    service: Service,
    database: Database = None,
    check: Annotated[
        int | None,
        typer.Option(help="Its number in “signal list”, where several report to the service."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--new", help="Make another address; the one before ends.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make the address that is reported to, and print it with a line for a shell. Shown once."""
    from statusboard.app.signals.commands import give_address
    from statusboard.app.signals.queries import TOLD
    from statusboard.cli.desk import doorway, this_person
    from statusboard.domain.views.signals import GiveAddress

    with doorway(database) as door:
        its = [one for one in door.ask(TOLD, None) if one.service == service]
        found = [one for one in its if check in (None, one.check_id)]
        if not found:
            raise RuleBroken(
                f"Nothing reports to a service called {service}. “statusboard signal list” names "
                "what does.",
                field="service",
            )
        if len(found) > 1:
            numbers = ", ".join(str(one.check_id) for one in found)
            raise RuleBroken(f"Several report to it. Say which by --check: {numbers}.", "check")
        try:
            wanted = GiveAddress(found[0].check_id, again=again)
            made = door.do(give_address, wanted, this_person(door)).result
        except RuleBroken as broken:
            if broken.field == "again":
                sentence = f"{broken.sentence} “--new” does."
                raise RuleBroken(sentence, broken.field) from broken
            raise
    if as_json:
        print(json.dumps({"url": made.url, "shell": made.command}))
        return
    print(made.url)
    print(made.command)
