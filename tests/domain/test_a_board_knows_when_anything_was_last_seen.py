"""How old a board is: what was answered, and the signs of whoever watches."""

from dataclasses import replace
from datetime import timedelta

from tests.fixtures.views import QUIET_AT, quiet_board

LATER = QUIET_AT + timedelta(minutes=1)
UNANSWERED = tuple(replace(tile, answered_at=None) for tile in quiet_board().tiles)


def test_the_newest_answer_or_sign_counts() -> None:
    newest = max(tile.answered_at for tile in quiet_board().tiles if tile.answered_at is not None)

    assert replace(quiet_board(), watched_until=None).last_seen == newest
    assert replace(quiet_board(), watched_until=LATER).last_seen == LATER


def test_a_watch_that_has_no_answer_yet_is_seen_all_the_same() -> None:
    assert quiet_board(tiles=UNANSWERED, watched_until=LATER).last_seen == LATER


def test_nothing_was_seen_without_a_watch_or_without_anything_to_watch() -> None:
    assert quiet_board(tiles=UNANSWERED, watched_until=None).last_seen is None
    assert quiet_board(tiles=(), watched_until=LATER).last_seen is None
