"""`statusboard maintenance submit`, `approve`, `announce`…: who agrees to it, and telling it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar
from zoneinfo import ZoneInfo

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.maintenance_options import line_text, row_of, say_worked
from statusboard.cli.notice import WithoutApproval
from statusboard.cli.notice_agreement import standing
from statusboard.cli.options import Database, Json

if TYPE_CHECKING:
    from statusboard.app.doorway import Verb
    from statusboard.app.maintenance.inputs import Worked

Input = TypeVar("Input")
Window = Annotated[str, typer.Argument(metavar="WINDOW", help="Its public id, as list shows it.")]
Seen = Annotated[
    int, typer.Option("--revision", metavar="NUMBER", help="The plan that you have read.")
]
Newest = Annotated[
    int | None,
    typer.Option("--revision", metavar="NUMBER", help="The plan that is meant; else the newest."),
]


def show(window: Window, database: Database = None, as_json: Json = False) -> None:
    """Show planned work whole, and how it stands: what customers read, and who agreed."""
    from statusboard.app.maintenance.asks import WordsAsk
    from statusboard.app.maintenance.queries import (
        MAINTENANCE_DETAIL,
        MAINTENANCE_WORDS,
        PAGE_ZONE,
        WINDOW_ID,
    )
    from statusboard.cli.desk import reading_doorway
    from statusboard.domain.maintenance import MaintenanceStatus
    from statusboard.domain.views.maintenance import SayingStep

    with reading_doorway(database) as door:
        window_id = door.ask(WINDOW_ID, window)
        detail = door.ask(MAINTENANCE_DETAIL, window_id)
        asked = WordsAsk(detail.plan, SayingStep.ANNOUNCED, window_id)
        words, zone = door.ask(MAINTENANCE_WORDS, asked), door.ask(PAGE_ZONE, None)
    line = detail.window
    if as_json:
        print_json(
            row_of(line) | {"revision": detail.revision, "title": words.title, "body": words.body}
        )
        return
    print(line_text(line, zone))
    for service in line.services:
        print(f"{service.name}: {service.status.value}")
    if line.window.status is MaintenanceStatus.DRAFT:
        print(f"revision {detail.revision}: {standing(line.agreement, ZoneInfo(zone).key)}")
    print(f"\n{words.title}\n\n{words.body}")


def submit(
    window: Window, *, revision: Newest = None, database: Database = None, as_json: Json = False
) -> None:
    """Ask somebody else to agree to a draft."""
    from statusboard.app.maintenance.agreement_commands import submit_work
    from statusboard.app.maintenance.inputs import SubmitWork

    _do(submit_work, SubmitWork, window, revision, database, as_json=as_json)


def approve(
    window: Window, *, revision: Seen, database: Database = None, as_json: Json = False
) -> None:
    """Agree to a draft that somebody else wrote, as you have read it."""
    from statusboard.app.maintenance.agreement_commands import approve_work
    from statusboard.app.maintenance.inputs import ApproveWork

    _do(approve_work, ApproveWork, window, revision, database, as_json=as_json)


def reject(
    window: Window,
    *,
    revision: Seen,
    words: Annotated[str, typer.Option("--words", metavar="TEXT", help="What has to change.")],
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Send a draft back, or take your approval back."""
    from statusboard.app.maintenance.agreement_commands import reject_work
    from statusboard.app.maintenance.inputs import RejectWork

    _do(
        reject_work,
        lambda number, seen: RejectWork(number, seen, words),
        *(window, revision, database),
        as_json=as_json,
    )


def announce(
    window: Window,
    *,
    without_approval: WithoutApproval = "",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Put a draft on the page, and tell of it."""
    from statusboard.app.maintenance.commands import plan
    from statusboard.app.maintenance.inputs import PlanWork
    from statusboard.app.maintenance.queries import MAINTENANCE_DETAIL, WINDOW_ID
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        detail = door.ask(MAINTENANCE_DETAIL, door.ask(WINDOW_ID, window))
        given = PlanWork(detail.plan, detail.maintenance_id, detail.revision, without_approval)
        say_worked(door, door.do(plan, given, this_person(door)).result, as_json=as_json)


def _do(
    verb: "Verb[Input, Worked]",
    make: Callable[[int, int], Input],
    window: str,
    revision: int | None,
    database: str | None,
    *,
    as_json: bool,
) -> None:
    from statusboard.app.maintenance.queries import MAINTENANCE_DETAIL, PAGE_ZONE, WINDOW_ID
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        window_id = door.ask(WINDOW_ID, window)
        detail = door.ask(MAINTENANCE_DETAIL, window_id)
        seen = detail.revision if revision is None else revision
        door.do(verb, make(detail.maintenance_id, seen), this_person(door))
        after, zone = door.ask(MAINTENANCE_DETAIL, window_id), door.ask(PAGE_ZONE, None)
    if as_json:
        print_json(row_of(after.window) | {"revision": after.revision})
        return
    words = standing(after.window.agreement, zone)
    print(f"draft {window}, revision {after.revision}: {words}")
