"""A screen as the window knows it: an entry of the navigation, and how the screen is made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.runtime.operations import Operations
    from ui.screens.base import Screen


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """One of them. `is_last` ones stand at the bottom of the navigation.

    `factory` imports what it makes: a screen that nobody has looked at yet costs nothing.
    """

    key: str
    label: str
    icon: str
    factory: "Callable[[Operations, QWidget], Screen[Any]]"
    is_last: bool = False
