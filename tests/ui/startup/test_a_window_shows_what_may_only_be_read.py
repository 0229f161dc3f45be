"""A window on a database that may not be written: it shows, says so, and starts nobody."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from statusboard.app.clock import SystemClock
from statusboard.app.desk import waiting_reader
from statusboard.app.desk.reading_desk import ONLY_READ
from statusboard.app.installation import data_folder, open_database
from statusboard.domain.access import loop
from statusboard.storage.components import add_component
from ui.screens.board.face import BoardFace
from ui.startup import session
from ui.startup.options import Options, WallStart
from ui.startup.screens import window_around


@pytest.fixture
def ends_in_order(qapp) -> Iterator[None]:
    """As the program has it: a window that was closed still has something to end."""
    before = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(before)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "desk" / "statusboard.db"
    with (
        closing(open_database(str(file))) as database,
        database.writing(SystemClock().now(), loop("office")) as unit,
    ):
        add_component(unit, name="Checkout API", group_id=None)
    return file


@pytest.mark.usefixtures("ends_in_order")
def test_it_shows_the_board_and_says_that_it_may_only_read(
    qapp, qtbot, theme, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    window = window_around(BoardFace())
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    shown = []
    said = []

    def look(view) -> None:
        shown.append([tile.name for tile in view.tiles])
        said.extend(window.problems.sentences)
        QTimer.singleShot(0, window.close)

    window.board_shown.connect(look)

    assert session.run(qapp, window, Options(str(file), demo=False, data_folder=data_folder())) == 0

    assert shown[0] == ["Checkout API"]
    assert said == [ONLY_READ]
    assert [found.name for found in file.parent.iterdir()] == [file.name]


@pytest.mark.usefixtures("ends_in_order")
def test_a_wall_writes_nothing_and_waits_for_its_database(
    qapp, qtbot, theme, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lit before its server is, it says so, and shows the board as soon as there is one."""
    monkeypatch.setattr(waiting_reader, "AGAIN_S", 0.01)
    before = file.read_bytes()
    away = file.with_name("away.db")
    file.rename(away)
    options = Options(str(file), demo=False, data_folder=data_folder(), wall=WallStart())
    window = window_around(BoardFace())
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    said = []

    def look() -> None:
        said.extend(window.problems.sentences)
        if said and away.exists():
            away.rename(file)

    looking = QTimer(window, interval=20)
    looking.timeout.connect(look)
    looking.start()
    shown = []

    def see(view) -> None:
        looking.stop()
        shown.append(([tile.name for tile in view.tiles], window.problems.sentences))
        QTimer.singleShot(0, window.close)

    window.board_shown.connect(see)
    assert session.run(qapp, window, options) == 0
    assert "There is no StatusBoard in" in said[0]
    assert shown[0] == (["Checkout API"], ())
    assert file.read_bytes() == before
    assert not list(file.parent.glob("logs/*")), "nobody was started behind it"
