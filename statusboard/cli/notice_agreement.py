"""`statusboard notice submit`, `approve`, `schedule`…: who agrees, and when it goes out."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, TypeVar
from zoneinfo import ZoneInfo

import typer

from statusboard.cli.agreement_steps import Newest, Seen, Way, decide, marked, standing
from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.domain.languages import own_name
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.doorway import Doorway, Verb
    from statusboard.app.notices.agreement_inputs import Stands
    from statusboard.domain.views.agreement import AgreementView
    from statusboard.domain.views.notices import EditorView

Input = TypeVar("Input")
Draft = Annotated[int, typer.Argument(metavar="NOTICE", help="Its number in “notice list”.")]


def show(
    notice: Draft,
    *,
    changes: Annotated[
        bool, typer.Option("--changes", help="What has changed since it was approved last.")
    ] = False,
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Show a draft, and how it stands: who agreed, and when it goes out."""
    from statusboard.app.notices.asks import ReviewAsk
    from statusboard.app.notices.queries import REVIEW
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        draft = _draft(door, notice)
        view = door.ask(REVIEW, ReviewAsk(notice, draft.revision))
    if as_json:
        print_json(
            {
                "notice": notice,
                "revision": view.revision,
                "title": view.wording.title,
                "body": view.wording.body,
                "translations": [
                    {
                        "language": one.language,
                        "title": one.title,
                        "body": one.body,
                        "state": one.state(view.wording.title, view.wording.body).value,
                    }
                    for one in view.wording.translations
                ],
                **_row(view.agreement),
                "changes": marked(view.redline) if changes else None,
            }
        )
        return
    print(f"draft {notice}, revision {view.revision}: {standing(view.agreement, view.zone)}")
    if changes:
        print(marked(view.redline))
        return
    said = view.wording
    print(f"{said.title}\n\n{said.body}")
    for one in said.translations:
        state = one.state(said.title, said.body)
        print(f"\n{own_name(one.language)} ({state})\n\n{one.title}\n\n{one.body}")


def submit(
    notice: Draft, *, revision: Newest = None, database: Database = None, as_json: Json = False
) -> None:
    """Ask somebody else to agree to a draft."""
    from statusboard.app.notices.agreement_commands import submit as ask
    from statusboard.app.notices.agreement_inputs import Submit

    _do(ask, Submit, notice, revision, database, as_json=as_json)


def approve(
    notice: Draft, *, revision: Seen, database: Database = None, as_json: Json = False
) -> None:
    """Agree to a draft that somebody else wrote, as you have read it."""
    from statusboard.app.notices.agreement_commands import approve_notice
    from statusboard.app.notices.agreement_inputs import Approve

    _do(approve_notice, Approve, notice, revision, database, as_json=as_json)


def reject(
    notice: Draft,
    *,
    revision: Seen,
    words: Annotated[str, typer.Option("--words", metavar="TEXT", help="What has to change.")],
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Send a draft back, or take your approval back."""
    from statusboard.app.notices.agreement_commands import reject_notice
    from statusboard.app.notices.agreement_inputs import Reject

    _do(
        reject_notice,
        lambda number, seen: Reject(number, seen, words),
        *(notice, revision, database),
        as_json=as_json,
    )


def withdraw_request(
    notice: Draft, *, revision: Newest = None, database: Database = None, as_json: Json = False
) -> None:
    """Take the question back: nobody needs to agree to the draft for now."""
    from statusboard.app.notices.agreement_commands import withdraw_request_of
    from statusboard.app.notices.agreement_inputs import WithdrawRequest

    _do(withdraw_request_of, WithdrawRequest, notice, revision, database, as_json=as_json)


def schedule(
    notice: Draft,
    *,
    at: Annotated[
        str,
        typer.Option("--at", metavar="TIME", help="On the page's clocks: 2026-11-29T14:30."),
    ],
    revision: Newest = None,
    tell: Annotated[
        bool | None, typer.Option("--tell/--no-tell", help="As for “notice new”.")
    ] = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Publish a draft at an instant, with every check of that moment."""
    from statusboard.app.notices.agreement_inputs import ScheduleNotice
    from statusboard.app.notices.schedule_commands import schedule as say_when
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        draft = _draft(door, notice)
        given = ScheduleNotice(
            notice, revision or draft.revision, _instant(at, ZoneInfo(draft.zone)), tell
        )
        done = door.do(say_when, given, this_person(door)).result
    if as_json:
        print_json({"notice": notice, "at": done.at.isoformat() if done.at else None})
        return
    print(f"draft {notice} goes out at {at}, if an office runs then")


def unschedule(notice: Draft, *, database: Database = None, as_json: Json = False) -> None:
    """Take a draft off the schedule."""
    from statusboard.app.notices.agreement_inputs import Unschedule
    from statusboard.app.notices.schedule_commands import unschedule as not_any_more
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        door.do(not_any_more, Unschedule(notice), this_person(door))
    if as_json:
        print_json({"notice": notice, "at": None})
        return
    print(f"draft {notice} does not go out by itself")


def _row(view: "AgreementView") -> dict[str, object]:
    step, schedule = view.step, view.schedule
    return {
        "approval": view.state.value,
        "approval_needed": view.is_needed,
        "by": None if step is None else step.by.name,
        "at": None if step is None else step.at.isoformat(),
        "scheduled": schedule.at.isoformat() if schedule and schedule.is_standing else None,
        "problem": schedule.problem if schedule else "",
    }


def _draft(door: "Doorway", notice: int) -> "EditorView":
    from statusboard.app.notices.asks import EditorAsk
    from statusboard.app.notices.editor import EDITOR

    return door.ask(EDITOR, EditorAsk(notice))


def _do(
    verb: "Verb[Input, Stands]",
    made: Callable[[int, int], Input],
    notice: int,
    revision: int | None,
    database: str | None,
    *,
    as_json: bool,
) -> None:
    def say(door: "Doorway", done: "Stands") -> None:
        if as_json:
            print_json({"notice": notice, "revision": done.revision, "approval": done.state.value})
            return
        view = _draft(door, notice)
        stands = standing(view.agreement, view.zone)
        print(f"draft {notice}, revision {done.revision}: {stands}")

    way = Way(lambda door: (notice, _draft(door, notice).revision), say)
    decide(verb, made, way, revision, database)


def _instant(text: str, zone: ZoneInfo) -> datetime:
    """The instant in UTC. Raises RuleBroken for a time that the clocks leave out."""
    from statusboard.domain.schedule import instant_on_clocks

    try:
        typed = datetime.fromisoformat(text)
    except ValueError:
        raise RuleBroken(
            f"--at {text}: write a date and time such as 2026-11-29T14:30.", field="at"
        ) from None
    if typed.tzinfo is not None:
        return typed.astimezone(UTC)
    instant = instant_on_clocks(typed, zone)
    if instant is None:
        raise RuleBroken(
            f"--at {text}: the clocks in {zone.key} leave this time out that day. "
            "Choose another one.",
            field="at",
        )
    return instant
