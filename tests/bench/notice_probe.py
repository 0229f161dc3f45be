"""The real window with its real programs, and somebody who writes: for `notice_bench` alone.

`python tests/bench/notice_probe.py DATABASE FOLDER SHOP SERVICES` opens the window, and lets the
services of a shop at that address fail one after the other. What monitoring suggests of the first
is published, updates follow, and then a long text is typed. Every figure is printed as JSON.
"""

# ruff: noqa: E402 - the order of the imports is the order of the program
import asyncio
import json
import os
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from ui.startup.opening import open_application, open_frame
from ui.startup.switches import import_plainly

# As the program does, before it imports any of the rest.
import_plainly()

import qasync
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.bench.window_probe import Gaps
from tests.fixtures.word_corpus import corpus
from ui.screens.board.side import BoardSide
from ui.screens.destinations import BoardPlace, NoticePlace, ScreenKey
from ui.screens.notices.screen import NoticesScreen
from ui.shell.window import Window
from ui.startup.furnishing import furnish
from ui.startup.options import Options
from ui.startup.session import Session

BOUND_S = 120.0
# Twenty times as often as anybody sees.
LOOK_S = 0.002
SETTLE_S = 3.0
UPDATES = 12
WORDS, KEYS = 2_000, 300
BETWEEN_KEYS_S = 0.05


async def until(wanted: Callable[[], bool], what: str) -> float:
    """When it was so, in seconds since the epoch."""
    try:
        async with asyncio.timeout(BOUND_S):
            while not wanted():  # noqa: ASYNC110 - widgets have no events to wait for
                await asyncio.sleep(LOOK_S)
    except TimeoutError:
        raise RuntimeError(f"did not happen: {what}") from None
    return time.time()


def click(target: QWidget) -> None:
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)


def notices_of(window: Window) -> NoticesScreen:
    screen = window.screen_of(ScreenKey.NOTICES)
    assert isinstance(screen, NoticesScreen)
    return screen


async def suggested(window: Window, shop: str, services: int) -> list[tuple[float, float]]:
    """When each service began to fail, and when the board offered a text that names it."""
    side = window.face.findChild(BoardSide)
    assert side is not None
    seen = []
    for number in range(1, services + 1):
        await asyncio.sleep(SETTLE_S)
        failed = time.time()
        await asyncio.to_thread(_ask, f"{shop}/fail/{number}")
        seen.append((failed, await until(lambda n=number: _offers(side, n), "a suggestion")))
    return seen


async def published(window: Window) -> list[float]:
    """From each click on Publish to the page read back, in milliseconds."""
    side = window.face.findChild(BoardSide)
    assert side is not None
    took_ms = []
    click(next(one for one in _buttons(side) if one.text().startswith("Read and publish")))
    await until(lambda: window.screen_of(ScreenKey.NOTICES) is not None, "the notices")
    took_ms.append(await _publish(notices_of(window)))
    for number in range(UPDATES):
        screen = notices_of(window)
        window.go_to(NoticePlace(incident_id=1))
        body = screen.editor.body.text
        await until(lambda s=screen: _is_open(s), "the next update in the editor")
        body.selectAll()
        body.insertPlainText(
            f"Orders fail since noon. We are working on it. This is text {number}."
        )
        await until(lambda s=screen: s.notice.is_stored, "the update is saved")
        click(screen.editor.review_button)
        took_ms.append(await _publish(screen))
    return took_ms[1:]  # the first one loads what the others find


async def _publish(screen: NoticesScreen) -> float:
    await until(lambda: screen.publishing.sheet is not None, "the review")
    sheet = screen.publishing.sheet
    assert sheet is not None
    if not sheet.publish_button.isEnabled():
        raise RuntimeError("the review lets nothing out")
    began = time.time()
    click(sheet.publish_button)
    ended = await until(lambda: "read back" in sheet.outcome.sentence, "the page read back")
    sheet.reject()
    await until(lambda: screen.publishing.sheet is None, "the review is closed")
    return (ended - began) * 1000


async def typed(window: Window) -> dict[str, list[float]]:
    """What each key costs in a long text, until it is taken, and drawn; what a pause costs; gaps.

    Drawn is what the key changed, as the window does it; `whole_ms` is with all of the window.
    """
    screen = notices_of(window)
    window.go_to(NoticePlace(incident_id=1))
    await until(lambda: _is_open(screen), "the next update in the editor")
    body = screen.editor.body.text
    words = " ".join(one.text for one in corpus()).split()[:WORDS]
    text = "\n\n".join(" ".join(words[at : at + 60]) for at in range(0, len(words), 60))
    body.selectAll()
    body.insertPlainText(text)
    await asyncio.sleep(SETTLE_S)
    taken_ms, drawn_ms, whole_ms, judged_ms = [], [], [], []
    gaps = Gaps()
    gaps.start()
    for number in range(KEYS):
        key = " " if number % 6 == 5 else "abcde"[number % 5]
        began = time.perf_counter()
        QTest.keyClick(body, key)
        taken = time.perf_counter()
        QCoreApplication.sendPostedEvents()
        drawn = time.perf_counter()
        screen.window().repaint()
        whole_ms.append((time.perf_counter() - began) * 1000)
        taken_ms.append((taken - began) * 1000)
        drawn_ms.append((drawn - began) * 1000)
        await asyncio.sleep(BETWEEN_KEYS_S)
        if number % 10 == 9:
            # What a long text leaves to a pause of typing.
            began = time.perf_counter()
            screen.notice.following.show_points()
            judged_ms.append((time.perf_counter() - began) * 1000)
    gaps.stop()
    return {
        "taken_ms": taken_ms,
        "drawn_ms": drawn_ms,
        "whole_ms": whole_ms,
        "judged_ms": judged_ms,
        "late_ms": gaps.late_ms,
    }


def _is_open(screen: NoticesScreen) -> bool:
    is_clean = screen.publishing.sheet is None and not screen.operations.is_busy
    return is_clean and screen.workplace.is_editing and not screen.turning.is_going


def _ask(url: str) -> None:
    with urllib.request.urlopen(url) as answer:
        answer.read()


def _buttons(side: BoardSide) -> list[QAbstractButton]:
    return [one for one in side.findChildren(QAbstractButton) if one.isVisible()]


def _offers(side: BoardSide, component_id: int) -> bool:
    """Whether the board offers a text about the service, and its button is to be seen."""
    named = any(component_id in one.wording.components for one in side._suggestions.items)
    return named and any(one.text().startswith("Read and") for one in _buttons(side))


async def write(database: str, folder: Path, shop: str, services: int) -> dict[str, object]:
    options = Options(database, False, folder)
    frame = open_frame(options)
    frame.resize(1440, 900)
    window = furnish(frame, options)
    session = Session(window, options)
    running = asyncio.ensure_future(session.run())
    try:
        await until(lambda: window.screen_of(ScreenKey.BOARD) is not None, "the desk is ready")
        programs = session._supervisors.values()
        await until(lambda: all(one.is_connected for one in programs), "both programs are there")
        window.go_to(BoardPlace())
        view = window.face
        await until(lambda: view.view is not None and len(view.view.tiles) == services, "services")
        return {
            "suggested": await suggested(window, shop, services),
            "published_ms": await published(window),
            **await typed(window),
        }
    finally:
        notices = window.screen_of(ScreenKey.NOTICES)
        if isinstance(notices, NoticesScreen):
            notices.notice.close()
        frame.close()
        await running


def main() -> None:
    database, folder, shop, services = sys.argv[1:5]
    os.environ["XDG_DATA_HOME"] = str(Path(folder).parent)
    app = open_application([], Options(database, False, Path(folder)))
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        report = runner.run(write(database, Path(folder), shop, int(services)))
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
