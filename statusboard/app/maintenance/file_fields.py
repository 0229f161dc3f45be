"""What planned work says of itself in the file of a desk, and how it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from statusboard.app.maintenance.inputs import NamedPlan
from statusboard.app.maintenance.recurrence import refuse_unfit_rule
from statusboard.app.settings import knows_zone
from statusboard.catalog.durations import parse_duration
from statusboard.catalog.fields import FieldKind, FieldSpec, validate
from statusboard.domain.maintenance import Plan
from statusboard.domain.status import ComponentStatus
from statusboard.errors import RuleBroken

NOBODY = "none"
_STATUSES = tuple(
    status.value for status in ComponentStatus if status is not ComponentStatus.UNKNOWN
)


def wall_problem(value: object) -> str | None:
    """What is wrong with a time of the clock; None where nothing is."""
    try:
        is_plain = datetime.fromisoformat(str(value)).tzinfo is None
    except ValueError:
        is_plain = False
    return None if is_plain else "Write a time of the clock such as 2026-11-29T02:00, without zone."


def zone_problem(value: object) -> str | None:
    """What is wrong with the name of a zone; None where nothing is."""
    is_known = knows_zone(str(value))
    return None if is_known else f"“{value}” is no time zone that is known here."


def _reminders_problem(value: object) -> str | None:
    try:
        _reminders(str(value))
    except ValueError:
        return f"Write how long before, such as “1d, 1h”, or “{NOBODY}”."
    return None


def _services_problem(value: object) -> str | None:
    assert isinstance(value, Mapping)
    wrong = [f"{name} = {status}" for name, status in value.items() if status not in _STATUSES]
    return f"{wrong[0]}: a service is one of {', '.join(_STATUSES)}." if wrong else None


# What planned work may say of itself in a file.
FIELDS = (
    FieldSpec(
        "title",
        FieldKind.TEXT,
        "Title",
        required=True,
        help="What it is about. By its title it is known when the file is applied again.",
    ),
    FieldSpec(
        "starts",
        FieldKind.TEXT,
        "Starts",
        required=True,
        check=wall_problem,
        help="On the clock of its zone, such as 2026-11-29T02:00.",
    ),
    FieldSpec("lasts", FieldKind.DURATION, "Lasts", required=True, help="How long it takes."),
    FieldSpec(
        "services",
        FieldKind.MAPPING,
        "Services",
        required=True,
        check=_services_problem,
        help="What each will be: the service, with its group before a slash, and its status.",
    ),
    FieldSpec(
        "zone",
        FieldKind.ZONE,
        "Zone",
        default="",
        check=zone_problem,
        help="The page's, unless another is named.",
    ),
    FieldSpec(
        "repeats",
        FieldKind.TEXT,
        "Repeats",
        default="",
        help="When it comes again, as RFC 5545 writes it, such as FREQ=WEEKLY;BYDAY=TU.",
    ),
    FieldSpec(
        "text",
        FieldKind.LINES,
        "Text",
        default="",
        help="What customers read first; otherwise the template.",
    ),
    FieldSpec(
        "remind",
        FieldKind.TEXT,
        "Remind",
        default="1d",
        check=_reminders_problem,
        help=f"How long before each start people are reminded, such as “1d, 1h”; or “{NOBODY}”.",
    ),
    FieldSpec(
        "starts_itself", FieldKind.SWITCH, "Starts by itself", default=True, help="At its instant."
    ),
    FieldSpec(
        "ends_itself", FieldKind.SWITCH, "Ends by itself", default=True, help="At its instant."
    ),
    FieldSpec(
        "tell",
        FieldKind.SWITCH,
        "Tell",
        default=True,
        help="Send messages; otherwise it is on the page alone.",
    ),
)


def maintenance_input(table: Mapping[str, object]) -> NamedPlan:
    """Planned work of a file. Raises RuleBroken with the field at fault."""
    values = validate(FIELDS, table)
    lasts, services = values["lasts"], values["services"]
    assert isinstance(lasts, timedelta)
    assert isinstance(services, Mapping)
    plan = Plan(
        title=" ".join(str(values["title"]).split()),
        zone=str(values["zone"] or ""),
        starts_at=datetime.fromisoformat(str(values["starts"])),
        lasts=lasts,
        components={},
        body=str(values["text"] or ""),
        repeats=str(values["repeats"] or ""),
        starts_itself=bool(values["starts_itself"]),
        ends_itself=bool(values["ends_itself"]),
        tells=bool(values["tell"]),
        reminds_before=_reminders(str(values["remind"])),
    )
    if not services:
        raise RuleBroken("The work is about no service. Name at least one.", field="services")
    try:
        refuse_unfit_rule(replace(plan, zone=plan.zone or "UTC"))
    except RuleBroken as broken:
        raise RuleBroken(broken.sentence, field="repeats") from broken
    named = {str(name): ComponentStatus(str(status)) for name, status in services.items()}
    return NamedPlan(plan, named)


def _reminders(text: str) -> tuple[timedelta, ...]:
    if text.strip() == NOBODY:
        return ()
    parts: Sequence[str] = [part.strip() for part in text.split(",") if part.strip()]
    return tuple(parse_duration(part, bare="m") for part in parts)
