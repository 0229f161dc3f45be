"""`statusboard why`: why a service is as it is, or was, with the answers that made it so."""

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.maintenance_options import instant_in
from statusboard.cli.options import Database, Demo, Json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statusboard.domain.views.replay import ReplayView, StepLine

Service = Annotated[str, typer.Argument(metavar="SERVICE", help="NAME, or GROUP/NAME.")]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="TIME", help="How it was then, on the clock of the page."),
]


def why(
    service: Service,
    *,
    at: At = None,
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Say why a service is as it is, or was at a time: which answers, which rule, which turn."""
    from statusboard.app.health.replay import REPLAY, ReplayAsk
    from statusboard.app.health.verify import SERVICE_DETAIL
    from statusboard.app.services.naming import SERVICE_NAMED
    from statusboard.cli.desk import reading_doorway
    from statusboard.render.clean import clean_line

    with reading_doorway(database, demo=demo) as door:
        number = door.ask(SERVICE_NAMED, service)
        then = None if at is None else instant_in(door, at, "at")
        view = door.ask(REPLAY, ReplayAsk(number, then))
        said = "" if then is not None else door.ask(SERVICE_DETAIL, number).why
    if as_json:
        print_json({"service": service, "why": said or None, **replay_row(view)})
        return
    for line in (said, *replay_lines(view)):
        if line:
            indent = line[: len(line) - len(line.lstrip())]
            print(f"{indent}{clean_line(line)}")


def replay_lines(view: "ReplayView") -> "Iterator[str]":
    """A replayed state, a line for each thing that is to be known."""
    from statusboard.domain.time_text import when_text
    from statusboard.domain.views.by_hand import STATE_WORDS

    zone = ZoneInfo(view.zone)
    yield f"{STATE_WORDS[view.recorded]} at {when_text(view.at, zone, now=view.as_of)}"
    for one in view.checks:
        yield f"check: {one.how}: {STATE_WORDS[one.level]}"
    yield f"together: {STATE_WORDS[view.combined]}"
    for words in view.overlays:
        yield f"over it: {words}"
    if view.turn is not None:
        turn = view.turn
        before, after = STATE_WORDS[turn.before], STATE_WORDS[turn.after]
        yield f"turn of {view.how}: from {before} to {after}"
    if view.rule:
        yield f"rule: {view.rule}"
    for step in view.steps:
        yield f"  {_step(step, zone)}"
    if view.dated:
        yield view.dated
    if view.verdict:
        yield view.verdict
    if view.newest:
        yield "the last answers until then:"
    for step in view.newest:
        yield f"  {_step(step, zone)}"


def _step(step: "StepLine", zone: ZoneInfo) -> str:
    from statusboard.domain.replay import StepKind
    from statusboard.domain.views.by_hand import STATE_WORDS

    at = f"{step.at.astimezone(zone):%H:%M:%S}"
    did = {
        StepKind.STEADY: "",
        StepKind.RUN: step.progress,
        StepKind.BROKEN: "ends the run",
        StepKind.SILENT: f"says nothing, {step.progress}" if step.progress else "says nothing",
        StepKind.TURN: f"{step.progress}: {STATE_WORDS[step.after]}",
    }[step.kind]
    return " · ".join(part for part in (at, step.outcome.value, step.words, did) if part)


def replay_row(view: "ReplayView") -> dict[str, object]:
    """A replayed state as programs read it."""
    turn = view.turn
    return {
        "at": view.at.isoformat(),
        "status": view.recorded.value,
        "checks": [{"check": one.how, "state": one.level.value} for one in view.checks],
        "together": view.combined.value,
        "over_it": list(view.overlays),
        "turn": None
        if turn is None
        else {
            "check": view.how,
            "at": turn.at.isoformat(),
            "from": turn.before.value,
            "to": turn.after.value,
            "detail": turn.detail,
        },
        "rule": view.rule,
        "answers": [_row(step) for step in view.steps],
        "last_answers": [_row(step) for step in view.newest],
        "agrees": view.agreement.value,
        "verdict": view.verdict,
    }


def _row(step: "StepLine") -> dict[str, object]:
    return {
        "at": step.at.isoformat(),
        "outcome": step.outcome.value,
        "words": step.words,
        "did": step.kind.value,
        "run": step.progress or None,
        "state": step.after.value,
    }
