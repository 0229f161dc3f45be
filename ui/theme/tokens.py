"""Design tokens: both themes carry the same names; screens use names only."""

from enum import StrEnum
from typing import NamedTuple


class ThemeChoice(StrEnum):
    """What a person can choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tokens(NamedTuple):
    """The colours of one theme, as `#rrggbb`. Surfaces and glyphs wear a status; words its ink."""

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
    operational_ink: str
    degraded: str
    degraded_soft: str
    degraded_ink: str
    partial: str
    partial_soft: str
    partial_ink: str
    major: str
    major_soft: str
    major_ink: str
    maintenance: str
    maintenance_soft: str
    maintenance_ink: str
    unknown: str
    unknown_soft: str
    unknown_ink: str


LIGHT = Tokens(
    is_dark=False,
    bg="#F6F7F9",
    surface="#FFFFFF",
    sunken="#EEF1F5",
    line="#DDE2EA",
    text="#16202E",
    muted="#5A6675",
    faint="#687282",
    accent="#2557D6",
    accent_soft="#E4ECFD",
    on_accent="#FFFFFF",
    operational="#12855F",
    operational_soft="#DDF3EA",
    operational_ink="#0B6B4B",
    degraded="#A87400",
    degraded_soft="#FBF0CF",
    degraded_ink="#7A5400",
    partial="#C2570C",
    partial_soft="#FDE6D3",
    partial_ink="#9C4409",
    major="#C4262E",
    major_soft="#FBE0E1",
    major_ink="#A81D25",
    maintenance="#3B62C4",
    maintenance_soft="#E2E9FA",
    maintenance_ink="#2F52AC",
    unknown="#6B7685",
    unknown_soft="#E8EBEF",
    unknown_ink="#55606E",
)

DARK = Tokens(
    is_dark=True,
    bg="#0D1117",
    surface="#161B22",
    sunken="#1C232D",
    line="#2B3441",
    text="#E8ECF2",
    muted="#A2ADBC",
    faint="#828E9E",
    accent="#7AA7FF",
    accent_soft="#1B2A47",
    on_accent="#0D1117",
    operational="#35C694",
    operational_soft="#123328",
    operational_ink="#35C694",
    degraded="#F0C24B",
    degraded_soft="#3A2F10",
    degraded_ink="#F0C24B",
    partial="#F5944A",
    partial_soft="#40270F",
    partial_ink="#F5944A",
    major="#FF6B70",
    major_soft="#451A1D",
    major_ink="#FF6B70",
    maintenance="#86A8FF",
    maintenance_soft="#1C2B50",
    maintenance_ink="#86A8FF",
    unknown="#93A0B0",
    unknown_soft="#242C37",
    unknown_ink="#A2ADBC",
)


def ink_of(tokens: Tokens, tone: str) -> str:
    """The colour for words in a tone: of a status its ink, which can be read on its soft colour."""
    return str(getattr(tokens, f"{tone}_ink", "") or getattr(tokens, tone))


# Spaces and radii in pixels at 96 dpi.
SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_5, SPACE_6 = 4, 8, 12, 16, 24, 32
RADIUS, RADIUS_SMALL = 10, 6
# The type scale in pixels; the wall multiplies every size by its own scale.
CAPTION, BODY, LEAD, TITLE = 12, 14, 16, 20
