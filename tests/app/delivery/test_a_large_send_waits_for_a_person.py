"""What the publish sheet asks and says in the seconds before the first message of a large send."""

from pathlib import Path

from sqlalchemy import select

from statusboard.app.delivery.announce import LARGE
from statusboard.app.delivery.brake import BRAKE
from statusboard.app.delivery.commands import LetGo, TakeBack, let_go, take_back
from statusboard.domain.views.brake import BrakeState, BrakeView
from statusboard.storage.database import Database
from statusboard.storage.due import next_due
from statusboard.storage.tables import AUDIT
from tests.fixtures.readers import channel, many, readers
from tests.fixtures.speaking import MAJOR, Newsroom, wording


def said_to(newsroom: Newsroom, count: int, folder: Path) -> str:
    """The public id of an update that so many are to be told of."""
    newsroom.publishes_to(folder)
    readers(newsroom, channel(newsroom), many(count))
    return newsroom.publish(wording({newsroom.service(): MAJOR})).update_public_id


def test_the_seconds_pass_with_the_clock_and_then_it_is_gone(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    update = said_to(newsroom, LARGE, tmp_path)
    assert newsroom.ask(BRAKE, update) == BrakeView(BrakeState.HELD, LARGE, 10.0)
    newsroom.clock.forward(2.5)
    assert newsroom.ask(BRAKE, update).left_s == 7.5
    newsroom.clock.forward(7.5)
    assert newsroom.ask(BRAKE, update) == BrakeView(BrakeState.GONE, LARGE)


def test_a_small_send_goes_at_once_and_one_to_nobody_is_none(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    update = said_to(newsroom, 3, tmp_path)
    assert newsroom.ask(BRAKE, update) == BrakeView(BrakeState.GONE, 3)
    assert newsroom.ask(BRAKE, "nothing") == BrakeView(BrakeState.NONE)


def test_letting_go_begins_at_once_and_cannot_be_taken_back(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    update = said_to(newsroom, LARGE, tmp_path)
    assert newsroom.do(let_go, LetGo(update)) is True
    assert newsroom.ask(BRAKE, update).state is BrakeState.GONE
    assert newsroom.do(let_go, LetGo(update)) is False


def test_what_was_taken_back_is_not_let_go(database: Database, tmp_path: Path) -> None:
    newsroom = Newsroom(database)
    update = said_to(newsroom, LARGE, tmp_path)
    newsroom.do(take_back, TakeBack(update))
    assert newsroom.do(let_go, LetGo(update)) is False
    assert newsroom.ask(BRAKE, update) == BrakeView(BrakeState.TAKEN_BACK, LARGE)
    with database.reading(newsroom.clock.now()) as unit:
        assert next_due(unit) == {}
        told = unit.connection.execute(select(AUDIT)).all()
    assert all("reader" not in str(row) for row in told)
