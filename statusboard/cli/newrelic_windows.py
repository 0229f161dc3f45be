"""`statusboard newrelic windows|draft`: what New Relic plans, as planned work of ours."""

from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.domain.views.new_relic_windows import ProposedWindow


def windows(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List muting rules and monitor downtimes that nobody has taken over or set aside."""
    from statusboard.app.new_relic.window_commands import UNREAD
    from statusboard.app.new_relic.windows import WINDOWS
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        found, unread = door.ask(WINDOWS, None), door.ask(UNREAD, None)
    if as_json:
        untold = [{"account": account, "because": why} for account, why in unread]
        print_json({"windows": [_fields(one) for one in found], "unread": untold})
        return
    for one in found:
        window = one.window
        starts = "" if window.starts_at is None else f"{window.starts_at:%Y-%m-%dT%H:%MZ}"
        ends = "" if window.ends_at is None else f"{window.ends_at:%Y-%m-%dT%H:%MZ}"
        concerns = ", ".join(name for _, name in one.services) or window.covers
        parts = (
            window.key,
            window.title,
            f"{starts}–{ends}",
            window.repeats,
            concerns,
            one.problem,
        )
        print("  ".join(part for part in parts if part))
    for account, why in unread:
        print(f"not known of account {account}: its muting rules were not read. {why}")
    if not found and not unread:
        print("nothing is planned in New Relic that nobody has seen")


def draft(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Its key in “windows”.")],
    service: Annotated[
        list[str] | None, typer.Option(help="A service it concerns; more than once for several.")
    ] = None,
    aside: Annotated[bool, typer.Option("--set-aside", help="Propose it no more.")] = False,
    database: Database = None,
) -> None:
    """Take one over as a draft of planned work. Nobody is told before somebody plans it."""
    from statusboard.app.health.verify import VERIFY
    from statusboard.app.maintenance.commands import draft as draft_work
    from statusboard.app.maintenance.inputs import DraftWork
    from statusboard.app.new_relic.window_commands import decide_window
    from statusboard.app.new_relic.window_plans import plan_of
    from statusboard.app.new_relic.windows import WINDOWS
    from statusboard.cli.desk import doorway, this_person
    from statusboard.domain.views.new_relic_windows import DecideWindow

    with doorway(database) as door:
        actor = this_person(door)
        found = next((one for one in door.ask(WINDOWS, None) if one.window.key == key), None)
        if found is None:
            raise RuleBroken("There is no such window. “newrelic windows” lists them.", "key")
        if not aside:
            named = {one.name: one.component_id for one in door.ask(VERIFY, None).rows}
            missing = [name for name in service or () if name not in named]
            if missing:
                raise RuleBroken(f"There is no service called {missing[0]}.", "service")
            services = tuple((named[name], name) for name in service or ()) or found.services
            door.do(draft_work, DraftWork(plan_of(found, services)), actor)
        door.do(decide_window, DecideWindow(key, is_aside=aside), actor)
    print("set aside" if aside else "drafted; “statusboard maintenance list” shows it")


def _fields(one: "ProposedWindow") -> dict[str, object]:
    window = one.window
    return {
        "key": window.key,
        "sort": window.sort,
        "title": window.title,
        "account": window.account,
        "starts_at": None if window.starts_at is None else window.starts_at.isoformat(),
        "ends_at": None if window.ends_at is None else window.ends_at.isoformat(),
        "zone": window.zone,
        "repeats": window.repeats,
        "covers": window.covers,
        "services": [name for _, name in one.services],
        "problem": one.problem,
    }
