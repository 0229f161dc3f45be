"""Brings a copy of an embedded database back. What is there is set aside, and nothing overwritten.

The copy is made ready beside the database, brought to this version's schema and marked as brought
back; then the present files are renamed, and it takes their name. A stop between any two steps
leaves either the old database or none, and every file of both.
"""

import logging
import os
import shutil
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from statusboard.domain.access import Actor
from statusboard.domain.instants import to_us
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage import leases
from statusboard.storage.audit import write_audit
from statusboard.storage.copies import Copy
from statusboard.storage.copying import SPARE, look_over, make_durable, refuse_without_room
from statusboard.storage.damage_note import note_of
from statusboard.storage.database import Database
from statusboard.storage.file_connections import may_be_written
from statusboard.storage.file_state import index_of_log, is_there, log_of
from statusboard.storage.migrate import REVISIONS, bring_to_head
from statusboard.storage.restored import Restored, write_restored

log = logging.getLogger(__name__)

VERB = "database.restore"
# Where SQLite locks a file, in bytes from its beginning, and how many bytes it locks.
_LOCKS = (0x4000_0000, 512)


def restore_file(file: Path, copy: Copy, *, now: datetime, actor: Actor) -> tuple[Path, ...]:
    """Puts a copy in the place of a database; where its files stand now, if there were any.

    Raises RuleBroken for a copy that a newer StatusBoard made, or none of ours, or while programs
    are at work; Damaged for one that is damaged; Unavailable where the disk is in the way. Nothing
    was changed then. Blocking.
    """
    refuse_while_used(file)
    if not may_be_written(file):
        raise Unavailable(f"{file} or its folder may not be written. Nothing was changed.")
    contents = look_over(copy.path)
    refuse_revision(contents.revision, copy.path.name)
    ready = file.with_name(f"{file.name}.restoring")
    try:
        refuse_without_room(file.parent, copy.path.stat().st_size, left=SPARE)
        _copy_privately(copy.path, ready)
        _make_ready(ready, copy, now=now, actor=actor)
        refuse_while_used(file)
        moves = _set_aside(file, now)
        try:
            _put_in_place(ready, file)
        except OSError:
            _move_back(moves)
            raise
    except OSError as error:
        raise Unavailable(
            f"The copy could not be put in the place of {file} ({error.strerror or error}). "
            "Nothing was overwritten. Check the disk and the rights on the folder."
        ) from error
    finally:
        for left in (ready, log_of(ready), index_of_log(ready)):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    log.warning("database restored file=%s copy=%s", file, copy.path.name)
    return tuple(after for _, after in moves)


def refuse_revision(revision: str | None, name: str) -> None:
    """Raises RuleBroken for a schema that this version does not know."""
    if revision is None:
        raise RuleBroken(f"{name} holds no StatusBoard. Nothing was changed.", field="copy")
    if revision not in REVISIONS:
        raise RuleBroken(
            f"A newer StatusBoard made {name} (schema {revision}). Nothing was changed. Install "
            "the newest StatusBoard to bring it back.",
            field="copy",
        )


def refuse_while_used(file: Path) -> None:
    """Raises RuleBroken while any program has the database open: a window, a collector, others."""
    if is_used(file):
        raise RuleBroken(
            f"Programs are at work on {file}. Nothing was changed. Close the window and stop "
            "“statusboard collect” and “office”, then try again."
        )


def is_used(file: Path) -> bool:
    """Whether another process has the database open, damaged as it may be.

    Not to be asked where this process has it open: the look would give up its locks. By the locks
    of the system that every connection to a file with a log keeps. Where there are none (Windows),
    a file that is open cannot be renamed, which says the same later.
    """
    if sys.platform == "win32":
        return False
    import fcntl

    start, length = _LOCKS
    try:
        with file.open("r+b") as opened:
            fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
    except BlockingIOError:
        return True
    except OSError:
        return False  # nothing there, or nothing that may be opened: said by what comes next
    return False


def _copy_privately(source: Path, to: Path) -> None:
    to.unlink(missing_ok=True)
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as reading, os.fdopen(descriptor, "wb") as writing:
        shutil.copyfileobj(reading, writing, 1024 * 1024)
        writing.flush()
        os.fsync(writing.fileno())


def _make_ready(ready: Path, copy: Copy, *, now: datetime, actor: Actor) -> None:
    """The copy at this version's schema, saying of itself that it was brought back."""
    with closing(Database.open(ready)) as database:
        bring_to_head(database, makes=False, copies=False)
        with database.writing(now, actor) as unit:
            restored = Restored(to_us(now), copy.path.name, to_us(copy.made_at))
            write_restored(unit, restored)
            detail: dict[str, object] = {"of": copy.made_at.isoformat()}
            write_audit(unit, verb=VERB, subject=copy.path.name, detail=detail)
            leases.forget_holders(unit)
        database.settle()


def _put_in_place(ready: Path, file: Path) -> None:
    try:
        os.link(ready, file)  # unlike a rename it never takes the place of another file
    except OSError:
        if is_there(file):
            raise
        ready.rename(file)  # not every disk knows links
    make_durable(file.parent)


def _set_aside(file: Path, now: datetime) -> list[tuple[Path, Path]]:
    """Renames a database and what belongs to it; which files, and how they are called now.

    They are back where that stops halfway.
    """
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    name, number = f"{file.name}.set-aside-{stamp}", 1
    while file.with_name(name).exists():
        number += 1
        name = f"{file.name}.set-aside-{stamp}-{number}"
    target = file.with_name(name)
    moves = [(file, target), (log_of(file), log_of(target)), (note_of(file), note_of(target))]
    done: list[tuple[Path, Path]] = []
    try:
        for before, after in moves:
            if before.exists() or before.is_symlink():
                before.rename(after)
                done.append((before, after))
        index_of_log(file).unlink(missing_ok=True)  # says nothing that the log does not
    except OSError:
        _move_back(done)
        raise
    return done


def _move_back(moves: list[tuple[Path, Path]]) -> None:
    for before, after in reversed(moves):
        after.rename(before)
