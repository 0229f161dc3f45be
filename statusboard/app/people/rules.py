"""What has to be true of people: names are told apart, and one administrator is always left."""

import secrets
from collections.abc import Iterable

from statusboard.app.doorway import refuse_what_changed
from statusboard.app.people.inputs import PersonInput
from statusboard.domain.access import NAME_LIMIT, Role, clean_name
from statusboard.domain.person import (
    CODE_LENGTH,
    SALT_BYTES,
    Person,
    SavedCode,
    code_of,
    derived,
    key_of,
)
from statusboard.errors import RuleBroken
from statusboard.storage.people import lock_people, read_people, read_person, write_code
from statusboard.storage.sign_in_tries import forget_device_tries
from statusboard.storage.unit import Unit

NO_SUCH_PERSON = "This person is not set up here any more. Nothing was changed. Look again."
LAST_ADMINISTRATOR = (
    "This is the last administrator of the desk. Nothing was changed, because nobody could change "
    "settings or people any more. Make somebody else administrator first."
)


def alone_with_people(unit: Unit) -> tuple[Person, ...]:
    """Everybody, with nobody else changing who may what until this transaction ends.

    Raises RuleBroken where somebody did so just before, and the actor may not any more.
    """
    lock_people(unit)
    refuse_what_changed(unit)
    return read_people(unit)


def settled_person(given: PersonInput, people: Iterable[Person], own: int = 0) -> PersonInput:
    """Somebody as they are kept. Raises RuleBroken with the field at fault."""
    name, login = " ".join(given.name.split()), given.login.strip()
    if not name:
        raise RuleBroken("A person needs a name, as others are to read it.", field="name")
    for field, text in (("name", name), ("login", login)):
        if len(text) > NAME_LIMIT or clean_name(text) != text:
            sentence = f"The {field} takes at most {NAME_LIMIT} plain characters."
            raise RuleBroken(sentence, field=field)
    for other in people:
        if other.id == own:
            continue
        if key_of(other.name) == key_of(name):
            raise RuleBroken(_taken(other), field="name")
        if login and other.ended_at is None and key_of(other.login) == key_of(login):
            sentence = f"The system's user {login} is {other.name} already. Name another one."
            raise RuleBroken(sentence, field="login")
    return PersonInput(name, given.role, login)


def _taken(other: Person) -> str:
    if other.ended_at is None:
        return f"There is somebody called {other.name} already. Take a name that tells them apart."
    return (
        f"Somebody called {other.name} was here before, and the audit trail names them. Bring them "
        "back, or take another name."
    )


def person_of(unit: Unit, person_id: int) -> Person:
    """Who that is. Raises RuleBroken where nobody is."""
    person = read_person(unit, person_id)
    if person is None:
        raise RuleBroken(NO_SUCH_PERSON)
    return person


def refuse_without_administrator(people: Iterable[Person], without: int) -> None:
    """Raises RuleBroken where nobody but that person is administrator."""
    if not any(
        one.role is Role.ADMINISTRATOR and one.ended_at is None and one.id != without
        for one in people
    ):
        raise RuleBroken(LAST_ADMINISTRATOR, field="role")


def give_code(unit: Unit, person_id: int) -> str:
    """A new personal code, which is told once; the one before opens nothing any more."""
    code = code_of([secrets.randbits(32) for _ in range(CODE_LENGTH)])
    salt = secrets.token_bytes(SALT_BYTES)
    forget_device_tries(unit, person_id)
    write_code(unit, person_id, SavedCode(salt, derived(code, salt)))
    return code
