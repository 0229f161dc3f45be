"""`statusboard maintenance move` and `change`: announced work at another time, or planned anew."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from statusboard.cli.maintenance import Ask, Window
from statusboard.cli.maintenance_agreement import ask_or_do
from statusboard.cli.maintenance_options import instant_in, named_services
from statusboard.cli.notice import WithoutApproval
from statusboard.cli.notice_writing import text_of
from statusboard.cli.options import Database, Json, length
from statusboard.errors import RuleBroken


def move(
    window: Window,
    *,
    starts: Annotated[
        str, typer.Option("--start", metavar="TIME", help="On the clock of the page.")
    ],
    lasts: Annotated[
        timedelta | None,
        typer.Option(
            "--for", metavar="DURATION", parser=length, help="As long as before unless said."
        ),
    ] = None,
    without_approval: WithoutApproval = "",
    ask: Ask = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Put one window at another time, and tell of it; its series stays where it is."""
    from statusboard.app.maintenance.inputs import MoveWindow
    from statusboard.app.maintenance.queries import MAINTENANCE_DETAIL, WINDOW_ID
    from statusboard.app.maintenance.window_commands import move as move_work
    from statusboard.cli.desk import doorway

    with doorway(database) as door:
        window_id = door.ask(WINDOW_ID, window)
        revision = door.ask(MAINTENANCE_DETAIL, window_id).revision
        starts_at = instant_in(door, starts, "start")
        given = MoveWindow(window_id, revision, starts_at, lasts, without_approval)
        ask_or_do(door, move_work, given, "move", is_asked=ask, as_json=as_json)


def change(
    window: Window,
    *,
    title: Annotated[str, typer.Option("--title", metavar="TEXT")] = "",
    service: Annotated[
        list[str] | None,
        typer.Option(
            "--service",
            metavar="GROUP/NAME[=STATUS]",
            help="All services that it is about now. May be repeated.",
        ),
    ] = None,
    body: Annotated[str, typer.Option("--body", metavar="TEXT")] = "",
    body_file: Annotated[
        Path | None,
        typer.Option("--body-file", metavar="FILE", help="“-” reads standard input."),
    ] = None,
    without_approval: WithoutApproval = "",
    ask: Ask = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Change what announced work says, for this window and those that follow."""
    from statusboard.app.maintenance.commands import change as change_work
    from statusboard.app.maintenance.inputs import ChangeWork, NamedPlan
    from statusboard.app.maintenance.queries import (
        MAINTENANCE_DETAIL,
        PLAN_OF_NAMES,
        WINDOW_ID,
    )
    from statusboard.cli.desk import doorway

    text = text_of(body, body_file)
    if not (title.strip() or service or text):
        raise RuleBroken("Say what changes: --title, --service, --body or --body-file.", "title")
    with doorway(database) as door:
        detail = door.ask(MAINTENANCE_DETAIL, door.ask(WINDOW_ID, window))
        plan = detail.plan
        if service:
            named = door.ask(PLAN_OF_NAMES, NamedPlan(plan, named_services(service)))
            plan = replace(plan, components=named.components)
        plan = replace(plan, title=title.strip() or plan.title, body=text or plan.body)
        given = ChangeWork(detail.maintenance_id, detail.revision, plan, without_approval)
        ask_or_do(door, change_work, given, "change", is_asked=ask, as_json=as_json)
