"""The bundled typeface, so that every wall looks the same. Falls back to the system's own."""

import logging

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.bundled import FOLDER

log = logging.getLogger(__name__)

FAMILY = "Inter"
_FALLBACKS = ("Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans")
_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")

REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
SEMIBOLD = QFont.Weight.DemiBold
BOLD = QFont.Weight.Bold


def load_fonts() -> bool:
    """Makes the bundled typeface known to Qt. False where it could not be read; texts show."""
    loaded = True
    for name in _FILES:
        if QFontDatabase.addApplicationFont(str(FOLDER / "fonts" / name)) < 0:
            log.warning("font not usable file=%s", name)
            loaded = False
    return loaded


def font(pixels: float, weight: QFont.Weight = REGULAR) -> QFont:
    """Inter in the given size with figures of equal width, so that a countdown does not dance."""
    made = QFont()
    made.setFamilies([FAMILY, *_FALLBACKS])
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setFeature(QFont.Tag("ss01"), 1)
    if pixels >= 20:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.5)
    return made


def mono(pixels: float) -> QFont:
    """The system's typewriter face, for what a machine said."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPixelSize(max(1, round(pixels)))
    return made
