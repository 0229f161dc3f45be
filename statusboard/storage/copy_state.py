"""How the daily copy of the database went: when there was a good one, and what is in the way."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

STATE = "database.copies"


@dataclass(frozen=True, slots=True)
class CopyState:
    """`last_us`: when the last good copy was made, 0 for never. `problem`: empty for none."""

    last_us: int = 0
    problem: str = ""


def write_copy_state(unit: Unit, state: CopyState) -> None:
    """Notes it, in the place of what was noted before."""
    write_setting(unit, STATE, msgspec.to_builtins(state))


def read_copy_state(unit: Unit) -> CopyState:
    """How it last went."""
    return copy_state_in(read_settings(unit))


def copy_state_in(settings: Mapping[str, object]) -> CopyState:
    """The same, from settings that were read already."""
    try:
        return msgspec.convert(settings.get(STATE) or {}, CopyState)
    except msgspec.ValidationError:
        return CopyState()
