"""Who is there and who is writing which notice, as others are told."""

import pytest
from sqlalchemy import func, select

from statusboard.app.notices.commands import save_draft
from statusboard.app.notices.inputs import SaveDraft
from statusboard.app.people.inputs import Here, Left, TakeOver
from statusboard.app.people.presence_commands import say_here, say_left, take_over
from statusboard.app.people.queries import TEAM, WHO_WRITES, WritingAsk
from statusboard.domain.access import Role
from statusboard.domain.presence import GONE_AFTER
from statusboard.storage.database import Database
from statusboard.storage.tables import AUDIT, CHANGE_LOG, PRESENCE
from tests.fixtures.people import Team
from tests.fixtures.speaking import wording


@pytest.fixture
def team(database: Database) -> Team:
    team = Team(database)
    team.add("Ada", login="ada")
    team.add("Ben", Role.AUTHOR, login="ben")
    return team


def here(team: Team, login: str, desk: int, notice_id: int | None = None) -> bool:
    device = f"d{desk}"
    news: bool = team.do(say_here, Here(device, f"Desk {desk}", notice_id), login, device=device)
    return news


def who_writes(team: Team, desk: int, name: str) -> list[str]:
    view = team.ask(WHO_WRITES, WritingAsk(f"d{desk}", name))
    return [one.name for one in view.writers]


def draft(team: Team) -> int:
    saved = team.do(save_draft, SaveDraft(None, None, 0, wording({}, title="Cards fail")))
    return int(saved.notice_id)


def rows(team: Team, table: object) -> int:
    with team.database.reading(team.clock.now()) as unit:
        return int(unit.connection.scalar(select(func.count()).select_from(table)) or 0)  # type: ignore[arg-type]


def test_others_are_told_who_writes_and_nobody_of_themselves(team: Team) -> None:
    here(team, "ada", 1, draft(team))
    here(team, "ben", 2)

    assert who_writes(team, 2, "Ben") == ["Ada"]
    assert who_writes(team, 1, "Ada") == []
    ada, ben = team.ask(TEAM).people
    assert [one.writes for one in ada.there] == ["Cards fail"]
    assert [one.presence.device_name for one in ben.there] == ["Desk 2"]


def test_a_sign_of_life_is_news_only_where_something_changed(team: Team) -> None:
    lines, logged = rows(team, AUDIT), rows(team, CHANGE_LOG)

    assert [here(team, "ada", 1), here(team, "ada", 1), here(team, "ada", 1, 7)] == [1, 0, 1]
    assert rows(team, AUDIT) == lines
    assert rows(team, CHANGE_LOG) == logged + 2
    assert rows(team, PRESENCE) == 1


def test_who_is_silent_for_a_while_is_not_there(team: Team) -> None:
    number = draft(team)
    here(team, "ada", 1, number)
    assert who_writes(team, 2, "Ben") == ["Ada"]
    team.clock.forward(GONE_AFTER)

    assert who_writes(team, 2, "Ben") == []
    (ada, _) = team.ask(TEAM).people
    assert ada.there == ()
    assert ada.last_at is not None
    assert here(team, "ada", 1, number) is True


def test_who_closes_the_window_has_left(team: Team) -> None:
    here(team, "ada", 1, draft(team))
    assert who_writes(team, 2, "Ben") == ["Ada"]

    assert team.do(say_left, Left("d1")) is True
    assert team.do(say_left, Left("d1")) is False
    assert team.do(say_left, Left("nowhere")) is False
    assert who_writes(team, 2, "Ben") == []


def test_at_one_device_one_person_is_there(team: Team) -> None:
    here(team, "ada", 1, 7)
    here(team, "ben", 1)

    assert [one.presence.name for one in team.ask(TEAM).there] == ["Ben"]


def test_who_was_not_set_up_is_there_too(team: Team) -> None:
    here(team, "eve", 3)

    assert [one.presence.name for one in team.ask(TEAM).others] == ["Eve"]


def test_who_takes_a_notice_over_writes_it_alone(team: Team) -> None:
    number = draft(team)
    here(team, "ada", 1, number)
    here(team, "ben", 2)

    given = TakeOver(number, "d2", "Desk 2")
    assert team.do(take_over, given, "ben", device="d2") == ("Ada",)
    assert who_writes(team, 1, "Ada") == ["Ben"]
    assert team.ask(WHO_WRITES, WritingAsk("d1", "Ada")).mine is None
    assert team.ask(WHO_WRITES, WritingAsk("d2", "Ben")).mine == number
