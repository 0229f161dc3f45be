"""The people who are set up, and what is kept of their codes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, text, update

from statusboard.domain.access import Actor, ActorKind, Role
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.person import Person, SavedCode, key_of
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import PERSON
from statusboard.storage.unit import Unit

_EVERYBODY = select(PERSON).order_by(PERSON.c.id)


@dataclass(frozen=True, slots=True)
class CodeState:
    """What is kept of a person's code; how many wrong ones there were since the last right one.

    Nobody may try again before `wait_until`.
    """

    person: Person
    saved: SavedCode | None
    wrong: int
    wait_until: datetime


def lock_people(unit: Unit) -> None:
    """Until this transaction ends nobody else changes who may what: who comes next waits."""
    if not unit.is_sqlite:  # which has one writer anyway
        unit.connection.execute(text("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE"))


@read_once
def read_people(unit: Unit) -> tuple[Person, ...]:
    """Everybody who was ever set up, in the order in which they came."""
    rows = unit.connection.execute(_EVERYBODY)
    return tuple(
        Person(
            row.id,
            row.name,
            Role(row.role),
            row.login,
            row.code_hash is not None,
            None if row.ended_us is None else from_us(row.ended_us),
        )
        for row in rows
    )


def has_people(unit: Unit) -> bool:
    """Whether people are set up; until then everybody at this desk may everything."""
    return bool(read_people(unit))


def read_person(unit: Unit, person_id: int) -> Person | None:
    """Who that is; None for nobody."""
    return next((one for one in read_people(unit) if one.id == person_id), None)


def is_still_so(unit: Unit, actor: Actor) -> bool:
    """Whether a person may still what they may; others than people are what they are."""
    if actor.kind is not ActorKind.PERSON or not has_people(unit):
        return True
    if actor.person_id is None:
        return actor.permissions <= Role.VIEWER.permissions
    person = read_person(unit, actor.person_id)
    return (
        person is not None
        and person.ended_at is None
        and actor.permissions <= person.role.permissions
    )


def add_person(unit: Unit, *, name: str, role: Role, login: str) -> int:
    """The number of somebody new, who has no code yet."""
    added = insert(PERSON).values(
        name=name,
        name_key=key_of(name),
        role=role.value,
        login=login,
        login_key=key_of(login),
        added_us=unit.now_us,
    )
    return int(unit.connection.execute(added.returning(PERSON.c.id)).scalar_one())


def change_person(unit: Unit, person_id: int, *, name: str, role: Role, login: str) -> None:
    """Describes somebody anew."""
    _change(
        unit,
        person_id,
        name=name,
        name_key=key_of(name),
        role=role.value,
        login=login,
        login_key=key_of(login),
    )


def end_person(unit: Unit, person_id: int) -> None:
    """They may nothing from now on; their code is forgotten."""
    _change(unit, person_id, ended_us=unit.now_us, code_salt=None, code_hash=None)


def bring_person_back(unit: Unit, person_id: int) -> None:
    """They may again what they could."""
    _change(unit, person_id, ended_us=None)


def write_code(unit: Unit, person_id: int, saved: SavedCode) -> None:
    """Keeps what scrypt made of a new code; the one before opens nothing any more."""
    _change(
        unit,
        person_id,
        code_salt=saved.salt,
        code_hash=saved.hash,
        wrong_codes=0,
        wait_until_us=0,
    )


def read_code(unit: Unit, person_id: int, *, locked: bool = False) -> CodeState | None:
    """What is kept of somebody's code; `locked`, nobody else tries one until this ends."""
    statement = select(PERSON).where(PERSON.c.id == person_id)
    row = unit.connection.execute(statement.with_for_update() if locked else statement).first()
    person = read_person(unit, person_id)
    if row is None or person is None:
        return None
    saved = None if row.code_hash is None else SavedCode(row.code_salt, row.code_hash)
    return CodeState(person, saved, row.wrong_codes, from_us(row.wait_until_us))


def note_tries(unit: Unit, person_id: int, wrong: int, wait_until: datetime) -> None:
    """How many wrong codes there were in a row, and until when nobody may try another."""
    _change(unit, person_id, wrong_codes=wrong, wait_until_us=to_us(wait_until))


def _change(unit: Unit, person_id: int, **values: object) -> None:
    is_this: ColumnElement[bool] = PERSON.c.id == person_id
    unit.connection.execute(update(PERSON).where(is_this).values(**values))
