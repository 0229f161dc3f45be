"""The New Relic connection as the settings hold it: everything but the key."""

from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.new_relic.commands import CONNECTED_US, REGION, URL
from statusboard.app.settings import unwatched_default
from statusboard.domain.views.new_relic import Unwatched
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class StoredConnection:
    """Where to ask. `connected_us` changes with every connect, and so with the key."""

    region: str
    url: str
    connected_us: int


def connection_in(unit: Unit) -> StoredConnection | None:
    """The connection in the settings; None where neither a region nor an address is set."""
    settings = read_settings(unit)
    region, url = settings.get(REGION) or "", settings.get(URL) or ""
    since = settings.get(CONNECTED_US)
    if not region and not url:
        return None
    return StoredConnection(str(region), str(url), since if isinstance(since, int) else 0)


@query("new_relic_connection")
def read_connection(unit: Unit, given: None) -> StoredConnection | None:  # noqa: ARG001
    """The connection in the settings, or None."""
    return connection_in(unit)


@query("new_relic_unwatched")
def read_unwatched(unit: Unit, given: None) -> Unwatched:  # noqa: ARG001
    """What the team counts entities as that no alert condition watches."""
    return unwatched_default(read_settings(unit))
