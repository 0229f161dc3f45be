"""How large everything is drawn on this computer: a factor that Qt takes when the window opens.

Qt scales every length by it, so nothing is drawn in a box that is too small. It reads the factor
once, when the application is made; another one is seen when the window is opened again.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings

# In percent.
LEVELS = (80, 90, 100, 110, 125, 150, 175, 200)
USUAL = 100
_KEY, _VARIABLE = "zoom", "QT_SCALE_FACTOR"


class Zoom:
    """The chosen zoom in percent, kept beside the window's place."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def percent(self) -> int:
        """What was chosen last; what nobody can have chosen counts as the usual size."""
        kept = str(self._settings.value(_KEY) or "")
        percent = int(kept) if kept.isascii() and kept.isdigit() else USUAL
        return percent if percent in LEVELS else USUAL

    @property
    def is_larger(self) -> bool:
        """Whether everything is drawn larger than usual."""
        return self.percent > USUAL

    def step(self, by: int) -> int:
        """The next larger one (1), the next smaller one (-1) or the usual one (0), kept."""
        place = LEVELS.index(self.percent) + by
        percent = LEVELS[min(max(place, 0), len(LEVELS) - 1)] if by else USUAL
        self._settings.setValue(_KEY, percent)
        self._settings.sync()
        return percent

    @contextmanager
    def applied(self) -> Iterator[None]:
        """The application that is made meanwhile is drawn so; what it starts is not.

        A factor that the environment has already is multiplied.
        """
        before = os.environ.get(_VARIABLE)
        if self.percent != USUAL:
            os.environ[_VARIABLE] = str(_factor(before) * self.percent / 100)
        try:
            yield
        finally:
            if before is None:
                os.environ.pop(_VARIABLE, None)
            else:
                os.environ[_VARIABLE] = before


def _factor(text: str | None) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 1.0
