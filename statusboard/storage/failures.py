"""Turns a driver's errors into words: the world's fault, or ours."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from statusboard.errors import Bug, RuleBroken, StatusBoardError, Unavailable

_BUSY = ("database is locked", "database table is locked", "lock timeout", "deadlock detected")
_FULL = ("database or disk is full", "No space left")
_READ_ONLY = ("readonly database", "read-only")
# What the person who named the database can mend.
_NO_GOOD = {
    "file is not a database": (
        "This file is not a database. Nothing was changed. Name another file."
    ),
    "disk image is malformed": (
        "The database file is damaged, so StatusBoard cannot work with it. Keep a copy of it, "
        "put back the last good one, and check the disk."
    ),
    "invalid connection option": "The URL of the database is no good: {said}.",
}


def in_words(error: SQLAlchemyError) -> StatusBoardError:
    """The error as a person should read it. Unavailable: trying again may help; Bug: it won't."""
    text = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    if any(sign in text for sign in _BUSY):
        return Unavailable(
            "The database is busy with somebody else's work. Nothing was written. "
            "Try again in a moment."
        )
    if any(sign in text for sign in _FULL):
        return Unavailable(
            "The disk with the database is full. Nothing was written. Make room and try again."
        )
    if any(sign in text for sign in _READ_ONLY):
        return Unavailable(
            "The database may only be read here. Nothing was written. Check the rights on its file."
        )
    no_good = next((words for sign, words in _NO_GOOD.items() if sign in text), None)
    if no_good is not None:
        return RuleBroken(no_good.format(said=_first_line(text)), field="database")
    if "unable to open database file" in text:
        return Unavailable(
            "The database file cannot be opened. Nothing was changed. Check that it is a file, "
            "and that its folder may be written."
        )
    if isinstance(error, OperationalError | InterfaceError | PoolTimeoutError):
        return Unavailable(f"The database cannot be reached: {_first_line(text)}.")
    return Bug(f"The database refused what we asked of it: {_first_line(text)}.")


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0].rstrip(".")
