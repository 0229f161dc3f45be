"""`statusboard report`: the uptime of a period as a file, by schedule, or behind a link."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from statusboard.cli.options import Database, Demo
from statusboard.domain.language import Language
from statusboard.errors import Unavailable

Month: TypeAlias = Annotated[
    str, typer.Option("--month", metavar="YYYY-MM", help="A month, such as 2026-11.")
]
PeriodText: TypeAlias = Annotated[
    str,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help="90d, 2026-Q4, 2026, last-month, 2026-11-03..2026-11-17; otherwise last month.",
    ),
]
Services: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--service", metavar="NAME", help="Only this service. Repeatable."),
]
InLanguage: TypeAlias = Annotated[
    Language, typer.Option("--language", help="The language of its words.")
]
Hours: TypeAlias = Annotated[
    bool, typer.Option("--business-hours", help="Count only those of the settings.")
]


def make(  # noqa: PLR0917 - options, which are given by name
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Where to write it. It ends in .pdf, .html, .csv, .xlsx or .json; in .png or .svg "
            "for one of its charts.",
        ),
    ] = None,
    database: Database = None,
    demo: Demo = False,
    month: Month = "",
    period: PeriodText = "",
    service: Services = None,
    language: InLanguage = Language.ENGLISH,
    business_hours: Hours = False,
    rule: Annotated[
        str, typer.Option("--rule", metavar="NAME", help="Count by another rule.")
    ] = "",
    chart: Annotated[
        str, typer.Option("--chart", metavar="CHART", help="For .png and .svg: response or bars.")
    ] = "",
) -> None:
    """Write an uptime report to a file. Needs no display."""
    if context.invoked_subcommand is not None:
        return
    from statusboard.app.reports.files import form_of, report_file
    from statusboard.app.reports.inputs import ReportAsk
    from statusboard.app.reports.queries import REPORT
    from statusboard.cli.desk import reading_doorway

    if out is None:
        raise typer.BadParameter("Say where to write it.", param_hint="--out")
    if chart not in ("", "response", "bars"):
        raise typer.BadParameter("It is response or bars.", param_hint="--chart")
    form = form_of(out.name)
    asked = ReportAsk(
        period=_period(month, period),
        services=tuple(service or ()),
        language=language,
        business_hours=business_hours,
        rule=rule,
    )
    with reading_doorway(database, demo=demo) as door:
        report = door.ask(REPORT, asked)
    content = report_file(report, form, chart=chart)
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Unavailable(
            f"{out} could not be written ({error.strerror}). Choose another place."
        ) from error
    print(f"{out} is written")


def share(
    database: Database = None,
    month: Month = "",
    period: PeriodText = "",
    service: Services = None,
    language: InLanguage = Language.ENGLISH,
    business_hours: Hours = False,
    days: Annotated[
        int | None,
        typer.Option("--days", min=1, show_default=False, help="End it after so many days."),
    ] = None,
) -> None:
    """Freeze a report and print the address at which the page server shows it, once."""
    from statusboard.app.reports.inputs import ReportAsk, ShareReport
    from statusboard.app.reports.share_commands import share_report
    from statusboard.cli.desk import doorway, this_person

    asked = ReportAsk(
        period=_period(month, period),
        services=tuple(service or ()),
        language=language,
        business_hours=business_hours,
    )
    with doorway(database) as door:
        address = door.do(share_report, ShareReport(asked, days), this_person(door)).result
    print(address.url)
    if not address.is_whole:
        typer.echo("Set the public address of the page server: [server] public_url.", err=True)


def links(
    database: Database = None,
    end: Annotated[
        int | None, typer.Option("--end", metavar="NUMBER", help="End this link.")
    ] = None,
) -> None:
    """List the reports that were shared by a link, or end one."""
    from statusboard.app.reports.inputs import EndShare
    from statusboard.app.reports.share_commands import end_share
    from statusboard.app.reports.shares import SHARES
    from statusboard.cli.desk import doorway, reading_doorway, this_person

    if end is not None:
        with doorway(database) as door:
            title = door.do(end_share, EndShare(end), this_person(door)).result
        print(f"ended: {title}")
        return
    with reading_doorway(database) as door:
        found = door.ask(SHARES, None, this_person(door))
    for one in found:
        until = "" if one.until is None else f", until {one.until:%Y-%m-%d}"
        state = f"open{until}" if one.is_open else "ended"
        print(f"{one.id}  {one.made_at:%Y-%m-%d}  {state}  {one.title}, by {one.by}")
    if not found:
        print("no report was shared yet")


def schedule(  # noqa: PLR0917 - options, which are given by name
    name: Annotated[str, typer.Argument(help="What it is called; one of that name is changed.")],
    every: Annotated[
        str, typer.Option("--every", metavar="TIME", help="week, month, quarter or year.")
    ] = "month",
    into: Annotated[
        str, typer.Option("--into", metavar="DIR", help="The folder that it is written into.")
    ] = "",
    form: Annotated[
        str, typer.Option("--form", help="pdf, html, csv, xlsx or json; otherwise pdf.")
    ] = "",
    to: Annotated[
        str, typer.Option("--to", metavar="LIST", help="The inside list that is told.")
    ] = "",
    database: Database = None,
    service: Services = None,
    language: InLanguage = Language.ENGLISH,
    business_hours: Hours = False,
) -> None:
    """Have a report made whenever a period has ended; the office makes it."""
    from statusboard.app.reports.inputs import ScheduleReport
    from statusboard.app.reports.schedule_commands import schedule_report
    from statusboard.cli.desk import doorway, this_person

    folder = str(Path(into).resolve()) if into else ""
    given = ScheduleReport(
        *(name, every, form, folder, to),
        services=tuple(service or ()),
        language=language.value,
        business_hours=business_hours,
    )
    with doorway(database) as door:
        is_new = door.do(schedule_report, given, this_person(door)).result
    print(f"{'added' if is_new else 'changed'} {name}")


def unschedule(name: str, database: Database = None) -> None:
    """Make no more reports of a schedule."""
    from statusboard.app.reports.inputs import Unschedule
    from statusboard.app.reports.schedule_commands import unschedule as verb
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        door.do(verb, Unschedule(name), this_person(door))
    print(f"removed {name}")


def schedules(database: Database = None) -> None:
    """List the reports that are made by schedule, and what became of the last of each."""
    from statusboard.app.reports.schedules import SCHEDULES
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database) as door:
        found = door.ask(SCHEDULES, None)
    for one in found:
        where = f"{one.form} into {one.directory}" if one.directory else f"to {one.list_name}"
        made = "" if one.made_at is None else f", last made {one.made_at:%Y-%m-%d %H:%M} UTC"
        print(f"{one.name}: every {one.every}, {where}, next {one.due_at:%Y-%m-%d %H:%M} UTC{made}")
        if one.problem:
            print(f"  not made: {one.problem}")
    if not found:
        print("no report is made by schedule")


def _period(month: str, period: str) -> str:
    if month and period:
        raise typer.BadParameter("Give one of --month and --period.")
    return month or period or "last-month"
