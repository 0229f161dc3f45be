import ast
import gc
from pathlib import Path

import pytest

from ui.startup.switches import SETTLED_S, start_up_kept

UI = Path(__file__).parents[3] / "ui"
SWITCHES = {"gc", "builtins"}


@pytest.fixture
def unfrozen():
    before = gc.get_freeze_count()
    yield before
    gc.unfreeze()


def test_collections_are_spared_what_start_up_made_until_the_window_closes(unfrozen):
    later = []
    with start_up_kept(lambda seconds, act: later.append((seconds, act))):
        started = gc.get_freeze_count()
        tiles = [[n] for n in range(1000)]
        later[0][1]()
        settled = gc.get_freeze_count()
    assert started > unfrozen
    assert settled >= started + len(tiles)
    assert later[0][0] == SETTLED_S
    assert gc.get_freeze_count() == 0


def test_a_window_closed_before_it_settled_keeps_nothing(unfrozen):
    later = []
    with start_up_kept(lambda _seconds, act: later.append(act)):
        pass
    later[0]()
    assert gc.get_freeze_count() == 0


def test_nothing_else_in_the_window_switches_anything():
    found = {
        path.relative_to(UI).as_posix()
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import) and SWITCHES & {alias.name for alias in node.names}
    }
    assert found == {"startup/switches.py"}
