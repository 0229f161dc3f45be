"""The roles of people as roles of a database server, beneath what the doorway looks up."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.people.inputs import MakeRoles
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes
from statusboard.errors import RuleBroken
from statusboard.storage import database_roles
from statusboard.storage.unit import Unit


@verb("people.make_roles", Permission.CONFIGURE, MakeRoles, tuple)
def make_roles(unit: Unit, _given: MakeRoles) -> Done[tuple[str, ...]]:
    """What the roles are called on the server. Raises RuleBroken for a file, which has no users."""
    if unit.is_sqlite:
        raise RuleBroken(
            "A database in a file has no users of its own, so nothing was made. Who may read and "
            "write the file may everything in it; a PostgreSQL server tells people apart."
        )
    names = database_roles.make_roles(unit)
    return Done(names, Changes(), Audit("database roles", {"roles": list(names)}))
