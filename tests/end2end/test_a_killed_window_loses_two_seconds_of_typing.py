"""`kill -9` of everything while somebody types without a pause: what is in the database then."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.installation import Installation, locate, open_database
from statusboard.app.processes.pipe import Address
from statusboard.app.programs.roles import ROLES
from statusboard.storage import notices

ROOT = Path(__file__).parents[2]
LETTERS = 100
MAY_BE_LOST_S = 2.0


def programs(where: Installation) -> list[int]:
    addresses = [Address.read(where.address_file(role)) for role in ROLES]
    return [address.pid for address in addresses if address is not None]


def kept(where: Installation) -> str:
    """The newest text of the only draft."""
    with closing(open_database(where.database)) as database:
        with database.reading(SystemClock().now()) as unit:
            drafts = notices.read_drafts(unit)
        assert len(drafts) == 1
        return drafts[0][1].wording.body


@pytest.mark.slow  # a matter of seconds, which a busy machine does not have
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_two_seconds_at_most_are_lost(tmp_path: Path) -> None:
    database = str(tmp_path / "statusboard.db")
    where = locate(database)
    typist = subprocess.Popen(
        [sys.executable, "-m", "tests.fixtures.typing_program", database, str(tmp_path)],
        cwd=ROOT,
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert typist.stdout is not None
    typed_s: list[float] = []
    try:
        while len(typed_s) < LETTERS:
            line = typist.stdout.readline()
            assert line, "the window ended by itself"
            typed_s.append(float(line))
    finally:
        victims = [*programs(where), typist.pid]
        killed_s = time.monotonic()
        for pid in victims:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        typist.wait()
        typist.stdout.close()
    text = kept(where)
    assert set(text) == {"x"}
    lost_s = killed_s - typed_s[len(text)] if len(text) < len(typed_s) else 0.0
    assert lost_s <= MAY_BE_LOST_S
