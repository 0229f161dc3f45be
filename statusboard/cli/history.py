"""`statusboard history`: what was measured wrongly is corrected, listed and taken back."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.maintenance_options import instant_in
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.doorway import Doorway
    from statusboard.app.history.inputs import Effect
    from statusboard.domain.correction import CorrectionKind
    from statusboard.domain.views.history import CorrectionLine

Service = Annotated[str, typer.Argument(metavar="SERVICE", help="NAME, or GROUP/NAME.")]
Outage = Annotated[
    str | None, typer.Option("--outage", metavar="TIME", help="Which outage: when it lasted.")
]
From = Annotated[str | None, typer.Option("--from", metavar="TIME", help="On the page's clock.")]
To = Annotated[str | None, typer.Option("--to", metavar="TIME", help="On the page's clock.")]
FalseAlarm = Annotated[bool, typer.Option("--false-alarm", help="It was up all the time.")]
Planned = Annotated[bool, typer.Option("--planned", help="It was work that nobody entered.")]
Began = Annotated[
    str | None, typer.Option("--began", metavar="TIME", help="When the outage truly began.")
]
Ended = Annotated[
    str | None, typer.Option("--ended", metavar="TIME", help="When the outage truly ended.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="How you know; shown.")]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why not; listed with it.")]
WhyBack = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why; needed where somebody has to agree.")
]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="As “history corrections” says.")]


def correct(
    service: Service,
    *,
    outage: Outage = None,
    start: From = None,
    stop: To = None,
    false_alarm: FalseAlarm = False,
    planned: Planned = False,
    began: Began = None,
    ended: Ended = None,
    reason: Reason = "",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Say what a stretch of the past truly was. What was measured stays beneath it."""
    from statusboard.app.history.commands import correct_history
    from statusboard.app.history.inputs import CorrectHistory
    from statusboard.app.services.naming import SERVICE_NAMED
    from statusboard.cli.desk import doorway, this_person

    kind = _kind(false_alarm=false_alarm, planned=planned, began=began, ended=ended)
    with doorway(database) as door:
        number = door.ask(SERVICE_NAMED, service)
        given = CorrectHistory(
            number,
            kind,
            reason,
            _instant(door, outage, "outage"),
            _instant(door, began or start, "began" if began else "from"),
            _instant(door, ended or stop, "ended" if ended else "to"),
        )
        done = door.do(correct_history, given, this_person(door)).result
    if as_json:
        print_json({"correction": done.correction_id, **_effect_row(done.effect)})
        return
    print(f"correction {done.correction_id} of {service}: {_effect_words(done.effect)}")


def _kind(
    *, false_alarm: bool, planned: bool, began: str | None, ended: str | None
) -> "CorrectionKind":
    from statusboard.domain.correction import CorrectionKind

    said = {
        CorrectionKind.FALSE_ALARM: false_alarm,
        CorrectionKind.PLANNED_WORK: planned,
        CorrectionKind.BEGAN_AT: began is not None,
        CorrectionKind.ENDED_AT: ended is not None,
    }
    chosen = [kind for kind, is_said in said.items() if is_said]
    if len(chosen) != 1:
        raise RuleBroken(
            "Write one of --false-alarm, --planned, --began TIME and --ended TIME.", field="kind"
        )
    return chosen[0]


def _instant(door: "Doorway", text: str | None, field: str) -> datetime | None:
    return None if text is None else instant_in(door, text, field)


def corrections(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List what was corrected, the newest first, with who did it and how it stands."""
    from statusboard.app.history.queries import CORRECTIONS
    from statusboard.cli.desk import reading_doorway
    from statusboard.domain.time_text import when_text

    with reading_doorway(database, demo=demo) as door:
        view = door.ask(CORRECTIONS, None)
    if as_json:
        print_json({"corrections": [_row(one) for one in view.lines]})
        return
    if not view.lines:
        print("Nothing was corrected.")
    zone = ZoneInfo(view.zone)
    for one in view.lines:
        start, stop = (when_text(at, zone, now=view.as_of) for at in (one.start, one.stop))
        service = one.service or "a service that was removed"
        print(f"{one.id}  {service}  {start} to {stop}  {one.words}  ({one.stands})")


def agree(number: Number, database: Database = None) -> None:
    """Agree to a correction, or to taking one back, that waits for a second person."""
    from statusboard.app.history.commands import agree as verb
    from statusboard.app.history.inputs import CorrectionNumber
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        door.do(verb, CorrectionNumber(number), this_person(door))
        counts = not _is_taken_back(door, number)
    said = "counts from now on" if counts else "was taken back: what was measured counts again"
    print(f"correction {number} {said}")


def refuse(number: Number, reason: Why = "", database: Database = None) -> None:
    """Refuse what waits for a second person: a correction, or that one is taken back."""
    from statusboard.app.history.commands import refuse as verb
    from statusboard.app.history.inputs import RefuseCorrection
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        door.do(verb, RefuseCorrection(number, reason), this_person(door))
        counts = not _is_taken_back(door, number)
    said = "it counts on" if counts else "what was measured counts"
    print(f"correction {number}: refused, so {said}")


def take_back(number: Number, reason: WhyBack = "", database: Database = None) -> None:
    """Take a correction back: what was measured counts again."""
    from statusboard.app.history.commands import take_back as verb
    from statusboard.app.history.inputs import TakeCorrectionBack
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        done = door.do(verb, TakeCorrectionBack(number, reason), this_person(door)).result
    print(
        f"correction {number} counts until somebody else agrees that it is taken back"
        if done.waits
        else f"correction {number} was taken back: what was measured counts again"
    )


def _is_taken_back(door: "Doorway", number: int) -> bool:
    from statusboard.app.history.queries import CORRECTIONS

    lines = door.ask(CORRECTIONS, None).lines
    return any(one.id == number and one.taken_back_at is not None for one in lines)


def _effect_words(effect: "Effect") -> str:
    from statusboard.domain.time_text import lost_text

    lost = (effect.down_before_us, effect.down_after_us)
    down, after = (lost_text(us, none="not at all") for us in lost)
    said = f"down {down} before, {after} now"
    planned = effect.planned_after_us - effect.planned_before_us
    if planned > 0:
        said += f", {lost_text(planned)} more of planned work"
    return f"{said}; it waits for somebody else to agree" if effect.waits else said


def _effect_row(effect: "Effect") -> dict[str, object]:
    return {
        "from": effect.start_at.isoformat(),
        "to": effect.stop_at.isoformat(),
        "down_seconds_before": effect.down_before_us / 1_000_000,
        "down_seconds_after": effect.down_after_us / 1_000_000,
        "waits": effect.waits,
    }


def _row(one: "CorrectionLine") -> dict[str, object]:
    return {
        "number": one.id,
        "service": one.service,
        "kind": one.kind.value,
        "from": one.start.isoformat(),
        "to": one.stop.isoformat(),
        "reason": one.reason,
        "by": one.by,
        "made_at": one.made_at.isoformat(),
        "waits": one.waits,
        "agreed_by": one.agreed_by,
        "taken_back_at": None if one.taken_back_at is None else one.taken_back_at.isoformat(),
        "taken_back_by": one.taken_back_by,
        "refusal": one.refusal,
        "back_asked_by": one.back_asked_by,
        "back_reason": one.back_reason,
        "back_decided_by": one.back_decided_by,
        "back_refusal": one.back_refusal,
        "counts": one.is_shown,
    }
