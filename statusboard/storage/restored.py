"""That a database was brought back from a copy: when, from which, and of when that was.

Whoever has told the world something by this database (a page, a message) may have told more than
it knows of since.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

RESTORED = "database.restored"


@dataclass(frozen=True, slots=True)
class Restored:
    """`at_us`: when it was brought back. `copy`: the name of the copy. `of_us`: what it shows."""

    at_us: int
    copy: str
    of_us: int


def write_restored(unit: Unit, restored: Restored) -> None:
    """Notes it in the database that was brought back."""
    write_setting(unit, RESTORED, msgspec.to_builtins(restored))


def read_restored(unit: Unit) -> Restored | None:
    """The last time it was brought back; None where it never was."""
    return restored_in(read_settings(unit))


def restored_in(settings: Mapping[str, object]) -> Restored | None:
    """The same, from settings that were read already."""
    try:
        return msgspec.convert(settings.get(RESTORED), Restored | None)
    except msgspec.ValidationError:
        return None
