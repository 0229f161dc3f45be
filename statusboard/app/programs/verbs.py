"""All verbs by name, found by walking the rooms' commands: a new verb is known without a list."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from statusboard import app
from statusboard.app.doorway import Verb
from statusboard.errors import Bug


def all_verbs() -> Mapping[str, Verb[Any, Any]]:
    """Every verb of `app.*.commands` by its name. Raises Bug where two share one."""
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
    """The `commands` of every room that has some."""
    for room in pkgutil.iter_modules(app.__path__, f"{app.__name__}."):
        name = f"{room.name}.commands"
        if room.ispkg and importlib.util.find_spec(name) is not None:
            yield importlib.import_module(name)
