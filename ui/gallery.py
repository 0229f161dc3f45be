"""`python -m ui.gallery`: draws every screen to a PNG file, without a display."""

import argparse
import asyncio
import os
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler

from statusboard.errors import RuleBroken, StatusBoardError, Unavailable
from ui.screens.destinations import (
    PeoplePlace,
    PeopleTab,
    ScreenPlace,
    SubscribersPlace,
    SubscribersTab,
    VerifyPlace,
    screen_for,
)
from ui.startup.options import Options, data_folder
from ui.theme.tokens import ThemeChoice

if TYPE_CHECKING:
    from statusboard.app.desk.desk import Desk
    from ui.runtime.operations import Operations
    from ui.screens.board.face import BoardFace
    from ui.shell.window import Window

SIZE = re.compile(r"(\d{3,5})x(\d{3,5})", re.ASCII)
# As a shell tells of a program that was interrupted.
ENDED = 130
# A screen that has not got its answers by then is not going to.
DEADLINE_S = 60.0
# Timers that wait longer than this are about later, not about the picture.
TIMEOUT_MS = 1000


@dataclass(frozen=True, slots=True)
class Request:
    """What to draw, how large, in which theme, and where to put it."""

    options: Options
    out: Path
    theme: ThemeChoice
    size: QSize


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws the pictures. 0, or with a sentence on standard error 3 (try again) or 1."""
    try:
        request = _read(sys.argv[1:] if arguments is None else list(arguments))
        _draw(request)
    except StatusBoardError as error:
        sys.stderr.write(f"{error}\n")
        return 3 if isinstance(error, Unavailable) else 1
    except asyncio.CancelledError:  # asked to end, and ended in order
        return ENDED
    return 0


def _read(arguments: Sequence[str]) -> Request:
    parser = argparse.ArgumentParser(prog="statusboard screens")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--database", default=os.environ.get("STATUSBOARD_DATABASE"))
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1440x900")
    given = parser.parse_args(arguments)
    match = SIZE.fullmatch(given.size)
    if match is None:
        raise RuleBroken(f"“{given.size}” is not a size. Write one such as 1440x900.", "size")
    options = Options(given.database, given.demo, data_folder(demo=given.demo))
    size = QSize(int(match[1]), int(match[2]))
    return Request(options, given.out, ThemeChoice(given.theme), size)


def _draw(request: Request) -> None:
    if not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from ui.startup.loop import complete
    from ui.theme.appearance import dress

    qInstallMessageHandler(_say)
    app = QApplication.instance() or QApplication(["statusboard"])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    dress(app, request.theme)
    complete(app, _draw_all(request))


def _say(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """What Qt has to say, but for what the offscreen platform says of every window it shows."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


async def _draw_all(request: Request) -> None:
    executor = ThreadPoolExecutor(2, thread_name_prefix="gallery")
    try:
        if request.options.demo:
            from ui.startup.demo_desk import demo_desk

            async with demo_desk(executor) as desk:
                await _draw_window(desk, request)
        else:
            await _draw_own(executor, request)
    finally:
        executor.shutdown()


async def _draw_own(executor: ThreadPoolExecutor, request: Request) -> None:
    """The pictures of a database as it is, whether anybody watches or not."""
    from statusboard.app.clock import SystemClock
    from statusboard.app.desk.desk import LocalDesk
    from statusboard.app.doorway import Doorway
    from statusboard.app.installation import reading
    from statusboard.domain.access import Actor, ActorKind

    # It sees what an administrator sees, and changes nothing: the database is only read.
    actor = Actor(ActorKind.PERSON, "gallery")
    with reading(request.options.database) as database:
        await _draw_window(LocalDesk(Doorway(database, SystemClock()), actor, executor), request)


async def _draw_window(desk: "Desk", request: Request) -> None:
    from ui.runtime.operations import Operations
    from ui.screens.board.face import BoardFace
    from ui.startup.screens import window_around

    face = BoardFace()
    window = window_around(face, is_demo=request.options.demo)
    operations = Operations(desk, window)
    failures: list[StatusBoardError] = []
    operations.failed.connect(failures.append)
    window.resize(request.size)
    window.show()
    window.set_operations(operations)
    request.out.mkdir(parents=True, exist_ok=True)
    try:
        async with asyncio.timeout(DEADLINE_S):
            await _settle(window, operations)
        for name, place in _pictures(face, window.places):
            async with asyncio.timeout(DEADLINE_S):
                window.go_to(place)
                await _settle(window, operations)
            _save(window, request.out / f"{name}.png")
    except TimeoutError:
        raise Unavailable(
            "A screen did not get its answers in time, so it was not drawn."
        ) from None
    finally:
        await operations.stop()
        window.close()
    if failures:
        raise failures[0]


def _pictures(
    face: "BoardFace", places: Sequence[ScreenPlace]
) -> Iterator[tuple[str, ScreenPlace]]:
    """Each picture by its name: one of every screen, and of each tab where a screen has some."""
    for place in places:
        if isinstance(place, SubscribersPlace):
            for tab in SubscribersTab:
                # The deliveries are what the screen opens with, and give it its picture.
                is_first = tab is SubscribersTab.DELIVERIES
                yield screen_for(place) if is_first else tab.value, SubscribersPlace(tab)
        elif isinstance(place, PeoplePlace):
            for part in PeopleTab:
                # Beside the people who are told, and whose tab is called so too.
                is_first = part is PeopleTab.PEOPLE
                yield "team" if is_first else f"team-{part.value}", PeoplePlace(part)
        else:
            yield screen_for(place), _subject(face, place)


def _subject(face: "BoardFace", place: ScreenPlace) -> ScreenPlace:
    """What a screen is asked to show: the service that is worst off, where it shows one."""
    reading = face.reading
    if not isinstance(place, VerifyPlace) or reading is None or face.view is None:
        return place
    tiles = reading.trouble or face.view.tiles
    return VerifyPlace(tiles[0].component_id) if tiles else place


async def _settle(window: "Window", operations: "Operations") -> None:
    """Returns when the screen has its answers and Qt has laid them out."""
    from ui.startup.loop import next_turn, timers_rest

    while True:
        await operations.settle()
        await next_turn()
        await next_turn()
        await timers_rest(window, within_ms=TIMEOUT_MS)
        screen = window.screen_of(window.current)
        if not operations.is_busy and (screen is None or screen.is_ready):
            return


def _save(window: "Window", file: Path) -> None:
    if not window.grab().save(str(file)):
        raise Unavailable(f"{file} could not be written. Choose another folder.")


if __name__ == "__main__":
    sys.exit(main())
