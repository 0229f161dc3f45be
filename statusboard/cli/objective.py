"""`statusboard objective`: what is promised, how it stands, and when its budget runs out."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.doorway import Doorway
    from statusboard.app.services.inputs import PromiseInput
    from statusboard.domain.views.objectives import BudgetOutlook, ObjectiveStanding

Service = Annotated[
    str | None, typer.Argument(metavar="[SERVICE]", help="NAME, or GROUP/NAME; none: see below.")
]
Percent = Annotated[str, typer.Argument(metavar="PERCENT", help="Such as 99.95.")]
Group = Annotated[str, typer.Option("--group", metavar="NAME", help="Of a group together.")]
All = Annotated[bool, typer.Option("--all", help="Of all services together.")]
Over = Annotated[
    str, typer.Option("--over", metavar="WINDOW", help="30d, 90d, 12mo, month, quarter or year.")
]
Hours = Annotated[str, typer.Option("--hours", metavar="HOURS", help="all or business.")]


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List what is promised, and how it stands."""
    from statusboard.app.health.objective_queries import OBJECTIVES
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        found = door.ask(OBJECTIVES, None)
    if as_json:
        print_json({"objectives": [_values(one) for one in found]})
        return
    if not found:
        print("Nothing is promised. “statusboard objective set PERCENT SERVICE” promises.")
        return
    names = [_name(one) for one in found]
    width = max(map(len, names))
    for name, one in zip(names, found, strict=True):
        print(f"{name:{width}}  {_line(one)}")
    print(f"rule: {found[0].rule}")


def detail(
    service: Service = None,
    *,
    group: Group = "",
    every: All = False,
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Say how one objective stands, how fast its budget burns, and when it runs out."""
    from statusboard.app.health.objective_queries import OBJECTIVE, ObjectiveAsk
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        number = _meant(door, service, group, every=every)
        found = door.ask(OBJECTIVE, ObjectiveAsk(number, group))
    if found is None:
        raise RuleBroken("Nothing is promised of that. “statusboard objective list” lists what is.")
    one, outlook = found.standing, found.outlook
    if as_json:
        print_json({**_values(one), "forecast": _forecast(outlook), "rule": one.rule})
        return
    print(f"{_name(one)}  {_line(one)}")
    print(f"from {one.start.isoformat()} to {one.stop.isoformat()}")
    for burn in _burns(one):
        print(f"burn rate {burn['rate']} over {burn['over']}, alarms from {burn['alarms_from']}")
    print(outlook.sentence)
    for said in filter(None, (outlook.method, one.rule)):
        print(said)


def promise(
    percent: Percent,
    service: Service = None,
    *,
    group: Group = "",
    every: All = False,
    over: Over = "12mo",
    hours: Hours = "all",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Promise uptime of a service, of a group, or of all services together."""
    from statusboard.app.services.inputs import PromiseInput

    given = PromiseInput(percent, over, hours)
    _set(given, service, group, every=every, database=database, as_json=as_json)


def remove(
    service: Service = None,
    *,
    group: Group = "",
    every: All = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Promise nothing any more; what was measured stays."""
    from statusboard.app.services.inputs import PromiseInput

    _set(PromiseInput(), service, group, every=every, database=database, as_json=as_json)


def _set(
    given: "PromiseInput",
    service: str | None,
    group: str,
    *,
    every: bool,
    database: str | None,
    as_json: bool,
) -> None:
    from statusboard.app.services.objective_commands import set_promise
    from statusboard.app.services.objective_inputs import SetObjective
    from statusboard.app.services.objective_rules import settle_objective
    from statusboard.cli.desk import doorway, this_person

    objective = settle_objective(given)
    with doorway(database) as door:
        number = _meant(door, service, group, every=every)
        given_of = SetObjective(given, number, group)
        subject = door.do(set_promise, given_of, this_person(door)).result
    words = "nothing is promised" if objective is None else objective.words
    if as_json:
        print_json({"of": subject, "promised": None if objective is None else words})
        return
    print(f"{subject}: {words}")


def _meant(door: "Doorway", service: str | None, group: str, *, every: bool) -> int | None:
    """The id of the service; None for a group or for all. Exactly one has to be said."""
    from statusboard.app.services.naming import SERVICE_NAMED

    if sum((service is not None, bool(group), every)) != 1:
        raise RuleBroken("Name a service, or write --group NAME or --all: one of them.")
    return None if service is None else door.ask(SERVICE_NAMED, service)


def _name(one: "ObjectiveStanding") -> str:
    if one.kind.value == "group":
        return f"group {one.name}"
    return one.name or "all services"


def _line(one: "ObjectiveStanding") -> str:
    from statusboard.domain.budget_words import left_words
    from statusboard.domain.promise_kept import UNDECIDED

    left = UNDECIDED if one.budget is None else left_words(one.budget)
    kept = {True: "kept", False: "missed", None: "open"}[one.is_kept]
    alarm = "; burns too fast" if one.alarm else ""
    return (
        f"{one.objective.words}: {_percent(one.uptime)}, coverage {_percent(one.coverage)}, "
        f"{kept}; budget {_length(one)}, {left}{alarm}"
    )


def _length(one: "ObjectiveStanding") -> str:
    from statusboard.domain.time_text import length_text

    if one.budget is None:
        return "not known"
    return length_text(timedelta(microseconds=one.budget.allowed_us))


def _percent(text: str) -> str:
    return f"{text} %" if text[0].isdigit() else "no figure"


def _burns(one: "ObjectiveStanding") -> list[dict[str, Any]]:
    from statusboard.domain.budget_words import lookback_words, rate_text

    return [
        {
            "over": lookback_words(burn.rule.long_us),
            "rate": None if burn.long is None else rate_text(burn.long),
            "alarms_from": None if burn.threshold is None else rate_text(burn.threshold),
            "alarms": burn.is_alarming,
        }
        for burn in one.burns
    ]


def _values(one: "ObjectiveStanding") -> dict[str, Any]:
    """One objective as plain values. Times are ISO 8601, lengths seconds; percentages are cut."""
    from statusboard.domain.objective import window_text
    from statusboard.domain.percent import promised_text

    budget = one.budget
    return {
        "of": one.kind.value,
        "name": one.name or None,
        "promised_percent": promised_text(one.objective.promised_ppm),
        "window": window_text(one.objective.window),
        "hours": one.objective.hours.value,
        "from": one.start.isoformat(),
        "to": one.stop.isoformat(),
        "uptime_percent": one.uptime if one.uptime[0].isdigit() else None,
        "coverage_percent": one.coverage if one.coverage[0].isdigit() else None,
        "kept": one.is_kept,
        "budget_seconds": None if budget is None else budget.allowed_us / 1_000_000,
        "budget_used_seconds": None if budget is None else budget.used_us / 1_000_000,
        "budget_left_permille": None if budget is None else budget.left_permille,
        "burn_rates": _burns(one),
        "alarm": one.alarm or None,
    }


def _forecast(outlook: "BudgetOutlook") -> dict[str, Any]:
    from statusboard.domain.instants import from_us

    found = outlook.forecast
    if found is None:
        return {"sentence": outlook.sentence}
    at = {"early": found.early_us, "middle": found.middle_us, "late": found.late_us}
    return {
        "sentence": outlook.sentence,
        "method": outlook.method,
        "chance_percent": found.chance_permille / 10,
        **{name: None if us is None else from_us(us).isoformat() for name, us in at.items()},
        "until": from_us(found.until_us).isoformat(),
    }
