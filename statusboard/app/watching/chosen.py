"""What a collector is to watch at its location, as people have described it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statusboard.domain.check import Check
from statusboard.domain.location import HOME
from statusboard.storage.checks import read_checks
from statusboard.storage.history.location_states import asked_from
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Chosen:
    """All checks, those asked here under the numbers of their answers, and the settings."""

    every: Sequence[Check]
    here: Sequence[Check]
    settings: Mapping[str, object]


def read_chosen(unit: Unit, location: str) -> Chosen:
    """What is to be asked from a location, and how."""
    every = read_checks(unit)
    if location == HOME:
        here = tuple(check for check in every if check.is_asked_from(HOME))
    else:
        here = asked_from(unit, location)
    return Chosen(every, here, read_settings(unit))
