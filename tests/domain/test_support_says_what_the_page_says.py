"""The sentence for the phone: from published facts alone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from statusboard.domain.notice import Wording
from statusboard.domain.status import IncidentStatus
from statusboard.domain.support_line import support_line
from statusboard.domain.views.board import Told

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def told(
    title: str = "Some card payments are failing at checkout",
    status: IncidentStatus = IncidentStatus.IDENTIFIED,
    *,
    at: datetime = NOON,
    promise: datetime | None = NOON + timedelta(minutes=30),
) -> Told:
    wording = Wording(title, status, "Text.", next_update_at=promise)
    return Told(1, wording, 2, at, ("Checkout API",))


def test_with_nothing_published_there_is_nothing_to_say() -> None:
    assert support_line((), BERLIN) == ""


def test_the_line_tells_the_trouble_the_state_and_the_promise_in_the_pages_zone() -> None:
    assert support_line((told(),), BERLIN) == (
        "I'm sorry — some card payments are failing at checkout. The team has found the cause "
        "and is working on it. You will read more by 13:30 CET."
    )


def test_without_a_promise_none_is_spoken() -> None:
    assert "You will read more" not in support_line((told(promise=None),), BERLIN)


def test_the_newest_word_is_spoken_where_several_incidents_are_open() -> None:
    older = told("Search is slow today", IncidentStatus.INVESTIGATING, at=NOON - timedelta(hours=1))
    line = support_line((older, told()), BERLIN)
    assert "card payments" in line
    assert "Search" not in line


def test_a_title_that_cannot_be_spoken_is_left_out() -> None:
    assert support_line((told("API down", IncidentStatus.MONITORING),), BERLIN).startswith(
        "I'm sorry. It should work again"
    )
