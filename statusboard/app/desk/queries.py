"""The whole desk as the text of a file that `apply` reads back."""

from collections.abc import Iterator

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.doorway import query
from statusboard.app.health.claim_file import claim_tables
from statusboard.app.maintenance.file_part import maintenance_tables
from statusboard.app.maintenance.freeze_file import freeze_tables
from statusboard.app.new_relic.file_part import connection_tables, tag_tables
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.metrics import settings_with_names
from statusboard.app.page.page_tables import page_tables
from statusboard.app.reports.file_part import schedule_tables
from statusboard.app.services.queries import services_file
from statusboard.app.services.secrets import masked
from statusboard.app.services.write_file import in_order_of, table_text
from statusboard.app.settings import SECTIONS
from statusboard.app.templates.file_part import template_tables
from statusboard.domain.access import Permission
from statusboard.domain.page import MAIN_KEY
from statusboard.storage.channels import read_channels
from statusboard.storage.inside_lists import read_lists
from statusboard.storage.pages import read_pages
from statusboard.storage.targets import read_targets
from statusboard.storage.unit import Unit


def _export(unit: Unit, _given: None) -> str:
    sent = (*_channels(unit), *_lists(unit))
    work = (*_freezes(unit), *_maintenance(unit), *_reports(unit), *_claims(unit))
    services = (services_file(unit), *work)
    chosen = (*_settings(unit), *_pages(unit), *_new_relic(unit), *_targets(unit))
    parts = (*chosen, *sent, *_templates(unit), *services)
    return "\n".join(part for part in parts if part)


# The whole file; applying it to an empty database makes the same desk. Secrets are masked.
EXPORT_DESK = query("desk.export", Permission.CONFIGURE)(_export)


def _settings(unit: Unit) -> Iterator[str]:
    settings = settings_with_names(unit)
    for section in SECTIONS:
        kept = section.kept(settings)
        if kept:
            yield table_text(f"[{section.key}]", kept)


def _pages(unit: Unit) -> Iterator[str]:
    for page in page_tables(unit):
        if not page.is_whole:
            yield f"# Left out: the page {page.key}, which names only what was removed since.\n"
            continue
        yield table_text("[[further_page]]", page.values)
        for section, values in page.sections:
            yield table_text(f"[further_page.{section}]", values)


def _new_relic(unit: Unit) -> Iterator[str]:
    for values in connection_tables(unit):
        yield table_text("[[new_relic]]", values)
    for values in tag_tables(unit):
        yield table_text("[[followed_tag]]", values)


def _targets(unit: Unit) -> Iterator[str]:
    kinds = target_kinds()
    keys = {page.id: page.key for page in read_pages(unit)}
    lacking = {page.key for page in page_tables(unit) if not page.is_whole}
    for target in read_targets(unit):
        page = keys[target.page_id]
        if page in lacking and page != MAIN_KEY:
            # Without its page it would be a place of the main one.
            yield f"# Left out: a place of the page {page}.\n"
            continue
        kind = kinds.get(target.kind)
        if kind is None:
            # Nobody can say which of its fields are secret, and `apply` would refuse it here.
            yield f"# Left out: a target of the kind {target.kind}, unknown to this version.\n"
            continue
        config = in_order_of(kind, masked(kind, target.config))
        yield table_text("[[target]]", {"kind": target.kind, **_of_page(page), **config})


def _of_page(key: str) -> dict[str, object]:
    return {} if key == MAIN_KEY else {"page": key}


def _lists(unit: Unit) -> Iterator[str]:
    for one in read_lists(unit):
        yield table_text("[[list]]", {"name": one.name, "text": one.text.value})


def _templates(unit: Unit) -> Iterator[str]:
    for values in template_tables(unit):
        yield table_text("[[template]]", values)


def _maintenance(unit: Unit) -> Iterator[str]:
    for values in maintenance_tables(unit):
        yield table_text("[[maintenance]]", values)


def _freezes(unit: Unit) -> Iterator[str]:
    for values in freeze_tables(unit):
        yield table_text("[[freeze]]", values)


def _reports(unit: Unit) -> Iterator[str]:
    for values in schedule_tables(unit):
        yield table_text("[[report]]", values)


def _claims(unit: Unit) -> Iterator[str]:
    for values in claim_tables(unit):
        yield table_text("[[claim]]", values)


def _channels(unit: Unit) -> Iterator[str]:
    kinds = channel_kinds()
    for channel in read_channels(unit):
        kind = kinds.get(channel.kind)
        if kind is None:
            yield f"# Left out: a channel of the kind {channel.kind}, unknown to this version.\n"
            continue
        config = in_order_of(kind, masked(kind, channel.config))
        yield table_text("[[channel]]", {"kind": channel.kind, "name": channel.name, **config})
