"""`statusboard maintenance …`: planned work for scripts, held to the rules of the window."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.maintenance_agreement import ask_or_do
from statusboard.cli.maintenance_freezes import freeze_row, freeze_text
from statusboard.cli.maintenance_options import (
    instant_in,
    line_text,
    named_services,
    reminders,
    row_of,
    say_worked,
    wall_time,
)
from statusboard.cli.notice import WithoutApproval
from statusboard.cli.notice_writing import text_of
from statusboard.cli.options import Database, Demo, Json, length
from statusboard.errors import RuleBroken

Ask = Annotated[
    bool,
    typer.Option(
        "--ask", help="Ask somebody else to agree; it stays as announced until they have."
    ),
]
Window = Annotated[str, typer.Argument(metavar="WINDOW", help="Its public id, as list shows it.")]
# How far `list` looks back.
BACK = timedelta(days=7)


def plan(
    *,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What it is about.")],
    service: Annotated[
        list[str],
        typer.Option(
            "--service",
            metavar="GROUP/NAME[=STATUS]",
            help="Under maintenance unless a status is named. May be repeated.",
        ),
    ],
    starts: Annotated[
        str,
        typer.Option("--start", metavar="TIME", help="On the clock, such as 2026-11-29T02:00."),
    ],
    lasts: Annotated[
        timedelta, typer.Option("--for", metavar="DURATION", parser=length, help="Such as 2h 30m.")
    ],
    zone: Annotated[
        str, typer.Option("--zone", help="The zone of that clock; otherwise the page's.")
    ] = "",
    repeats: Annotated[
        str, typer.Option("--repeats", metavar="RRULE", help="Such as FREQ=WEEKLY;BYDAY=TU.")
    ] = "",
    body: Annotated[
        str, typer.Option("--body", metavar="TEXT", help="What customers read first.")
    ] = "",
    body_file: Annotated[
        Path | None,
        typer.Option("--body-file", metavar="FILE", help="“-” reads standard input."),
    ] = None,
    remind: Annotated[
        list[str] | None,
        typer.Option(
            "--remind",
            metavar="DURATION",
            help="How long before; 1d unless said; “none” for never. May be repeated.",
        ),
    ] = None,
    by_hand: Annotated[
        bool, typer.Option("--by-hand", help="It neither starts nor ends by itself.")
    ] = False,
    tell: Annotated[
        bool, typer.Option("--tell/--no-tell", help="Send messages, or have it on the page alone.")
    ] = True,
    draft: Annotated[bool, typer.Option("--draft", help="Tell nobody yet.")] = False,
    without_approval: WithoutApproval = "",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Plan work on services: put it on the page, and tell of it."""
    from statusboard.app.maintenance.commands import draft as keep_draft
    from statusboard.app.maintenance.commands import plan as plan_work
    from statusboard.app.maintenance.inputs import DraftWork, NamedPlan, PlanWork
    from statusboard.app.maintenance.queries import PLAN_OF_NAMES
    from statusboard.cli.desk import doorway, this_person
    from statusboard.domain.maintenance import Plan

    wanted = Plan(
        title=title.strip(),
        zone=zone,
        starts_at=wall_time(starts),
        lasts=lasts,
        components={},
        body=text_of(body, body_file),
        repeats=repeats,
        starts_itself=not by_hand,
        ends_itself=not by_hand,
        tells=tell,
        reminds_before=reminders(remind),
    )
    with doorway(database) as door:
        whole = door.ask(PLAN_OF_NAMES, NamedPlan(wanted, named_services(service)))
        if draft:
            worked = door.do(keep_draft, DraftWork(whole), this_person(door)).result
        else:
            given = PlanWork(whole, without_approval=without_approval)
            worked = door.do(plan_work, given, this_person(door)).result
        say_worked(door, worked, as_json=as_json)


def start(
    window: Window,
    *,
    without_approval: WithoutApproval = "",
    ask: Ask = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Start work now; it lasts as long as was planned."""
    from statusboard.app.maintenance.inputs import StartWork
    from statusboard.app.maintenance.queries import WINDOW_ID
    from statusboard.app.maintenance.window_commands import start as start_work
    from statusboard.cli.desk import doorway

    with doorway(database) as door:
        given = StartWork(door.ask(WINDOW_ID, window), without_approval)
        ask_or_do(door, start_work, given, "start", is_asked=ask, as_json=as_json)


def end(
    window: Window,
    *,
    at: Annotated[
        str, typer.Option("--at", metavar="TIME", help="When it truly was over; otherwise now.")
    ] = "",
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="TEXT", help="Why it is later than was said. Recorded."),
    ] = "",
    without_approval: WithoutApproval = "",
    ask: Ask = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Say that work is over, now or since a time; of what is over already, correct the end."""
    from statusboard.app.maintenance.inputs import EndWork
    from statusboard.app.maintenance.queries import WINDOW_ID
    from statusboard.app.maintenance.window_commands import end as end_work
    from statusboard.cli.desk import doorway

    with doorway(database) as door:
        ended_at = instant_in(door, at, "at") if at else None
        given = EndWork(door.ask(WINDOW_ID, window), ended_at, reason, without_approval)
        ask_or_do(door, end_work, given, "end", is_asked=ask, as_json=as_json)


def extend(
    window: Window,
    *,
    until: Annotated[
        str, typer.Option("--until", metavar="TIME", help="When it will be over.")
    ] = "",
    by: Annotated[
        timedelta | None,
        typer.Option("--by", metavar="DURATION", parser=length, help="How much longer it takes."),
    ] = None,
    without_approval: WithoutApproval = "",
    ask: Ask = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Say that work which runs takes longer, or shorter, than was planned."""
    from statusboard.app.maintenance.inputs import ExtendWork
    from statusboard.app.maintenance.queries import MAINTENANCE_DETAIL, WINDOW_ID
    from statusboard.app.maintenance.window_commands import extend as extend_work
    from statusboard.cli.desk import doorway

    if bool(until) == (by is not None):
        raise RuleBroken("Give --until or --by, one of the two.", field="until")
    with doorway(database) as door:
        window_id = door.ask(WINDOW_ID, window)
        if by is None:
            ends_at = instant_in(door, until, "until")
        else:
            ends_at = door.ask(MAINTENANCE_DETAIL, window_id).window.window.ends_at + by
        given = ExtendWork(window_id, ends_at, without_approval)
        ask_or_do(door, extend_work, given, "extend", is_asked=ask, as_json=as_json)


def cancel(
    window: Window,
    *,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; customers read it.")
    ],
    series: Annotated[bool, typer.Option("--series", help="Nothing of it follows either.")] = False,
    without_approval: WithoutApproval = "",
    ask: Ask = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Cancel work, or break it off, and say why."""
    from statusboard.app.maintenance.inputs import CancelWork
    from statusboard.app.maintenance.queries import MAINTENANCE_DETAIL, WINDOW_ID
    from statusboard.app.maintenance.window_commands import cancel as cancel_work
    from statusboard.cli.desk import doorway

    with doorway(database) as door:
        window_id = door.ask(WINDOW_ID, window)
        revision = door.ask(MAINTENANCE_DETAIL, window_id).revision
        given = CancelWork(window_id, revision, reason, series, without_approval)
        ask_or_do(door, cancel_work, given, "cancel", is_asked=ask, as_json=as_json)


def show(
    *,
    days: Annotated[int, typer.Option("--days", min=1, max=730, help="How many days ahead.")] = 30,
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """List planned work: what runs, what comes, and what was done in the last week."""
    from statusboard.app.maintenance.asks import Between
    from statusboard.app.maintenance.queries import FREEZE_PERIODS, MAINTENANCE
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        now = door.clock.now()
        view = door.ask(MAINTENANCE, Between(now - BACK, now + timedelta(days=days)))
        freezes = [one for one in door.ask(FREEZE_PERIODS, None) if one.ends_at > now]
    if as_json:
        print_json(
            {
                "maintenance": [row_of(line) for line in view.lines],
                "freezes": [freeze_row(one) for one in freezes],
                "until": view.last.isoformat(),
                "later": view.later,
            }
        )
        return
    for line in view.lines:
        print(line_text(line, view.zone))
    for one in freezes:
        print(freeze_text(one, ZoneInfo(view.zone)))
    if not (view.lines or freezes or view.later):
        print("nothing is planned")
        return
    until = view.last.astimezone(ZoneInfo(view.zone))
    more = f"; {view.later} more in the year after that" if view.later else ""
    print(f"shown until {until:%Y-%m-%d} (--days {days}){more}")
