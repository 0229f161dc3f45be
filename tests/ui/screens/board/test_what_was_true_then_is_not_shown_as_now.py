"""A wall whose services have not been heard of since yesterday says so, from the first moment."""

from dataclasses import replace
from datetime import timedelta

import pytest

from statusboard.domain.status import ComponentStatus as Status
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from ui.screens.board.face import BoardFace
from ui.screens.board.mood import Mood, read
from ui.startup.snapshot import out_of_date

NOW = views.QUIET_AT
YESTERDAY = NOW - timedelta(hours=20)


@pytest.fixture
def clock():
    return ManualClock(NOW)


@pytest.fixture
def face(qtbot, theme, clock):
    made = BoardFace(clock=clock)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def of_yesterday(view, *but):
    """The view of somebody who watches again, and has heard of these services alone."""
    tiles = tuple(
        tile if tile.name in but else replace(tile, stale=True, answered_at=YESTERDAY)
        for tile in view.tiles
    )
    return replace(view, tiles=tiles, watched_until=NOW)


@pytest.mark.parametrize("view", [views.quiet_board(NOW), views.board_in_trouble(NOW)])
def test_a_watch_that_has_heard_nothing_yet_shows_nothing_as_now(face, view):
    face.show_view(of_yesterday(view))
    assert face.reading.mood is Mood.BLIND
    assert face.banner.status is Status.UNKNOWN
    assert face.banner.words.startswith("Nothing is known right now. The last answer came 20 h ago")
    assert all(tile.is_stale for tile in face.stage.tiles.values())
    assert all("out of date" in tile.accessibleName() for tile in face.stage.tiles.values())


def test_what_was_heard_counts_and_the_rest_is_out_of_date(face):
    view = views.quiet_board(NOW)
    heard = [tile.name for tile in view.tiles[:40]]
    face.show_view(of_yesterday(view, *heard))
    assert face.banner.words.startswith("40 of 48 services are operational. Out of date: ")
    assert face.banner.status is Status.UNKNOWN
    stale = {tile.tile.name for tile in face.stage.tiles.values() if tile.is_stale}
    assert stale == {tile.name for tile in view.tiles[40:]}


@pytest.mark.parametrize("given", [{"stale": True}, {"status": Status.UNKNOWN}])
def test_support_is_not_told_to_say_that_everything_runs(face, given):
    from ui.widgets.paragraph import Paragraph

    def said():
        return [p.text for card in face.side.cards for p in card.findChildren(Paragraph)]

    view = views.quiet_board(NOW)
    face.show_view(view)
    assert any(words.startswith("“Everything is running.") for words in said())
    face.show_view(replace(view, tiles=views.changed(view.tiles, "Search", **given)))
    assert not any("Everything is running" in words for words in said())
    assert any(words.startswith("“All that we can see is running. Our ser") for words in said())


def test_a_board_of_which_half_is_of_yesterday_is_not_green():
    view = views.quiet_board(NOW)
    heard = [tile.name for tile in view.tiles[:24]]
    assert read(of_yesterday(view, *heard), NOW).overall is Status.UNKNOWN


def test_one_late_check_beside_a_fresh_one_is_no_blindness():
    view = views.quiet_board(NOW)
    tiles = tuple(replace(tile, stale=True, answered_at=NOW) for tile in view.tiles)
    assert read(replace(view, tiles=tiles), NOW).mood is Mood.QUIET


def test_trouble_that_is_late_is_still_trouble():
    view = views.board_in_trouble(NOW)
    old = NOW - timedelta(minutes=20)
    tiles = views.changed(view.tiles, "Checkout API", stale=True, answered_at=old)
    reading = read(replace(view, tiles=tiles, watched_until=NOW), NOW)
    assert reading.mood is Mood.TROUBLE
    assert "Checkout API" in {tile.name for tile in reading.trouble}


def test_the_last_known_board_stays_out_of_date_until_another_view_comes(face):
    kept = views.quiet_board(YESTERDAY)
    face.show_view(out_of_date(kept))
    face.heard()
    assert face.banner.status is Status.UNKNOWN
    assert all(tile.is_stale for tile in face.stage.tiles.values())
    face.show_view(views.quiet_board(NOW))
    assert face.banner.status is Status.OPERATIONAL


def test_a_service_that_never_answered_is_not_marked_with_an_age(face):
    view = views.quiet_board(NOW)
    tiles = views.changed(view.tiles, "Search", stale=True, answered_at=None, status=Status.UNKNOWN)
    face.show_view(replace(view, tiles=tiles))
    tile = next(t for t in face.stage.tiles.values() if t.tile.name == "Search")
    assert tile._age == "no answer yet"
