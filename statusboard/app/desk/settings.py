"""What the team has chosen, for the settings screen."""

from statusboard.app.doorway import query
from statusboard.app.new_relic.commands import ACCOUNTS, REGION, SOURCE_NAME, URL, USER
from statusboard.app.page.settings import PUBLISH_FOLDER
from statusboard.app.settings import (
    DEFAULT_ZONE,
    DEMO,
    PAGE_NAME,
    PAGE_URL,
    PAGE_ZONE,
    text_setting,
)
from statusboard.domain.instants import from_us
from statusboard.domain.views.settings import NewRelicView, SettingsView
from statusboard.storage import generations, sources
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


def settings_view(unit: Unit, _given: None) -> SettingsView:
    """The settings. Whether a key is kept is not in the database: the desk adds it."""
    settings = read_settings(unit)
    seen = generations.last_read_back(unit)
    return SettingsView(
        page_name=text_setting(settings, PAGE_NAME),
        page_url=text_setting(settings, PAGE_URL),
        zone=text_setting(settings, PAGE_ZONE, DEFAULT_ZONE),
        publish_folder=text_setting(settings, PUBLISH_FOLDER),
        new_relic=_new_relic(unit, settings),
        database=unit.place,
        is_demo=settings.get(DEMO) is True,
        published_at=seen.read_back_at if seen is not None else None,
        publish_problem=generations.newest_problem(unit),
    )


SETTINGS = query("settings")(settings_view)


def _new_relic(unit: Unit, settings: dict[str, object]) -> NewRelicView:
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
        problem=source.problem if source is not None else "",
        last_read_at=None if source is None or source.last_us is None else from_us(source.last_us),
    )
