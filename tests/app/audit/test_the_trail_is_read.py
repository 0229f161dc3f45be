"""The trail is read newest first, by words, by person and by time, a page at a time."""

from datetime import timedelta

import pytest

from statusboard.app.audit.queries import EXPORT, PAGE, TRAIL, TrailView
from statusboard.domain.trail import TrailFilter
from statusboard.storage.audit import write_audit
from statusboard.storage.database import Database
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom, person

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(database: Database) -> Newsroom:
    newsroom = Newsroom(database)
    for number, (who, verb, detail) in enumerate(
        [
            ("Ada", "notice.save_draft", {"revision": 1}),
            ("Grace", "notice.publish", {"override": "Customers pay 100% twice"}),
            ("Ada", "settings.choose", {"changed": ["page.name"]}),
        ]
    ):
        with database.writing(NOON + number * HOUR, person(who)) as unit:
            write_audit(unit, verb=verb, subject=f"notice {number}", detail=detail)
    return newsroom


def shown(desk: Newsroom, **wanted: object) -> list[int]:
    view: TrailView = desk.ask(TRAIL, TrailFilter(**wanted))  # type: ignore[arg-type]
    return [line.number for line in view.lines]


def test_the_newest_comes_first_with_who_did_what(desk: Newsroom) -> None:
    view: TrailView = desk.ask(TRAIL, TrailFilter())
    newest = view.lines[0]
    assert (newest.number, newest.kind, newest.who) == (3, "person", "Ada")
    assert (newest.verb, newest.subject) == ("settings.choose", "notice 2")
    assert newest.detail == {"changed": ["page.name"]}
    assert newest.at == NOON + 2 * HOUR
    assert view.actors == ("person:Ada", "person:Grace")
    assert not view.has_more


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({"words": "PUBLISH twice"}, [2]),
        ({"words": "100%"}, [2]),
        ({"words": "%"}, [2]),
        ({"words": "nothing of the kind"}, []),
        ({"actor": "person:Ada"}, [3, 1]),
        ({"since": NOON + HOUR}, [3, 2]),
        ({"until": NOON + HOUR}, [1]),
        ({"before": 3}, [2, 1]),
        ({"actor": "person:Ada", "words": "draft"}, [1]),
    ],
)
def test_a_filter_lets_through_what_it_names(
    desk: Newsroom, wanted: dict[str, object], numbers: list[int]
) -> None:
    assert shown(desk, **wanted) == numbers


def test_older_lines_come_a_page_at_a_time(desk: Newsroom) -> None:
    with desk.database.writing(NOON + 3 * HOUR, COLLECTOR) as unit:
        for number in range(PAGE):
            write_audit(unit, verb="x", subject=str(number), detail={})
    first: TrailView = desk.ask(TRAIL, TrailFilter())
    assert (len(first.lines), first.has_more) == (PAGE, True)
    assert shown(desk, before=first.lines[-1].number) == [3, 2, 1]


def test_an_export_is_in_the_order_in_which_it_was_done(desk: Newsroom) -> None:
    assert [line.number for line in desk.ask(EXPORT, TrailFilter())] == [1, 2, 3]
