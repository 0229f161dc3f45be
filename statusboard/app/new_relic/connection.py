"""The connections to New Relic as the database holds them, and which of them a check asks."""

from collections.abc import Sequence

from statusboard.app.doorway import query
from statusboard.app.settings import unwatched_default
from statusboard.domain.check import Check
from statusboard.domain.views.new_relic import Unwatched
from statusboard.newrelic.pasted import account_of
from statusboard.storage.new_relic_connections import StoredConnection, read_connections
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

__all__ = ["CONNECTIONS", "StoredConnection", "asked_by", "read_unwatched", "source_of"]

# What the only one is called where nobody called it anything.
FIRST_NAME = "New Relic"


def _connections(unit: Unit, _given: None) -> tuple[StoredConnection, ...]:
    """All connections, in the order in which they were made."""
    return read_connections(unit)


CONNECTIONS = query("new_relic.connections")(_connections)


def source_of(name: str) -> str:
    """What a connection is called among the sources, where a banner names it."""
    return name if name.startswith(FIRST_NAME) else f"{FIRST_NAME} {name}"


def seen_by(
    account: int | None, connections: Sequence[StoredConnection]
) -> StoredConnection | None:
    """The connection that sees an account; the only one sees whatever it is asked about."""
    if len(connections) == 1:
        return connections[0]
    seeing = (one for one in connections if account in {number for number, _ in one.accounts})
    return next(seeing, None)


def account_asked(check: Check) -> int | None:
    """The account that a check asks: the one it names, or that of its entity."""
    named = check.config.get("account")
    if isinstance(named, int | float) and named == int(named):
        return int(named)
    return account_of(str(check.config.get("guid") or "").strip())


def asked_by(check: Check, connections: Sequence[StoredConnection]) -> StoredConnection | None:
    """The connection that a check asks; None where no one sees its account."""
    return seen_by(account_asked(check), connections)


@query("new_relic_unwatched")
def read_unwatched(unit: Unit, given: None) -> Unwatched:  # noqa: ARG001
    """What the team counts entities as that no alert condition watches."""
    return unwatched_default(read_settings(unit))
