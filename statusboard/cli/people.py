"""`statusboard people …`: who works at this desk and what each may; and the devices they sit at."""

from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json, refuse_for_sample
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.doorway import Doorway
    from statusboard.app.people.inputs import PersonSaved
    from statusboard.domain.access import Role
    from statusboard.domain.views.team import PersonRow

Name = Annotated[str, typer.Argument(metavar="NAME", help="As “people list” names them.")]
AsRole = Annotated[
    str,
    typer.Option(
        "--role",
        metavar="ROLE",
        help="viewer, author, approver, publisher or administrator; each may what the one before "
        "it may, and more.",
    ),
]
Login = Annotated[
    str, typer.Option("--login", metavar="USER", help="How the system knows them, as “whoami”.")
]


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the people of this desk: what each may, how they are known, and when they were here."""
    from statusboard.app.people.queries import TEAM
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        team = door.ask(TEAM, None)
    if as_json:
        print_json({"people": [_report(row) for row in team.people]})
        return
    for row in team.people:
        print(f"{row.person.name}  {row.person.role}  {_known_by(row)}  {_seen(row)}")
    if not team.people:
        print("nobody is set up, so everybody at this desk may everything; “people add” begins")


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As others are to read it.")],
    role: AsRole = "author",
    login: Login = "",
    code: Annotated[
        bool, typer.Option("--code", help="Give a personal code too; without a login always.")
    ] = False,
    database: Database = None,
) -> None:
    """Set somebody up. Add yourself first: the first is administrator, by your login here."""
    from statusboard.app.identity import here
    from statusboard.app.people.commands import add_person
    from statusboard.app.people.inputs import AddPerson, PersonInput
    from statusboard.app.people.queries import TEAM
    from statusboard.cli.desk import doorway, this_person

    as_role = _role(role)
    with doorway(database) as door:
        # Who sets up the first person would else be locked out by it.
        is_first = not door.ask(TEAM, None).people
        known_as = login or (here().login if is_first else "")
        given = AddPerson(PersonInput(name, as_role, known_as), code)
        saved = door.do(add_person, given, this_person(door)).result
    print(f"{name.strip()} is {_a(saved.role)} here")
    _tell_code(saved)


def change(
    name: Name,
    new_name: Annotated[str, typer.Option("--name", metavar="NAME", help="Another name.")] = "",
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="Another role.")] = "",
    login: Annotated[
        str | None, typer.Option("--login", metavar="USER", help="Another login; “” for none.")
    ] = None,
    database: Database = None,
) -> None:
    """Describe somebody anew; what is left out stays as it is."""
    from statusboard.app.people.commands import change_person
    from statusboard.app.people.inputs import ChangePerson, PersonInput
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        before = _named(door, name).person
        wanted = PersonInput(
            new_name or before.name,
            _role(role) if role else before.role,
            before.login if login is None else login,
        )
        saved = door.do(change_person, ChangePerson(before.id, wanted), this_person(door)).result
    print(f"{wanted.name} is {_a(saved.role)} here")


def end(name: Name, database: Database = None) -> None:
    """End somebody: they may nothing from now on, and are signed out everywhere."""
    from statusboard.app.people.commands import end_person
    from statusboard.app.people.inputs import OnePerson
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        given = OnePerson(_named(door, name).person.id)
        is_new = door.do(end_person, given, this_person(door)).result
    print("ended" if is_new else "had been ended already")


def bring_back(name: Name, database: Database = None) -> None:
    """Let somebody who was ended act again, as what they were."""
    from statusboard.app.people.commands import bring_person_back
    from statusboard.app.people.inputs import OnePerson
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        given = OnePerson(_named(door, name).person.id)
        saved = door.do(bring_person_back, given, this_person(door)).result
    print(f"{name} is {_a(saved.role)} here again")
    _tell_code(saved)


def code(name: Name, database: Database = None) -> None:
    """Give somebody a new personal code; the one before opens nothing any more."""
    from statusboard.app.people.commands import new_code
    from statusboard.app.people.inputs import OnePerson
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        given = OnePerson(_named(door, name).person.id)
        _tell_code(door.do(new_code, given, this_person(door)).result)


def rescue(name: Name, database: Database = None) -> None:
    """Make somebody administrator again, with a new code, where a desk has locked itself out.

    It asks for no permission: whoever may write the database could change it anyway. On a server
    its user decides. The audit trail names this way.
    """
    from statusboard.app.people.commands import rescue_person
    from statusboard.app.people.inputs import OnePerson
    from statusboard.cli.desk import doorway, whoever_rescues

    with doorway(database) as door:
        given = OnePerson(_named(door, name).person.id)
        saved = door.do(rescue_person, given, whoever_rescues()).result
    print(f"{name} is an administrator here")
    _tell_code(saved)


def devices(
    ended: Annotated[
        int, typer.Option("--end", metavar="NUMBER", help="Nobody acts from it any more.")
    ] = 0,
    let_in: Annotated[
        int, typer.Option("--let-in", metavar="NUMBER", help="People may act from it again.")
    ] = 0,
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """List the devices that people sit at; end one that was lost, or let it in again."""
    from statusboard.app.people.device_commands import end_device, let_device_in
    from statusboard.app.people.inputs import OneDevice
    from statusboard.app.people.queries import TEAM
    from statusboard.cli.desk import doorway, reading_doorway, this_person

    for number, verb in ((ended, end_device), (let_in, let_device_in)):
        if number:
            refuse_for_sample("--end, --let-in", demo=demo)
            with doorway(database) as door:
                door.do(verb, OneDevice(number), this_person(door))
    with reading_doorway(database, demo=demo) as door:
        found = door.ask(TEAM, None).devices
    if as_json:
        rows = [
            {
                "number": one.id,
                "name": one.name,
                "seen_at": one.seen_at.isoformat(),
                "seen": one.seen_name,
                "ended_at": one.ended_at and one.ended_at.isoformat(),
            }
            for one in found
        ]
        print_json({"devices": rows})
        return
    for one in found:
        state = f"ended by {one.ended_by}" if one.ended_at else f"last {one.seen_name}"
        print(f"{one.id}  {one.name}  {one.seen_at:%Y-%m-%d %H:%M} UTC  {state}")
    if not found:
        print("no device was seen yet")


def roles(database: Database = None) -> None:
    """Make the five roles on a PostgreSQL server: a viewer’s connection then writes nothing.

    Do it as the owner of the database, once, and after each new version.
    """
    from statusboard.app.people.database_role_commands import make_roles
    from statusboard.app.people.inputs import MakeRoles
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        for name in door.do(make_roles, MakeRoles(), this_person(door)).result:
            print(name)
    print("give a person’s own user of the server one of them: GRANT … TO …")


def _named(door: "Doorway", name: str) -> "PersonRow":
    from statusboard.app.people.queries import TEAM
    from statusboard.domain.person import key_of

    rows = door.ask(TEAM, None).people
    for row in rows:
        if key_of(row.person.name) == key_of(name):
            return row
    names = ", ".join(row.person.name for row in rows) or "nobody"
    raise RuleBroken(f"Nobody is called {name} here. Set up: {names}.", field="name")


def _role(text: str) -> "Role":
    from statusboard.domain.access import Role

    if text not in set(Role):
        raise RuleBroken(f"--role is one of {', '.join(Role)}.", field="role")
    return Role(text)


def _a(role: "Role") -> str:
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role}"


def _tell_code(saved: "PersonSaved") -> None:
    if saved.code:
        print(f"code: {saved.code}")
        print("It is told here and nowhere else. Who loses it gets a new one: “people code”.")


def _known_by(row: "PersonRow") -> str:
    if row.person.ended_at is not None:
        return "ended"
    ways = [f"login {row.person.login}" if row.person.login else ""]
    ways.append("code" if row.person.has_code else "")
    return ", ".join(way for way in ways if way)


def _seen(row: "PersonRow") -> str:
    if row.there:
        return f"here: {', '.join(one.presence.device_name for one in row.there)}"
    return f"last here {row.last_at:%Y-%m-%d %H:%M} UTC" if row.last_at else "not seen yet"


def _report(row: "PersonRow") -> dict[str, object]:
    return {
        "name": row.person.name,
        "role": row.person.role,
        "login": row.person.login,
        "code": row.person.has_code,
        "ended_at": row.person.ended_at and row.person.ended_at.isoformat(),
        "here": [one.presence.device_name for one in row.there],
        "seen_at": row.last_at and row.last_at.isoformat(),
    }
