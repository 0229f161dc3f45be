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


def test_what_is_loaded_is_kept_from_collections_until_the_end() -> None:
    code = """
from statusboard.app.programs.switches import keep_what_is_loaded, let_go_at_the_end
with let_go_at_the_end():
    keep_what_is_loaded()
    print(gc.get_freeze_count() > 0)
print(gc.get_freeze_count())
"""
    assert python(code).split() == ["True", "0"]
