"""Memoization for the length of a transaction: what was read and not written since is read once.

A verb is made of rules that each read what they need, and most of them need the same: without
this, publishing one notice asks the database 150 questions, of which a third are new. What is
kept belongs to one connection in one transaction, and any statement that might write, or wait for
somebody who writes, forgets all of it.
"""

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, event

from statusboard.storage.unit import Unit

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")
_KEPT = "statusboard_read_once"
_MAY_WRITE = re.compile(
    r"(?! *(SELECT|WITH)\b)|.*\b(INSERT|UPDATE|DELETE|MERGE|LOCK|SHARE)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_once(
    read: Callable[Concatenate[Unit, _Given], _Read],
) -> Callable[Concatenate[Unit, _Given], _Read]:
    """The same function, which answers what it answered before in this transaction.

    For functions that only read, whose other arguments can be hashed, and whose answer nobody
    changes: it is given out again as it is.
    """

    @wraps(read)
    def answer(unit: Unit, /, *given: _Given.args, **named: _Given.kwargs) -> _Read:
        kept: dict[object, Any] | None = unit.connection.info.get(_KEPT)
        if kept is None:  # nobody would forget it
            return read(unit, *given, **named)
        key = (read, unit.now, given, tuple(sorted(named.items())))
        try:
            found: _Read = kept[key]
        except KeyError:
            found = kept[key] = read(unit, *given, **named)
        return found

    return answer


def forget_with_writes(engine: Engine) -> None:
    """Lets each of its connections keep what it read until a write, or the transaction's end."""

    def on_statement(
        connection: Connection, _cursor: object, statement: str, *_more: object
    ) -> None:
        if _may_write(statement):
            _begin(connection)

    event.listen(engine, "before_cursor_execute", on_statement)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "commit", _end)
    event.listen(engine, "rollback", _end)


@lru_cache(1_024)  # the same few are asked again and again
def _may_write(statement: str) -> bool:
    return _MAY_WRITE.match(statement) is not None


def _begin(connection: Connection) -> None:
    connection.info[_KEPT] = {}


def _end(connection: Connection) -> None:
    connection.info.pop(_KEPT, None)
