"""The real window with its real programs, watched from inside: for `window_bench` alone.

`python tests/bench/window_probe.py DATABASE FOLDER SETTLE SECONDS BUSY_MS [COMMAND …]` opens the
window on a database, waits, then notes the gaps of a 4 ms timer for so many seconds and prints them
as JSON, with the memory of the three programs. With BUSY_MS the window does that much Python every
100 ms. With a command of `statusboard` it notes until that has ended, and two seconds more.
"""

# ruff: noqa: E402 - the order of the imports is the order of the program
import asyncio
import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from ui.startup.opening import open_application, open_frame
from ui.startup.switches import import_plainly

# As the program does, before it imports any of the rest.
import_plainly()

import psutil
import qasync
from PySide6.QtCore import QElapsedTimer, Qt, QTimer

from statusboard.app.installation import Installation, locate
from statusboard.app.processes.pipe import Address
from ui.startup.furnishing import furnish
from ui.startup.options import Options
from ui.startup.session import Session

TICK_MS = 4


class Gaps:
    """How late a precise timer was, in milliseconds."""

    def __init__(self) -> None:
        self.late_ms: list[float] = []
        self._clock = QElapsedTimer()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._clock.start()
        self._timer.start()

    def _tick(self) -> None:
        self.late_ms.append(self._clock.nsecsElapsed() / 1e6 - TICK_MS)
        self._clock.restart()

    def stop(self) -> None:
        self._timer.stop()


def burn(busy_ms: float) -> None:
    end = time.perf_counter() + busy_ms / 1000
    while time.perf_counter() < end:
        sum(range(200))


def memory(where: Installation) -> dict[str, dict[str, float]]:
    """Resident and proportional size of the three programs, in MB."""
    found = {"window": os.getpid()}
    for role in ("collector", "office"):
        address = Address.read(where.address_file(role))
        if address is not None:
            found[role] = address.pid
    sizes = {}
    for name, pid in found.items():
        full = psutil.Process(pid).memory_full_info()
        proportional = getattr(full, "pss", full.rss)
        sizes[name] = {"rss": full.rss / 1e6, "pss": proportional / 1e6}
    return sizes


async def command_ends(command: list[str]) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "statusboard", *command),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(said.decode())
    await asyncio.sleep(2)


async def watch(
    database: str,
    folder: Path,
    settle_s: float,
    seconds: float,
    busy_ms: float,
    command: list[str],
) -> dict[str, object]:
    options = Options(database, False, folder)
    frame = open_frame(options)
    frame.resize(1920, 1080)
    window = furnish(frame, options)
    running = asyncio.ensure_future(Session(window, options).run())
    where = locate(database)
    try:
        await asyncio.sleep(settle_s)
        busy = QTimer()
        busy.setInterval(100)
        busy.timeout.connect(lambda: burn(busy_ms))
        if busy_ms:
            busy.start()
        gaps = Gaps()
        gaps.start()
        began = time.time()
        await (command_ends(command) if command else asyncio.sleep(seconds))
        gaps.stop()
        busy.stop()
        return {
            "began": began,
            "ended": time.time(),
            "late_ms": sorted(gaps.late_ms),
            "memory": memory(where),
            "tiles": len(window.face.view.tiles) if window.face.view else 0,
        }
    finally:
        frame.close()
        await running


def main() -> None:
    database, folder, settle_s, seconds, busy_ms = sys.argv[1:6]
    os.environ["XDG_DATA_HOME"] = str(Path(folder).parent)
    options = Options(database, False, Path(folder))
    app = open_application([], options)
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        report = runner.run(
            watch(
                database,
                Path(folder),
                float(settle_s),
                float(seconds),
                float(busy_ms),
                sys.argv[6:],
            )
        )
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
