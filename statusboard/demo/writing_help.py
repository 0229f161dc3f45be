"""The demo's writing helper: a stand-in on loopback, and never anybody else."""

from statusboard.app.writing_help.chosen import MODEL, URL
from statusboard.demo.providers import writing_assistant
from statusboard.demo.providers.together import Places
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

# Where the demo put it, as long as nobody chose another one.
_URL = "demo.helper_url"


def point_assistant_at(unit: Unit, places: Places) -> None:
    """Chooses the stand-in where it answers today, unless a person has chosen otherwise."""
    settings = read_settings(unit)
    before = settings.get(_URL)
    if before is not None and settings.get(URL) != before:
        return
    url = f"{places.url(writing_assistant.PATH)}/v1"
    write_setting(unit, _URL, url)
    write_setting(unit, URL, url)
    if before is None:
        write_setting(unit, MODEL, writing_assistant.MODEL)
