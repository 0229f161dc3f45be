"""`statusboard newrelic connect …`: with which keys which New Relic is asked."""

from typing import Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import AllowFile, Database, Demo, Json
from statusboard.errors import RuleBroken

Name = Annotated[str, typer.Option(help="What banners call it, where there are several.")]


def connections(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the connections, the accounts that each sees, and what is wrong with it."""
    from statusboard.app.desk.settings import SETTINGS
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        held = door.ask(SETTINGS, None).connections
    if as_json:
        fields = [
            {
                "name": one.name,
                "region": one.region,
                "url": one.url,
                "user": one.user,
                "accounts": [{"account": number, "name": name} for number, name in one.accounts],
                "problem": one.problem,
                "last_read_at": None if one.last_read_at is None else one.last_read_at.isoformat(),
            }
            for one in held
        ]
        print_json({"connections": fields})
        return
    for one in held:
        accounts = ", ".join(f"{name} ({number})" for number, name in one.accounts)
        print("  ".join((one.name, one.url or one.region, accounts or "no account", one.problem)))
    if not held:
        print("New Relic is not connected")


def connect(
    region: Annotated[str, typer.Option(help="US, EU, JP or FEDRAMP.")] = "",
    url: Annotated[str, typer.Option(help="An address of your own, instead of a region.")] = "",
    name: Name = "",
    database: Database = None,
    allow_file: AllowFile = False,
) -> None:
    """Connect New Relic, or another one of its: the key is asked for, or read from standard input.

    It is tried first. Another --name makes another connection, such as one for each region.
    """
    from statusboard.cli.desk import doorway, this_person
    from statusboard.cli.newrelic import asked
    from statusboard.cli.secret import secret_given
    from statusboard.domain.views.new_relic import Connect

    if bool(region) == bool(url):
        raise RuleBroken("Give --region or --url, one of the two.", field="region")
    with doorway(database) as door:
        person = this_person(door)
        given = Connect(region.upper(), url, secret_given("user key"), allow_file, name)
        done = asked(door, database, lambda calls: calls.connect(given, person))
    accounts = ", ".join(f"{one} ({number})" for number, one in done.accounts)
    print(f"connected as {done.user}: {accounts or 'the key sees no account'}")


def disconnect(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As “connections” lists it.")],
    database: Database = None,
) -> None:
    """End a connection and forget its key. Services keep their history."""
    from statusboard.app.new_relic.connection import CONNECTIONS
    from statusboard.cli.desk import doorway, this_person
    from statusboard.cli.newrelic import asked

    with doorway(database) as door:
        if name not in {one.name for one in door.ask(CONNECTIONS, None)}:
            raise RuleBroken(f"No connection is called {name}.", field="name")
        person = this_person(door)
        asked(door, database, lambda calls: calls.disconnect(person, name))
    print(f"{name} is disconnected, and its key forgotten")


def backfill(
    progress: Annotated[
        bool, typer.Option("--progress", help="Say how far it has come, and begin nothing.")
    ] = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Read what New Relic kept of all that is watched, for the charts: up to 13 months.

    The office reads it by itself at the first connect, and goes on where it was stopped; this
    begins it anew.
    """
    from statusboard.app.new_relic.history_commands import HISTORY, backfill
    from statusboard.cli.desk import doorway, reading_doorway, this_person
    from statusboard.domain.views.new_relic_history import Backfill

    if not progress:
        with doorway(database) as door:
            door.do(backfill, Backfill(), this_person(door))
    with reading_doorway(database) as door:
        now = door.ask(HISTORY, None)
    if as_json:
        reaches = {label: since.isoformat() for label, since in now.reaches}
        print_json(
            {
                "figures": now.figures,
                "steps": now.steps,
                "done": now.done,
                "problem": now.problem,
                "reaches": reaches,
            }
        )
        return
    print(f"{now.done} of {now.steps} steps are read, of {now.figures} figures")
    for label, since in now.reaches:
        print(f"{label}: New Relic has it since {since:%Y-%m-%d}")
    if now.problem:
        print(now.problem)
