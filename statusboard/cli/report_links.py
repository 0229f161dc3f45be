"""`statusboard report share` and `links`: a frozen report behind an address, until it is over."""

from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json, refuse_for_sample
from statusboard.cli.report_options import (
    Hours,
    InLanguage,
    Month,
    PeriodText,
    Rule,
    Services,
    period_of,
)
from statusboard.domain.language import Language

if TYPE_CHECKING:
    from statusboard.domain.views.reports import SharedReport


def share(
    database: Database = None,
    month: Month = "",
    period: PeriodText = "",
    service: Services = None,
    language: InLanguage = Language.ENGLISH,
    business_hours: Hours = False,
    rule: Rule = "",
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
        period=period_of(month, period),
        services=tuple(service or ()),
        language=language,
        business_hours=business_hours,
        rule=rule,
    )
    with doorway(database) as door:
        address = door.do(share_report, ShareReport(asked, days), this_person(door)).result
    print(address.url)
    if not address.is_whole:
        typer.echo("Set the public address of the page server: [server] public_url.", err=True)


def links(
    database: Database = None,
    demo: Demo = False,
    end: Annotated[
        int | None, typer.Option("--end", metavar="NUMBER", help="End this link.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the reports that were shared by a link, or end one."""
    from statusboard.app.reports.inputs import EndShare
    from statusboard.app.reports.share_commands import end_share
    from statusboard.app.reports.shares import SHARES
    from statusboard.cli.desk import doorway, reading_doorway, this_person

    if end is not None:
        refuse_for_sample("--end", demo=demo)
        with doorway(database) as door:
            title = door.do(end_share, EndShare(end), this_person(door)).result
        print(f"ended: {title}")
        return
    with reading_doorway(database, demo=demo) as door:
        found = door.ask(SHARES, None, this_person(door))
    if as_json:
        print_json({"links": [_row(one) for one in found]})
        return
    for one in found:
        print(f"{one.id}  {one.made_at:%Y-%m-%d}  {_state(one)}  {one.title}, by {one.by}")
    if not found:
        print("no report was shared yet")


def _state(one: "SharedReport") -> str:
    if not one.is_open:
        over = one.ended_at or one.until
        return "ended" if over is None else f"ended {over:%Y-%m-%d}"
    return "open" if one.until is None else f"open, until {one.until:%Y-%m-%d}"


def _row(one: "SharedReport") -> dict[str, object]:
    return {
        "number": one.id,
        "title": one.title,
        "by": one.by,
        "made_at": one.made_at.isoformat(),
        "until": None if one.until is None else one.until.isoformat(),
        "ended_at": None if one.ended_at is None else one.ended_at.isoformat(),
        "open": one.is_open,
    }
