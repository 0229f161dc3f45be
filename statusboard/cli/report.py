"""`statusboard report`: the uptime of a period as a file."""

from pathlib import Path
from typing import Annotated

import typer

from statusboard.cli.options import Database, Demo
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
from statusboard.errors import Unavailable


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
    rule: Rule = "",
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
        period=period_of(month, period),
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
