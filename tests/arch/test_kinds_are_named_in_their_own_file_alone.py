"""A kind of check or target is one file: no other one names it, by its key or by an import."""

import ast
from collections.abc import Iterator
from urllib.parse import uses_netloc

import pytest

from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.kinds import check_kinds
from tests.arch.conftest import Module

# A kind that is read by a feed is known to that feed: it is what the feed is about.
KEYS = {kind.key for kind in check_kinds().values() if not kind.batched} | set(target_kinds())


# What another program calls a sort of question is its word, whatever a kind of ours is called.
FOREIGN = "statusboard.importers."
# What a step of the schema found there is history: it says what was, whatever is called so now.
PAST = "statusboard.storage.migrations.versions."


def strangers(modules: list[Module]) -> Iterator[str]:
    """Where a file of the program names a kind that is not its own."""
    for module in (each for each in modules if not each.name.startswith(PAST)):
        own = module.name.rpartition(".")[2] if is_plug_in(module.name) else ""
        for node in module.walk():
            is_word = isinstance(node, ast.Constant) and not module.name.startswith(FOREIGN)
            is_key = is_word and node.value in KEYS - {own}
            if is_key and not is_scheme(module, node):
                yield f"{module.at(node)}: {node.value!r}"
            for name in imported(node):
                if is_plug_in(name) and name != module.name:
                    yield f"{module.at(node)}: imports {name}"


def is_plug_in(name: str) -> bool:
    floor, _, key = name.rpartition(".")
    return floor in ("statusboard.probes", "statusboard.targets") and key in KEYS


def imported(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (each.name for each in names)
        case ast.ImportFrom(module=str(home), names=names):
            yield home
            yield from (f"{home}.{each.name}" for each in names)


def is_scheme(module: Module, node: ast.AST) -> bool:
    """Whether it is the beginning of a web address, which a kind may be called like."""
    if getattr(node, "value", "") not in uses_netloc:
        return False
    for around in module.walk():
        match around:
            case ast.Set(elts=parts) | ast.Tuple(elts=parts) | ast.Dict(keys=parts) if (
                node in parts
            ):
                return any(isinstance(p, ast.Constant) and p.value == "https" for p in parts)
            case ast.Compare(left=ast.Attribute(attr="scheme"), comparators=parts):
                if node in parts:
                    return True
    return False


def a_file(name: str, text: str, tmp_path) -> Module:
    return Module(tmp_path / "x.py", name, text)


def test_no_file_names_a_kind_that_is_not_its_own(sources) -> None:
    assert {"http", "folder"} <= KEYS
    assert list(strangers(sources)) == []


@pytest.mark.parametrize(
    "fault",
    [
        'kind = "http"',
        'add_target(unit, kind="folder")',
        "from statusboard.targets.folder import Folder",
        "from statusboard.probes import http",
        "import statusboard.probes.http",
        'KINDS = ("http", "tcp")',
    ],
)
def test_a_file_that_names_one_is_found(fault: str, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(Module, "at", lambda _self, node: str(getattr(node, "lineno", 1)))

    assert list(strangers([a_file("statusboard.app.page.commands", fault, tmp_path)]))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("statusboard.probes.http", 'key = "http"'),
        ("statusboard.importers.blackbox", 'PROBERS = {"http": 1}'),
        ("statusboard.render.markdown", 'SCHEMES = {"http", "https"}'),
        ("statusboard.newrelic.regions", 'if parts.scheme == "http": pass'),
    ],
)
def test_its_own_file_and_the_scheme_of_an_address_are_no_fault(
    name: str, text: str, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(Module, "at", lambda _self, node: str(getattr(node, "lineno", 1)))

    assert list(strangers([a_file(name, text, tmp_path)])) == []
