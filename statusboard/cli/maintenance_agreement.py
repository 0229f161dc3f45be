"""`statusboard maintenance submit`, `approve`, `announce`…: who agrees to it, and telling it.

Of a draft it is the plan that is agreed to; of announced work, the change of it that waits.
"""

from typing import TYPE_CHECKING, Annotated, TypeVar
from zoneinfo import ZoneInfo

import typer

from statusboard.cli.agreement_steps import Newest, Seen, Way, decide, marked, standing
from statusboard.cli.json_output import print_json
from statusboard.cli.maintenance_options import change_text, line_text, row_of, say_worked
from statusboard.cli.notice import WithoutApproval
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.doorway import Doorway, Verb
    from statusboard.app.maintenance.change_inputs import Proposed
    from statusboard.app.maintenance.inputs import Worked
    from statusboard.domain.views.maintenance import MaintenanceDetail

Input = TypeVar("Input")
Window = Annotated[str, typer.Argument(metavar="WINDOW", help="Its public id, as list shows it.")]


def show(
    window: Window,
    *,
    changes: Annotated[
        bool,
        typer.Option("--changes", help="What has changed since it was approved or announced."),
    ] = False,
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
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

    with reading_doorway(database, demo=demo) as door:
        window_id = door.ask(WINDOW_ID, window)
        detail = door.ask(MAINTENANCE_DETAIL, window_id)
        asked = WordsAsk(detail.plan, SayingStep.ANNOUNCED, window_id)
        words, zone = door.ask(MAINTENANCE_WORDS, asked), door.ask(PAGE_ZONE, None)
    line = detail.window
    if as_json:
        more = {"revision": detail.revision, "title": words.title, "body": words.body}
        print_json(row_of(line) | more | {"changes": marked(detail.redline) if changes else None})
        return
    print(line_text(line, zone))
    for service in line.services:
        print(f"{service.name}: {service.status.value}")
    if line.window.status is MaintenanceStatus.DRAFT:
        print(f"revision {detail.revision}: {standing(line.agreement, ZoneInfo(zone).key)}")
    if line.change is not None:
        print(change_text(line.change, zone))
    text = marked(detail.redline) if changes else f"{words.title}\n\n{words.body}"
    print(f"\n{text}")


def submit(
    window: Window, *, revision: Newest = None, database: Database = None, as_json: Json = False
) -> None:
    """Ask somebody else to agree to a draft."""
    from statusboard.app.maintenance.agreement_commands import submit_work
    from statusboard.app.maintenance.inputs import SubmitWork

    decide(submit_work, SubmitWork, _draft(window, as_json=as_json), revision, database)


def approve(
    window: Window, *, revision: Seen, database: Database = None, as_json: Json = False
) -> None:
    """Agree to a draft, or to a change of announced work, that is somebody else's, as you read it.

    A change is made at once.
    """
    from statusboard.app.maintenance.agreement_commands import approve_work
    from statusboard.app.maintenance.change_commands import approve_change
    from statusboard.app.maintenance.change_inputs import ApproveChange
    from statusboard.app.maintenance.inputs import ApproveWork

    def say(door: "Doorway", done: "Worked") -> None:
        say_worked(door, done, as_json=as_json)

    if _is_draft(window, database):
        decide(approve_work, ApproveWork, _draft(window, as_json=as_json), revision, database)
        return
    way = Way(lambda door: _change(door, window), say)
    decide(approve_change, lambda _, seen: ApproveChange(seen), way, revision, database)


def reject(
    window: Window,
    *,
    revision: Seen,
    words: Annotated[str, typer.Option("--words", metavar="TEXT", help="What has to change.")],
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Send a draft, or a change, back; or take your approval of a draft back."""
    from statusboard.app.maintenance.agreement_commands import reject_work
    from statusboard.app.maintenance.change_commands import reject_change
    from statusboard.app.maintenance.change_inputs import RejectChange
    from statusboard.app.maintenance.inputs import RejectWork

    if _is_draft(window, database):
        decide(
            reject_work,
            lambda number, seen: RejectWork(number, seen, words),
            *(_draft(window, as_json=as_json), revision, database),
        )
        return
    decide(
        reject_change,
        lambda _, seen: RejectChange(seen, words),
        *(_of_change(window, as_json=as_json), revision, database),
    )


def withdraw_request(
    window: Window, *, revision: Newest = None, database: Database = None, as_json: Json = False
) -> None:
    """Take the question back: nobody needs to agree to the draft, or to the change, any more."""
    from statusboard.app.maintenance.agreement_commands import withdraw_request_of_work
    from statusboard.app.maintenance.change_commands import withdraw_change
    from statusboard.app.maintenance.change_inputs import WithdrawChange
    from statusboard.app.maintenance.inputs import WithdrawWork

    if _is_draft(window, database):
        way = _draft(window, as_json=as_json)
        decide(withdraw_request_of_work, WithdrawWork, way, revision, database)
        return
    decide(
        withdraw_change,
        lambda _, seen: WithdrawChange(seen),
        *(_of_change(window, as_json=as_json), revision, database),
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


def ask_or_do(
    door: "Doorway",
    verb: "Verb[Input, Worked]",
    given: Input,
    name: str,
    *,
    is_asked: bool,
    as_json: bool,
) -> None:
    """Does it, or asks somebody else to agree to it; says what became of it."""
    from statusboard.app.maintenance.change_commands import propose
    from statusboard.app.maintenance.change_inputs import ProposeWork
    from statusboard.cli.desk import this_person

    if not is_asked:
        say_worked(door, door.do(verb, given, this_person(door)).result, as_json=as_json)
        return
    asked = ProposeWork(**{name: given})  # type: ignore[arg-type]
    _say_change(door, door.do(propose, asked, this_person(door)).result, as_json=as_json)


def _draft(window: str, *, as_json: bool) -> Way["Worked"]:
    def find(door: "Doorway") -> tuple[int, int]:
        detail = _detail(door, window)
        return detail.maintenance_id, detail.revision

    def say(door: "Doorway", _done: "Worked") -> None:
        from statusboard.app.maintenance.queries import PAGE_ZONE

        after = _detail(door, window)
        if as_json:
            print_json(row_of(after.window) | {"revision": after.revision})
            return
        words = standing(after.window.agreement, door.ask(PAGE_ZONE, None))
        print(f"draft {window}, revision {after.revision}: {words}")

    return Way(find, say)


def _of_change(window: str, *, as_json: bool) -> Way["Proposed"]:
    return Way(
        lambda door: _change(door, window),
        lambda door, done: _say_change(door, done, as_json=as_json),
    )


def _say_change(door: "Doorway", done: "Proposed", *, as_json: bool) -> None:
    from statusboard.app.maintenance.queries import MAINTENANCE_DETAIL, PAGE_ZONE

    after, zone = door.ask(MAINTENANCE_DETAIL, done.window_id), door.ask(PAGE_ZONE, None)
    if as_json:
        print_json(row_of(after.window))
    elif after.window.change is None:
        print(f"change {done.change_id} is taken back; the work stays as announced")
    else:
        print(change_text(after.window.change, zone))


def _change(door: "Doorway", window: str) -> tuple[int, int]:
    """The number of the change that waits, twice: it is its own revision."""
    change = _detail(door, window).window.change
    if change is None:
        raise RuleBroken(
            f"Nobody asks for a change of {window}. “statusboard maintenance show” says how it "
            "stands.",
            field="window",
        )
    return change.change_id, change.change_id


def _is_draft(window: str, database: str | None) -> bool:
    from statusboard.cli.desk import reading_doorway
    from statusboard.domain.maintenance import MaintenanceStatus

    with reading_doorway(database) as door:
        return _detail(door, window).window.window.status is MaintenanceStatus.DRAFT


def _detail(door: "Doorway", window: str) -> "MaintenanceDetail":
    from statusboard.app.maintenance.queries import MAINTENANCE_DETAIL, WINDOW_ID

    return door.ask(MAINTENANCE_DETAIL, door.ask(WINDOW_ID, window))
