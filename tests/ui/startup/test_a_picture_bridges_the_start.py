import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from tests.fixtures import views
from ui.screens.board.mood import Mood, read
from ui.startup.picture import Facts, Line, Picture, read_picture
from ui.startup.picture_taking import take_picture, without_ages

SIZE = QSize(1280, 800)
SEEN = views.TROUBLE_AT - timedelta(seconds=1)


@pytest.fixture
def picture(theme):
    return take_picture(views.board_in_trouble(), SIZE, is_demo=False)


def test_what_is_read_is_what_was_kept(picture, tmp_path):
    file = tmp_path / "deep" / "board.png"
    picture.save(file)
    found = read_picture(file)
    assert found.facts == picture.facts
    assert found.image == picture.image
    assert [entry.name for entry in file.parent.iterdir()] == ["board.png"]


def test_it_says_when_it_was_true(picture):
    assert picture.words(SEEN + timedelta(hours=3)) == (
        "Opening the board",
        "The last answer came 3 h ago, on 22 November 2026, 14:19. "
        "What stands below was true then.",
    )


def test_a_clock_that_went_back_makes_no_answer_younger(picture):
    _, sentence = picture.words(SEEN - timedelta(hours=3))
    assert sentence.startswith("The last answer came on 22 November 2026, 14:19.")


def test_nothing_in_it_depends_on_the_time(theme):
    early, late = views.board_in_trouble(), views.board_in_trouble()
    late = replace(
        late,
        tiles=tuple(
            replace(tile, answered_at=tile.answered_at + timedelta(seconds=9))
            for tile in late.tiles
        ),
        watched_until=late.watched_until + timedelta(seconds=9),
    )
    one, other = (take_picture(view, SIZE, is_demo=False) for view in (early, late))
    assert one.image == other.image
    assert one.facts.seen_at + 9 == other.facts.seen_at


@pytest.mark.parametrize("view", [views.board_in_trouble(), views.quiet_board()])
def test_a_board_without_ages_never_looks_live(view):
    assert read(without_ages(view), view.as_of).mood is Mood.BLIND


def test_it_fits_only_where_the_board_would_look_the_same(picture):
    assert picture.fits(SIZE, 1.0, is_dark=False)
    assert picture.fits(None, 1.0, is_dark=False)
    assert not picture.fits(QSize(1280, 801), 1.0, is_dark=False)
    assert not picture.fits(SIZE, 2.0, is_dark=False)
    assert not picture.fits(SIZE, 1.0, is_dark=True)


def test_a_picture_for_a_dense_screen_has_more_pixels(picture):
    image = QImage(SIZE * 2, QImage.Format.Format_RGB32)
    dense = Picture(picture.facts._replace(ratio=2.0), image)
    assert dense.fits(SIZE, 2.0, is_dark=False)
    assert not dense.fits(SIZE * 2, 2.0, is_dark=False)


def test_a_title_may_hold_anything():
    line = Line(1, 2, 3, 4, 5)
    facts = Facts(1, 2, 0, 1.5, line, line, "1 May 2026, 12:00", "A | B · StatusBoard")
    assert Facts.of(str(facts)) == facts


def test_another_version_is_not_shown(picture, tmp_path):
    file = tmp_path / "board.png"
    Picture(picture.facts._replace(version=0), picture.image).save(file)
    assert read_picture(file) is None


def test_no_file_is_no_picture(tmp_path):
    assert read_picture(tmp_path / "board.png") is None


def test_any_other_picture_is_none_of_ours(tmp_path, allow_logs):
    heard = allow_logs("ui.startup.picture", level=logging.WARNING)
    file = tmp_path / "board.png"
    QImage(SIZE, QImage.Format.Format_RGB32).save(str(file))
    assert read_picture(file) is None
    assert len(heard) == 1


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(picture, tmp_path, allow_logs):
    heard = allow_logs("ui.startup.picture", level=logging.WARNING)
    blocked = tmp_path / "file"
    blocked.touch()
    picture.save(blocked / "board.png")
    assert len(heard) == 1


def test_the_moment_is_told_in_the_zone_of_the_board(theme):
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    view = replace(views.quiet_board(at), watched_until=at)
    assert take_picture(view, SIZE, is_demo=False).facts.moment == "2 July 2026, 01:30"
