"""What belongs to the whole process is switched by the programs, and by nothing they import."""

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator
from types import ModuleType

import pytest

from statusboard.app.programs.switches import (
    EVERYTHING_EVERY_S,
    FILES,
    Collections,
    take_all_files,
)
from tests.fixtures.clock import ManualClock

CHANGED = """
import gc, sys
try:
    import resource
except ImportError:
    resource = None
def files():
    return None if resource is None else resource.getrlimit(resource.RLIMIT_NOFILE)[0]
if resource is not None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
before = files()
turns = sys.getswitchinterval()
"""


def python(code: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", CHANGED + code],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return ran.stdout.strip()


def test_importing_the_programs_switches_nothing() -> None:
    code = """
import statusboard.app.programs.collector, statusboard.app.programs.office
from statusboard.probes.web.connections import Connections
Connections()
print(files() == before, gc.get_freeze_count(), sys.modules.get("httpx._main", "none") is None)
print(sys.getswitchinterval() == turns)
"""
    assert python(code) == "True 0 False\nTrue"


def test_a_program_takes_the_files_it_may_and_turns_quickly() -> None:
    code = """
from statusboard.app.installation import Installation
from statusboard.app.processes.run import Stay
from statusboard.app.programs import collector, roles
async def nothing(*_given, **_named):
    pass
collector.start_collector = nothing
roles.run_role(Installation("x", "x"), "collector", stay=Stay())
print(files() is None or files() > before or files() == hard, sys.getswitchinterval() < turns / 5)
"""
    assert python(code) == "True True"


def test_the_command_line_of_httpx_stays_out() -> None:
    code = """
from statusboard.app.programs.switches import skip_the_command_line_of_httpx
skip_the_command_line_of_httpx()
import httpx
print([name for name in ("httpx._main", "rich", "click") if sys.modules.get(name) is not None])
"""
    assert python(code) == "[]"


def test_what_lives_is_spared_by_collections_until_the_end() -> None:
    usual = gc.get_threshold()
    garbage = Collections()
    with garbage.by_hand():
        garbage.tidy()
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold()[:2] == usual[:2]
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == usual


class Ring:
    """An object that only a collection takes away."""

    def __init__(self) -> None:
        self.me = self


LOAD = """
from statusboard.app.programs.switches import Collections
class Ring:
    def __init__(self):
        self.me = self
        self.more = [[] for _ in range(10)]
oldest = []
gc.callbacks.append(lambda phase, told: phase == "start" and told["generation"] == 2
                    and oldest.append(1))
"""


def test_the_oldest_are_collected_by_hand_alone() -> None:
    code = """
with Collections().by_hand():
    kept = [Ring() for _ in range(200_000)]
    by_itself = len(oldest)
del kept
with_usual = len(oldest)
kept = [Ring() for _ in range(200_000)]
print(by_itself, len(oldest) > with_usual)
"""
    assert python(LOAD + code).split() == ["0", "True"]


def test_what_becomes_garbage_goes_also_among_what_was_spared() -> None:
    clock = ManualClock()
    garbage = Collections(clock.monotonic)
    with garbage.by_hand():
        old, spared = Ring(), gc.get_freeze_count()
        gone = weakref.ref(old)
        garbage.tidy()
        del old
        young = Ring()
        young_gone = weakref.ref(young)
        del young
        garbage.tidy()
        assert young_gone() is None
        assert gone() is not None
        clock.forward(EVERYTHING_EVERY_S)
        garbage.tidy()
        assert gone() is None
        assert gc.get_freeze_count() > spared


@pytest.fixture
def limits() -> Iterator[ModuleType]:
    """How many files this process may open, for a test to change."""
    resource = pytest.importorskip("resource", reason="Windows counts differently")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield resource
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_process_that_may_open_more_files_takes_them_and_gives_none_back(
    limits: ModuleType,
) -> None:
    hard = limits.getrlimit(limits.RLIMIT_NOFILE)[1]
    most = FILES if hard == limits.RLIM_INFINITY else min(FILES, hard)
    limits.setrlimit(limits.RLIMIT_NOFILE, (most - 1, hard))
    take_all_files()
    assert limits.getrlimit(limits.RLIMIT_NOFILE) == (most, hard)
    take_all_files()
    assert limits.getrlimit(limits.RLIMIT_NOFILE) == (most, hard)


def test_rings_among_what_was_spared_do_not_pile_up() -> None:
    code = """
from statusboard.app.programs.switches import COUNT_EVERY
garbage = Collections(lambda: 0.0)
with garbage.by_hand():
    garbage.tidy()
    first = gc.get_freeze_count()
    most = 0
    for _ in range(8 * COUNT_EVERY):  # what is spared dies as a ring
        rings = [Ring() for _ in range(first // (10 * COUNT_EVERY))]
        garbage.tidy()
        most = max(most, gc.get_freeze_count())
    print(most / first < 8)
"""
    assert python(LOAD + code) == "True"
