"""Tokens of personal links: made for one row and one purpose, and known again for nothing else."""

import base64
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from statusboard.app.delivery.own_secret import secret_of
from statusboard.app.delivery.tokens import Purpose, Tokens, reader_bound
from statusboard.domain.personal_links import LENGTH, PLACE, PLACE_TO_CONFIRM
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR

TOKENS = Tokens(b"s" * 32)
NUMBERS = st.integers(1, 2**62)
BOUND = st.lists(st.text(max_size=30), max_size=3)
PURPOSES = st.sampled_from(Purpose)


def decoded(token: str) -> bytes:
    return base64.urlsafe_b64decode(token)


@given(NUMBERS, PURPOSES, BOUND)
def test_a_token_is_known_again_and_stands_in_any_address(
    number: int, purpose: Purpose, bound: list[str]
) -> None:
    token = TOKENS.make(purpose, number, *bound)
    assert token == TOKENS.make(purpose, number, *bound)
    assert TOKENS.number_in(purpose, token) == number
    assert TOKENS.is_of(token, purpose, number, *bound)
    others = [TOKENS.make(other, number, *bound) for other in Purpose if other is not purpose]
    assert all(decoded(one)[8:] != decoded(token)[8:] for one in others)
    assert len(token) == LENGTH == len(PLACE) == len(PLACE_TO_CONFIRM)
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.tuples(NUMBERS, PURPOSES, BOUND), st.tuples(NUMBERS, PURPOSES, BOUND))
def test_nothing_else_opens_with_it(
    mine: tuple[int, Purpose, list[str]], other: tuple[int, Purpose, list[str]]
) -> None:
    assume(mine != other)
    token = TOKENS.make(mine[1], mine[0], *mine[2])
    assert not TOKENS.is_of(token, other[1], other[0], *other[2])
    assert not Tokens(b"t" * 32).is_of(token, mine[1], mine[0], *mine[2])


@given(NUMBERS, PURPOSES, st.integers(0, LENGTH - 1), st.sampled_from("AbZ9-_"))
def test_a_letter_changed_opens_nothing(
    number: int, purpose: Purpose, place: int, letter: str
) -> None:
    token = TOKENS.make(purpose, number)
    changed = token[:place] + letter + token[place + 1 :]
    assume(changed != token)
    assert TOKENS.number_in(purpose, changed) != number or not TOKENS.is_of(
        changed, purpose, number
    )


@given(
    st.one_of(
        st.text(st.characters(), max_size=60),
        st.binary(min_size=24, max_size=24).map(lambda raw: base64.urlsafe_b64encode(raw).decode()),
    )
)
def test_any_text_may_be_asked_about(text: str) -> None:
    number = TOKENS.number_in(Purpose.MANAGE, text)
    assert number is None or 0 <= number < 2**63
    assert not TOKENS.is_of(text, Purpose.MANAGE, number or 0, "a", "b")


def test_a_token_tells_nobody_how_many_there_are() -> None:
    """The number is under a mask: two neighbours have nothing in common to count by."""
    raws = [decoded(TOKENS.make(Purpose.MANAGE, number, "at")) for number in range(1, 200)]
    heads = [int.from_bytes(raw[:8]) for raw in raws]
    differences = {one ^ other for one, other in pairwise(heads)}
    assert len(differences) == len(heads) - 1
    assert min(differences) > 2**40


def test_another_address_or_another_time_is_another_reader() -> None:
    at, later = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    mine = TOKENS.make(Purpose.MANAGE, 1, *reader_bound(at, "a@b.example"))
    for bound in (reader_bound(later, "a@b.example"), reader_bound(at, "c@b.example")):
        assert TOKENS.make(Purpose.MANAGE, 1, *bound) != mine


def test_no_token_is_told_by_what_makes_it() -> None:
    assert "s" * 8 not in repr(TOKENS)
    assert b"s".hex() * 8 not in repr(TOKENS)


@ON_SQLITE
def test_a_database_without_a_secret_opens_nothing(database: Database, tmp_path: Path) -> None:
    clock = ManualClock()
    with database.reading(clock.now()) as unit:
        none = Tokens.read(unit)
    assert not none.is_of(none.make(Purpose.MANAGE, 1), Purpose.MANAGE, 1)
    with database.writing(clock.now(), COLLECTOR) as unit:
        secret_of(unit)
        some = Tokens.read(unit)
    assert some.is_of(some.make(Purpose.MANAGE, 1), Purpose.MANAGE, 1)
