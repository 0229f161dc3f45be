"""Scheduled reports in the file of a desk: brought to what it says, and written as it is read."""

from collections.abc import Iterator, Mapping

from statusboard.app.reports.inputs import ApplySchedules
from statusboard.app.reports.schedule_rules import FORMS, due_us, settled_schedule
from statusboard.app.services.faults import within_part
from statusboard.catalog.fields import FieldKind, FieldSpec, validate
from statusboard.domain.language import Language
from statusboard.domain.report_schedule import Every, ReportSchedule
from statusboard.domain.uptime_rules import RULES
from statusboard.storage.report_schedules import read_schedules, save_schedule
from statusboard.storage.unit import Unit

# What a scheduled report may say of itself in a file.
FIELDS = (
    FieldSpec(
        "name",
        FieldKind.TEXT,
        "Name",
        required=True,
        help="By its name it is known when the file is applied again.",
    ),
    FieldSpec(
        "every",
        FieldKind.CHOICE,
        "Every",
        required=True,
        choices=tuple(Every),
        help="It is made at six in the morning of the day after.",
    ),
    FieldSpec(
        "into",
        FieldKind.TEXT,
        "Folder",
        default="",
        help="The whole path of the folder it is written into; or else a list.",
    ),
    FieldSpec(
        "form",
        FieldKind.CHOICE,
        "Form",
        default="",
        choices=("", *FORMS),
        help="Of the file; pdf where nothing is said.",
    ),
    FieldSpec(
        "list",
        FieldKind.TEXT,
        "Inside list",
        default="",
        help="Whose people get it by mail, and a link where they chat; or else a folder.",
    ),
    FieldSpec(
        "services",
        FieldKind.LINES,
        "Services",
        default=(),
        help="Their names; all of them where none is named.",
    ),
    FieldSpec(
        "language",
        FieldKind.CHOICE,
        "Language",
        default=Language.ENGLISH.value,
        choices=tuple(Language),
        help="Of its words.",
    ),
    FieldSpec(
        "business_hours",
        FieldKind.SWITCH,
        "Business hours only",
        default=False,
        help="Whether only those of [uptime] count.",
    ),
    FieldSpec(
        "rule",
        FieldKind.CHOICE,
        "Rule",
        default="",
        choices=("", *RULES),
        help="It is counted by; the usual one where nothing is said.",
    ),
)


def schedule_input(table: Mapping[str, object]) -> ReportSchedule:
    """A scheduled report of a file. Raises RuleBroken with the field at fault."""
    named = table.get("services", ())
    names = tuple(map(str, named)) if isinstance(named, list | tuple) else (str(named),)
    values = validate(FIELDS, {key: value for key, value in table.items() if key != "services"})
    return ReportSchedule(
        name=str(values["name"]),
        every=str(values["every"]),
        form=str(values["form"] or ""),
        directory=str(values["into"] or ""),
        list_name=str(values["list"] or ""),
        services=names,
        language=str(values["language"]),
        business_hours=bool(values["business_hours"]),
        rule=str(values["rule"] or ""),
    )


def bring_schedules(unit: Unit, given: ApplySchedules) -> list[str]:
    """What changed, one line each. What the file does not name stays."""
    if not given.schedules:
        return []
    known = {one.schedule.name: one.schedule for one in read_schedules(unit)}
    lines = []
    for number, wanted in enumerate(given.schedules):
        with within_part(f"report.{number}"):
            text = settled_schedule(unit, wanted)
        if known.get(text.name) == text:
            continue
        is_new = save_schedule(unit, text, due_us=due_us(unit, text.every))
        lines.append(f"{'added' if is_new else 'changed'} report {text.name}")
    return lines


def schedule_tables(unit: Unit) -> Iterator[dict[str, object]]:
    """The schedules, each as a table of the file."""
    for known in read_schedules(unit):
        one = known.schedule
        yield {
            "name": one.name,
            "every": one.every,
            "into": one.directory or None,
            "form": one.form or None,
            "list": one.list_name or None,
            "services": list(one.services) or None,
            "language": one.language,
            "business_hours": one.business_hours or None,
            "rule": one.rule or None,
        }
