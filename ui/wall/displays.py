"""Which display is which: known again by what it is, not by where it is plugged in.

The system counts displays anew whenever one is plugged in or wakes up, so a number says nothing
about later. A display says its maker, model and often a serial number (EDID).
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QGuiApplication, QScreen


class DisplayIdentity(NamedTuple):
    """What a display says of itself, and `name`, which is the socket that it is plugged into."""

    manufacturer: str = ""
    model: str = ""
    serial: str = ""
    name: str = ""

    @property
    def make(self) -> tuple[str, str]:
        """Maker and model, which displays bought together share."""
        return self.manufacturer, self.model


def identity_of(screen: QScreen) -> DisplayIdentity:
    """What a display says of itself."""
    return DisplayIdentity(
        screen.manufacturer(), screen.model(), screen.serialNumber(), screen.name()
    )


def plugged_in() -> list[QScreen]:
    """The displays that there are. Where all are gone Qt holds an empty one in their place."""
    return [one for one in QGuiApplication.screens() if not one.geometry().isEmpty()]


def find(displays: Sequence[DisplayIdentity], wanted: DisplayIdentity) -> int | None:
    """Where a display stands among these; None where it is not there.

    By its serial number first; else by make and socket; else by its make, where only one is of it.
    Two of one make and without serial numbers are told apart by their sockets alone.
    """
    alike = [number for number, one in enumerate(displays) if one.make == wanted.make]
    if wanted.serial:
        numbered = [number for number in alike if displays[number].serial == wanted.serial]
        if len(numbered) == 1:
            return numbered[0]
        # Another one of the same make, with a number of its own, is another one.
        alike = [number for number in alike if displays[number].serial in {"", wanted.serial}]
    here = [number for number in alike if displays[number].name == wanted.name]
    if here:
        return here[0]
    is_made = any(wanted.make)
    return alike[0] if is_made and len(alike) == 1 else None


def named(displays: Sequence[DisplayIdentity], wish: str) -> int | None:
    """The display that a person means by a number from 1, or by part of what it is called."""
    if wish.isascii() and wish.isdecimal():
        return int(wish) - 1 if 0 < int(wish) <= len(displays) else None
    said = wish.casefold()
    found = [
        number for number, one in enumerate(displays) if said in " ".join(one).casefold() and said
    ]
    return found[0] if found else None
