"""The verb about settings: what the page is called, where it goes, in which zone it speaks."""

from pathlib import Path
from urllib.parse import urlsplit

from statusboard.app.commands.settings_inputs import ChooseSettings, Chosen
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.publishing import (
    DEMO,
    PAGE_NAME,
    PAGE_URL,
    PAGE_ZONE,
    PUBLISH_FOLDER,
    chosen_targets,
    keep_page_id,
    knows_zone,
    public_page_id,
)
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.notice import TITLE_LIMIT
from statusboard.errors import RuleBroken
from statusboard.storage import generations, notices
from statusboard.storage.bookkeeping import read_settings, write_setting
from statusboard.storage.unit import Unit
from statusboard.targets.folder import Folder

# Written and removed at once, to know now and not at the first notice whether the folder will do.
TRIAL = ".statusboard-new.trial"


@verb("settings.choose", Permission.CONFIGURE, ChooseSettings, Chosen)
def choose_settings(unit: Unit, given: ChooseSettings) -> Done[Chosen]:
    """Stores what was chosen, and asks for a page that shows it.

    Raises RuleBroken with the field at fault: a zone nobody knows, an address that is none, a
    folder that cannot be written to, or in the demo one outside the demo's own.
    """
    notices.take_turns(unit)
    keep_page_id(unit)
    before = read_settings(unit)
    wanted = {
        PAGE_NAME: None if given.page_name is None else _name(given.page_name),
        PAGE_URL: None if given.page_url is None else _url(given.page_url),
        PAGE_ZONE: None if given.zone is None else _zone(given.zone),
        PUBLISH_FOLDER: None
        if given.publish_folder is None
        else _folder(unit, given.publish_folder, before),
    }
    changed = {
        key: value
        for key, value in wanted.items()
        if value is not None and value != before.get(key, "")
    }
    for key, value in changed.items():
        write_setting(unit, key, value or None)
    number = None
    targets = chosen_targets(unit)
    if changed and targets:
        number = generations.open_generation(unit, "settings", targets)
    topics = Changes.of(Topic.SETTINGS, Topic.PUBLICATION) if changed else Changes()
    return Done(
        Chosen(tuple(changed), number), topics, Audit("settings", {"changed": dict(changed)})
    )


def _name(text: str) -> str:
    name = text.strip()
    if len(name) > TITLE_LIMIT:
        raise RuleBroken(f"The name is longer than {TITLE_LIMIT} characters.", field=PAGE_NAME)
    return name


def _url(text: str) -> str:
    url = text.strip().rstrip("/")
    if not url:
        return ""
    sentence = f"“{url}” is not the address of a web page. Write https:// and the host's name."
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname)
    except ValueError as error:
        raise RuleBroken(sentence, field=PAGE_URL) from error
    if parts.scheme not in {"http", "https"} or not has_host or parts.query or parts.fragment:
        raise RuleBroken(sentence, field=PAGE_URL)
    return url


def _zone(text: str) -> str:
    zone = text.strip()
    if zone and not knows_zone(zone):
        raise RuleBroken(
            f"“{zone}” is not a time zone. Write one such as Europe/Berlin or UTC.",
            field=PAGE_ZONE,
        )
    return zone


def _folder(unit: Unit, text: str, settings: dict[str, object]) -> str:
    if not text.strip():
        return ""
    folder = Path(text.strip()).expanduser()
    if not folder.is_absolute():
        raise RuleBroken(
            f"“{text}” is not a whole path. Choose a folder from the top of the disk on.",
            field=PUBLISH_FOLDER,
        )
    sentence = f"StatusBoard cannot write to {folder}. Choose a folder that it may write to."
    try:
        folder = folder.resolve()
        _refuse_outside_demo(unit, folder, is_demo=settings.get(DEMO) is True)
        folder.mkdir(exist_ok=True)
        Folder(folder).refuse_other_page(public_page_id(settings))
        trial = folder / TRIAL
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        raise RuleBroken(sentence, field=PUBLISH_FOLDER) from error
    return str(folder)


def _refuse_outside_demo(unit: Unit, folder: Path, *, is_demo: bool) -> None:
    home = unit.folder
    if not is_demo or (home is not None and folder.is_relative_to(home)):
        return
    where = f", {home}" if home is not None else ""
    raise RuleBroken(f"The demo publishes only into its own folder{where}.", field=PUBLISH_FOLDER)
