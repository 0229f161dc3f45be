"""Freeze periods in the file of a desk: made where they are not yet, moved where they are."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.maintenance.file_fields import wall_problem, zone_problem
from statusboard.app.maintenance.freeze_rules import settled_freeze
from statusboard.app.maintenance.inputs import Freeze, NamedFreeze
from statusboard.app.services.faults import within_part
from statusboard.app.settings import page_zone
from statusboard.catalog.fields import FieldKind, FieldSpec, validate
from statusboard.domain.maintenance_windows import instant_of
from statusboard.errors import RuleBroken
from statusboard.storage.freeze_periods import (
    add_freeze_period,
    read_freeze_periods,
    remove_freeze_period,
)
from statusboard.storage.unit import Unit

# What a freeze period may say of itself in a file.
FIELDS = (
    FieldSpec(
        "name",
        FieldKind.TEXT,
        "Name",
        required=True,
        help="Such as “Year end”. By its name it is known when the file is applied again.",
    ),
    FieldSpec(
        "starts",
        FieldKind.TEXT,
        "Starts",
        required=True,
        check=wall_problem,
        help="On the clock of its zone, such as 2026-12-18T00:00.",
    ),
    FieldSpec(
        "ends",
        FieldKind.TEXT,
        "Ends",
        required=True,
        check=wall_problem,
        help="The first time after it, on the same clock.",
    ),
    FieldSpec(
        "zone",
        FieldKind.ZONE,
        "Zone",
        default="",
        check=zone_problem,
        help="The page's, unless another is named.",
    ),
)


def freeze_input(table: Mapping[str, object]) -> NamedFreeze:
    """A freeze period of a file. Raises RuleBroken with the field at fault."""
    values = validate(FIELDS, table)
    starts, ends = (datetime.fromisoformat(str(values[one])) for one in ("starts", "ends"))
    if ends <= starts:
        raise RuleBroken("The freeze ends before it begins. Choose a later end.", field="ends")
    return NamedFreeze(" ".join(str(values["name"]).split()), starts, ends, str(values["zone"]))


def bring_freezes(unit: Unit, given: tuple[NamedFreeze, ...]) -> tuple[str, ...]:
    """What changed, one line each. What the file does not name stays, what is over is not made."""
    lines = []
    for number, wanted in enumerate(given):
        with within_part(f"freeze.{number}"):
            line = _bring(unit, wanted)
        if line:
            lines.append(line)
    return tuple(lines)


def _bring(unit: Unit, wanted: NamedFreeze) -> str:
    zone = ZoneInfo(wanted.zone or page_zone(unit))
    new = settled_freeze(
        Freeze(wanted.name, instant_of(wanted.starts, zone), instant_of(wanted.ends, zone))
    )
    same = [one for one in read_freeze_periods(unit) if one.name == new.name]
    if any(new == Freeze(one.name, one.starts_at, one.ends_at) for one in same):
        return ""
    if new.ends_at <= unit.now and not same:
        return ""
    for one in same:
        remove_freeze_period(unit, one.id)
    add_freeze_period(unit, new.name, new.starts_at, new.ends_at)
    return f"{'moved' if same else 'made'} the freeze {new.name}"


def freeze_tables(unit: Unit) -> Iterator[dict[str, object]]:
    """The freeze periods that are not over, each as a table of the file, on the page's clock."""
    zone = ZoneInfo(page_zone(unit))
    for one in read_freeze_periods(unit):
        if one.ends_at > unit.now:
            yield {
                "name": one.name,
                "starts": _wall(one.starts_at, zone),
                "ends": _wall(one.ends_at, zone),
            }


def _wall(at: datetime, zone: ZoneInfo) -> str:
    wall = at.astimezone(zone).replace(tzinfo=None)
    return wall.isoformat(timespec="seconds" if wall.second else "minutes")
