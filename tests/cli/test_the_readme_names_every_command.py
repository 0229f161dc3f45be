"""The table of commands, held against the commands there are."""

from pathlib import Path

import typer.main
from typer.core import TyperGroup

from statusboard.cli.program import app

README = Path(__file__).parents[2] / "README.md"


def test_every_command_and_every_part_of_one_stands_in_the_table() -> None:
    rows = [line for line in README.read_text("utf-8").splitlines() if line.startswith("| `")]
    whole = typer.main.get_command(app)
    assert isinstance(whole, TyperGroup)
    missing = []
    for name, command in whole.commands.items():
        own = [row for row in rows if f"`{name}" in row or f"or `{name}" in row]
        parts = tuple(command.commands) if isinstance(command, TyperGroup) else ("",)
        missing += [f"{name} {part}" for part in parts if not any(part in row for row in own)]
    assert missing == []
