"""`statusboard page`: the public page, put into a folder now."""

from typing import Annotated, TypeAlias

import typer

from statusboard.cli.options import Database, Demo, Out

EvenPrivate: TypeAlias = Annotated[
    bool, typer.Option("--private", help="Write a private page too: whoever gets there reads it.")
]


def page(
    out: Out, database: Database = None, demo: Demo = False, private: EvenPrivate = False
) -> None:
    """Write the public page into a folder of its own, and read it back."""
    from contextlib import closing

    from statusboard.app.clock import SystemClock
    from statusboard.app.installation import locate, open_existing
    from statusboard.app.page.office import write_page
    from statusboard.errors import Damaged, Unavailable

    if demo:
        from statusboard.demo.stage import tell_once

        where = locate(demo=True)
        tell_once(where.database, where.folder, SystemClock())
    try:
        opened = open_existing(database, demo=demo, writes=True)
    except Damaged:
        raise
    except Unavailable:  # what was never published yet has no id of its own then
        opened = open_existing(database, demo=demo)
    with closing(opened):
        receipt = write_page(opened, SystemClock(), out, even_private=private)
    print(f"{receipt.files} files read back, {receipt.written} written, {receipt.removed} removed")
