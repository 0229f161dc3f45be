"""`statusboard subscribers lists`: the lists of people inside."""

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the inside lists: which text each gets, and how many stand in it."""
    from statusboard.app.delivery.inside_lists import LISTS
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        lists = door.ask(LISTS, None)
    if as_json:
        rows = [
            {"name": one.inside_list.name, "text": one.inside_list.text, "members": one.members}
            for one in lists
        ]
        print_json({"lists": rows})
        return
    for one in lists:
        print(f"{one.inside_list.name}  text: {one.inside_list.text}  members: {one.members}")
    if not lists:
        print("no lists; “apply” makes them")
