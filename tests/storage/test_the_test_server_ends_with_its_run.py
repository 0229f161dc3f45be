"""The PostgreSQL of the tests: a run that is killed takes it along."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.fixtures.processes import has_ended

ROOT = Path(__file__).parents[2]
BOUND_S = 60.0

RUN = """
import sys, time
from tests.fixtures.database import start_postgres
server = start_postgres()
print(server.home, flush=True)
sys.stdin.read()
"""


@pytest.mark.postgres
@pytest.mark.usefixtures("postgres")  # where none can run, that says so
def test_a_run_that_is_killed_leaves_no_server_behind() -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", RUN],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdin is not None
    assert run.stdout is not None
    with run.stdin, run.stdout:
        home = Path(run.stdout.readline().strip())
        server = int((home / "cluster" / "postmaster.pid").read_text().splitlines()[0])
        assert not has_ended(server)
        run.kill()
        run.wait()
    try:
        ends = time.monotonic() + BOUND_S
        while home.exists():
            assert time.monotonic() < ends, f"PostgreSQL goes on in {home}"
            time.sleep(0.02)
        assert has_ended(server)
    finally:
        if not has_ended(server):
            psutil.Process(server).kill()
