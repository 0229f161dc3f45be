"""The copies of a database by their names: where they are, of when each is, which is the newest.

Their names are all there is to know of them while the database itself cannot be read. Whatever
has such a name was checked before it got it.
"""

import re
import shlex
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from statusboard.errors import RuleBroken

_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}Z)(-by-hand)?(?:-\d+)?\.(db|dump)", re.ASCII)
_TIME = "%Y-%m-%dT%H%M%SZ"
_BEFORE = ".before-"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a database, and the instant it shows.

    Only daily ones are ever removed by the program: not what a person made, nor what was kept
    before the schema was changed.
    """

    path: Path
    made_at: datetime
    is_daily: bool = False


def folder_beside(file: Path) -> Path:
    """Where the copies of an embedded database are: beside it."""
    return file.with_name(f"{file.name}.backups")


def path_for(folder: Path, made_at: datetime, *, is_daily: bool, ending: str) -> Path:
    """The name of a new copy, never that of one that is there."""
    stem = made_at.astimezone(UTC).strftime(_TIME) + ("" if is_daily else "-by-hand")
    path, number = folder / f"{stem}.{ending}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.{ending}"
    return path


def copies_in(folder: Path) -> tuple[Copy, ...]:
    """The copies in a folder, the newest first; none where it cannot be read."""
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return ()
    found = []
    for name in names:
        match = _NAME.fullmatch(name)
        if match is not None:
            made_at = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
            found.append(Copy(folder / name, made_at, is_daily=match[2] is None))
    return _newest_first(found)


def copies_of(file: Path) -> tuple[Copy, ...]:
    """All copies of an embedded database, also those from before its schema was changed."""
    return _newest_first([*copies_in(folder_beside(file)), *_kept_before_changes(file)])


def _kept_before_changes(file: Path) -> list[Copy]:
    try:
        return [
            Copy(path, datetime.fromtimestamp(path.stat().st_mtime, UTC))
            for path in file.parent.iterdir()
            if path.name.startswith(f"{file.name}{_BEFORE}")
            and path.suffix == ".backup"
            and not path.is_symlink()  # nobody knows what a link leads to
        ]
    except OSError:
        return []


def _newest_first(copies: list[Copy]) -> tuple[Copy, ...]:
    return tuple(sorted(copies, key=lambda copy: (copy.made_at, copy.path.name), reverse=True))


def offer_of(file: Path | None) -> str:
    """What to say of the copies of a file that cannot be worked with."""
    newest = next(iter(copies_of(file)), None) if file is not None else None
    if file is None or newest is None:
        return "There is no copy of it that we know of. Keep the file, and check the disk."
    return (
        f"The last good copy is of {time_words(newest.made_at)}. To bring it back, stop "
        f"StatusBoard and give {restore_command(file)}; what is there now is kept beside it."
    )


def restore_command(file: Path) -> str:
    """The command that brings a copy of this very file back, quoted to stand in a sentence.

    Without the name it would be about the reader's own database, whichever this one is.
    """
    return f"“statusboard restore --database {shlex.quote(str(file))}”"


def time_words(instant: datetime) -> str:
    """An instant as it stands in a sentence about copies: in UTC, like their names."""
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def named(copies: tuple[Copy, ...], name: str) -> Copy:
    """The copy somebody means by its name or path; any other file of theirs is taken as one.

    Raises RuleBroken where there is none.
    """
    for copy in copies:
        if name in (copy.path.name, str(copy.path)):
            return copy
    path = Path(name).expanduser()
    if not path.is_file():
        sentence = f"There is no copy called {name}. “statusboard restore --list” names them."
        raise RuleBroken(sentence, field="copy")
    return Copy(path, datetime.fromtimestamp(path.stat().st_mtime, UTC))
