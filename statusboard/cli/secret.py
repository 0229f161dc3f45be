"""`statusboard secret …`: which secrets are needed, which are on this computer, and giving one."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import AllowFile, Database, Json
from statusboard.errors import RuleBroken, Unavailable

if TYPE_CHECKING:
    from statusboard.app.doorway import Doorway

Name = Annotated[str, typer.Argument(metavar="NAME", help="As “secret list” names it.")]


def show(database: Database = None, as_json: Json = False) -> None:
    """List the secrets that are needed, by what, and whether this computer has them."""
    from statusboard.app.installation import locate
    from statusboard.app.keys.choose import secrets_of
    from statusboard.app.services.moving_secrets import BY_HAND, PLAIN_SECRETS
    from statusboard.cli.desk import reading_doorway

    place = secrets_of(locate(database), demo=False)
    with reading_doorway(database) as door:
        needed = _needed(door)
        plain = len(door.ask(PLAIN_SECRETS, None))
    if as_json:
        rows = [
            {"name": name, "needed_by": needed_by, "here": place.has(name)}
            for name, needed_by in needed.items()
        ]
        print_json({"secrets": rows, "checks_in_database": plain})
        return
    width = max(map(len, needed), default=0)
    for name, needed_by in needed.items():
        is_here = "here" if place.has(name) else "missing here"
        print(f"{name:{width}}  {is_here:12}  {', '.join(needed_by)}")
    if plain:
        of_checks = "1 check" if plain == 1 else f"{plain} checks"
        print(f"secrets of {of_checks} are still in the database; to move them: {BY_HAND}")
    elif not needed:
        print("no secrets are needed")


def give(name: Name, database: Database = None, allow_file: AllowFile = False) -> None:
    """Keep a secret on this computer: asked for, or read from standard input, never an argument.

    A collector or office that runs notices within seconds.
    """
    from statusboard.app.keys.choose import NEW_RELIC_KEY
    from statusboard.app.new_relic.commands import GiveNewRelicKey, give_new_relic_key
    from statusboard.app.services.commands import GIVE_SECRET, GiveSecret
    from statusboard.app.services.needed_secrets import NEEDED_SECRETS, named
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        person = this_person(door)
        if name.startswith(NEW_RELIC_KEY):
            key = GiveNewRelicKey(secret_given(name), allow_file, name)
            door.do(give_new_relic_key, key, person)
        else:
            needed = door.ask(NEEDED_SECRETS, None)
            named(needed, name)  # before somebody types it for nothing
            door.do(GIVE_SECRET, GiveSecret(name, secret_given(name), allow_file), person)
    print(f"{name} is kept on this computer")


def move(database: Database = None, allow_file: AllowFile = False) -> None:
    """Move secrets that an earlier version left in the database to this computer, and wipe them.

    Do it where the collector runs, which does it by itself where it has a key store.
    """
    from statusboard.app.services.commands import MOVE_SECRETS, NOTE_WIPED
    from statusboard.app.services.inputs import Wiped
    from statusboard.app.services.moving_secrets import (
        IS_TO_WIPE,
        MoveSecrets,
        wipe_what_was_moved,
    )
    from statusboard.app.services.needed_secrets import HOST_OF_ROLE
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        person = this_person(door)
        count = door.do(MOVE_SECRETS, MoveSecrets(allow_file), person).result
        changed = "1 check was changed" if count == 1 else f"{count} checks were changed"
        print(changed if count else "nothing to move")
        if not door.ask(IS_TO_WIPE, None):
            return
        # It alone checkpoints while it is at work, and so it alone wipes.
        if door.ask(HOST_OF_ROLE, "collector"):
            print("the collector that runs wipes the files now")
            return
        if not wipe_what_was_moved(door):
            raise Unavailable(
                "The secrets were moved, but their old pages could not be wiped: somebody is at "
                "work on the database. Stop the other programs and try again."
            )
        door.do(NOTE_WIPED, Wiped(), person)
        print("the files hold them no more")


def _needed(door: "Doorway") -> dict[str, tuple[str, ...]]:
    """Every secret by name, and what needs it."""
    from statusboard.app.new_relic.connection import CONNECTIONS, source_of
    from statusboard.app.services.needed_secrets import NEEDED_SECRETS

    needed = {secret.name: secret.needed_by for secret in door.ask(NEEDED_SECRETS, None)}
    for one in door.ask(CONNECTIONS, None):
        needed[one.key_name] = (source_of(one.name),)
    return needed


def secret_given(name: str) -> str:
    """What somebody types without echo, or standard input holds; its last line break is none."""
    if sys.stdin.isatty():
        text: str = typer.prompt(name, hide_input=True, err=True)
        return text
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise RuleBroken("The secret is not UTF-8 text. Nothing was kept.", "text") from error
