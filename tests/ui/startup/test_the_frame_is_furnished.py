from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from tests.fixtures import views
from ui.shell.frame import Frame
from ui.startup.furnishing import furnish
from ui.startup.options import Options
from ui.startup.picture import read_picture
from ui.startup.snapshot import load_snapshot, save_snapshot
from ui.theme.palette import palette_of
from ui.theme.tokens import DARK, LIGHT, ThemeChoice


@pytest.fixture
def options(tmp_path):
    return Options("sqlite:///board.db", demo=False, data_folder=tmp_path)


@pytest.fixture
def frame(qtbot, theme):
    made = Frame()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    return made


def test_it_is_furnished_once(frame, options):
    assert furnish(frame, options) is furnish(frame, options)


def test_the_last_known_board_is_drawn_in_it(frame, options):
    save_snapshot(views.quiet_board(), options.snapshot_file)
    shown = furnish(frame, options).face.view
    assert all(tile.stale for tile in shown.tiles)
    tiles = tuple(replace(tile, stale=False) for tile in shown.tiles)
    assert replace(shown, tiles=tiles) == views.quiet_board()


def test_the_colours_of_the_picture_do_not_outlive_it(frame, options, theme):
    app = QApplication.instance()
    app.setStyleSheet("")  # none is put on before the picture
    frame.setPalette(palette_of(LIGHT))
    frame.show()
    furnish(frame, options)

    theme.choose(ThemeChoice.DARK)

    assert frame.palette().window().color() == palette_of(DARK).window().color()


@pytest.mark.parametrize("by", ["the frame", "the window"])
def test_closing_either_closes_both_and_leaves_the_board_behind(frame, options, by):
    window = furnish(frame, options)
    window.show_board(views.board_in_trouble())
    frame.show()
    (frame if by == "the frame" else window).close()
    assert frame.is_closed
    assert window.is_closed
    assert not frame.isVisible()
    assert load_snapshot(options.snapshot_file) == views.board_in_trouble()
    kept = read_picture(options.picture_file)
    assert kept.image.size() == frame.size()
    assert kept.facts.title == "Northwind · StatusBoard"


def test_a_window_that_is_killed_leaves_a_board_behind_that_is_not_old(frame, options):
    furnish(frame, options).show_board(views.quiet_board())
    frame.close()
    other = Frame()
    window = furnish(other, options)

    window.board_shown.emit(views.board_in_trouble())

    assert load_snapshot(options.snapshot_file) == views.board_in_trouble()
    assert read_picture(options.picture_file) is None, "an older picture would contradict it"
    window.board_shown.emit(views.quiet_board())
    assert load_snapshot(options.snapshot_file) == views.board_in_trouble(), "not every second"
    other.close()
    assert read_picture(options.picture_file) is not None


def test_a_window_without_a_board_leaves_nothing_behind(frame, options):
    furnish(frame, options)
    frame.close()
    assert not options.snapshot_file.exists()
    assert not options.picture_file.exists()
