"""`statusboard spans`: what a figure of uptime was added up from, down to single answers."""

from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.figures import Hours
from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.domain.period import Period
    from statusboard.domain.views.behind import AnswersView, BehindView

Service = Annotated[str, typer.Argument(metavar="SERVICE", help="The name of a service.")]
Within = Annotated[
    str,
    typer.Option("--period", metavar="PERIOD", help="90d, 2026-11, last-month, 2026-11-03."),
]
Answers = Annotated[
    bool,
    typer.Option("--answers", help="The single answers as well, of two days at most."),
]


def spans(
    service: Service,
    *,
    database: Database = None,
    demo: Demo = False,
    period: Within = "90d",
    hours: Hours = "all",
    answers: Answers = False,
    as_json: Json = False,
) -> None:
    """List the spans that a service's uptime was added up from, the newest first."""
    from statusboard.app.health.behind import BEHIND, BehindAsk
    from statusboard.app.health.behind_answers import ANSWERS_BEHIND, AnswersAsk
    from statusboard.app.services.naming import SERVICE_NAMED
    from statusboard.app.services.objective_rules import settle_hours
    from statusboard.cli.desk import reading_doorway
    from statusboard.domain.instants import to_us

    wanted, in_hours = _period(period), settle_hours(hours) == "business"
    with reading_doorway(database, demo=demo) as door:
        number = door.ask(SERVICE_NAMED, service)
        view = door.ask(BEHIND, BehindAsk(wanted, number, in_hours))
        found = None
        if answers:
            asked = AnswersAsk(number, to_us(view.start), to_us(view.stop))
            found = door.ask(ANSWERS_BEHIND, asked)
    if as_json:
        print_json(_row(view, found))
    else:
        _print(view, found)


def _period(text: str) -> "Period":
    from statusboard.domain.period import read_period

    try:
        return read_period(text)
    except ValueError as error:
        raise RuleBroken(str(error), field="period") from error


def _print(view: "BehindView", found: "AnswersView | None") -> None:
    print(f"{view.service}  {view.uptime} %, coverage {view.coverage} %")
    print(f"  {view.start:%Y-%m-%dT%H:%M:%SZ} to {view.stop:%Y-%m-%dT%H:%M:%SZ}. {view.rule}")
    for line in view.lines:
        stops = "lasts" if line.stops is None else f"{line.stops:%Y-%m-%dT%H:%M:%SZ}"
        length = line.counted_us / 1_000_000
        note = f"  {line.note}" if line.note else ""
        starts = f"{line.starts:%Y-%m-%dT%H:%M:%SZ}"
        print(f"  {line.status:20}  {starts}  {stops:>20}  {length:>12.3f} s{note}")
    if view.left_out:
        print(f"  {view.left_out} older spans are not listed: name a shorter period.")
    if found is None:
        return
    for one in found.lines:
        took = "" if one.response_us is None else f"  {one.response_us / 1000:.1f} ms"
        print(f"  {one.at:%Y-%m-%dT%H:%M:%SZ}  {one.level:20}  {one.words}{took}  {one.check}")
    if found.left_out:
        print(f"  {found.left_out} later answers are not listed.")
    if not found.lines:
        print(f"  Single answers are kept since {found.kept_since:%Y-%m-%dT%H:%M:%SZ}.")


def _row(view: "BehindView", found: "AnswersView | None") -> dict[str, object]:
    row: dict[str, object] = {
        "service": view.service,
        "from": view.start.isoformat(),
        "to": view.stop.isoformat(),
        "uptime_percent": view.uptime,
        "coverage_percent": view.coverage,
        "rule": view.rule,
        "seconds": {str(status): us / 1_000_000 for status, us in view.lengths_us},
        "spans": [
            {
                "status": str(line.status),
                "start": line.starts.isoformat(),
                "end": None if line.stops is None else line.stops.isoformat(),
                "counted_seconds": line.counted_us / 1_000_000,
                "note": line.note,
            }
            for line in view.lines
        ],
        "spans_not_listed": view.left_out,
    }
    if found is not None:
        row["answers"] = [
            {
                "at": one.at.isoformat(),
                "check": one.check,
                "state": str(one.level),
                "answer": one.words,
                "response_ms": None if one.response_us is None else one.response_us / 1000,
                "transcript": [] if one.whole is None else list(one.whole.lines),
            }
            for one in found.lines
        ]
        row["answers_not_listed"] = found.left_out
        row["answers_kept_since"] = found.kept_since.isoformat()
    return row
