"""`statusboard page`: the public page, put into a folder now."""

from statusboard.cli.options import Database, Demo, Out


def page(out: Out, database: Database = None, demo: Demo = False) -> None:
    """Write the public page into a folder of its own, and read it back."""
    from statusboard.app.office import write_page
    from statusboard.cli.desk import doorway

    if demo:
        from statusboard.app.bootstrap import place
        from statusboard.app.clock import SystemClock
        from statusboard.demo.stage import tell_once

        where = place(database, demo=True)
        tell_once(where.database, where.folder, SystemClock())
    with doorway(database, demo=demo) as door:
        receipt = write_page(door.database, door.clock, out)
    print(f"{receipt.files} files read back, {receipt.written} written, {receipt.removed} removed")
