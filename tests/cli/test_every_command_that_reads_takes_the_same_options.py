"""Whatever only reads can be tried on the sample data, and be read by a program."""

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import typer

from statusboard.cli.program import app

# What is missing from a command, and why it may be.
EXCEPTIONS = {
    "audit export": ("--json", "it prints JSON already, a line each"),
    "export": ("--json", "it prints a file for “apply”"),
    "history export": ("--json", "it prints a file for “history import”"),
    "subscribers export": ("--json", "it prints a file for “subscribers import”"),
    "statement text": ("--json", "it prints a paragraph; “statement list” has its parts"),
    **dict.fromkeys(
        ("maintenance approve", "maintenance reject", "maintenance withdraw-request"),
        ("--demo", "it acts, and reads only how things stand then"),
    ),
    "newrelic backfill": ("--demo", "it asks New Relic, and the sample data have their own"),
    "secret list": ("--demo", "it looks at the keys of this computer"),
}


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command by its words."""
    if hasattr(group, "commands"):
        for name, command in group.commands.items():
            yield from commands(command, (*path, name))
    else:
        yield " ".join(path), group


def opens(function: Callable[..., object], *names: str) -> bool:
    """Whether it, or a function beside it that it calls, calls one of these."""
    module = sys.modules[function.__module__]
    called = {
        node.func.id
        for node in ast.walk(ast.parse(inspect.getsource(function)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    beside = (getattr(module, name, None) for name in called)
    return bool(called & set(names)) or any(
        opens(one, *names)
        for one in beside
        if inspect.isfunction(one) and one.__module__ == module.__name__ and one is not function
    )


def reading_commands() -> dict[str, set[str]]:
    """What every command that reads without writing takes."""
    found = {}
    for words, command in commands(typer.main.get_command(app)):
        function = inspect.unwrap(command.callback)
        options = {option for one in command.params for option in one.opts}
        if "--database" in options and opens(function, "reading_doorway"):
            found[words] = options
    return found


READING = reading_commands()


def test_there_are_many_of_them() -> None:
    assert {"status", "uptime", "report links", "history corrections"} <= set(READING)
    assert set(EXCEPTIONS) <= set(READING)


@pytest.mark.parametrize("command", sorted(READING))
def test_a_command_that_reads_knows_the_sample_data_and_json(command: str) -> None:
    missing = {"--demo", "--json"} - READING[command]
    excepted, _ = EXCEPTIONS.get(command, ("", ""))
    assert missing == ({excepted} if excepted else set())
