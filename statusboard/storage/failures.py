"""Turns a driver's errors into words: the world's fault, or ours."""

from pathlib import Path

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from statusboard.errors import Bug, Damaged, RuleBroken, StatusBoardError, Unavailable
from statusboard.storage.copies import offer_of

# What is in the way for now, by what drivers and servers say of it.
_IN_THE_WAY = (
    (
        ("database is locked", "database table is locked", "lock timeout", "deadlock detected"),
        "The database is busy with somebody else's work. Nothing was written. "
        "Try again in a moment.",
    ),
    (
        ("database or disk is full", "No space left"),
        "The disk with the database is full. Nothing was written. Make room and try again.",
    ),
    (
        ("disk I/O error",),
        "The disk with the database does not read or write as it should. Nothing was changed. "
        "Check that it has room, and that it is sound.",
    ),
    (
        ("readonly database", "read-only"),
        "The database may only be read here. Nothing was written. Check the rights on its file.",
    ),
    (
        ("unable to open database file",),
        "The database file cannot be opened. Nothing was changed. Check that it is a file, "
        "and that its folder may be written.",
    ),
)
_DAMAGED = ("disk image is malformed", "file is not a database")
# What a server says of itself: data or an index of it is corrupted.
_SERVER_DAMAGED = ("XX001", "XX002")
# What a server says where a user lacks the right, also to a row of the settings.
_NOT_ALLOWED = "42501"
_NO_GOOD_URL = "invalid connection option"


def in_words(error: SQLAlchemyError, file: Path | None = None) -> StatusBoardError:
    """The error as a person should read it. Unavailable: trying again may help; Bug: it won't.

    `file` is that of an embedded database.
    """
    text = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    in_the_way = next((words for signs, words in _IN_THE_WAY if any(s in text for s in signs)), "")
    if in_the_way:
        return Unavailable(in_the_way)
    if says_damaged(text):
        name = "database" if file is None else f"database {file}"
        return Damaged(f"The {name} is damaged. Nothing was changed. {offer_of(file)}")
    if isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", "") in _SERVER_DAMAGED:
        return Damaged(
            f"The server says that its database is damaged: {_first_line(text)}. Tell its "
            "administrator; “statusboard restore --list” names the copies that are here."
        )
    if isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", "") == _NOT_ALLOWED:
        return RuleBroken(
            f"The user by which this computer reaches the database may not do this "
            f"({_first_line(text)}). Nothing was written. Ask whoever looks after the server for "
            "another role; “statusboard people roles” makes them."
        )
    if _NO_GOOD_URL in text:
        sentence = f"The URL of the database is no good: {_first_line(text)}."
        return RuleBroken(sentence, field="database")
    if isinstance(error, OperationalError | InterfaceError | PoolTimeoutError):
        return Unavailable(f"The database cannot be reached: {_first_line(text)}.")
    return Bug(f"The database refused what we asked of it: {_first_line(text)}.")


def says_damaged(text: str) -> bool:
    """Whether SQLite says by it that a file is damaged."""
    return any(sign in text for sign in _DAMAGED)


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0].rstrip(".")
