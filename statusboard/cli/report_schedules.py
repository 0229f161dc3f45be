"""`statusboard report schedule`, `schedules` and `unschedule`: reports that come by themselves."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.cli.report_options import Hours, InLanguage, Rule, Services
from statusboard.domain.language import Language

if TYPE_CHECKING:
    from statusboard.domain.report_schedule import ReportSchedule
    from statusboard.domain.views.reports import ScheduledReport


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
        str, typer.Option("--to", metavar="LIST", help="The inside list that gets it.")
    ] = "",
    database: Database = None,
    service: Services = None,
    language: InLanguage = Language.ENGLISH,
    business_hours: Hours = False,
    rule: Rule = "",
) -> None:
    """Have a report made whenever a period has ended; the office makes it."""
    from statusboard.app.reports.schedule_commands import schedule_report
    from statusboard.cli.desk import doorway, this_person
    from statusboard.domain.report_schedule import ReportSchedule

    folder = str(Path(into).resolve()) if into else ""
    given = ReportSchedule(
        *(name, every, form, folder, to),
        services=tuple(service or ()),
        language=language.value,
        business_hours=business_hours,
        rule=rule,
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


def schedules(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the reports that are made by schedule, and what became of the last of each."""
    from statusboard.app.reports.schedules import SCHEDULES
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        found = door.ask(SCHEDULES, None)
    if as_json:
        print_json({"schedules": [_row(one) for one in found]})
        return
    for known in found:
        one = known.schedule
        made = "" if known.made_at is None else f", last made {known.made_at:%Y-%m-%d %H:%M} UTC"
        due = f"next {known.due_at:%Y-%m-%d %H:%M} UTC"
        print(f"{one.name}: every {one.every}, {_where(one)}, {due}{made}")
        print(f"  about {_about(one)}")
        if known.problem:
            print(f"  not made: {known.problem}")
    if not found:
        print("no report is made by schedule")


def _where(one: "ReportSchedule") -> str:
    return f"{one.form} into {one.directory}" if one.directory else f"{one.form} to {one.list_name}"


def _about(one: "ReportSchedule") -> str:
    parts = [", ".join(one.services) or "all services"]
    if one.business_hours:
        parts.append("in business hours")
    if one.rule:
        parts.append(f"by the rule {one.rule}")
    if one.language != Language.ENGLISH.value:
        parts.append(f"in {Language(one.language).name.title()}")
    return "; ".join(parts)


def _row(known: "ScheduledReport") -> dict[str, object]:
    one = known.schedule
    return {
        "name": one.name,
        "every": one.every,
        "form": one.form,
        "into": one.directory or None,
        "list": one.list_name or None,
        "services": list(one.services),
        "language": one.language,
        "business_hours": one.business_hours,
        "rule": one.rule or None,
        "next": known.due_at.isoformat(),
        "last_made": None if known.made_at is None else known.made_at.isoformat(),
        "problem": known.problem or None,
    }
