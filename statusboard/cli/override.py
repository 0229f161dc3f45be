"""`statusboard override`: the state of a service by hand, for a while, and taking it back."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.maintenance_options import instant_in
from statusboard.cli.options import Database, Json, length
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.doorway import Doorway
    from statusboard.domain.status import ComponentStatus
    from statusboard.domain.views.by_hand import ByHand

Service = Annotated[str, typer.Argument(metavar="SERVICE", help="NAME, or GROUP/NAME.")]
As = Annotated[
    str | None,
    typer.Option("--as", metavar="STATUS", help="operational, degraded, partial or major."),
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="TIME", help="On the clock of the page.")
]
For = Annotated[
    timedelta | None,
    typer.Option("--for", metavar="TIME", parser=length, help="So long: 90m, 2h, 3d."),
]
Agree = Annotated[
    bool, typer.Option("--until-agrees", help="It ends as soon as the checks say the same.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; others read it.")]
Back = Annotated[bool, typer.Option("--end", help="Take back what is set: the checks count again.")]

_SHORT = {
    "degraded": "degraded_performance",
    "partial": "partial_outage",
    "major": "major_outage",
}


def override(
    service: Service,
    *,
    status: As = None,
    until: Until = None,
    lasts: For = None,
    until_agrees: Agree = False,
    reason: Reason = "",
    end: Back = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Set the state of a service by hand, until a time or until its checks agree."""
    from statusboard.app.services.naming import SERVICE_NAMED
    from statusboard.app.services.override_commands import set_state, take_back
    from statusboard.app.services.override_inputs import SetState, TakeBack
    from statusboard.cli.desk import doorway, this_person

    if end and status is not None:
        raise RuleBroken("Write either --as or --end, not both.", field="end")
    with doorway(database) as door:
        number = door.ask(SERVICE_NAMED, service)
        if end:
            door.do(take_back, TakeBack(number), this_person(door))
            _say_ended(service, as_json=as_json)
            return
        ends_at = None if until is None else instant_in(door, until, "until")
        if lasts is not None:
            if ends_at is not None:
                raise RuleBroken("Write either --until or --for, not both.", field="for")
            ends_at = door.clock.now() + lasts
        given = SetState(number, _status(status), reason, ends_at, until_agrees)
        door.do(set_state, given, this_person(door))
        _say_set(door, number, service, as_json=as_json)


def _status(text: str | None) -> "ComponentStatus":
    from statusboard.domain.override import SETTABLE

    known = {one.value: one for one in SETTABLE}
    found = known.get(_SHORT.get(text or "", text or ""))
    if found is None:
        said = "Say what it is set to." if text is None else f"--as {text} is no such state."
        names = ", ".join(("operational", *_SHORT))
        raise RuleBroken(f"{said} Write --as with one of: {names}; or --end.", field="as")
    return found


def _say_ended(service: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"service": service, "override": None})
        return
    print(f"{service}: its checks count again")


def _say_set(door: "Doorway", number: int, service: str, *, as_json: bool) -> None:
    from statusboard.app.health.by_hand import BY_HAND
    from statusboard.app.maintenance.queries import PAGE_ZONE
    from statusboard.domain.views.by_hand import by_hand_words

    one = door.ask(BY_HAND, None).get(number)
    if one is None:  # taken back by somebody in this very moment
        _say_ended(service, as_json=as_json)
        return
    if as_json:
        print_json({"service": service, "override": override_row(one)})
        return
    zone = ZoneInfo(door.ask(PAGE_ZONE, None))
    print(f"{service}: {by_hand_words(one, zone, now=door.clock.now())}")


def override_row(one: "ByHand") -> dict[str, object]:
    """What a person set, as programs read it."""
    return {
        "status": one.status.value,
        "reason": one.reason,
        "by": one.by,
        "set_at": one.set_at.isoformat(),
        "until": one.until.isoformat(),
        "until_agrees": one.until_agrees,
        "checks_say": one.measured.value,
        "checks_say_since": None if one.measured_since is None else one.measured_since.isoformat(),
    }
