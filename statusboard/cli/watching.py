"""`statusboard collect`, `office`, `theirs` and `statusboard demo newrelic`."""

from pathlib import Path
from typing import Annotated

import typer

from statusboard.cli.options import Database, Demo, Length
from statusboard.domain.location import HOME


def collect(
    database: Database = None,
    for_time: Length = None,
    location: Annotated[
        str,
        typer.Option(
            "--location",
            metavar="NAME",
            help="Ask from here what is to be asked from NAME; needs a PostgreSQL database.",
        ),
    ] = HOME,
    demo: Demo = False,
) -> None:
    """Watch the services, until interrupted or for so long."""
    from statusboard.app.programs import roles

    roles.collect(database, demo=demo, for_time=for_time, location=location)


def office(database: Database = None, for_time: Length = None, demo: Demo = False) -> None:
    """Publish what people decided, until interrupted or for so long."""
    from statusboard.app.programs import roles

    roles.office(database, demo=demo, for_time=for_time)


def theirs(database: Database = None) -> None:
    """Say that what is held back as our own network is an outage of the services."""
    from statusboard.app.watching import commands
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        door.do(commands.it_is_them, commands.ItIsThem(), this_person(door))
    typer.echo("What failed since its first failure counts as an outage.")


def newrelic(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")],
    scenario: Annotated[
        str,
        typer.Option(metavar="NAME|FILE", help="What happens when: day, clock_change, or a file."),
    ] = "",
    speed: Annotated[
        float | None, typer.Option(min=0.01, help="How fast its clock runs; 1 is real time.")
    ] = None,
    replay: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Answer as a record of `newrelic record` has it."),
    ] = None,
) -> None:
    """Stand in for New Relic on loopback, with sample data."""
    from statusboard.demo.new_relic import program

    program.run(port, program.played(scenario, speed, replay))
