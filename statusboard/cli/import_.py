"""`statusboard import`: what another program knew, as a report first, then brought along."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.notice import WithoutApproval
from statusboard.cli.options import AllowFile, Database, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.doorway import Doorway
    from statusboard.app.importing.inputs import Bring
    from statusboard.app.importing.reading import Reading
    from statusboard.domain.access import Actor
    from statusboard.domain.views.importing import ImportReport, ReportRow


def bring(
    source: Annotated[
        Path | None,
        typer.Argument(metavar="[SOURCE]", help="A file, a folder, or a page by Statuspage."),
    ] = None,
    wanted: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help="Where it is not recognised.")
    ] = "",
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be.")] = False,
    with_secrets: Annotated[
        bool, typer.Option("--with-secrets", help="Take the secrets in it, into the key store.")
    ] = False,
    with_incidents: Annotated[
        bool, typer.Option("--with-incidents", help="Past incidents too; they stand on the page.")
    ] = False,
    without_approval: WithoutApproval = "",
    without_drafts: Annotated[
        bool, typer.Option("--without-drafts", help="No drafts of planned work or of incidents.")
    ] = False,
    without_history: Annotated[
        bool, typer.Option("--without-history", help="Leave measured history where it is.")
    ] = False,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="THERE=HERE", help="Another group; may be repeated."),
    ] = None,
    with_environment: Annotated[
        bool, typer.Option("--with-environment", help="Fill in ${VARIABLES} in it.")
    ] = False,
    undo: Annotated[
        str,
        typer.Option("--undo", metavar="FORMAT", help="Take back all that came along from there."),
    ] = "",
    subscribers_by: Annotated[
        str, typer.Option("--subscribers-by", metavar="CHANNEL", help="Bring them along, too.")
    ] = "",
    confirmed: Annotated[
        str,
        typer.Option("--confirmed", metavar="WHY", help="You vouch that the subscribers agreed."),
    ] = "",
    database: Database = None,
    as_json: Json = False,
    allow_file: AllowFile = False,
) -> None:
    """Bring along what Gatus, Uptime Kuma, Upptime, cState, Statuspage and others know.

    A report comes first. Twice changes nothing; nobody is told anything by it. With --undo all of
    it goes again.
    """
    if undo:
        from statusboard.cli.undo_import import take_back

        take_back(undo, database, why=without_approval, dry_run=dry_run, as_json=as_json)
        return
    if source is None:
        raise RuleBroken("Name a file or a folder to bring along.", field="source")
    from dataclasses import replace

    from statusboard.app.importing.commands import BRING, PREVIEW_IMPORT
    from statusboard.app.importing.reading import read_source
    from statusboard.app.importing.subscribers import refuse_unknown_channel
    from statusboard.cli.desk import doorway, this_person

    reading = read_source(source, wanted, os.environ if with_environment else None)
    given = replace(
        reading.bring,
        histories=() if without_history else reading.histories,
        groups=_groups(group or []),
        with_secrets=with_secrets,
        with_incidents=with_incidents,
        with_drafts=not without_drafts,
        without_approval=without_approval,
        allow_file=allow_file,
    )
    with doorway(database) as door:
        actor = this_person(door)
        refuse_unknown_channel(door, subscribers_by)
        if dry_run:
            report = door.ask(PREVIEW_IMPORT, given, actor)
        else:
            report = door.do(BRING, given, actor).result.report
            report = _with_histories(door, reading, given, report, actor)
        rows = _subscribers(door, reading, actor, by=subscribers_by, why=confirmed, dry=dry_run)
        report = replace(report, rows=(*report.rows, *rows))
    if as_json:
        print_json(_as_values(report, dry_run=dry_run))
    else:
        _say(report, reading.kind.label, dry_run=dry_run)


def _groups(given: list[str]) -> dict[str, str]:
    """Which group of the source becomes which one here."""
    pairs = [one.partition("=") for one in given]
    if not all(mark for _, mark, _ in pairs):
        raise RuleBroken("--group is written like Web=Customers.", field="group")
    return {there.strip(): here.strip() for there, _, here in pairs}


def _with_histories(
    door: "Doorway", reading: "Reading", given: "Bring", report: "ImportReport", actor: "Actor"
) -> "ImportReport":
    """Brings each history along that the report has as new, and says what became of it."""
    from statusboard.app.importing.commands import BRING_HISTORY
    from statusboard.app.importing.inputs import BringHistory
    from statusboard.app.importing.report import wanted_histories, with_refused

    wanted = wanted_histories(report)
    refused: dict[str, str] = {}
    for history in reading.past() if wanted else ():
        if history.key in wanted:
            done = door.do(BRING_HISTORY, BringHistory(given.importer, history), actor).result
            if done.why:
                refused[history.key] = done.why
    return with_refused(report, refused)


def _subscribers(
    door: "Doorway", reading: "Reading", actor: "Actor", *, by: str, why: str, dry: bool
) -> list["ReportRow"]:
    """Brings subscribers along where a channel was named; the rows that say what became of them."""
    from statusboard.app.importing.subscribers import bring_subscribers

    return bring_subscribers(door, reading.found, actor, channel=by, vouched=why, dry_run=dry)


def _say(report: "ImportReport", label: str, *, dry_run: bool) -> None:
    from statusboard.domain.views.importing import Fate

    would = "would be " if dry_run else ""
    print(f"{report.source}: {label}", file=sys.stderr)
    for row in report.rows:
        place = f"{row.group}/{row.title}" if row.group else row.title
        mark = "!" if row.needs_look else _MARKS[row.fate.value]
        at = f" ({row.where})" if row.where else ""
        detail = f": {row.detail}" if row.detail else ""
        print(f"{mark} {row.sort.value} {place}{detail}{at}")
        for sentence in row.why:
            print(f"    {sentence}")
    counts = ", ".join(f"{would}{fate.value}: {report.count(fate)}" for fate in Fate)
    look = f"; worth a look: {report.needing_look}" if report.needing_look else ""
    print(f"{counts}{look}")
    if report.rule:
        print(f"{report.rule} Say it with --without-approval REASON.", file=sys.stderr)
    if report.has_secrets:
        print("Secrets in it come along with --with-secrets, into the key store.", file=sys.stderr)


_MARKS = {"new": "+", "changed": "~", "unchanged": "=", "left out": "-"}


def _as_values(report: "ImportReport", *, dry_run: bool) -> dict[str, object]:
    return {
        "format": report.format,
        "source": report.source,
        "dry_run": dry_run,
        "rule": report.rule,
        "rows": [
            {
                "sort": row.sort.value,
                "key": row.key,
                "title": row.title,
                "group": row.group,
                "fate": row.fate.value,
                "needs_look": row.needs_look,
                "detail": row.detail,
                "where": row.where,
                "why": list(row.why),
                "secrets": list(row.secrets),
            }
            for row in report.rows
        ],
    }
