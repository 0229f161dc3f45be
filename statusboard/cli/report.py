"""`statusboard report`: the uptime of a period as a file to send."""

from pathlib import Path
from typing import Annotated

import typer

from statusboard.cli.options import Database, Demo
from statusboard.domain.language import Language
from statusboard.errors import Unavailable


def make(  # noqa: PLR0917 - options, which are given by name
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Where to write it. It ends in .pdf, .html, .csv, .xlsx or .json; in .png or .svg "
            "for one of its charts.",
        ),
    ],
    database: Database = None,
    demo: Demo = False,
    month: Annotated[
        str, typer.Option("--month", metavar="YYYY-MM", help="A month, such as 2026-11.")
    ] = "",
    period: Annotated[
        str,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help="90d, 2026-Q4, 2026, last-month, 2026-11-03..2026-11-17; otherwise last month.",
        ),
    ] = "",
    service: Annotated[
        list[str] | None,
        typer.Option("--service", metavar="NAME", help="Only this service. Repeatable."),
    ] = None,
    language: Annotated[Language, typer.Option(help="Of its words.")] = Language.ENGLISH,
    business_hours: Annotated[
        bool, typer.Option("--business-hours", help="Count only those of the settings.")
    ] = False,
    rule: Annotated[
        str, typer.Option("--rule", metavar="NAME", help="Count by another rule.")
    ] = "",
    chart: Annotated[
        str, typer.Option("--chart", metavar="CHART", help="For .png and .svg: response or bars.")
    ] = "",
) -> None:
    """Write an uptime report to a file. Needs no display."""
    from statusboard.app.reports.files import form_of, report_file
    from statusboard.app.reports.inputs import ReportAsk
    from statusboard.app.reports.queries import REPORT
    from statusboard.cli.desk import reading_doorway

    if month and period:
        raise typer.BadParameter("Give one of --month and --period.")
    if chart not in ("", "response", "bars"):
        raise typer.BadParameter("It is response or bars.", param_hint="--chart")
    form = form_of(out.name)
    asked = ReportAsk(
        period=month or period or "last-month",
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
