"""What the team has chosen, for the settings screen."""

from collections.abc import Mapping
from datetime import datetime

from statusboard.app.doorway import query
from statusboard.app.health.still_open import still_open
from statusboard.app.new_relic.commands import ACCOUNTS, REGION, SOURCE_NAME, URL, USER
from statusboard.app.page.queries import target_views
from statusboard.app.settings import (
    DEMO,
    NEW_RELIC_RECORD_UNTIL,
    SECTIONS,
    page_zone,
    text_setting,
    unwatched_default,
)
from statusboard.app.writing_help.chosen import assistant_in
from statusboard.domain.instants import from_us
from statusboard.domain.views.settings import NewRelicView, SettingsView
from statusboard.storage import sources
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


def settings_view(unit: Unit, _given: None) -> SettingsView:
    """The settings. Whether a key is kept is not in the database: the desk adds it."""
    settings = read_settings(unit)
    return SettingsView(
        values={
            section.setting(name): value
            for section in SECTIONS
            for name, value in section.kept(settings).items()
        },
        zone=page_zone(unit),
        targets=target_views(unit),
        new_relic=_new_relic(unit, settings),
        database=unit.place,
        is_demo=settings.get(DEMO) is True,
        still_open=still_open(unit, settings),
        assistant=assistant_in(settings),
    )


SETTINGS = query("settings")(settings_view)


def _new_relic(unit: Unit, settings: Mapping[str, object]) -> NewRelicView:
    source = next((s for s in sources.read_sources(unit) if s.name == SOURCE_NAME), None)
    accounts = settings.get(ACCOUNTS)
    return NewRelicView(
        region=text_setting(settings, REGION),
        url=text_setting(settings, URL),
        key_present=False,
        user=text_setting(settings, USER),
        accounts=tuple((int(number), str(name)) for number, name in accounts)
        if isinstance(accounts, list)
        else (),
        problem=_told_here(source.problem) if source is not None else "",
        last_read_at=None if source is None or source.last_us is None else from_us(source.last_us),
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
