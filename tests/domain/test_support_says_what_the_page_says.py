"""The sentence for the phone: what was published, as it holds at the moment it is said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.recovery import next_due, recoveries
from statusboard.domain.status import ComponentStatus as Status
from statusboard.domain.status import IncidentStatus
from statusboard.domain.support_line import all_clear_line, support_line
from statusboard.domain.templates.house import HouseTemplates
from statusboard.domain.templates.kinds import TemplateKind, TemplateText
from statusboard.domain.views.board import Tile, Told

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
CARDS = "Some card payments are failing at checkout"


def told(
    title: str = CARDS,
    status: IncidentStatus = IncidentStatus.IDENTIFIED,
    *,
    at: datetime = NOON,
    promise: datetime | None = NOON + timedelta(minutes=30),
    about: tuple[int, ...] = (1,),
) -> Told:
    said = dict.fromkeys(about, Status.PARTIAL_OUTAGE)
    wording = Wording(title, status, "Text.", said, next_update_at=promise)
    return Told(1, wording, 2, at, ("Checkout API",))


def tile(number: int = 1, status: Status = Status.MAJOR_OUTAGE, name: str = "Checkout API") -> Tile:
    return Tile(number, name, "Shop", status, NOON - timedelta(minutes=17), "", NOON)


def line(*of: Told, tiles: tuple[Tile, ...] = (tile(),), now: datetime = NOON) -> str:
    return support_line(of, tiles, now=now, zone=BERLIN)


def test_with_nothing_published_there_is_nothing_to_say() -> None:
    assert line() == ""


def test_the_line_tells_the_trouble_the_state_and_the_promise_in_the_pages_zone() -> None:
    assert line(told()) == (
        "I'm sorry about this. Some card payments are failing at checkout. The team has found the "
        "cause and is working on it. You will read more by 13:30 CET."
    )


@pytest.mark.parametrize(
    "title",
    ["Checkout API is unavailable", "eBay sign-in fails for some", "API calls time out today"],
)
def test_names_are_said_as_they_are_written(title: str) -> None:
    assert f" {title}. " in line(told(title))


def test_a_title_is_closed_once() -> None:
    assert "checkout. The team" in line(told("Payments fail at checkout."))
    assert "us? The team" in line(told("Is it only us?"))


def test_without_a_promise_none_is_spoken() -> None:
    said = line(told(promise=None))
    assert "You will read more" not in said
    assert "late" not in said


def test_a_promise_that_has_passed_is_not_made_again() -> None:
    due = NOON + timedelta(minutes=30)
    just_before, then = due, due + timedelta(seconds=1)
    assert line(told(), now=just_before).endswith("You will read more by 13:30 CET.")
    late = "The next update is late; you will read it on our status page."
    assert line(told(), now=then).endswith(late)
    assert "13:30" not in line(told(), now=then)


def test_a_promise_for_another_day_says_which() -> None:
    said = line(told(promise=NOON + timedelta(hours=20)))
    assert said.endswith("You will read more by 23 November 2026, 09:00 CET.")


def test_the_newest_word_is_spoken_where_several_incidents_are_open() -> None:
    older = told("Search is slow today", IncidentStatus.INVESTIGATING, at=NOON - timedelta(hours=1))
    assert "card payments" in line(older, told())
    assert "Search" not in line(older, told())


def test_a_title_that_cannot_be_spoken_is_left_out() -> None:
    assert line(told("API down", IncidentStatus.MONITORING)).startswith(
        "I'm sorry about this. It should work again"
    )


def test_what_works_again_is_not_apologised_for() -> None:
    assert line(told(), tiles=(tile(status=Status.OPERATIONAL),)) == (
        "Checkout API has been working as usual again since 12:43 CET. If something still fails "
        "for you, please try once more. We will confirm it on our status page."
    )


def test_several_services_are_named_as_they_are_written() -> None:
    tiles = (tile(status=Status.OPERATIONAL), tile(2, Status.OPERATIONAL, "iPhone app"))
    said = line(told(about=(1, 2)), tiles=tiles)
    assert said.startswith(
        "Checkout API and iPhone app have been working as usual again since 12:43"
    )


def test_where_one_lasts_that_is_spoken_of() -> None:
    newer = told("Search is slow today", at=NOON + timedelta(minutes=1), about=(2,))
    tiles = (tile(), tile(2, Status.OPERATIONAL, "Search"))
    assert "card payments" in line(newer, told(), tiles=tiles)


@pytest.mark.parametrize(
    "tiles",
    [
        (),
        (tile(status=Status.UNKNOWN),),
        (tile(status=Status.DEGRADED_PERFORMANCE),),
        (tile(status=Status.UNDER_MAINTENANCE),),
        (replace(tile(status=Status.OPERATIONAL), stale=True),),
        (replace(tile(status=Status.OPERATIONAL), flapping=True),),
        (tile(status=Status.OPERATIONAL), tile(2)),
    ],
    ids=["gone", "unseen", "slow", "work", "old", "turning", "one of two"],
)
def test_only_what_is_seen_to_work_is_back(tiles: tuple[Tile, ...]) -> None:
    of = told(about=(1, 2))
    assert recoveries([of], tiles) == ()
    assert line(of, tiles=tiles).startswith("I'm sorry")


def test_what_monitoring_never_saw_fail_is_not_found_to_be_over() -> None:
    """It was well before customers say that it began: what they see is nothing that checks see."""
    of = told(about=(1, 2))
    of = replace(of, wording=replace(of.wording, started_at=NOON))
    tiles = (tile(status=Status.OPERATIONAL), tile(2, Status.OPERATIONAL, "Search"))
    assert recoveries([of], tiles) == ()
    assert line(of, tiles=tiles).startswith("I'm sorry")

    failed = replace(tiles[1], since=NOON + timedelta(minutes=5))
    assert [found.since for found in recoveries([of], (tiles[0], failed))] == [failed.since]


def test_what_names_no_service_is_never_found_to_be_over() -> None:
    assert recoveries([told(about=())], [tile(status=Status.OPERATIONAL)]) == ()


def test_since_when_it_works_need_not_be_known() -> None:
    seen = replace(tile(status=Status.OPERATIONAL), since=None)
    assert line(told(), tiles=(seen,)).startswith(
        "Checkout API has been working as usual again. If"
    )


def test_the_earliest_promise_is_the_most_urgent() -> None:
    first, second = told(), told(promise=NOON + timedelta(hours=1))
    assert next_due([second, first, told(promise=None)]) == NOON + timedelta(minutes=30)
    assert next_due([told(promise=None)]) is None


def test_it_is_said_in_the_language_and_the_words_of_the_team() -> None:
    german = HouseTemplates(Language.GERMAN)
    said = support_line([told()], (tile(),), now=NOON, zone=BERLIN, templates=german)
    assert said == (
        "Das tut mir leid. Some card payments are failing at checkout. Das Team hat die Ursache "
        "gefunden und arbeitet daran. Mehr dazu lesen Sie bis 13:30 Uhr MEZ."
    )
    key = (TemplateKind.SUPPORT_IDENTIFIED, Language.ENGLISH)
    own = HouseTemplates(own={key: TemplateText("", "{services} {effect}. It began {ended} ago.")})
    said = support_line([told()], (tile(),), now=NOON, zone=BERLIN, templates=own)
    assert said == "Checkout API is failing for some customers."
    assert all_clear_line(["Search"], german).startswith(
        "Es ist vorbei. Search funktioniert wieder"
    )
