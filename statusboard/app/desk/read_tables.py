"""Reads the parts of a desk's file that are one table for each thing, known by its name."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from statusboard.app.health.claim_file import FIELDS as CLAIM_FIELDS
from statusboard.app.health.claim_file import ClaimPlace, place_input, place_key
from statusboard.app.maintenance.file_fields import FIELDS as MAINTENANCE_FIELDS
from statusboard.app.maintenance.file_fields import maintenance_input
from statusboard.app.maintenance.freeze_file import FIELDS as FREEZE_FIELDS
from statusboard.app.maintenance.freeze_file import freeze_input
from statusboard.app.maintenance.inputs import NamedFreeze, NamedPlan
from statusboard.app.new_relic.file_part import FIELDS as NEW_RELIC_FIELDS
from statusboard.app.new_relic.file_part import (
    TAG_FIELDS,
    ApplyNewRelic,
    connection_input,
    tag_input,
)
from statusboard.app.reports.file_part import FIELDS as REPORT_FIELDS
from statusboard.app.reports.file_part import schedule_input
from statusboard.app.services.toml_source import Path, Source, Table
from statusboard.app.templates.file_part import FIELDS as TEMPLATE_FIELDS
from statusboard.app.templates.file_part import template_input
from statusboard.app.templates.inputs import SaveTemplate
from statusboard.catalog.fields import FieldSpec
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.errors import RuleBroken

Given = TypeVar("Given")

TEMPLATE = "template"
MAINTENANCE = "maintenance"
FREEZE = "freeze"
NEW_RELIC = "new_relic"
FOLLOWED = "followed_tag"
REPORT = "report"
CLAIM = "claim"


def templates_in(source: Source, document: Table) -> tuple[SaveTemplate, ...]:
    """The templates that a file names. Raises RuleBroken with the line."""
    return _each(
        source,
        document,
        TEMPLATE,
        TEMPLATE_FIELDS,
        template_input,
        "kind",
        known_by=lambda given: (given.kind, given.language),
        words=lambda given: f"The template {given.kind} ({given.language})",
    )


def maintenance_in(source: Source, document: Table) -> tuple[NamedPlan, ...]:
    """The planned work that a file names. Raises RuleBroken with the line."""
    return _each(
        source,
        document,
        MAINTENANCE,
        MAINTENANCE_FIELDS,
        maintenance_input,
        "title",
        known_by=lambda given: given.plan.title,
        words=lambda given: f"The work {given.plan.title}",
    )


def freezes_in(source: Source, document: Table) -> tuple[NamedFreeze, ...]:
    """The times without work that a file names. Raises RuleBroken with the line."""
    return _each(
        source,
        document,
        FREEZE,
        FREEZE_FIELDS,
        freeze_input,
        "name",
        known_by=lambda given: given.name,
        words=lambda given: f"The freeze {given.name}",
    )


def new_relic_in(source: Source, document: Table) -> ApplyNewRelic:
    """The connections to New Relic, and the tags that are followed.

    Raises RuleBroken with the line.
    """
    connections = _each(
        source,
        document,
        NEW_RELIC,
        NEW_RELIC_FIELDS,
        connection_input,
        "name",
        known_by=lambda given: given.name,
        words=lambda given: f"The connection {given.name}",
    )
    tags = _each(
        source,
        document,
        FOLLOWED,
        TAG_FIELDS,
        tag_input,
        "tag",
        known_by=lambda given: (given.tag, given.account),
        words=lambda given: f"The tag {given.tag}",
    )
    return ApplyNewRelic(connections, tags)


def reports_in(source: Source, document: Table) -> tuple[ReportSchedule, ...]:
    """The reports that are made by schedule. Raises RuleBroken with the line."""
    return _each(
        source,
        document,
        REPORT,
        REPORT_FIELDS,
        schedule_input,
        "name",
        known_by=lambda given: given.name,
        words=lambda given: f"The report {given.name}",
    )


def claims_in(source: Source, document: Table) -> tuple[ClaimPlace, ...]:
    """The places where a claim about uptime is said. Raises RuleBroken with the line."""
    return _each(
        source,
        document,
        CLAIM,
        CLAIM_FIELDS,
        place_input,
        "where",
        known_by=place_key,
        words=lambda given: f"The claim in {given.where}",
    )


def _each(
    source: Source,
    document: Table,
    noun: str,
    fields: Iterable[FieldSpec],
    read: Callable[[Table], Given],
    place: str,
    *,
    known_by: Callable[[Given], Hashable],
    words: Callable[[Given], str],
) -> tuple[Given, ...]:
    """All tables of a noun, each read by its own rules and once; `place` tells them apart.

    Raises RuleBroken with the line of the first that is not.
    """
    names = [spec.name for spec in fields]
    found: dict[Hashable, Given] = {}
    for number, table in enumerate(source.tables((), document, noun)):
        path: Path = (noun, number)
        source.only(path, table, names)
        try:
            given = read(table)
        except RuleBroken as broken:
            where = (*path, broken.field) if broken.field in table else path
            raise source.fault(where, broken.sentence) from broken
        key = known_by(given)
        if key in found:
            sentence = f"{words(given)} is described twice. Keep one of the two."
            raise source.fault((*path, place), sentence)
        found[key] = given
    return tuple(found.values())
