"""`statusboard statement`: what may be said of uptime, and where it is said."""

from datetime import datetime
from typing import Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.domain.claim import YEAR, Asked, ClaimKind
from statusboard.domain.languages import DEFAULT_LANGUAGE, LANGUAGES
from statusboard.domain.views.statement import ClaimRow, ClaimUse, MilestoneView, StatementView
from statusboard.errors import RuleBroken

Period = Annotated[
    str,
    typer.Option("--period", metavar="PERIOD", help="12mo, 90d, this-quarter, 2026-Q3, since …"),
]
Services = Annotated[
    list[str], typer.Option("--service", metavar="NAME", help="Of this service; repeat for more.")
]
Chosen = Annotated[
    str,
    typer.Option("--language", metavar="CODE", help=f"One of {', '.join(LANGUAGES)}."),
]
Kind = Annotated[ClaimKind, typer.Option("--claim", help="What is said.")]
Where = Annotated[str, typer.Argument(metavar="WHERE", help="The place, such as “home page”.")]


def show(
    database: Database = None,
    demo: Demo = False,
    period: Period = YEAR,
    service: Services = [],  # noqa: B006 - typer's own way
    language: Chosen = DEFAULT_LANGUAGE,
    as_json: Json = False,
) -> None:
    """List what may be said of uptime today, until when, and what may not."""
    view = read_statement(database, demo=demo, period=period, names=service, language=language)
    if as_json:
        print_json(
            {
                "as_of": view.as_of.isoformat(),
                "period": view.period,
                "claims": [_row(one) for one in (*view.offered, *view.refused)],
                "milestone": None if view.milestone is None else _milestone(view.milestone),
            }
        )
        return
    for one in (*view.offered, *view.refused):
        print("\n".join(lines_of(one)))
    if not view.offered:
        print("nothing may be said of that time")
    if view.milestone is not None:
        print(milestone_line(view.milestone))


def milestone_line(found: MilestoneView) -> str:
    """What is worth a word, in one line."""
    where = f", on the page {found.page}" if found.page else ""
    if not found.period:
        return f"{found.day} it is {found.days} days without a major outage{where}"
    verb = "was" if found.is_over else "becomes, if nothing more is lost,"
    return (
        f"{found.period} {verb} the best {found.unit} on record: {found.share} %, better than "
        f"{found.compared} before it{where}"
    )


def judge(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The words, in quotes.")],
    database: Database = None,
    demo: Demo = False,
    service: Services = [],  # noqa: B006 - typer's own way
    as_json: Json = False,
) -> None:
    """Hold a claim in your own words against what was measured; ends with 1 where it is refused."""
    from statusboard.app.statements.queries import JUDGED, ClaimAsk
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        row = door.ask(JUDGED, ClaimAsk(claim, service_ids(door, service)))
    if as_json:
        print_json(_row(row))
    else:
        print("\n".join(lines_of(row, figures=True)))
    if not row.is_carried:
        raise typer.Exit(1)


def text(
    database: Database = None,
    demo: Demo = False,
    period: Period = YEAR,
    service: Services = [],  # noqa: B006 - typer's own way
    language: Chosen = DEFAULT_LANGUAGE,
) -> None:
    """Print what may be said today as one paragraph."""
    view = read_statement(database, demo=demo, period=period, names=service, language=language)
    if not view.text:
        raise RuleBroken("Nothing may be said of that time. “statement list” says why.")
    print(view.text)


def use(
    where: Where,
    database: Database = None,
    claim: Kind = ClaimKind.AVAILABILITY,
    period: Period = YEAR,
    service: Services = [],  # noqa: B006 - typer's own way
    language: Chosen = DEFAULT_LANGUAGE,
) -> None:
    """Record where a claim is said; the desk tells when it stops being true there."""
    from statusboard.app.statements.commands import use_claim
    from statusboard.app.statements.inputs import UseClaim
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        asked = Asked(claim, period if claim.has_period else "")
        given = UseClaim(where, asked, service_ids(door, service), language)
        number = door.do(use_claim, given, this_person(door)).result
    print(f"{number}  {where}")


def uses(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List where claims are said, and which are no longer true there."""
    from statusboard.app.statements.queries import USES
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        found = door.ask(USES, None)
    if as_json:
        print_json({"uses": [_use(one) for one in found]})
        return
    for one in found:
        state = "true" if one.untrue_since is None else f"NOT TRUE: {one.reason}"
        print(f"{one.id}  {one.where}  “{one.sentence}”  {state}")
    if not found:
        print("no claim is recorded; “statement use” records one")


def stop(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As “statement uses” lists it.")],
    database: Database = None,
) -> None:
    """Watch a claim no more, because it is not said there any longer."""
    from statusboard.app.statements.commands import stop_use
    from statusboard.app.statements.inputs import StopUse
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        door.do(stop_use, StopUse(number), this_person(door))
    print(f"{number} is watched no more")


def read_statement(
    database: str | None, *, demo: bool, period: str, names: list[str], language: str
) -> StatementView:
    """The statement of a period. Raises RuleBroken for a period or a service that is none."""
    from statusboard.app.statements.queries import STATEMENT, StatementAsk
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        return door.ask(STATEMENT, StatementAsk(period, service_ids(door, names), language))


def service_ids(door: object, names: list[str]) -> tuple[int, ...]:
    """The ids of services by their names. Raises RuleBroken for one that none, or several, have."""
    from statusboard.app.doorway import Doorway
    from statusboard.app.services.naming import SERVICE_NAMED

    if not names:
        return ()
    assert isinstance(door, Doorway)
    return tuple(door.ask(SERVICE_NAMED, name) for name in names)


def lines_of(row: ClaimRow, *, figures: bool = False) -> list[str]:
    """A claim as lines of text."""
    mark = "true " if row.is_carried else "NOT  "
    lines = [f"{mark} {row.headline}", f"      {row.detail}"]
    if row.nearest is not None:
        lines.append(f"      True is: {row.nearest.text.headline}")
    if figures:
        lines += [f"      {name}: {value}" for name, value in row.figures]
    return lines


def _row(row: ClaimRow) -> dict[str, object]:
    return {
        "claim": row.asked.kind.value,
        "period": row.asked.period,
        "headline": row.headline,
        "sentence": row.text.sentence,
        "true": row.is_carried,
        "detail": row.detail,
        "until": _at(row.until),
        "nearest": None if row.nearest is None else row.nearest.text.headline,
        "figures": dict(row.figures),
    }


def _milestone(one: MilestoneView) -> dict[str, object]:
    return {
        "days": one.days or None,
        "at": one.at.isoformat(),
        "period": one.period or None,
        "percent": one.share or None,
        "over": one.is_over,
        "page": one.page or None,
    }


def _use(one: ClaimUse) -> dict[str, object]:
    return {
        "number": one.id,
        "where": one.where,
        "claim": one.asked.kind.value,
        "period": one.asked.period,
        "said": one.sentence,
        "by": one.by,
        "recorded_at": one.recorded_at.isoformat(),
        "untrue_since": _at(one.untrue_since),
        "reason": one.reason,
        "draft": one.draft_id,
    }


def _at(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()
