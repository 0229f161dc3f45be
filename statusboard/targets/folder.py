"""The folder target: a folder that some web server, or a file share, shows to visitors."""

import os
from pathlib import Path

from statusboard.catalog.declaration import Config, Prepared, TargetKind
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.target import PageLinks
from statusboard.errors import RuleBroken
from statusboard.targets.base import Receipt, Site
from statusboard.targets.folder_writing import FIRST, Folder


def _path_problem(value: object) -> str | None:
    text = str(value).strip()
    if text.startswith("~") or Path(text).is_absolute():
        return None
    return f"“{text}” is not a whole path. Choose a folder from the top of the disk on."


def _path(config: Config) -> Path:
    """The folder. Raises RuleBroken where the text is no path, or names a home that is not there.

    What stands in it is not followed here: a drive that hangs must not hold up a description.
    """
    text = str(config.get("path") or "").strip()
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise RuleBroken(_unwritable(text), field="path") from error


def _unwritable(text: str) -> str:
    return f"StatusBoard cannot write to {text}. Choose a folder that it may write to."


def _put(config: Config, site: Site) -> Receipt:
    return Folder(_path(config)).put(site)


def _empty(config: Config, site: Site) -> int:
    return Folder(_path(config)).empty(site)


def _prepare(config: Config, page_id: str) -> Prepared:
    """Makes the folder where only it is missing, and writes a file into it for a moment."""
    try:
        folder = _path(config).resolve()
        folder.mkdir(exist_ok=True)
        Folder(folder).refuse_other_page(page_id)
        Folder(folder).try_out()
    # Besides what a disk says: links in a circle, and what no file system takes for a name.
    except (OSError, RuntimeError, ValueError) as error:
        raise RuleBroken(_unwritable(str(config.get("path"))), field="path") from error
    return Prepared({"path": str(folder)})


def _look(config: Config) -> str:
    folder = _path(config)
    standing = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    if not folder.is_symlink() and standing.is_dir() and os.access(standing, os.W_OK | os.X_OK):
        return f"{folder} can be written"
    raise RuleBroken(f"{folder} cannot be written", field="path")


def _describe(config: Config) -> str:
    try:
        return f"Folder {_path(config)}"
    except RuleBroken:
        return f"Folder {config.get('path')}"


def _stays_in(config: Config, folder: Path) -> bool:
    try:
        return _path(config).resolve().is_relative_to(folder)
    except (RuleBroken, OSError, ValueError):
        return False


def _inside(folder: Path) -> Config:
    return {"path": str(folder)}


def _links(config: Config) -> PageLinks:
    try:
        folder = _path(config)
        index = folder / FIRST
        return PageLinks(page=index.as_uri(), link=str(index), folder=str(folder))
    except (RuleBroken, ValueError):  # the last one: a path that is not whole
        return PageLinks()


DECLARATION = TargetKind(
    key="folder",
    label="Folder",
    icon="inbox",
    summary="A folder on this computer, or a share, that your web server shows to customers.",
    fields=(
        FieldSpec(
            "path",
            FieldKind.PATH,
            "Publish folder",
            help="StatusBoard writes the page here, and reads it back.",
            required=True,
            check=_path_problem,
        ),
    ),
    put=_put,
    prepare=_prepare,
    look=_look,
    describe=_describe,
    stays_in=_stays_in,
    inside=_inside,
    empty=_empty,
    links=_links,
    rank=0,
    good=(Example({"path": str(Path("/srv/status").absolute())}), Example({"path": "~/status"})),
    bad=(Example({}, "path"), Example({"path": "public/status"}, "path")),
)
