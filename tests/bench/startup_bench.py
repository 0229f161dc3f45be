"""From the start of the process to the painted board, against a bare Qt window.

The first board painted is the picture that the last window left behind, with its age; the next one
is drawn anew from the last known answers, and can be worked with. All are started in turns, each
as a process of its own, and timed from outside: from just before the start to the line that the
process writes when its paint is over.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 9
MOST_RATIO = 1.5

BARE = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

class Bare(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)

def done():
    sys.stdout.write("painted\\n")
    sys.stdout.flush()
    os._exit(0)

app = QApplication([])
window = Bare("StatusBoard")
window.resize(1280, 800)
window.show()
app.exec()
"""

BEFORE = """
from datetime import UTC, datetime

from tests.fixtures.views import board_in_trouble
from ui.startup.furnishing import furnish
from ui.startup.opening import open_application, open_frame
from ui.startup.options import read_options

options = read_options([])
app = open_application([], options)
frame = open_frame(options)
furnish(frame, options).show_board(board_in_trouble(datetime(2024, 5, 6, tzinfo=UTC)))
frame.close()
"""

# The steps of `ui.__main__`, as far as they go.
BOARD = """
import os, sys
from ui.startup.opening import FirstPaint, open_application, open_frame
from ui.startup.options import read_options

def done():
    sys.stdout.write("painted\\n")
    sys.stdout.flush()
    os._exit(0)

options = read_options([])
app = open_application([], options)
frame = open_frame(options)
first = FirstPaint(frame)
first.painted.connect(AFTER)
app.exec()
"""
PICTURE = BOARD.replace("AFTER", "done")
DRAWN = BOARD.replace("AFTER", "furnished").replace(
    "options =",
    """
def furnished():
    from ui.startup.furnishing import furnish

    furnish(frame, options)
    FirstPaint(frame).painted.connect(done)

options =""",
)
PROGRAMS = (BARE, PICTURE, DRAWN)


def measure() -> list[dict[str, object]]:
    """Medians in milliseconds, and the ratio of the board's to the bare window's."""
    with tempfile.TemporaryDirectory() as home:
        environment = _environment(home)
        _leave_behind(environment)
        for program in PROGRAMS:
            _start(program, environment)  # warm caches, compiled modules
        taken: dict[str, list[float]] = {program: [] for program in PROGRAMS}
        for _ in range(ROUNDS):
            for program in PROGRAMS:
                taken[program].append(_start(program, environment))
    bare, board, drawn = (statistics.median(taken[program]) for program in PROGRAMS)
    ratio = statistics.median(b / a for a, b in zip(taken[BARE], taken[PICTURE], strict=True))
    return [
        {
            "name": "start to first painted board of 48 services",
            "value": board,
            "floor": bare,
            "unit": "ms",
            "goal": "",
        },
        {
            "name": "start to first painted board, against a bare Qt window",
            "value": ratio,
            "ratio": ratio,
            "unit": "×",
            "goal": f"≤ {MOST_RATIO} ×",
        },
        {
            "name": "start to the board drawn anew, to be worked with",
            "value": drawn,
            "floor": bare,
            "unit": "ms",
            "goal": "",
        },
    ]


def _environment(home: str) -> dict[str, str]:
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA"), home)
    # Modules are compiled once, as on any computer where the program has run before.
    around = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    more = {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(Path(home) / "compiled"),
    }
    return {**around, **homes, **more}


def _leave_behind(environment: dict[str, str]) -> None:
    """What a window leaves that was closed a while ago."""
    subprocess.run([sys.executable, "-c", BEFORE], env=environment, check=True)


def _start(program: str, environment: dict[str, str]) -> float:
    """Milliseconds from the start of the process to its first paint."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        took = time.perf_counter() - began
        child.wait(30)
    assert line == b"painted\n"
    return took * 1000
