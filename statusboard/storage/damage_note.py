"""A note beside a database that was found damaged, for every program and for the next start.

In the database itself it might be lost, and one program may read for weeks without touching the
page on which another has stumbled.
"""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import ExceptionContext

from statusboard.storage.engine import path_of
from statusboard.storage.failures import says_damaged
from statusboard.storage.file_state import is_there


def note_of(file: Path) -> Path:
    """Where the note is."""
    return file.with_name(f"{file.name}.damaged")


def note_damage(file: Path) -> None:
    """Leaves the note. Where that cannot be written, the log of the program has said it."""
    with suppress(OSError):
        note_of(file).touch(mode=0o600)


def is_noted(file: Path) -> bool:
    """Whether somebody has found the database damaged since it was last found sound."""
    return is_there(note_of(file))


def forget_damage(file: Path) -> None:
    """The database was looked over and is sound."""
    with suppress(OSError):
        note_of(file).unlink(missing_ok=True)


def note_what_is_met(engine: Engine) -> None:
    """From now on leaves the note whenever a statement of the engine meets damage."""
    file = path_of(engine)
    if file is None:
        return

    @event.listens_for(engine, "handle_error")
    def _look(context: ExceptionContext) -> None:
        if says_damaged(str(context.original_exception)):
            note_damage(file)
