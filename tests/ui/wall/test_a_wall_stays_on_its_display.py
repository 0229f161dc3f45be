"""A wall hangs on the display it was meant for, whatever is plugged in, and comes back to it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.wall.displays import DisplayIdentity, find, named
from ui.wall.hanging import WallHanging
from ui.wall.memory import WallMemory

DELL = DisplayIdentity("Dell Inc.", "U2720Q", "A1", "DP-1")
TWIN = DisplayIdentity("Dell Inc.", "U2720Q", "B2", "DP-2")
PLAIN = DisplayIdentity("Acme", "Panel", "", "HDMI-1")
ALIKE = DisplayIdentity("Acme", "Panel", "", "HDMI-2")


def test_a_display_is_known_again_in_another_socket() -> None:
    moved = DELL._replace(name="DP-9")
    assert find([PLAIN, TWIN, moved], DELL) == 2
    assert find([PLAIN, TWIN], DELL) is None, "its twin has a number of its own"
    assert find([PLAIN._replace(name="HDMI-7")], PLAIN) == 0
    assert find([ALIKE, PLAIN], PLAIN) == 1, "without numbers the socket tells them apart"
    assert find([ALIKE, PLAIN._replace(name="HDMI-7")], PLAIN) is None
    nameless = DisplayIdentity(name="VNC-1")
    assert find([DisplayIdentity(name="VNC-0")], nameless) is None


def test_a_person_says_which_by_number_or_by_name() -> None:
    both = [DELL, PLAIN]
    assert [named(both, wish) for wish in ("1", "2", "3", "0")] == [0, 1, None, None]
    assert [named(both, wish) for wish in ("u2720", "hdmi", "B2", "")] == [0, 1, None, None]


def test_the_second_stays_the_one_it_was(tmp_path: Path) -> None:
    WallMemory(tmp_path / "wall.ini").keep("2", DELL)
    again = WallMemory(tmp_path / "wall.ini")
    assert again.display("2") == DELL
    assert again.display("Shop/ä") is None


LEFT = {"name": "left", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96}
RIGHT = {"name": "right", "x": 1920, "y": 0, "width": 1280, "height": 1024, "logicalDpi": 96}


def hung(folder: Path, wish: str, *screens: dict[str, object]) -> str:
    """Where a wall hangs that is wished so, with these displays in this order."""
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": screens}))
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.wall.displays_shown", wish, str(folder / "wall.ini")],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={file}"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout.strip()


def test_it_hangs_on_the_same_display_when_they_are_counted_anew(tmp_path: Path) -> None:
    assert hung(tmp_path, "2", LEFT, RIGHT) == "right 1920 0 1280 1024 True"
    assert hung(tmp_path, "2", RIGHT, LEFT) == "right 1920 0 1280 1024 True"


def test_it_fills_its_display_again_when_displays_come_and_go(
    qapp: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    hanging = WallHanging(window)
    hanging.hang()
    assert window.isFullScreen()
    window.showNormal()  # as those who manage windows leave it when its display was unplugged
    qapp.screenAdded.emit(qapp.primaryScreen())
    qtbot.waitUntil(window.isFullScreen)
    qtbot.waitUntil(lambda: window.geometry() == qapp.primaryScreen().geometry())
    hanging.take_down()
    window.showNormal()
    qapp.screenAdded.emit(qapp.primaryScreen())
    assert not hanging.findChild(QTimer).isActive()
