"""`statusboard history retention`: what of the single answers would go, before it goes."""

from typing import Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json, refuse_for_sample


def retention(
    *,
    confirm: Annotated[bool, typer.Option("--confirm", help="Let go what is told here.")] = False,
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Say how long single answers are kept, and what would go by the settings."""
    from dataclasses import asdict

    from statusboard.app.history.retention_commands import (
        RETENTION,
        confirm_retention,
    )
    from statusboard.app.history.retention_inputs import ConfirmRetention
    from statusboard.cli.desk import doorway, reading_doorway, this_person

    if confirm:
        refuse_for_sample("--confirm", demo=demo)
        with doorway(database) as door:
            told = door.ask(RETENTION, None)
            if not as_json:
                print(told.words)
            given = ConfirmRetention(told.days, told.size_mb)
            view = door.do(confirm_retention, given, this_person(door)).result
    else:
        with reading_doorway(database, demo=demo) as door:
            view = door.ask(RETENTION, None)
    if as_json:
        print_json({**asdict(view), "agreed": view.is_agreed})
        return
    print(view.words)
    if not view.is_agreed:
        print("Let it go with: statusboard history retention --confirm")
