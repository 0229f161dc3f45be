"""What the file of a desk may hold, in words made from the declarations."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from statusboard.app.delivery.inside_lists import FIELDS as LIST_FIELDS
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.health.claim_file import FIELDS as CLAIM_FIELDS
from statusboard.app.maintenance.file_fields import FIELDS as MAINTENANCE_FIELDS
from statusboard.app.maintenance.freeze_file import FIELDS as FREEZE_FIELDS
from statusboard.app.new_relic.file_part import FIELDS as NEW_RELIC_FIELDS
from statusboard.app.new_relic.file_part import TAG_FIELDS
from statusboard.app.page.kinds import TargetKinds
from statusboard.app.page.page_file import FIELDS as PAGE_FIELDS
from statusboard.app.reports.file_part import FIELDS as REPORT_FIELDS
from statusboard.app.services.file_fields import CHECK_FIELDS, GROUP_FIELDS, SERVICE_FIELDS
from statusboard.app.services.rules import Kinds
from statusboard.app.settings import SECTIONS
from statusboard.app.templates.file_part import FIELDS as TEMPLATE_FIELDS
from statusboard.catalog.durations import duration_text
from statusboard.catalog.fields import FieldKind, FieldSpec

_SORTS = {
    FieldKind.TEXT: "text",
    FieldKind.LINES: "text of several lines",
    FieldKind.URL: "web address",
    FieldKind.NUMBER: "number",
    FieldKind.SWITCH: "true or false",
    FieldKind.CHOICE: "one of",
    FieldKind.DURATION: "duration",
    FieldKind.MAPPING: "names with texts",
    FieldKind.ZONE: "time zone",
    FieldKind.PATH: "path of a folder",
    FieldKind.FILE: "name of a file beside this one",
}


CHANNEL_NAME = FieldSpec(
    "name", FieldKind.TEXT, "Name", required=True, help="What it is called at the desk."
)


def file_help(kinds: Kinds, target_kinds: TargetKinds) -> str:
    """Every table that declarations make, with its keys: what each takes, its default, its use."""
    parts = [_table(f"[{section.key}]", section.fields) for section in SECTIONS]
    parts += [_table(f'[[target]]  kind = "{k.key}"', k.fields) for k in target_kinds.values()]
    parts += [
        _table(f'[[channel]]  kind = "{kind.key}"', (CHANNEL_NAME, *kind.fields))
        for kind in channel_kinds().values()
    ]
    parts.append(_table("[[new_relic]]", NEW_RELIC_FIELDS))
    parts.append(_table("[[followed_tag]]", TAG_FIELDS))
    parts.append(_table("[[list]]", LIST_FIELDS))
    parts.append(_table("[[template]]", TEMPLATE_FIELDS))
    parts.append(_table("[[maintenance]]", MAINTENANCE_FIELDS))
    parts.append(_table("[[freeze]]", FREEZE_FIELDS))
    parts.append(_table("[[report]]", REPORT_FIELDS))
    parts.append(_table("[[claim]]", CLAIM_FIELDS))
    parts.append(_table("[[further_page]]", PAGE_FIELDS))
    parts.append(_table("[[group]]", GROUP_FIELDS))
    parts.append(_table("[[service]]", SERVICE_FIELDS))
    parts.append(_table("[[service.check]]", CHECK_FIELDS))
    parts += [_table(f'[[service.check]]  kind = "{k.key}"', k.fields) for k in kinds.values()]
    return "\n\n".join(parts) + "\n"


def _table(header: str, specs: Iterable[FieldSpec]) -> str:
    return "\n".join([header, *(f"  {spec.name}: {'; '.join(_said(spec))}" for spec in specs)])


def _said(spec: FieldSpec) -> Iterator[str]:
    choices = f" {', '.join(spec.choices)}" if spec.choices else ""
    unit = f" ({spec.unit})" if spec.unit else ""
    sort = "list" if spec.default == () else _SORTS[spec.kind]
    yield f"{sort}{choices}{unit}"
    if spec.required:
        yield "required"
    elif spec.default not in (None, "", {}, ()):
        yield f"{_default(spec.default)} by default"
    if spec.secret:
        yield "secret, exported as ***"
    if spec.help:
        yield spec.help


def _default(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case timedelta():
            return duration_text(value)
        case _:
            return str(value)
