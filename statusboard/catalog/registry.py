"""Finds plug-ins by walking a package: adding a kind is adding one file."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import TypeVar

from statusboard.errors import Bug

Declaration = TypeVar("Declaration")


def module_names(package: ModuleType) -> tuple[str, ...]:
    """The full names of the plug-in modules of a package; the frozen build's hidden imports."""
    return tuple(
        f"{package.__name__}.{entry.name}"
        for entry in pkgutil.iter_modules(package.__path__)
        if not entry.ispkg
    )


def load(package: ModuleType, sort: type[Declaration]) -> dict[str, Declaration]:
    """The declarations of a package by key. Raises Bug for a duplicate, naming both files."""
    return dict(_loaded(package, sort, tuple(package.__path__)))  # type: ignore[arg-type]


@cache  # every rendering and every publishing asks, and a program's files stay the same
def _loaded(
    package: ModuleType, sort: type[Declaration], _folders: tuple[str, ...]
) -> dict[str, Declaration]:
    found: dict[str, Declaration] = {}
    homes: dict[str, str] = {}
    for name, declaration in _declared(package, sort):
        key = str(getattr(declaration, "key"))  # noqa: B009 - the type is a parameter
        if key in found:
            sentence = f"Two plug-ins are called {key}: {homes[key]} and {name}."
            raise Bug(sentence)
        found[key] = declaration
        homes[key] = name
    return found


def _declared(package: ModuleType, sort: type[Declaration]) -> Iterator[tuple[str, Declaration]]:
    for name in module_names(package):
        declaration = getattr(importlib.import_module(name), "DECLARATION", None)
        if isinstance(declaration, sort):
            yield name, declaration
