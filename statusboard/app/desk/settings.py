"""What the team has chosen, for the settings screen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from statusboard.app.doorway import query
from statusboard.app.health.still_open import still_open
from statusboard.app.new_relic.connection import source_of
from statusboard.app.new_relic.history_commands import history_progress
from statusboard.app.new_relic.window_commands import unread_accounts
from statusboard.app.page.metrics import settings_with_names
from statusboard.app.page.page_queries import page_addresses
from statusboard.app.page.queries import target_views
from statusboard.app.settings import (
    DEMO,
    NEW_RELIC_RECORD_UNTIL,
    SECTIONS,
    page_zone,
    unwatched_default,
)
from statusboard.app.writing_help.chosen import assistant_in
from statusboard.domain.instants import from_us
from statusboard.domain.views.settings import NewRelicView, SettingsView
from statusboard.storage import sources
from statusboard.storage.new_relic_connections import read_connections
from statusboard.storage.unit import Unit


def settings_view(unit: Unit, _given: None) -> SettingsView:
    """The settings. Whether a key is kept is not in the database: the desk adds it."""
    settings = settings_with_names(unit)
    connections = _connections(unit, settings)
    return SettingsView(
        values={
            section.setting(name): value
            for section in SECTIONS
            for name, value in section.kept(settings).items()
        },
        zone=page_zone(unit),
        targets=target_views(unit),
        new_relic=connections[0] if connections else _unconnected(unit, settings),
        connections=connections,
        history=history_progress(unit),
        database=unit.place,
        is_demo=settings.get(DEMO) is True,
        still_open=still_open(unit, settings),
        assistant=assistant_in(settings),
        pages=page_addresses(unit),
    )


SETTINGS = query("settings")(settings_view)


def _connections(unit: Unit, settings: Mapping[str, object]) -> tuple[NewRelicView, ...]:
    """All connections to New Relic, in the order in which they were made."""
    told = {source.name: source for source in sources.read_sources(unit)}
    found = []
    for one in read_connections(unit):
        source = told.get(source_of(one.name))
        found.append(
            replace(
                _unconnected(unit, settings),
                region=one.region,
                url=one.url,
                user=one.user,
                accounts=one.accounts,
                problem=_told_here(source.problem) if source is not None else "",
                last_read_at=None
                if source is None or source.last_us is None
                else from_us(source.last_us),
                name=one.name,
                unread=tuple(
                    said for said in unread_accounts(settings) if said[0] in dict(one.accounts)
                ),
            )
        )
    return tuple(found)


def _unconnected(unit: Unit, settings: Mapping[str, object]) -> NewRelicView:
    return NewRelicView(
        region="",
        url="",
        key_present=False,
        unwatched=unwatched_default(settings),
        records_until=_until(unit, settings.get(NEW_RELIC_RECORD_UNTIL)),
    )


def _until(unit: Unit, until_us: object) -> datetime | None:
    """Until when it is recorded; None where that is over, or was never said."""
    return from_us(until_us) if isinstance(until_us, int) and until_us > unit.now_us else None


def _told_here(problem: str) -> str:
    """What is wrong, to somebody who is where they would be sent to."""
    return problem.replace(" in Settings there", " below, on that computer").replace(
        " in Settings", " below"
    )
