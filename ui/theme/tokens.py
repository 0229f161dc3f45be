"""Design tokens: both themes carry the same names; screens use names only."""

from dataclasses import dataclass
from enum import StrEnum


class ThemeChoice(StrEnum):
    """What a person can choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as `#rrggbb`."""

    is_dark: bool
    bg: str
    surface: str
    sunken: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_soft: str
    on_accent: str
    operational: str
    operational_soft: str
    degraded: str
    degraded_soft: str
    partial: str
    partial_soft: str
    major: str
    major_soft: str
    maintenance: str
    maintenance_soft: str
    unknown: str
    unknown_soft: str


LIGHT = Tokens(
    is_dark=False,
    bg="#F6F7F9",
    surface="#FFFFFF",
    sunken="#EEF1F5",
    line="#DDE2EA",
    text="#16202E",
    muted="#5A6675",
    faint="#8A94A3",
    accent="#2557D6",
    accent_soft="#E4ECFD",
    on_accent="#FFFFFF",
    operational="#12855F",
    operational_soft="#DDF3EA",
    degraded="#A87400",
    degraded_soft="#FBF0CF",
    partial="#C2570C",
    partial_soft="#FDE6D3",
    major="#C4262E",
    major_soft="#FBE0E1",
    maintenance="#3B62C4",
    maintenance_soft="#E2E9FA",
    unknown="#6B7685",
    unknown_soft="#E8EBEF",
)

DARK = Tokens(
    is_dark=True,
    bg="#0D1117",
    surface="#161B22",
    sunken="#1C232D",
    line="#2B3441",
    text="#E8ECF2",
    muted="#A2ADBC",
    faint="#6F7B8B",
    accent="#7AA7FF",
    accent_soft="#1B2A47",
    on_accent="#0D1117",
    operational="#35C694",
    operational_soft="#123328",
    degraded="#F0C24B",
    degraded_soft="#3A2F10",
    partial="#F5944A",
    partial_soft="#40270F",
    major="#FF6B70",
    major_soft="#451A1D",
    maintenance="#86A8FF",
    maintenance_soft="#1C2B50",
    unknown="#93A0B0",
    unknown_soft="#242C37",
)

# Spaces and radii in pixels at 96 dpi.
SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_5, SPACE_6 = 4, 8, 12, 16, 24, 32
RADIUS, RADIUS_SMALL = 10, 6
# The type scale in pixels; the wall multiplies every size by its own scale.
CAPTION, BODY, LEAD, TITLE, HEAD, FIGURE = 12, 14, 16, 20, 28, 40
