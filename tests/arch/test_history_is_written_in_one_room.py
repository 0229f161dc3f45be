"""Who writes the history of services: ingest, and the few verbs that are named here."""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
WRITERS = frozenset(
    {
        *("write_states", "record_transitions", "delete_transitions", "rebuild_spans", "retell"),
        *("rewrite_from", "rewrite_between", "add_spans", "end_agreed"),
        *("follow_maintenance", "follow_overrides", "clamp_overrides"),
        *("derive", "derive_of_series", "add_transitions", "end_series", "begin_series"),
        *("bring_stretches", "bring_hours"),
        *("follow_corrections", "lay_over", "rewrite_rows", "add_rows"),
    }
)
FOLDERS = ("statusboard/app/", "statusboard/cli/", "statusboard/demo/", "ui/")
ROOM = "statusboard/app/watching/"
# What was before ours begins, and the year that the demo tells.
APART = {
    "statusboard/app/importing/commands.py",
    "statusboard/app/history/outage_commands.py",
    "statusboard/demo/measurements.py",
}


def written(nodes: Iterable[ast.AST]) -> set[str]:
    """The writers of history that a file calls."""
    called = set()
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            "statusboard.storage.history"
        ):
            called |= {one.name for one in node.names} & WRITERS
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            known = node.value.id in ("states", "spans", "transitions", "retelling", "quorums")
            if known and node.attr in WRITERS | {"record"}:
                called.add(node.attr)
    return called


def test_only_ingest_s_room_writes_what_a_service_was(sources) -> None:
    found = {}
    for module in sources:
        name = module.path.relative_to(HOUSE).as_posix()
        if not name.startswith(FOLDERS) or name.startswith(ROOM) or name in APART:
            continue
        if called := written(module.walk()):
            found[name] = called
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "from statusboard.storage.history.retelling import rebuild_spans",
        "from statusboard.storage.history import spans\nspans.rewrite_from(unit, 1, 2, [])",
        "from statusboard.storage.history import quorums\nquorums.record(unit, {}, [])",
    ],
)
def test_whoever_else_would_is_found(source: str) -> None:
    assert written(ast.walk(ast.parse(source)))
