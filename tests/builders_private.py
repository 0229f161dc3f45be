"""A database full of texts that no customer may ever see, and the public view of it."""

from datetime import timedelta
from pathlib import Path

from statusboard.app.notices.commands import publish
from statusboard.app.notices.inputs import Publish
from statusboard.app.page.public import PUBLIC
from statusboard.domain.instants import to_us
from statusboard.domain.result import Reason
from statusboard.domain.verdict import CheckState, Transition
from statusboard.domain.views.public import PublicView
from statusboard.storage import sources
from statusboard.storage.audit import write_audit
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.history import states
from statusboard.storage.settings import write_setting
from tests.builders_speaking import COLLECTOR, GOOD, MAJOR, MINUTE, NOON, Newsroom, wording

SERVICES = 100


def fill_with_markers(database: Database, folder: Path) -> tuple[list[str], PublicView]:
    """The markers that were put into every private place, and what the public is shown."""
    room = Newsroom(database)
    room.publishes_to(folder / "secret-folder-marker")
    markers = ["secret-folder-marker"]

    def marker(kind: str, number: int) -> str:
        markers.append(f"private-{kind}-{number:05d}")
        return markers[-1]

    with database.writing(NOON - 60 * MINUTE, COLLECTOR) as unit:
        write_setting(unit, "new_relic.url", f"https://{marker('url', 0)}.example")
        for number in range(SERVICES):
            component = add_component(unit, name=f"Checkout {number}")
            for each in range(2):
                check = add_check(
                    unit,
                    component_id=component.id,
                    kind="http",
                    config={
                        "url": f"http://{marker('host', number * 2 + each)}.internal:8080/",
                        "headers": {"Authorization": marker("header", number * 2 + each)},
                    },
                    interval=timedelta(seconds=60),
                )
                state = CheckState(MAJOR, to_us(NOON) - 60_000_000)
                detail = marker("detail", check.id)
                stored = states.StoredState(state, Reason.STATUS_CODE, detail)
                states.write_states(unit, {check.id: stored})
                turn = Transition(to_us(NOON) - 60_000_000, GOOD, MAJOR)
                states.record_transitions(
                    unit,
                    [states.StoredTransition(check.id, turn, Reason.DNS, marker("turn", check.id))],
                )
            sources.write_source(
                unit, marker("source", number), last_us=None, problem=marker("problem", number)
            )
            write_audit(
                unit, verb="x", subject=marker("audit", number), detail={"a": marker("b", number)}
            )
    room.watched()
    for number in range(60):
        room.draft(
            wording({}, title=marker("title", number), body=marker("draft", number)),
            who=marker("person", number),
        )
    said = room.draft(wording({n + 1: MAJOR for n in range(SERVICES)}), who=marker("author", 0))
    given = Publish(said.notice_id, said.revision, override=marker("override", 0))
    room.do(publish, given, who=marker("publisher", 0))
    return markers, room.ask(PUBLIC)
