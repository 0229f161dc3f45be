"""Who people are and what they may: set up by an administrator, the first of whom makes herself."""

import json

import pytest
from sqlalchemy import select

from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.inputs import Publish, SaveDraft
from statusboard.app.people.commands import (
    add_person,
    bring_person_back,
    change_person,
    end_person,
    new_code,
)
from statusboard.app.people.inputs import AddPerson, ChangePerson, OnePerson, PersonInput
from statusboard.domain.access import Permission, Role
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.tables import AUDIT, PERSON
from tests.fixtures.people import Team
from tests.fixtures.speaking import NOON, wording


@pytest.fixture
def team(database: Database) -> Team:
    return Team(database)


def test_until_people_are_set_up_everybody_may_everything(team: Team) -> None:
    assert team.actor("ada").permissions == frozenset(Permission)
    assert team.actor("ada").person_id is None


def test_the_first_person_is_administrator_whatever_was_wished(team: Team) -> None:
    saved = team.add("Ada", Role.VIEWER, login="ada")

    assert saved.role is Role.ADMINISTRATOR
    assert team.actor("ada").person_id == saved.person_id
    assert team.actor("ada").permissions == Role.ADMINISTRATOR.permissions


def test_somebody_whom_nobody_set_up_may_look_and_no_more(team: Team) -> None:
    team.add("Ada", login="ada")

    assert team.actor("eve").permissions == Role.VIEWER.permissions
    with pytest.raises(RuleBroken, match=r"Eve may not do this .* It takes an author"):
        team.do(save_draft, SaveDraft(None, None, 0, wording({})), "eve")


def test_each_may_what_the_role_says(team: Team) -> None:
    team.add("Ada", login="ada")
    team.add("Ben", Role.AUTHOR, login="ben")
    saved = team.do(save_draft, SaveDraft(None, None, 0, wording({})), "ben")

    with pytest.raises(RuleBroken, match="It takes a publisher"):
        team.do(publish, Publish(saved.notice_id, saved.revision), "ben")


def test_a_login_is_known_in_either_case_and_without_the_real_name(team: Team) -> None:
    team.add("Ada", login="Ada.L")

    assert team.actor("ada.l", name="Somebody").name == "Ada"


def test_who_has_no_login_gets_a_code_that_is_kept_nowhere(team: Team) -> None:
    team.add("Ada", login="ada")
    code = team.add("Ben", Role.AUTHOR).code

    assert len(code.replace("-", "")) == 12
    with team.database.reading(NOON) as unit:
        rows = [tuple(row) for row in unit.connection.execute(select(PERSON))]
        lines = [tuple(row) for row in unit.connection.execute(select(AUDIT))]
    for text in (code, code.replace("-", "")):
        assert text not in repr((rows, lines))
        assert text.encode() not in b"".join(
            value for row in rows for value in row if isinstance(value, bytes)
        )


def test_two_codes_are_never_alike(team: Team) -> None:
    team.add("Ada", login="ada")
    ben = team.add("Ben", Role.AUTHOR)

    assert team.do(new_code, OnePerson(ben.person_id)).code not in ("", ben.code)


def test_the_trail_says_who_set_up_whom(team: Team) -> None:
    team.add("Ada", login="ada")
    team.add("Ben", Role.AUTHOR, login="ben")

    with team.database.reading(NOON) as unit:
        line = unit.connection.execute(select(AUDIT).order_by(AUDIT.c.id.desc())).first()
    assert line is not None
    assert (line.actor, line.verb, line.subject) == ("person:Ada", "person.add", "person Ben")
    assert json.loads(line.detail) == {"role": "author", "login": "ben", "code": False}


def test_one_administrator_is_always_left(team: Team) -> None:
    ada = team.add("Ada", login="ada")
    demoted = ChangePerson(ada.person_id, PersonInput("Ada", Role.PUBLISHER, "ada"))

    for verb, given in ((end_person, OnePerson(ada.person_id)), (change_person, demoted)):
        with pytest.raises(RuleBroken, match="last administrator"):
            team.do(verb, given)

    team.add("Ben", Role.ADMINISTRATOR, login="ben")
    team.do(change_person, demoted)
    assert team.actor("ada").permissions == Role.PUBLISHER.permissions


def test_who_was_ended_may_nothing_and_can_be_brought_back(team: Team) -> None:
    team.add("Ada", login="ada")
    ben = team.add("Ben", Role.AUTHOR, login="ben")
    assert team.do(end_person, OnePerson(ben.person_id)) is True
    assert team.do(end_person, OnePerson(ben.person_id)) is False

    with pytest.raises(RuleBroken, match="Ben may do nothing here any more"):
        team.actor("ben")

    team.do(bring_person_back, OnePerson(ben.person_id))
    assert team.actor("ben").permissions == Role.AUTHOR.permissions


def test_a_login_that_was_given_to_somebody_else_is_not_taken_back(team: Team) -> None:
    team.add("Ada", login="ada")
    ben = team.add("Ben", Role.AUTHOR, login="ben")
    team.do(end_person, OnePerson(ben.person_id))
    team.add("Benjamin", Role.VIEWER, login="BEN")

    assert team.actor("ben").name == "Benjamin"
    with pytest.raises(RuleBroken, match="ben is Benjamin now"):
        team.do(bring_person_back, OnePerson(ben.person_id))


@pytest.mark.parametrize(
    ("name", "login", "said", "field"),
    [
        (" ", "x", "needs a name", "name"),
        ("a" * 81, "x", "at most 80", "name"),
        ("B\x1b[2J", "x", "at most 80", "name"),
        ("ADA ", "x", "somebody called Ada already", "name"),
        ("Carl", "Ada", "ada already|Ada is Ada already", "login"),
    ],
)
def test_people_are_told_apart(team: Team, name: str, login: str, said: str, field: str) -> None:
    team.add("Ada", login="ada")

    with pytest.raises(RuleBroken, match=said) as refused:
        team.add(name, Role.AUTHOR, login=login)
    assert refused.value.field == field


def test_a_name_stays_that_of_whom_the_trail_names(team: Team) -> None:
    team.add("Ada", login="ada")
    ben = team.add("Ben", Role.AUTHOR, login="ben")
    team.do(end_person, OnePerson(ben.person_id))

    with pytest.raises(RuleBroken, match="was here before"):
        team.add("ben", Role.VIEWER, login="other")


def test_nobody_is_left_without_a_way_to_be_known(team: Team) -> None:
    team.add("Ada", login="ada")
    ben = team.add("Ben", Role.AUTHOR, login="ben")

    with pytest.raises(RuleBroken, match="Without a login"):
        team.do(change_person, ChangePerson(ben.person_id, PersonInput("Ben", Role.AUTHOR)))
    team.do(new_code, OnePerson(ben.person_id))
    team.do(change_person, ChangePerson(ben.person_id, PersonInput("Ben", Role.AUTHOR)))


def test_what_was_taken_from_somebody_counts_for_what_they_had_begun(team: Team) -> None:
    """The permission is looked up before a verb is prepared, and once more where it is done."""
    ada = team.add("Ada", login="ada")
    team.add("Ben", Role.ADMINISTRATOR, login="ben")
    before = team.actor("ben")
    team.do(end_person, OnePerson(before.person_id or 0))

    with pytest.raises(RuleBroken, match="What Ben may do here was changed"):
        team.doorway.do(end_person, OnePerson(ada.person_id), before)


def test_who_began_before_people_were_set_up_is_asked_again(team: Team) -> None:
    eve = team.actor("eve")
    team.add("Ada", login="ada")

    with pytest.raises(RuleBroken, match="What Eve may do here was changed"):
        team.doorway.do(add_person, AddPerson(PersonInput("Eve", Role.VIEWER, "eve")), eve)


def test_a_verb_of_any_room_asks_again_in_its_transaction(team: Team) -> None:
    team.add("Ada", login="ada")
    ben = team.add("Ben", Role.AUTHOR, login="ben")
    before = team.actor("ben")
    draft = SaveDraft(None, None, 0, wording({}))
    team.doorway.do(save_draft, draft, before)

    changed = ChangePerson(ben.person_id, PersonInput("Ben", Role.VIEWER, "ben"))
    team.do(change_person, changed)
    with pytest.raises(RuleBroken, match="What Ben may do here was changed"):
        team.doorway.do(save_draft, draft, before)
