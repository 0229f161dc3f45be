"""All verbs by name, found by walking the commands: a new verb is known without a list."""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Any

import statusboard.app.commands as commands_package
from statusboard.app.doorway import Verb
from statusboard.errors import Bug


def all_verbs() -> Mapping[str, Verb[Any, Any]]:
    """Every verb of `app/commands` by its name. Raises Bug where two share one."""
    found: dict[str, Verb[Any, Any]] = {}
    for entry in pkgutil.iter_modules(commands_package.__path__):
        module = importlib.import_module(f"{commands_package.__name__}.{entry.name}")
        for value in vars(module).values():
            if not isinstance(value, Verb) or found.get(value.name) is value:
                continue
            if value.name in found:
                raise Bug(f"Two verbs are called {value.name}.")
            found[value.name] = value
    return found
