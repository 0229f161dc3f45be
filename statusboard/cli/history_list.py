"""`statusboard history import` and `export`: past outages as a CSV file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken, visible

if TYPE_CHECKING:
    from statusboard.domain.views.history import OutageReport

MOST_FAULTS = 20


def bring(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="service,start,end,status,note")],
    *,
    zone: Annotated[
        str, typer.Option("--zone", metavar="ZONE", help="Of times that have no offset.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be.")] = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Bring past outages along from a CSV file. What was measured here stands."""
    from statusboard.app.history.outage_commands import PREVIEW_OUTAGES, bring_outages
    from statusboard.app.history.reading_outages import read_outage_file
    from statusboard.cli.desk import doorway, this_person

    given = read_outage_file(file, _zone(zone))
    with doorway(database) as door:
        actor = this_person(door)
        report = door.ask(PREVIEW_OUTAGES, given, actor)
        if not dry_run and not report.faults:
            report = door.do(bring_outages, given, actor).result
    if as_json:
        print_json(_row(report, dry_run=dry_run))
    else:
        _say(report, dry_run=dry_run)
    if report.faults and not dry_run:
        raise RuleBroken("Nothing was brought along. Mend these lines first.", field="file")


def export(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Otherwise it is printed.")
    ] = None,
    database: Database = None,
    demo: Demo = False,
) -> None:
    """Write the history of every service as a CSV file, as “import” takes it."""
    from statusboard.app.history.outage_commands import OUTAGES
    from statusboard.app.history.outage_csv import csv_text
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        rows = door.ask(OUTAGES, None)
    text = csv_text(rows)
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_bytes(text.encode())
    except OSError as error:
        raise RuleBroken(f"{out} cannot be written: {error.strerror}.", field="out") from error


def _zone(name: str) -> ZoneInfo | None:
    from statusboard.app.settings import knows_zone

    if name and not knows_zone(name):
        raise RuleBroken(f"“{visible(name)}” is not a time zone.", field="zone")
    return ZoneInfo(name) if name else None


def _say(report: "OutageReport", *, dry_run: bool) -> None:
    for line, words in report.faults[:MOST_FAULTS]:
        print(f"line {line}: {words}")
    if len(report.faults) > MOST_FAULTS:
        print(f"and {len(report.faults) - MOST_FAULTS} more lines")
    verb = "would be brought along" if dry_run or report.faults else "brought along"
    for one in report.services:
        when = f", {one.first:%Y-%m-%d} to {one.last:%Y-%m-%d}" if one.first and one.last else ""
        rest = f". Note: {one.words}" if one.words else ""
        rows = "1 row" if one.rows == 1 else f"{one.rows:,} rows"
        outages = "1 outage" if one.outages == 1 else f"{one.outages:,} outages"
        print(f"{one.service}: {rows} {verb}, {outages}{when}{rest}")


def _row(report: "OutageReport", *, dry_run: bool) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "faults": [{"line": line, "words": words} for line, words in report.faults],
        "services": [
            {
                "service": one.service,
                "rows": one.rows,
                "outages": one.outages,
                "from": None if one.first is None else one.first.isoformat(),
                "to": None if one.last is None else one.last.isoformat(),
                "words": one.words,
            }
            for one in report.services
        ],
    }
