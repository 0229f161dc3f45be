"""`statusboard page`: the public page, put into a folder now."""

from statusboard.cli.options import Database, Demo, Out


def page(out: Out, database: Database = None, demo: Demo = False) -> None:
    """Write the public page into a folder of its own, and read it back."""
    from statusboard.app.loops.publisher import site_of
    from statusboard.app.queries.public import PUBLIC
    from statusboard.cli.desk import doorway
    from statusboard.errors import RuleBroken
    from statusboard.targets.folder import Folder

    with doorway(database, demo=demo) as door:
        site = site_of(door.ask(PUBLIC, None))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RuleBroken(f"{out} cannot be made: {error.strerror}.", field="out") from error
    receipt = Folder(out.resolve()).put(site)
    print(
        f"{len(site.files)} files read back, {receipt.written} written, {receipt.removed} removed"
    )
