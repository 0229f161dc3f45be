"""All verbs by name, found by walking the rooms' commands: a new verb is known without a list."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from statusboard import app
from statusboard.app.doorway import Verb
from statusboard.errors import Bug


def all_verbs() -> Mapping[str, Verb[Any, Any]]:
    """Every verb of `app.*.commands` and `app.*.*_commands` by its name.

    Raises Bug where two share one.
    """
    found: dict[str, Verb[Any, Any]] = {}
    for module in _commands():
        for value in vars(module).values():
            if not isinstance(value, Verb) or found.get(value.name) is value:
                continue
            if value.name in found:
                raise Bug(f"Two verbs are called {value.name}.")
            found[value.name] = value
    return found


def _commands() -> Iterator[ModuleType]:
    """The files of commands of every room: one, or one for each thing that it is about."""
    for room in pkgutil.iter_modules(app.__path__, f"{app.__name__}."):
        if not room.ispkg:
            continue
        files = pkgutil.iter_modules(importlib.import_module(room.name).__path__)
        for name in sorted(file.name for file in files):
            if name == "commands" or name.endswith("_commands"):
                yield importlib.import_module(f"{room.name}.{name}")
