"""What an administrator does with people: set up, describe anew, end, bring back, give a code."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.people.inputs import AddPerson, ChangePerson, OnePerson, PersonSaved
from statusboard.app.people.rules import (
    alone_with_people,
    give_code,
    person_of,
    refuse_without_administrator,
    settled_person,
)
from statusboard.domain.access import Permission, Role
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.person import key_of
from statusboard.errors import RuleBroken
from statusboard.storage import people as stored
from statusboard.storage.devices import sign_out_person
from statusboard.storage.unit import Unit

CHANGED = Changes.of(Topic.PEOPLE)


@verb("person.add", Permission.CONFIGURE, AddPerson, PersonSaved)
def add_person(unit: Unit, given: AddPerson) -> Done[PersonSaved]:
    """Who they are now. Raises RuleBroken with the field at fault.

    The first one is administrator; of two who are first at the same moment, one is.
    """
    people = alone_with_people(unit)
    wanted = settled_person(given.person, people)
    role = wanted.role if people else Role.ADMINISTRATOR
    number = stored.add_person(unit, name=wanted.name, role=role, login=wanted.login)
    code = give_code(unit, number) if given.with_code or not wanted.login else ""
    detail: dict[str, object] = {"role": role.value, "login": wanted.login, "code": bool(code)}
    return Done(PersonSaved(number, role, code), CHANGED, Audit(f"person {wanted.name}", detail))


@verb("person.change", Permission.CONFIGURE, ChangePerson, PersonSaved)
def change_person(unit: Unit, given: ChangePerson) -> Done[PersonSaved]:
    """Who they are now. Raises RuleBroken with the field at fault, or where they are gone."""
    people = alone_with_people(unit)
    before = person_of(unit, given.person_id)
    wanted = settled_person(given.person, people, before.id)
    if wanted.role is not Role.ADMINISTRATOR and before.ended_at is None:
        refuse_without_administrator(people, before.id)
    if not wanted.login and not before.has_code and before.ended_at is None:
        raise RuleBroken(
            "Without a login nobody would be known as this person. Give a code first, or keep the "
            "login.",
            field="login",
        )
    stored.change_person(unit, before.id, name=wanted.name, role=wanted.role, login=wanted.login)
    detail: dict[str, object] = {"role": wanted.role.value, "login": wanted.login}
    if wanted.name != before.name:
        detail["before"] = before.name
    return Done(
        PersonSaved(before.id, wanted.role), CHANGED, Audit(f"person {wanted.name}", detail)
    )


@verb("person.end", Permission.CONFIGURE, OnePerson, bool)
def end_person(unit: Unit, given: OnePerson) -> Done[bool]:
    """Whether they could do anything until now. They are signed out, and their code is forgotten.

    Raises RuleBroken for the last administrator.
    """
    people = alone_with_people(unit)
    person = person_of(unit, given.person_id)
    audit = Audit(f"person {person.name}")
    if person.ended_at is not None:
        return Done(False, Changes(), audit)  # noqa: FBT003 - what the verb answers
    refuse_without_administrator(people, person.id)
    stored.end_person(unit, person.id)
    sign_out_person(unit, person.id)
    return Done(True, CHANGED, audit)  # noqa: FBT003 - what the verb answers


@verb("person.bring_back", Permission.CONFIGURE, OnePerson, PersonSaved)
def bring_person_back(unit: Unit, given: OnePerson) -> Done[PersonSaved]:
    """Who they are now; without a login they get a new code. Raises RuleBroken as `change`."""
    people = alone_with_people(unit)
    person = person_of(unit, given.person_id)
    for other in people:
        is_theirs = other.ended_at is None and other.id != person.id
        if is_theirs and person.login and key_of(other.login) == key_of(person.login):
            raise RuleBroken(
                f"The system's user {person.login} is {other.name} now. Nothing was changed. "
                "Change one of the two logins first.",
                field="login",
            )
    stored.bring_person_back(unit, person.id)
    code = "" if person.login or person.has_code else give_code(unit, person.id)
    saved = PersonSaved(person.id, person.role, code)
    return Done(saved, CHANGED, Audit(f"person {person.name}", {"code": bool(code)}))


@verb("person.new_code", Permission.CONFIGURE, OnePerson, PersonSaved)
def new_code(unit: Unit, given: OnePerson) -> Done[PersonSaved]:
    """A code in the place of the one before; whoever was signed in by that one is signed out.

    Raises RuleBroken for somebody who was ended.
    """
    alone_with_people(unit)
    person = person_of(unit, given.person_id)
    if person.ended_at is not None:
        raise RuleBroken(f"{person.name} was ended. Bring them back first.")
    sign_out_person(unit, person.id)
    code = give_code(unit, person.id)
    return Done(PersonSaved(person.id, person.role, code), CHANGED, Audit(f"person {person.name}"))


@verb("person.rescue", Permission.RUN, OnePerson, PersonSaved)
def rescue_person(unit: Unit, given: OnePerson) -> Done[PersonSaved]:
    """Somebody is administrator again, with a new code: for a desk that has locked itself out.

    Whoever may write the database could do so anyway; the trail says that it was done this way.
    """
    alone_with_people(unit)
    person = person_of(unit, given.person_id)
    stored.bring_person_back(unit, person.id)
    stored.change_person(
        unit, person.id, name=person.name, role=Role.ADMINISTRATOR, login=person.login
    )
    code = give_code(unit, person.id)
    saved = PersonSaved(person.id, Role.ADMINISTRATOR, code)
    return Done(saved, CHANGED, Audit(f"person {person.name}", {"before": person.role.value}))
