"""A screen as the window knows it: an entry of the navigation, and how the screen is made."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from statusboard.domain.views.notices import NoticeCounts
from statusboard.domain.views.team import HereView
from ui.screens.destinations import ScreenKey, ScreenPlace, screen_for

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from ui.runtime.operations import Operations
    from ui.screens.base import AnyScreen


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """One of them: `place` is where its entry leads; `is_last` ones stand at the bottom.

    `factory` imports what it makes: a screen that nobody has looked at yet costs nothing. `counts`
    asks what waits there, which the entry shows whether anybody has looked or not; `due` by when
    customers were promised the next update, which the title of the window says. One that is not
    `is_listed` is reached by other ways, and may lie `beneath` one that is, whose entry is marked
    then; `here` asks who is there, which the foot shows.
    """

    place: ScreenPlace
    label: str
    icon: str
    factory: "Callable[[Operations, QWidget], AnyScreen]"
    is_last: bool = False
    counts: "Callable[[Operations], Awaitable[NoticeCounts]] | None" = None
    due: "Callable[[Operations], Awaitable[datetime | None]] | None" = None
    is_listed: bool = True
    here: "Callable[[Operations], Awaitable[HereView]] | None" = None

    beneath: ScreenKey | None = None

    @property
    def key(self) -> ScreenKey:
        """The screen that its place is on."""
        return screen_for(self.place)
