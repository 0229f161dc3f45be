"""Who does something, and what they may do."""

from dataclasses import dataclass, field
from enum import StrEnum

# Longer than nearly every name, short enough for a line of the audit trail.
NAME_LIMIT = 80
NAMELESS = "this desk"


class Permission(StrEnum):
    """What a verb needs, and a query that tells more than everybody may know.

    Everybody at a desk may look: read, say that they are there, sign in. What the machine does by
    itself it runs; of people an administrator may too, by command.
    """

    LOOK = "look"
    CONFIGURE = "configure"
    WRITE = "write"
    APPROVE = "approve"
    PUBLISH = "publish"
    OVERRIDE = "override"
    OPERATE = "operate"
    RUN = "run"
    VISIT = "visit"


class ActorKind(StrEnum):
    """The sorts of actor."""

    PERSON = "person"
    LOOP = "loop"
    VISITOR = "visitor"


class Role(StrEnum):
    """What people of a desk are to each other; each may what the one before it may, and more."""

    VIEWER = "viewer"
    AUTHOR = "author"
    APPROVER = "approver"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that this role may. Nobody visits in the place of a stranger."""
        own = {
            Role.VIEWER: (Permission.LOOK,),
            Role.AUTHOR: (Permission.WRITE,),
            Role.APPROVER: (Permission.APPROVE,),
            Role.PUBLISHER: (Permission.PUBLISH, Permission.OVERRIDE, Permission.OPERATE),
            Role.ADMINISTRATOR: (Permission.CONFIGURE, Permission.RUN),
        }
        roles = tuple(Role)
        upto = roles[: roles.index(self) + 1]
        return frozenset(one for role in upto for one in own[role])

    @classmethod
    def least_with(cls, permission: Permission) -> "Role | None":
        """The role that may this and the least beside it; None where no person may."""
        return next((role for role in cls if permission in role.permissions), None)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who a caller says it is: what the system tells of its user, and the token of a sign-in.

    `name` is the real name, or the login where there is none; `login` is how the system knows the
    user. `device` tells one computer from another, `device_name` is what people call it. Empty is
    what is not known.
    """

    name: str = ""
    login: str = ""
    token: str = field(default="", repr=False)
    device: str = ""
    device_name: str = ""


NOBODY = Credentials()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at a desk, a loop of the machine, or whoever reads the page.

    A single desk's person may do everything. `person_id` is None where no people are set up, and
    for whoever is not one of them.
    """

    kind: ActorKind
    name: str
    permissions: frozenset[Permission] = frozenset(Permission)
    person_id: int | None = None

    def may(self, permission: Permission) -> bool:
        """Whether this actor has the permission."""
        return permission in self.permissions


def person(name: str) -> Actor:
    """A person by the name the system or the pipe told, cleaned and cut to be shown anywhere.

    Whoever has no name is this desk. Until people are set up, everybody here may do everything.
    """
    return Actor(ActorKind.PERSON, clean_name(name) or NAMELESS)


def newcomer(name: str) -> Actor:
    """Somebody whom nobody set up, at a desk where people are: they may look, and no more."""
    return Actor(ActorKind.PERSON, clean_name(name) or NAMELESS, Role.VIEWER.permissions)


def clean_name(name: str) -> str:
    """One line of at most `NAME_LIMIT` characters, none of which steers what shows it."""
    kept = "".join(" " if c.isspace() else c for c in name if c.isspace() or c.isprintable())
    return " ".join(kept.split())[:NAME_LIMIT].rstrip()


def loop(name: str) -> Actor:
    """The actor of a loop: it operates, and never writes or publishes in a person's place."""
    return Actor(ActorKind.LOOP, name, frozenset({Permission.OPERATE, Permission.RUN}))


def visitor() -> Actor:
    """Whoever reads the page: nobody knows who, and all they may is what concerns themselves."""
    return Actor(ActorKind.VISITOR, "visitor", frozenset({Permission.VISIT}))
