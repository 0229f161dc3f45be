"""People set up, changed, ended, brought back and signed in, in any order: the rules hold."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from statusboard.app.people.commands import (
    add_person,
    bring_person_back,
    change_person,
    end_person,
    new_code,
)
from statusboard.app.people.inputs import AddPerson, ChangePerson, OnePerson, PersonInput
from statusboard.app.people.queries import TEAM
from statusboard.domain.access import Permission, Role
from statusboard.domain.person import Person
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.life_cycle import lives_through
from tests.fixtures.people import Team

LOGINS = ("ada", "ben", "cleo", "dora")
ROLE = st.sampled_from(Role)
LOGIN = st.sampled_from(LOGINS)


class Lives(RuleBasedStateMachine):
    """Everybody tries everything; what is refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._database = Database.open(Path(self._folder.name) / "statusboard.db")
        bring_to_head(self._database)
        self.team = Team(self._database)

    def teardown(self) -> None:
        self._database.close()
        self._folder.cleanup()

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(row.person for row in self.team.ask(TEAM).people)

    def tries(self, verb: object, given: object, login: str) -> None:
        before = self.people
        may = not before or self._may_configure(login)
        try:
            self.team.do(verb, given, login)  # type: ignore[arg-type]
        except RuleBroken:
            assert self.people == before
        else:
            assert may, (verb, login)

    def _may_configure(self, login: str) -> bool:
        return any(
            one.login == login and one.ended_at is None and one.role is Role.ADMINISTRATOR
            for one in self.people
        )

    @rule(by=LOGIN, login=LOGIN, role=ROLE)
    def somebody_is_set_up(self, by: str, login: str, role: Role) -> None:
        given = AddPerson(PersonInput(f"The {login}", role, login))
        self.tries(add_person, given, by)

    @precondition(lambda self: self.people)
    @rule(by=LOGIN, data=st.data(), role=ROLE, login=LOGIN)
    def somebody_is_changed(self, by: str, data: st.DataObject, role: Role, login: str) -> None:
        one = data.draw(st.sampled_from(self.people))
        self.tries(change_person, ChangePerson(one.id, PersonInput(one.name, role, login)), by)

    @precondition(lambda self: self.people)
    @rule(by=LOGIN, data=st.data(), verb=st.sampled_from((end_person, bring_person_back, new_code)))
    def somebody_is_ended_or_comes_back(self, by: str, data: st.DataObject, verb: object) -> None:
        one = data.draw(st.sampled_from(self.people))
        self.tries(verb, OnePerson(one.id), by)

    @invariant()
    def one_administrator_is_left(self) -> None:
        people = self.people
        active = [one for one in people if one.ended_at is None]
        assert not people or any(one.role is Role.ADMINISTRATOR for one in active)

    @invariant()
    def nobody_may_more_than_their_role_says(self) -> None:
        people = self.people
        active = {one.login: one for one in people if one.ended_at is None}
        assert len(active) == len([one for one in people if one.ended_at is None])
        for login in LOGINS:
            if not people:
                assert self.team.actor(login).permissions == frozenset(Permission)
            elif login in active:
                assert self.team.actor(login).permissions == active[login].role.permissions
            elif any(one.login == login for one in people):
                with pytest.raises(RuleBroken):
                    self.team.actor(login)
            else:
                assert self.team.actor(login).permissions == Role.VIEWER.permissions


def test_one_administrator_is_left_and_nobody_may_more_than_their_role() -> None:
    lives_through(Lives, many=4, steps=12)


@pytest.mark.slow
def test_that_holds_for_long_lives_too() -> None:
    lives_through(Lives, many=120, steps=50)
