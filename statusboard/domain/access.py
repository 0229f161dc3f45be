"""Who does something, and what they may do."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """What a verb needs."""

    CONFIGURE = "configure"
    WRITE = "write"
    PUBLISH = "publish"
    OPERATE = "operate"


class ActorKind(StrEnum):
    """The sorts of actor."""

    PERSON = "person"
    LOOP = "loop"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at a desk, or a loop of the machine. A single desk's person may do everything."""

    kind: ActorKind
    name: str
    permissions: frozenset[Permission] = frozenset(Permission)

    def may(self, permission: Permission) -> bool:
        """Whether this actor has the permission."""
        return permission in self.permissions


def loop(name: str) -> Actor:
    """The actor of a loop: it operates, and never writes or publishes in a person's place."""
    return Actor(ActorKind.LOOP, name, frozenset({Permission.OPERATE}))
