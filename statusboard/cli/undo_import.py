"""`statusboard import --undo FORMAT`: what came along is taken back, as a report first."""

import sys
from typing import TYPE_CHECKING

from statusboard.cli.json_output import print_json

if TYPE_CHECKING:
    from statusboard.domain.views.importing import UndoneReport


def take_back(
    importer: str, database: str | None, *, why: str, dry_run: bool, as_json: bool
) -> None:
    """Takes back everything that came along in a format, and says what that was."""
    from statusboard.app.importing.inputs import UndoImport
    from statusboard.app.importing.undo_commands import PREVIEW_UNDO, UNDO
    from statusboard.cli.desk import doorway, this_person

    given = UndoImport(importer, why)
    with doorway(database) as door:
        actor = this_person(door)
        if dry_run:
            report = door.ask(PREVIEW_UNDO, given, actor)
        else:
            report = door.do(UNDO, given, actor).result
    if as_json:
        print_json(_as_values(report, dry_run=dry_run))
    else:
        _say(report, dry_run=dry_run)


def _say(report: "UndoneReport", *, dry_run: bool) -> None:
    for row in report.rows:
        print(f"{'-' if row.is_taken else '='} {row.sort.value} {row.title}")
        if row.why:
            print(f"    {row.why}")
    would = "would be " if dry_run else ""
    left = len(report.rows) - report.taken
    print(f"{would}taken back: {report.taken}, {would}left: {left}")
    print("Subscribers stay: `statusboard subscribers remove` takes them off.", file=sys.stderr)


def _as_values(report: "UndoneReport", *, dry_run: bool) -> dict[str, object]:
    return {
        "format": report.format,
        "dry_run": dry_run,
        "rows": [
            {
                "sort": row.sort.value,
                "title": row.title,
                "taken_back": row.is_taken,
                "why": row.why,
            }
            for row in report.rows
        ],
    }
