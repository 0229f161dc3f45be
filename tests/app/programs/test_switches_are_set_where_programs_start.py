"""What belongs to the whole process is switched by the programs, and by nothing they import."""

import subprocess
import sys

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
"""
    assert python(code) == "True 0 False"


def test_a_program_takes_the_files_it_may_and_leaves_out_what_nobody_reaches() -> None:
    code = """
from statusboard.app.installation import Installation
from statusboard.app.processes.run import Stay
from statusboard.app.programs import collector, roles
async def nothing(*_given, **_named):
    pass
collector.start_collector = nothing
roles.run_role(Installation("x", "x"), "collector", stay=Stay())
print(files() is None or files() > before or files() == hard)
"""
    assert python(code) == "True"


def test_the_command_line_of_httpx_stays_out() -> None:
    code = """
from statusboard.app.programs.switches import skip_the_command_line_of_httpx
skip_the_command_line_of_httpx()
import httpx
print([name for name in ("httpx._main", "rich", "click") if sys.modules.get(name) is not None])
"""
    assert python(code) == "[]"


def test_what_lives_is_spared_by_collections_until_the_end() -> None:
    code = """
from statusboard.app.programs.switches import Collections
usual = gc.get_threshold()
garbage = Collections()
with garbage.by_hand():
    garbage.tidy()
    print(gc.get_freeze_count() > 0, gc.get_threshold()[:2] == usual[:2])
print(gc.get_freeze_count(), gc.get_threshold() == usual)
"""
    assert python(code).split() == ["True", "True", "0", "True"]


LOAD = """
from statusboard.app.programs.switches import EVERYTHING_EVERY_S, Collections
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
    code = """
import weakref
now_s = 0.0
garbage = Collections(lambda: now_s)
with garbage.by_hand():
    old, spared = Ring(), gc.get_freeze_count()
    gone = weakref.ref(old)
    garbage.tidy()
    del old
    young = Ring()
    young_gone = weakref.ref(young)
    del young
    garbage.tidy()
    print(young_gone() is None, gone() is None)
    now_s += EVERYTHING_EVERY_S
    garbage.tidy()
    print(gone() is None, gc.get_freeze_count() > spared)
"""
    assert python(LOAD + code).split() == ["True", "False", "True", "True"]


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
