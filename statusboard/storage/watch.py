"""When the watch that lasts began: what was answered before it speaks for the time before."""

from collections.abc import Mapping

from statusboard.storage.settings import write_setting
from statusboard.storage.unit import Unit

BEGAN_US = "watch.began_us"


def write_began(unit: Unit, at_us: int) -> None:
    """Notes that nobody watched up to this instant, in microseconds, and somebody does from it."""
    write_setting(unit, BEGAN_US, at_us)


def began_in(settings: Mapping[str, object]) -> int:
    """The instant as the settings hold it; 0 where it is not known."""
    at_us = settings.get(BEGAN_US)
    return at_us if isinstance(at_us, int) else 0
