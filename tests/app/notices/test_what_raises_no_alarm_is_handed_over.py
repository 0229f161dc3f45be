"""Who takes a shift over reads which services raise no alarm, why, and what their checks say."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.notices.commands import discard_draft
from statusboard.app.notices.handover import HANDOVER
from statusboard.app.notices.inputs import DiscardDraft
from statusboard.app.notices.suggestion_commands import later
from statusboard.app.notices.suggestion_inputs import Later
from statusboard.domain.handover import Handover
from statusboard.domain.status import ComponentStatus
from statusboard.storage.database import Database
from statusboard.storage.dependencies import write_parents
from statusboard.storage.suggestions import read_suggestions
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR, DOWN
from tests.fixtures.overriding import Overriding
from tests.fixtures.planned import HOUR, plan_of
from tests.fixtures.speaking import NOON, Newsroom
from tests.fixtures.watched_newsroom import WatchedNewsroom

MINUTE = timedelta(minutes=1)


@pytest.fixture
def watched(database: Database, tmp_path: Path) -> Iterator[WatchedNewsroom]:
    made = WatchedNewsroom(database)
    made.publishes_to(tmp_path / "page")
    return made


def lines(desk: Newsroom, title: str = "Suppressed") -> tuple[str, ...]:
    page: Handover = desk.ask(HANDOVER, "")
    (section,) = [one for one in page.sections if one.title == title]
    return section.lines


def test_planned_work_and_words_of_people_are_told_with_what_the_checks_say(
    database: Database, tmp_path: Path
) -> None:
    desk = Overriding(database, tmp_path / "page")
    base, shop, _ = (desk.service(name) for name in ("Database", "Shop", "Well"))
    desk.answers(NOON + 2 * MINUTE)
    desk.plan(plan_of([base], starts_at=NOON + 3 * MINUTE))
    desk.clock.forward(2 * MINUTE)
    desk.turn()
    desk.answers(NOON + 10 * MINUTE, {base: DOWN, shop: DOWN})
    assert lines(desk) == ("Database: planned work; its checks say major outage meanwhile",)

    desk.set(shop, ComponentStatus.OPERATIONAL, NOON + 2 * HOUR)
    assert lines(desk)[1:] == (
        "Shop: set to Operational by hand; its checks say: Major outage since 12:05 UTC",
    )
    desk.take_back(shop)
    assert len(lines(desk)) == 1


@ON_SQLITE
def test_what_another_service_explains_is_told_with_it(watched: WatchedNewsroom) -> None:
    base, shop = watched.serves("Database", "Shop")
    with watched.database.writing(watched.clock.now(), COLLECTOR) as unit:
        write_parents(unit, {shop: (base,)})
    watched.passes({base: "dd", shop: "dd"})

    assert lines(watched) == (
        "Shop: major outage; depends on Database, which has been down since 12:03 UTC",
    )
    watched.passes({base: "uu", shop: "dd"})
    assert lines(watched) == ()


@ON_SQLITE
def test_what_was_waved_through_is_told_until_it_is_over(watched: WatchedNewsroom) -> None:
    (shop,) = watched.serves("Shop")
    watched.passes({shop: "dd"})
    with watched.database.reading(watched.clock.now()) as unit:
        (suggested,) = read_suggestions(unit)
    watched.do(later, Later(suggested.notice_id, 10))
    assert lines(watched) == ("Shop: nobody is reminded of the suggested notice before 12:14 UTC",)
    watched.do(discard_draft, DiscardDraft(suggested.notice_id))
    assert lines(watched) == (
        "Shop: major outage; the notice that was suggested was discarded 12:04 UTC, and is not "
        "suggested again",
    )
    watched.passes({shop: "uu"})
    assert lines(watched) == ()


@ON_SQLITE
def test_what_keeps_turning_says_how_long_alarms_wait(watched: WatchedNewsroom) -> None:
    (shop,) = watched.serves("Shop")
    watched.passes({shop: "dduudduudduu"})

    (turning,) = lines(watched, "Keeps turning")
    assert "; alarms wait until it has been steady for " in turning
