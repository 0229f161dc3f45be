"""Dim at night, larger from afar, one board after another: never where it would hide something."""

from datetime import time, timedelta

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from statusboard.domain.clock_hours import ClockHours, read_clock_hours
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from ui.screens.board.board_round import BoardRound
from ui.screens.board.face import BoardFace
from ui.screens.board.pointer import POINTER_SECONDS
from ui.startup.options import Options, WallStart
from ui.startup.wall import wall_settings
from ui.theme.theme import Theme
from ui.wall.settings import WallSettings

AT = views.QUIET_AT
# It is twelve past nine there, in the morning.
NOW_DIM, NOT_NOW = read_clock_hours("22:00-10:00"), read_clock_hours("22:00-06:00")


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(AT)


@pytest.fixture
def face(qtbot: QtBot, theme: Theme, clock: ManualClock) -> BoardFace:
    made = BoardFace(clock=clock)
    qtbot.addWidget(made)
    made.resize(1920, 1080)
    made.show()
    made.show_view(views.quiet_board(AT))
    made.prepare_wall(WallSettings(dims=NOW_DIM))
    made.set_wall(is_wall=True)
    return made


def rest(face: BoardFace) -> None:
    for _ in range(POINTER_SECONDS):
        face.tick()


def test_a_quiet_wall_is_dim_at_night_until_somebody_comes(face: BoardFace) -> None:
    assert face.veil.isHidden()
    rest(face)
    assert not face.veil.isHidden()
    assert face.veil.geometry() == face.rect()
    face.pointer_moved()
    assert face.veil.isHidden()
    rest(face)
    face.prepare_wall(WallSettings(dims=NOT_NOW))
    assert face.veil.isHidden()
    face.hide()


def test_trouble_and_blindness_light_it_up(face: BoardFace, clock: ManualClock) -> None:
    rest(face)
    face.show_view(views.board_in_trouble(AT))
    assert face.veil.isHidden()
    face.show_view(views.quiet_board(AT))
    assert not face.veil.isHidden()
    clock.forward(timedelta(minutes=10))
    face.tick()
    assert face.veil.isHidden()
    face.hide()


def test_a_wall_is_read_from_further_away_in_larger_letters(face: BoardFace) -> None:
    before = face.banner.height()
    face.prepare_wall(WallSettings(text_percent=150))
    assert face.banner.height() == round(before * 1.5)
    face.set_wall(is_wall=False)
    assert face.banner.height() == before


def test_hours_go_on_past_midnight() -> None:
    night = read_clock_hours("22:00 - 6:30")
    assert night == ClockHours(time(22), time(6, 30))
    assert [night.hold(time(hour)) for hour in (21, 22, 0, 6, 7)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert read_clock_hours(night.text) == night
    for wrong in ("", "22-06", "24:00-06:00", "22:00-22:00", "22:00"):
        with pytest.raises(ValueError, match="Write"):
            read_clock_hours(wrong)


def test_boards_take_turns_but_not_from_under_somebody(qtbot: QtBot) -> None:
    may = [False, True, True]
    owner = QObject()
    turns = BoardRound(
        WallSettings(boards=(("Shop",), ("Money", "Data")), turn_s=30), lambda: may.pop(0), owner
    )
    assert turns.groups == ("Shop",)
    seen = []
    turns.turned.connect(lambda: seen.append(turns.groups))
    for _ in range(3):
        turns._due()
    assert seen == [("Money", "Data"), ("Shop",)]
    owner.deleteLater()


def test_a_wall_is_as_it_was_started_else_as_the_computer_keeps_it(tmp_path) -> None:
    (tmp_path / "wall.ini").write_text("[General]\ntext=130\ndim=21:00-07:00\n")
    kept = wall_settings(Options(None, demo=False, data_folder=tmp_path))
    assert (kept.text_percent, kept.dims) == (130, read_clock_hours("21:00-07:00"))
    start = WallStart(boards=("Shop + Money", "Data"), text=150, dim="23:00-05:00", turn_s=60)
    given = wall_settings(Options(None, demo=False, data_folder=tmp_path, wall=start))
    assert given.boards == (("Shop", "Money"), ("Data",))
    assert (given.text_percent, given.dims, given.turn_s) == (
        150,
        read_clock_hours("23:00-05:00"),
        60,
    )
    (tmp_path / "wall.ini").write_text("[General]\ntext=huge\ndim=late\n")
    assert wall_settings(Options(None, demo=False, data_folder=tmp_path)) == WallSettings()
