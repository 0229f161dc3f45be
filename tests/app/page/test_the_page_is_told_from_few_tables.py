"""What tables the public page is told from: whoever lets it ask one more has to say so here.

What it never asks cannot get out. Of those it does ask, the private columns are full of markers in
`tests/render/test_hostile_texts_stay_texts.py`.
"""

from pathlib import Path

from sqlalchemy import event

from statusboard.app.page.public import PUBLIC
from statusboard.storage.database import Database
from statusboard.storage.tables.base import METADATA
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import MAJOR, NOON, Newsroom, wording

PUBLIC_TABLES = {
    *("component", "component_group", "page", "page_service", "generation", "setting"),
    *("incident", "incident_update", "update_component"),
    *("span", "override", "history_correction", "brought_history"),
    "lease",  # of the collector alone: until when services are observed
}


@ON_SQLITE
def test_no_other_table_is_asked(database: Database, tmp_path: Path) -> None:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path)
    service = newsroom.service()
    newsroom.measures(service, (NOON, MAJOR))
    newsroom.publish(wording({service: MAJOR}))
    asked: set[str] = set()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        words = set(statement.replace('"', " ").replace(",", " ").split())
        asked.update(name for name in METADATA.tables if name in words)

    event.listen(database.engine, "before_cursor_execute", note)
    newsroom.ask(PUBLIC)

    assert asked
    assert asked - PUBLIC_TABLES == set()
