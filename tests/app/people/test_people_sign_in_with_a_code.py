"""Several people at one desk: each signs in with a code, and guessing is slow."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from statusboard.app.people.commands import end_person, new_code
from statusboard.app.people.device_commands import end_device, let_device_in
from statusboard.app.people.inputs import Here, OneDevice, OnePerson, SignIn, SignInAnswer, SignOut
from statusboard.app.people.presence_commands import say_here
from statusboard.app.people.queries import TEAM
from statusboard.app.people.sign_in_commands import refusal, sign_in_person, sign_out
from statusboard.domain.access import Role
from statusboard.domain.person import (
    ALPHABET,
    CODE_LENGTH,
    LONGEST_WAIT,
    SIGNED_IN,
    SLIPS,
    code_of,
    derived,
    settled_code,
    wait_after,
)
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.people import read_code
from statusboard.storage.tables import AUDIT, SIGN_IN
from tests.fixtures.people import Team

WRONG = "2222-2222-2222"


@pytest.fixture
def team(database: Database) -> Team:
    team = Team(database)
    team.add("Ada", login="ada")
    return team


def signed_in(team: Team, person_id: int, code: str, device: str = "d1") -> SignInAnswer:
    """By whoever sits at a desk, the first one, whom the system knows as a shared user."""
    given = SignIn(person_id, code, device, f"Desk {device[1:]}")
    answer: SignInAnswer = team.do(sign_in_person, given, "shared")
    return answer


def test_who_signs_in_acts_as_themselves(team: Team) -> None:
    ben = team.add("Ben", Role.PUBLISHER)
    token = signed_in(team, ben.person_id, ben.code).token

    actor = team.actor("shared", token=token)
    assert (actor.name, actor.person_id) == ("Ben", ben.person_id)
    assert actor.permissions == Role.PUBLISHER.permissions
    assert team.actor("shared").permissions == Role.VIEWER.permissions


def test_a_code_is_taken_however_it_is_typed(team: Team) -> None:
    ben = team.add("Ben", Role.PUBLISHER)

    assert signed_in(team, ben.person_id, f" {ben.code.lower().replace('-', ' ')} ").token


def test_the_token_is_kept_nowhere_but_at_the_window(team: Team) -> None:
    ben = team.add("Ben", Role.PUBLISHER)
    answer = signed_in(team, ben.person_id, ben.code)

    with team.database.reading(team.clock.now()) as unit:
        kept = [
            tuple(row)
            for table in (SIGN_IN, AUDIT)
            for row in unit.connection.execute(select(table))
        ]
    assert answer.token not in repr(kept)
    assert answer.token not in repr(answer)
    assert ben.code not in repr(ben)


def test_wrong_codes_are_slowed_down_more_and_more(team: Team) -> None:
    ben = team.add("Ben", Role.PUBLISHER)
    waits = []
    for _ in range(SLIPS + 3):
        answer = signed_in(team, ben.person_id, WRONG)
        assert not answer.token
        waits.append(answer.wait_s)
        team.clock.forward(answer.wait_s)

    assert waits == [0, 0, 15, 30, 60, 120]


def test_while_nobody_may_try_not_even_the_right_code_opens(team: Team) -> None:
    ben = team.add("Ben", Role.PUBLISHER)
    for _ in range(SLIPS):
        signed_in(team, ben.person_id, WRONG)

    refused = signed_in(team, ben.person_id, ben.code)
    assert not refused.token
    assert "Try again in less than a minute" in refusal(refused)
    team.clock.forward(15)
    assert signed_in(team, ben.person_id, ben.code).token
    assert signed_in(team, ben.person_id, WRONG).wait_s == 0


def test_a_stranger_s_wrong_codes_keep_nobody_out_of_their_own_desk(team: Team) -> None:
    """An administrator who has only a code is not locked out by whoever types nonsense."""
    cleo = team.add("Cleo")
    assert signed_in(team, cleo.person_id, cleo.code, "d1").token

    waits = []
    for _ in range(SLIPS + 1):
        answer = signed_in(team, cleo.person_id, WRONG, "d2")
        waits.append(answer.wait_s)
        team.clock.forward(answer.wait_s)
    assert waits == [0, 0, 15, 30]
    assert signed_in(team, cleo.person_id, WRONG, "d2").wait_s == 60

    assert signed_in(team, cleo.person_id, cleo.code, "d1").token
    assert signed_in(team, cleo.person_id, cleo.code, "d2").wait_s == 60


def test_guessing_is_no_quicker_from_ever_new_devices(team: Team) -> None:
    cleo = team.add("Cleo")
    assert signed_in(team, cleo.person_id, cleo.code, "d1").token
    waits = []
    for number in range(2, 3 + SLIPS):
        answer = signed_in(team, cleo.person_id, WRONG, f"d{number}")
        waits.append(answer.wait_s)
        team.clock.forward(answer.wait_s)
        # The owner comes and goes meanwhile, and that makes nothing quicker for anybody else.
        assert signed_in(team, cleo.person_id, cleo.code, "d1").token

    assert waits == [0, 0, 15, 30]


def test_wrong_codes_at_a_known_desk_slow_that_desk_alone(team: Team) -> None:
    cleo = team.add("Cleo")
    for device in ("d1", "d2"):
        assert signed_in(team, cleo.person_id, cleo.code, device).token
    for _ in range(SLIPS):
        answer = signed_in(team, cleo.person_id, WRONG, "d1")
    assert answer.wait_s == 15

    assert signed_in(team, cleo.person_id, cleo.code, "d1").wait_s == 15
    assert signed_in(team, cleo.person_id, cleo.code, "d2").token
    team.clock.forward(15)
    assert signed_in(team, cleo.person_id, cleo.code, "d1").token
    assert signed_in(team, cleo.person_id, WRONG, "d1").wait_s == 0


def test_a_new_code_begins_anew_everywhere(team: Team) -> None:
    cleo = team.add("Cleo")
    assert signed_in(team, cleo.person_id, cleo.code).token
    for _ in range(SLIPS):
        signed_in(team, cleo.person_id, WRONG)
        signed_in(team, cleo.person_id, WRONG, "d2")

    newer = team.do(new_code, OnePerson(cleo.person_id)).code
    assert signed_in(team, cleo.person_id, newer).token
    assert signed_in(team, cleo.person_id, newer, "d2").token


def test_what_is_told_as_the_derived_code_opens_nothing(team: Team) -> None:
    """It is made anew of the code that was typed, whatever came over the pipe."""
    ben = team.add("Ben", Role.PUBLISHER)
    with team.database.reading(team.clock.now()) as unit:
        state = read_code(unit, ben.person_id)
    assert state is not None
    assert state.saved is not None
    stolen = SignIn(ben.person_id, "", "d1", "Desk 1", state.saved.hash)

    assert not team.do(sign_in_person, stolen, "shared").token


def test_who_has_no_code_is_told_where_to_get_one(team: Team) -> None:
    ben = team.add("Ben", Role.AUTHOR, login="ben")

    for number in (ben.person_id, 4711):
        with pytest.raises(RuleBroken, match="Ask an administrator") as refused:
            signed_in(team, number, WRONG)
        assert refused.value.field == "code"


def end_by_signing_out(team: Team, _ben: int, token: str) -> None:
    team.do(sign_out, SignOut(token), "shared")


def end_by_waiting(team: Team, _ben: int, _token: str) -> None:
    team.clock.forward(SIGNED_IN)


def end_by_a_new_code(team: Team, ben: int, _token: str) -> None:
    team.do(new_code, OnePerson(ben))


def end_with_the_person(team: Team, ben: int, _token: str) -> None:
    team.do(end_person, OnePerson(ben))


@pytest.mark.parametrize(
    "end", [end_by_signing_out, end_by_waiting, end_by_a_new_code, end_with_the_person]
)
def test_a_sign_in_ends(team: Team, end: Callable[[Team, int, str], None]) -> None:
    ben = team.add("Ben", Role.PUBLISHER)
    token = signed_in(team, ben.person_id, ben.code).token
    assert team.actor("shared", token=token).name == "Ben"

    end(team, ben.person_id, token)
    with pytest.raises(RuleBroken, match="Your sign-in has ended"):
        team.actor("shared", token=token)


def test_the_code_before_a_new_one_opens_nothing(team: Team) -> None:
    ben = team.add("Ben", Role.PUBLISHER)
    newer = team.do(new_code, OnePerson(ben.person_id)).code

    assert not signed_in(team, ben.person_id, ben.code).token
    assert signed_in(team, ben.person_id, newer).token


def test_a_lost_device_is_ended_and_its_next_verb_refused(team: Team) -> None:
    ben = team.add("Ben", Role.PUBLISHER)
    token = signed_in(team, ben.person_id, ben.code).token
    (device,) = team.ask(TEAM).devices

    assert team.do(end_device, OneDevice(device.id), device="d2") is True
    for more in ({"token": token}, {}):
        with pytest.raises(RuleBroken, match=r"Ada ended this device \(Desk 1\)"):
            team.actor("ada", **more)
    given = SignIn(ben.person_id, ben.code, "d1", "Desk 1")
    with pytest.raises(RuleBroken, match="Ada ended this device"):
        team.do(sign_in_person, given, "shared", device="d2")

    assert team.do(let_device_in, OneDevice(device.id), device="d2") is True
    assert team.actor("ada").name == "Ada"
    with pytest.raises(RuleBroken, match="Your sign-in has ended"):
        team.actor("shared", token=token)


def test_devices_are_not_ended_where_nobody_could_let_them_in(database: Database) -> None:
    team = Team(database)
    team.do(say_here, Here("d1", "Desk 1"))
    (device,) = team.ask(TEAM).devices
    with pytest.raises(RuleBroken, match="Nobody is set up"):
        team.do(end_device, OneDevice(device.id))


@given(st.lists(st.integers(0, 2**32 - 1), min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_code_is_read_back_as_it_was_made(chance: list[int]) -> None:
    code = code_of(chance)

    assert len(settled_code(code)) == CODE_LENGTH
    assert set(settled_code(code)) <= set(ALPHABET)
    assert settled_code(code.lower()) == settled_code(code)


@given(st.integers(0, 10**6))
def test_the_wait_grows_and_has_an_end(wrong: int) -> None:
    assert timedelta() <= wait_after(wrong) <= wait_after(wrong + 1) <= LONGEST_WAIT


def test_what_is_kept_of_a_code_depends_on_its_salt() -> None:
    assert derived("AAAA", b"1" * 16) != derived("AAAA", b"2" * 16)
