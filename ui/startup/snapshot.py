"""The last known board in a small file, so that the window has something to show at once.

It is shown with its age like everything else. A file that cannot be read is no file.
"""

import json
import logging
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from statusboard import own_files
from statusboard.domain.views.board import BoardView

log = logging.getLogger(__name__)

# Raised whenever a board view changes its shape: an older file is then not read.
VERSION = 6
# Far above the board of the largest desk; what is larger is no board of ours.
LARGEST = 32 * 1024 * 1024


def save_snapshot(view: BoardView, file: Path) -> None:
    """Writes the view so that a reader finds the old or the new one, never half of it."""
    content = json.dumps({"version": VERSION, "board": _plain(view)}, separators=(",", ":"))
    try:
        own_files.write_file(file, content.encode())
    except OSError as error:
        log.warning("snapshot not written file=%s error=%s", file, error)


def load_snapshot(file: Path) -> BoardView | None:
    """The view kept in the file, or None where there is none that this version can read."""
    try:
        content = json.loads(own_files.read_file(file, LARGEST))
        if content["version"] != VERSION:
            return None
        view = _revived(BoardView, content["board"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        log.warning("snapshot not usable file=%s error=%r", file, error)
        return None
    assert isinstance(view, BoardView)
    return view


def out_of_date(view: BoardView) -> BoardView:
    """The view as it may be shown at another time: of every service something may have changed.

    That holds until another view comes: an answer that is heard meanwhile is one service's own.
    """
    return replace(view, tiles=tuple(replace(tile, stale=True) for tile in view.tiles))


def _plain(value: object) -> object:
    """The value in what JSON knows; enums and strings are themselves."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(part)] for key, part in value.items()]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value


def _revived(kind: object, value: object) -> object:
    """A value of this type from what JSON gave. Raises TypeError or ValueError where it is not."""
    arguments = typing.get_args(kind)
    match typing.get_origin(kind):
        case types.UnionType:
            inner = next(part for part in arguments if part is not types.NoneType)
            return None if value is None else _revived(inner, value)
        case origin if origin is tuple:
            return _revived_items(arguments[0], value)
        case origin if origin is Mapping:
            return dict(_revived_pair(arguments, pair) for pair in _items(value))
    if not isinstance(kind, type):
        message = f"a snapshot holds no {kind!r}"
        raise TypeError(message)
    if is_dataclass(kind) and isinstance(value, dict):
        # The types stand in the class as they are; asking `typing` for them takes longer than all
        # the rest.
        types_of = {field.name: field.type for field in fields(kind)}
        made: object = kind(
            **{name: _revived(types_of[name], part) for name, part in value.items()}
        )
        return made
    if kind is timedelta:
        return timedelta(seconds=float(str(value)))
    if kind is datetime:
        return datetime.fromisoformat(str(value))
    if issubclass(kind, StrEnum):
        return kind(str(value))
    if not isinstance(value, kind):
        message = f"{value!r} is no {kind.__name__}"
        raise TypeError(message)
    return value


def _revived_pair(kinds: tuple[object, ...], pair: object) -> tuple[object, object]:
    key, part = _items(pair)
    return _revived(kinds[0], key), _revived(kinds[1], part)


def _revived_items(kind: object, content: object) -> tuple[object, ...]:
    values = _items(content)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return tuple(map(kind, values))
    return tuple(_revived(kind, value) for value in values)


def _items(values: object) -> list[object]:
    if not isinstance(values, list):
        message = f"{values!r} is no list"
        raise TypeError(message)
    return values
