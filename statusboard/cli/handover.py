"""`statusboard handover`: the page for the next shift."""

import sys

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """Print what the next shift has to know: incidents, promises, services, drafts, messages."""
    from statusboard.app.notices.handover import HANDOVER
    from statusboard.cli.desk import reading_doorway, this_person
    from statusboard.domain.handover import handover_text

    with reading_doorway(database, demo=demo) as door:
        page = door.ask(HANDOVER, this_person(door).name)
    if not as_json:
        sys.stdout.buffer.write(handover_text(page).encode())
        sys.stdout.flush()
        return
    print_json(
        {
            "company": page.company,
            "as_of": page.as_of.isoformat(),
            "by": page.by,
            "quiet": page.is_quiet,
            "sections": [{"title": one.title, "lines": list(one.lines)} for one in page.sections],
        }
    )
