"""The board: what goes out by itself, and loudly what did not although its time has come."""

from pathlib import Path

import pytest

from statusboard.app.health.board import BOARD
from statusboard.domain.views.board import HappeningKind
from statusboard.storage.database import Database
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, wording


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> AgreeingDesk:
    desk = AgreeingDesk(database)
    desk.publishes_to(tmp_path / "page")
    return desk


def test_what_is_scheduled_stands_on_the_board(desk: AgreeingDesk) -> None:
    service = desk.service()
    desk.at(desk.draft(wording({service: MAJOR})), NOON + 30 * MINUTE)

    board = desk.ask(BOARD)

    (happening,) = board.happenings
    assert (happening.kind, happening.at) == (HappeningKind.SCHEDULED, NOON + 30 * MINUTE)
    assert happening.service == "Some card payments are failing"
    assert board.missed == ()


def test_what_did_not_go_out_is_said_with_the_reason(desk: AgreeingDesk) -> None:
    service = desk.service()
    saved = desk.draft(wording({service: MAJOR}))
    desk.at(saved, NOON + 30 * MINUTE)
    text = wording({service: MAJOR}, body="Other words.")
    desk.draft(text, notice_id=saved.notice_id, base=1, who="Ben")
    assert desk.ask(BOARD).missed == ()  # nothing was missed yet

    desk.clock.forward(30 * MINUTE)

    assert desk.ask(BOARD).missed == (
        "“Some card payments are failing” was to go out at 12:30 UTC and did not. "
        "Ben changed the text after it was scheduled.",
    )
    assert desk.ask(BOARD).happenings == ()


def test_what_was_published_by_hand_after_all_is_not_missed(desk: AgreeingDesk) -> None:
    service = desk.service()
    saved = desk.draft(wording({service: MAJOR}))
    desk.at(saved, NOON + 30 * MINUTE)
    desk.clock.forward(50 * MINUTE)
    assert desk.sends_due() == []
    assert "more than 15 minutes" in desk.ask(BOARD).missed[0]

    desk.says(saved)

    assert desk.ask(BOARD).missed == ()
