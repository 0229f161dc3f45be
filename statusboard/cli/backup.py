"""`statusboard backup` and `statusboard restore`: copies of the database, made and brought back."""

from pathlib import Path
from typing import Annotated

import typer

from statusboard.cli.options import Database

Into = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Another folder than the one beside the database."),
]
Which = Annotated[
    str | None,
    typer.Argument(metavar="COPY", help="As “--list” names it, or a file. Otherwise the newest."),
]
Lists = Annotated[bool, typer.Option("--list", help="Name the copies, and change nothing.")]


def backup(database: Database = None, out: Into = None) -> None:
    """Copy the database now, while others work on it, and look the copy over."""
    from statusboard.app.backups.copies import make_copy
    from statusboard.app.clock import SystemClock
    from statusboard.app.installation import locate, open_existing

    open_existing(database).close()  # says it in words where there is nothing to copy
    made = make_copy(locate(database), SystemClock().now(), is_daily=False, folder=out)
    contents = made.contents
    print(made.copy.path)
    print(f"schema {contents.revision}, {contents.total} rows, looked over")


def restore(copy: Which = None, database: Database = None, lists: Lists = False) -> None:
    """Bring a copy of the database back. What is there is set aside, and nothing overwritten."""
    from statusboard.app.backups.restore import bring_back, chosen_copy
    from statusboard.app.clock import SystemClock
    from statusboard.app.installation import locate
    from statusboard.cli.desk import whoever_types

    where = locate(database)
    if lists:
        _list(database)
        return
    chosen = chosen_copy(where, copy)
    done = bring_back(where, chosen, now=SystemClock().now(), actor=whoever_types())
    print(f"brought back {chosen.path.name}, of {chosen.made_at:%Y-%m-%d %H:%M} UTC")
    for kept in done.set_aside:
        print(f"set aside: {kept}")


def _list(database: str | None) -> None:
    from statusboard.app.backups.copies import folder_of, list_copies
    from statusboard.app.installation import locate

    copies = list_copies(locate(database))
    for copy in copies:
        size = copy.path.stat().st_size / 1_000_000
        print(f"{copy.path.name}  {copy.made_at:%Y-%m-%d %H:%M} UTC  {size:.1f} MB")
    if not copies:
        print(f"no copies in {folder_of(locate(database))}")
