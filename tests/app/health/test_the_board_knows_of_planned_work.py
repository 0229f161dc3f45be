"""The board tells of planned work that goes on, and of what comes within a day."""

from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.health.planned import names_text
from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.domain.views.board import Happening, HappeningKind
from statusboard.storage.database import Database
from tests.fixtures.history import DOWN
from tests.fixtures.planned import HOUR, Planning, at, plan_of
from tests.fixtures.speaking import NOON


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Planning:
    return Planning(database, tmp_path / "page")


def work(desk: Planning) -> list[Happening]:
    return [one for one in desk.ask(BOARD).happenings if one.kind is HappeningKind.MAINTENANCE]


def test_what_comes_within_a_day_is_told_with_start_and_end(desk: Planning) -> None:
    payments, search = desk.service("Payments"), desk.service("Search")
    desk.plan(plan_of([payments, search]))
    desk.plan(plan_of([search], starts_at=NOON + timedelta(hours=25), title="Later"))

    assert work(desk) == [
        Happening(HappeningKind.MAINTENANCE, "Payments and Search", at=at(13), until=at(14))
    ]


def test_what_goes_on_is_told_once_and_not_when_it_is_over(desk: Planning) -> None:
    payments = desk.service("Payments")
    desk.plan(plan_of([payments], lasts=HOUR / 4))

    desk.minutes(at(13, 5))
    assert [(one.service, one.at, one.until) for one in work(desk)] == [
        ("Payments", at(13), at(13, 15))
    ]
    desk.minutes(at(13, 20))
    assert work(desk) == []


def test_verify_says_which_work_it_is_and_what_the_checks_say_meanwhile(desk: Planning) -> None:
    payments = desk.service("Payments")
    desk.plan(plan_of([payments]))

    desk.minutes(at(13, 5))
    assert desk.ask(SERVICE_DETAIL, payments).why == (
        "Planned work: “Database upgrade”, until 14:00 UTC. Meanwhile its checks are good. "
        "Uptime leaves this time out. When it ends, its checks count again."
    )
    desk.minutes(at(13, 10), {payments: DOWN})
    assert "Meanwhile 1 check fails." in desk.ask(SERVICE_DETAIL, payments).why
    desk.minutes(at(14, 5), {payments: DOWN})
    assert "Planned work" not in desk.ask(SERVICE_DETAIL, payments).why


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C", "D"], "A, B and 2 more"),
    ],
)
def test_few_names_are_enough(names: list[str], text: str) -> None:
    assert names_text(names) == text
