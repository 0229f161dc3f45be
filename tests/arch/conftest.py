import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
LONG = 300
ROOTS = ("statusboard", "ui", "packaging", "resources", "tests")


@dataclass(frozen=True)
class Module:
    """A source file."""

    path: Path
    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The file, parsed."""
        return ast.parse(self.text)

    @property
    def is_source(self) -> bool:
        """Whether it is part of the program."""
        return self.name.startswith(("statusboard", "ui"))

    @cached_property
    def _nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    def walk(self) -> Iterator[ast.AST]:
        """Every node of it."""
        return iter(self._nodes)

    def at(self, node: ast.AST) -> str:
        """Where a node stands, for people."""
        return f"{self.path.relative_to(CHECKOUT)}:{getattr(node, 'lineno', 1)}"


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    """Every Python file of the checkout."""
    found = []
    for root in ROOTS:
        for path in sorted((CHECKOUT / root).rglob("*.py")):
            name = ".".join(path.relative_to(CHECKOUT).with_suffix("").parts)
            text = path.read_text("utf-8")
            found.append(Module(path, name.removesuffix(".__init__"), text))
    assert len(found) > 50
    return found


@pytest.fixture(scope="session")
def sources(modules: list[Module]) -> list[Module]:
    """The files of the program: statusboard and ui."""
    return [module for module in modules if module.is_source]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Points out the files that are getting long, before they are too long."""
    for root in ("statusboard", "ui"):
        for path in sorted((CHECKOUT / root).rglob("*.py")):
            lines = path.read_text("utf-8").count("\n")
            if lines > LONG:
                terminalreporter.write_line(f"long: {path.relative_to(CHECKOUT)}, {lines} lines")
