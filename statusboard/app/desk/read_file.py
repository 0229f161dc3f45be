"""Reads the file of a desk: TOML in, the input of `apply` out, faults with line and hint."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from statusboard.app.delivery.inputs import ApplyChannels, ApplyLists, ChannelInput, ListInput
from statusboard.app.delivery.inside_lists import FIELDS as LIST_FIELDS
from statusboard.app.delivery.inside_lists import settled_list
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.desk.environment import from_environment
from statusboard.app.desk.inputs import ApplyDesk
from statusboard.app.desk.read_pages import FURTHER_PAGE, pages_in, settings_in
from statusboard.app.desk.read_tables import (
    CLAIM,
    FOLLOWED,
    FREEZE,
    MAINTENANCE,
    NEW_RELIC,
    REPORT,
    TEMPLATE,
    claims_in,
    freezes_in,
    maintenance_in,
    new_relic_in,
    reports_in,
    templates_in,
)
from statusboard.app.health.claim_file import ApplyClaims
from statusboard.app.maintenance.inputs import ApplyMaintenance
from statusboard.app.page.inputs import ApplyPage, TargetInput
from statusboard.app.page.kinds import TargetKinds
from statusboard.app.page.rules import described
from statusboard.app.reports.inputs import ApplySchedules
from statusboard.app.services.read_file import path_of, services_in
from statusboard.app.services.rules import Kinds, plain_config
from statusboard.app.services.toml_source import Path, Source, Table
from statusboard.app.settings import SECTIONS
from statusboard.app.templates.inputs import ApplyTemplates
from statusboard.catalog.declaration import kind_of
from statusboard.domain.page import MAIN_KEY
from statusboard.errors import RuleBroken

NOTHING: Mapping[str, str] = MappingProxyType({})
TARGET = "target"
SERVICE = "service"
CHANNEL = "channel"
LIST = "list"
TOP_KEYS = (
    *(section.key for section in SECTIONS),
    TARGET,
    CHANNEL,
    LIST,
    TEMPLATE,
    MAINTENANCE,
    FREEZE,
    NEW_RELIC,
    FOLLOWED,
    REPORT,
    CLAIM,
    FURTHER_PAGE,
    "group",
    SERVICE,
)


def _nothing_beside(name: str) -> bytes:
    raise RuleBroken(f"“{name}” names a file, and none can be read from here.")


def parse_desk(
    text: str,
    kinds: Kinds,
    target_kinds: TargetKinds,
    *,
    name: str = "the file",
    environ: Mapping[str, str] = NOTHING,
    beside: Callable[[str], bytes] = _nothing_beside,
) -> ApplyDesk:
    """What a file asks for, every rule checked that needs no disk and no database.

    `env:NAME` in the place of a channel's secret stands for what `environ` holds, the name of a
    file in the place of a picture for what `beside` reads. Raises RuleBroken with the line, what is
    wrong there, and what would be right.
    """
    source, document = Source.parse(text, name)
    source.only((), document, TOP_KEYS)
    targets = tuple(
        _target(source, (TARGET, number), table, target_kinds)
        for number, table in enumerate(source.tables((), document, TARGET))
    )
    _refuse_twins(source, targets, target_kinds)
    channels = tuple(
        _channel(source, (CHANNEL, number), table, environ)
        for number, table in enumerate(source.tables((), document, CHANNEL))
    )
    return ApplyDesk(
        ApplyPage(
            settings_in(source, document, beside), targets, pages=pages_in(source, document, beside)
        ),
        services_in(source, document, kinds),
        ApplyChannels(channels),
        ApplyLists(_lists(source, document)),
        ApplyTemplates(templates_in(source, document)),
        ApplyMaintenance(maintenance_in(source, document), freezes_in(source, document)),
        new_relic_in(source, document),
        ApplySchedules(reports_in(source, document)),
        ApplyClaims(claims_in(source, document)),
    )


def with_line(broken: RuleBroken, text: str, *, name: str) -> RuleBroken:
    """What `apply` said of a file, with the line where its field leads into it."""
    top, *rest = broken.field.split(".")
    if top not in (TARGET, SERVICE, MAINTENANCE, FREEZE, REPORT, CLAIM, FURTHER_PAGE) or not rest:
        return broken
    number, *below = rest
    source, _ = Source.parse(text, name)
    return source.fault((top, int(number), *path_of(".".join(below))), broken.sentence)


def _target(source: Source, path: Path, table: Table, kinds: TargetKinds) -> TargetInput:
    key = source.text(path, table, "kind")
    if not key:
        raise source.fault(path, f"A target needs a kind. Known: {', '.join(kinds)}.")
    config = {name: value for name, value in table.items() if name not in ("kind", "page")}
    kind = kinds.get(key)
    if kind is None:
        sentence = f"“{key}” is not a kind of target that this version knows. "
        raise source.fault((*path, "kind"), sentence + f"Known: {', '.join(kinds)}.")
    source.only(path, table, ("kind", "page", *(spec.name for spec in kind.fields)))
    try:
        plain_config(kind, config)
    except RuleBroken as broken:
        fault = source.fault((*path, broken.field), f"{broken.field}: {broken.sentence}")
        raise fault from broken
    return TargetInput(key, config, page=source.text(path, table, "page"))


def _channel(source: Source, path: Path, table: Table, environ: Mapping[str, str]) -> ChannelInput:
    kinds = channel_kinds()
    key, name = source.text(path, table, "kind"), source.text(path, table, "name")
    if not key or not name:
        missing = "kind" if not key else "name"
        raise source.fault(path, f"A channel needs a {missing}. Known kinds: {', '.join(kinds)}.")
    try:
        kind = kind_of(key, kinds, noun="channel")
    except RuleBroken as broken:
        raise source.fault((*path, "kind"), f"kind: {broken.sentence}") from broken
    source.only(path, table, ("kind", "name", *(spec.name for spec in kind.fields)))
    try:
        config = {n: value for n, value in table.items() if n not in ("kind", "name")}
        for spec in kind.fields:
            if spec.secret and spec.name in config:
                config[spec.name] = from_environment(spec.name, config[spec.name], environ)
        plain_config(kind, config)
    except RuleBroken as broken:
        if not broken.field:
            raise
        fault = source.fault((*path, broken.field), f"{broken.field}: {broken.sentence}")
        raise fault from broken
    return ChannelInput(name, key, config)


def _lists(source: Source, document: Table) -> tuple[ListInput, ...]:
    found: dict[str, ListInput] = {}
    for number, table in enumerate(source.tables((), document, LIST)):
        path: Path = (LIST, number)
        source.only(path, table, [spec.name for spec in LIST_FIELDS])
        name, text = source.text(path, table, "name"), source.text(path, table, "text")
        given = ListInput(name, text) if text else ListInput(name)
        try:
            settled = settled_list(given)
        except RuleBroken as broken:
            where = (*path, broken.field) if broken.field in table else path
            raise source.fault(where, broken.sentence) from broken
        if settled.name in found:
            sentence = f"The list {settled.name} is described twice. Keep one of the two."
            raise source.fault((*path, "name"), sentence)
        found[settled.name] = settled
    return tuple(found.values())


def _refuse_twins(source: Source, targets: tuple[TargetInput, ...], kinds: TargetKinds) -> None:
    seen: set[tuple[str, str]] = set()
    for number, target in enumerate(targets):
        words, kind = described(target, kinds), kinds.get(target.kind)
        # What comes for the page by itself is a place of each page.
        of_page = target.page or MAIN_KEY if kind is not None and kind.comes_by_itself else ""
        if (words, of_page) in seen:
            sentence = f"{words} is named twice. Keep one of the two."
            raise source.fault((TARGET, number), sentence)
        seen.add((words, of_page))
