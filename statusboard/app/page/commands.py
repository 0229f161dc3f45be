"""The page's verbs: what it is called and where it goes, and how far each of its pages has got."""

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from statusboard.app.doorway import Audit, Done, Doorway, query, verb
from statusboard.app.page.inputs import ChooseSettings, Chosen
from statusboard.app.page.settings import (
    PUBLISH_FOLDER,
    chosen_targets,
    keep_page_id,
    public_page_id,
)
from statusboard.app.settings import DEMO, PAGE_NAME, PAGE_URL, PAGE_ZONE, knows_zone
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.notice import TITLE_LIMIT
from statusboard.errors import RuleBroken
from statusboard.render.clean import clean_line
from statusboard.storage import generations, notices
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit
from statusboard.targets.folder import Folder

# Written and removed at once, to know now and not at the first notice whether the folder will do.
TRIAL = ".statusboard-new.trial"


@dataclass(frozen=True, slots=True)
class BeginPage:
    """A page is about to be written that no generation asked for."""


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Why the page is to be rendered again: `new day`, `services`, `clock put back`."""

    cause: str


@dataclass(frozen=True, slots=True)
class PageResult:
    """How an attempt at a target went: the digest that was read back, or what was in the way."""

    generation: int
    target: str
    digest: str = ""
    problem: str = ""


@verb("publication.begin", Permission.OPERATE, BeginPage, str)
def begin_page(unit: Unit, _given: BeginPage) -> Done[str]:
    """What the public calls the page; it has its own id from now on."""
    keep_page_id(unit)
    return Done(public_page_id(read_settings(unit)), Changes(), Audit("page"))


@verb("publication.open", Permission.OPERATE, OpenPage, int)
def open_page(unit: Unit, given: OpenPage) -> Done[int]:
    """The number of the generation that was opened."""
    notices.lock_notices(unit)
    keep_page_id(unit)
    number = generations.open_generation(unit, given.cause, chosen_targets(unit))
    return Done(
        number,
        Changes.of(Topic.PUBLICATION),
        Audit(f"generation {number}", {"cause": given.cause}),
    )


@verb("publication.record", Permission.OPERATE, PageResult, bool)
def record_result(unit: Unit, given: PageResult) -> Done[bool]:
    """Writes an attempt down; whether customers can see the page now."""
    if given.problem:
        generations.record_problem(unit, given.generation, given.target, given.problem)
        detail = {"target": given.target, "problem": given.problem}
    else:
        generations.record_read_back(unit, given.generation, given.target, given.digest)
        detail = {"target": given.target, "digest": given.digest}
    return Done(
        not given.problem,
        Changes.of(Topic.PUBLICATION),
        Audit(f"generation {given.generation}", dict[str, object](detail)),
    )


@query("settings.surroundings")
def surroundings(unit: Unit, _given: None) -> tuple[dict[str, object], Path | None]:
    """The settings, and the folder of the embedded database."""
    return read_settings(unit), unit.folder


def try_folder(doorway: Doorway, given: ChooseSettings) -> ChooseSettings:
    """The choice with its folder made whole: it is there, takes files, and is nobody else's.

    Outside the transaction, because a folder may lie on a drive that does not answer.
    """
    text = (given.publish_folder or "").strip()
    if not text:
        return given
    settings, home = doorway.ask(surroundings, None)
    sentence = f"StatusBoard cannot write to {text}. Choose a folder that it may write to."
    try:
        folder = _whole_path(str(Path(text).expanduser())).resolve()
        _refuse_outside_demo(folder, settings, home)
        folder.mkdir(exist_ok=True)
        Folder(folder).refuse_other_page(public_page_id(settings))
        trial = folder / TRIAL
        trial.write_bytes(b"")
        trial.unlink()
    except (OSError, ValueError, RuntimeError) as error:  # the last two: no path, no such home
        raise RuleBroken(sentence, field=PUBLISH_FOLDER) from error
    return replace(given, publish_folder=str(folder))


@verb("settings.choose", Permission.CONFIGURE, ChooseSettings, Chosen, prepare=try_folder)
def choose_settings(unit: Unit, given: ChooseSettings) -> Done[Chosen]:
    """Stores what was chosen, and asks for a page that shows it.

    Raises RuleBroken with the field at fault: a zone nobody knows, an address that is none, a
    folder that cannot be written to, or in the demo one outside the demo's own.
    """
    notices.lock_notices(unit)
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
    name = clean_line(text)
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
        has_host = bool(parts.hostname) and parts.port != 0  # a port out of range is an error
    except ValueError as error:
        raise RuleBroken(sentence, field=PAGE_URL) from error
    is_plain = url.isprintable() and not any(letter in url for letter in " \"'<>\\")
    extra = parts.query or parts.fragment or parts.username is not None
    if parts.scheme not in {"http", "https"} or not has_host or not is_plain or extra:
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
    """The path as it was tried before; nothing here touches it."""
    if not text.strip():
        return ""
    folder = _whole_path(text.strip())
    _refuse_outside_demo(folder, settings, unit.folder)
    return str(folder)


def _whole_path(text: str) -> Path:
    folder = Path(text)
    if not folder.is_absolute():
        raise RuleBroken(
            f"“{text}” is not a whole path. Choose a folder from the top of the disk on.",
            field=PUBLISH_FOLDER,
        )
    return folder


def _refuse_outside_demo(folder: Path, settings: dict[str, object], home: Path | None) -> None:
    if settings.get(DEMO) is not True or (home is not None and folder.is_relative_to(home)):
        return
    where = f", {home}" if home is not None else ""
    raise RuleBroken(f"The demo publishes only into its own folder{where}.", field=PUBLISH_FOLDER)
