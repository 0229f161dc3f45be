"""The real window before a stand-in of New Relic, watched from inside: for `pixel_bench` alone.

`python tests/bench/pixel_probe.py DATABASE FOLDER CONTROL_URL GUID ROUNDS` opens the window with
its real collector and office, turns the severity of an entity to and fro, and prints how long after
New Relic's answer the first pixel of the board was another one, in seconds, as JSON.
"""

# ruff: noqa: E402 - the order of the imports is the order of the program
import asyncio
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from ui.startup.opening import open_application, open_frame
from ui.startup.switches import import_plainly

# As the program does, before it imports any of the rest.
import_plainly()

import httpx
import qasync
from PySide6.QtGui import QImage

from statusboard.demo.new_relic.control import Control
from statusboard.domain.status import ComponentStatus
from ui.startup.furnishing import furnish
from ui.startup.options import Options
from ui.startup.session import Session

LOOK_S = 0.005
BOUND_S = 60.0
GOOD, BAD = "NOT_ALERTING", "CRITICAL"


class Screen:
    """What the window shows, pixel by pixel."""

    def __init__(self, frame: object) -> None:
        self._frame = frame
        self._at = (0, 0)

    def picture(self) -> QImage:
        return self._grabbed(0, 0, -1, -1)

    def pixel(self) -> int:
        return self._grabbed(*self._at, 1, 1).pixel(0, 0)

    def _grabbed(self, x: int, y: int, width: int, height: int) -> QImage:
        frame = self._frame
        picture = frame.screen().grabWindow(frame.winId(), x, y, width, height)  # type: ignore[attr-defined]
        return picture.toImage()

    async def learn(self, turn: Callable[[str], object]) -> None:
        """Finds a pixel that tells bad from good, and stands still otherwise."""
        good = [self.picture(), *[await _later(self.picture) for _ in range(2)]]
        await turn(BAD)  # type: ignore[misc]
        bad = [await _later(self.picture) for _ in range(3)]
        for y in range(0, good[0].height(), 3):
            for x in range(0, good[0].width(), 3):
                before = {one.pixel(x, y) for one in good}
                after = {one.pixel(x, y) for one in bad}
                if len(before) == len(after) == 1 and before != after:
                    self._at = (x, y)
                    return
        raise RuntimeError("no pixel tells bad from good")


async def _later(picture: Callable[[], QImage]) -> QImage:
    await asyncio.sleep(1.2)
    return picture()


async def until(wanted: Callable[[], bool], what: str) -> float:
    """The instant (seconds since 1970) at which it is so."""
    end = time.monotonic() + BOUND_S
    while not wanted():
        if time.monotonic() > end:
            raise RuntimeError(f"did not happen in {BOUND_S:.0f} s: {what}")
        await asyncio.sleep(LOOK_S)
    return time.time()


async def answered(control_url: str, after: float) -> float:
    """When New Relic first answered for states after an instant."""
    async with httpx.AsyncClient(trust_env=False) as client:
        said = (await client.get(control_url)).json()
    answers = (
        datetime.fromisoformat(one["at"]).timestamp()
        for one in said["requests"]
        if one["query"] == "ReadStates"
    )
    return min(at for at in answers if at > after)


async def watch(options: Options, control_url: str, guid: str, rounds: int) -> list[float]:
    frame = open_frame(options)
    frame.resize(1440, 900)
    window = furnish(frame, options)
    running = asyncio.ensure_future(Session(window, options).run())
    control = Control(control_url)
    screen = Screen(frame)

    def statuses() -> set[ComponentStatus]:
        view = window.face.view
        return {tile.status for tile in view.tiles} if view else set()

    async def turn(severity: str) -> None:
        await control.set_entity(guid, alertSeverity=severity)
        is_bad = severity == BAD
        await until(
            lambda: (ComponentStatus.MAJOR_OUTAGE in statuses()) is is_bad, f"it is {severity}"
        )

    found = []
    try:
        await until(lambda: statuses() == {ComponentStatus.OPERATIONAL}, "all is well")
        await asyncio.sleep(3)
        await screen.learn(turn)
        for number in range(rounds):
            severity = BAD if number % 2 else GOOD
            # Another phase of the poll, and of the ingest, each time.
            await asyncio.sleep(0.31 + 0.173 * number % 1)
            before, ordered = screen.pixel(), time.time()
            await control.set_entity(guid, alertSeverity=severity)
            seen = await until(lambda before=before: screen.pixel() != before, "a pixel turns")  # type: ignore[misc]
            found.append(seen - await answered(control_url, ordered))
        return found
    finally:
        await control.aclose()
        frame.close()
        await running


def main() -> None:
    database, folder, control_url, guid, rounds = sys.argv[1:6]
    os.environ["XDG_DATA_HOME"] = str(Path(folder).parent)
    options = Options(database, False, Path(folder))
    app = open_application([], options)
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        found = runner.run(watch(options, control_url, guid, int(rounds)))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
