"""With a real session bus: the screen saver is asked to stay away, once, and let go again."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(
    shutil.which("dbus-run-session") is None, reason="this machine has no bus to run a session on"
)
def test_the_screen_saver_is_kept_away_while_a_wall_hangs() -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.ui.wall.screen_saver"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.strip() == "['Inhibit wakelock active', 'UnInhibit 7']"
