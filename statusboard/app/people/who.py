"""Who acts: what a caller says of itself, looked up among the people of the desk."""

from typing import TypeVar

from statusboard.app.doorway import Doorway, Query, query
from statusboard.domain.access import Actor, Credentials, newcomer, person
from statusboard.domain.person import Person, digest_of, key_of
from statusboard.errors import RuleBroken
from statusboard.storage.devices import read_device, read_sign_in
from statusboard.storage.people import read_people
from statusboard.storage.unit import Unit

Input = TypeVar("Input")
Result = TypeVar("Result")

SIGNED_OUT = (
    "Your sign-in has ended, so nothing was changed. Sign in again with your code; what you wrote "
    "is still here."
)


def who_is(unit: Unit, given: Credentials) -> Actor:
    """Who acts, with what they may. Until people are set up everybody may everything.

    Whoever is not one of them may look. Raises RuleBroken for a sign-in, a person or a device that
    was ended.
    """
    _refuse_ended_device(unit, given)
    people = read_people(unit)
    if not people:
        return person(given.name)
    if given.token:
        return _signed_in(unit, given.token, people).actor
    known = [one for one in people if one.login and key_of(one.login) == key_of(given.login)]
    for one in known:
        if one.ended_at is None:
            return one.actor
    for one in known:
        raise RuleBroken(_ended(one))
    return newcomer(given.name or given.login)


def _signed_in(unit: Unit, token: str, people: tuple[Person, ...]) -> Person:
    found = read_sign_in(unit, digest_of(token))
    for one in people:
        if found is not None and one.id == found.person_id:
            if one.ended_at is not None:
                raise RuleBroken(_ended(one))
            return one
    raise RuleBroken(SIGNED_OUT)


def _ended(one: Person) -> str:
    return (
        f"{one.name} may do nothing here any more, so nothing was changed. Ask an administrator "
        "of this desk."
    )


def _refuse_ended_device(unit: Unit, given: Credentials) -> None:
    device = read_device(unit, given.device) if given.device else None
    if device is not None and device.ended_at is not None:
        raise RuleBroken(
            f"{device.ended_by} ended this device ({device.name}), so nothing was changed from "
            "here. Ask an administrator to let it in again."
        )


WHO = query("people.who")(who_is)


def ask_as(door: Doorway, query: Query[Input, Result], given: Input, who: Credentials) -> Result:
    """The view a query answers to whoever that is. Raises RuleBroken where it does not."""
    actor = None if query.permission is None else door.ask(WHO, who)
    return door.ask(query, given, actor)
