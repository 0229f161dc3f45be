"""How the picture of a claim looks: its size, its colours, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QSize

from statusboard.domain.contrast import LEAST_CONTRAST, contrast, is_colour
from statusboard.domain.languages import is_right_to_left
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.statement import ClaimRow, StatementView
from statusboard.errors import RuleBroken
from ui.theme.tokens import DARK, LIGHT, Tokens


class CardSize(StrEnum):
    """The sizes, in pixels: for links, for square posts, for slides."""

    LINK = "1200x630"
    SQUARE = "1080x1080"
    SLIDE = "1920x1080"

    @property
    def pixels(self) -> QSize:
        """Width and height."""
        width, height = self.value.split("x")
        return QSize(int(width), int(height))


@dataclass(frozen=True, slots=True)
class CardColours:
    """`ground` runs into `ground_below`; `text` stands on both. The bars are those of `tokens`."""

    ground: str
    ground_below: str
    text: str
    tokens: Tokens


CARD_COLOURS: Mapping[str, CardColours] = {
    "dark": CardColours("#12264F", "#0C1830", "#FFFFFF", DARK),
    "light": CardColours("#FFFFFF", "#EEF3FC", "#12264F", LIGHT),
}


def own_colours(theme: str, ground: str = "", text: str = "") -> CardColours:
    """The colours of a theme, with a ground and a text of one's own where they are given.

    Raises RuleBroken where one is no colour, or the text could not be read on its ground.
    """
    colours = CARD_COLOURS[theme]
    for field, chosen in (("background", ground), ("text", text)):
        if chosen and not is_colour(chosen):
            raise RuleBroken(f"“{chosen}” is no colour. Write one such as #12264f.", field=field)
    if ground:
        # What the bars look like follows how light the ground is.
        is_dark = contrast(ground, "#FFFFFF") > contrast(ground, "#000000")
        base = CARD_COLOURS["dark" if is_dark else "light"]
        colours = CardColours(ground, ground, base.text, base.tokens)
    if text:
        colours = replace(colours, text=text)
    least = min(contrast(colours.text, one) for one in (colours.ground, colours.ground_below))
    if least < LEAST_CONTRAST:
        raise RuleBroken(
            f"{colours.text} cannot be read on {colours.ground}: their contrast is {least:.1f}, "
            f"and {LEAST_CONTRAST} is needed. Choose a lighter or a darker one.",
            field="text",
        )
    return colours


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the picture says. `strip` are the bars, oldest first; empty: none.

    `is_from_right`: its language is written from right to left.
    """

    company: str
    big: str
    small: str
    strip: tuple[ComponentStatus, ...]
    left: str
    right: str
    is_from_right: bool = False

    @property
    def words(self) -> str:
        """All of it in a line, for those who hear it."""
        return f"{self.company}: {self.big} {self.small}. {self.right}"


def card_facts(view: StatementView, row: ClaimRow) -> CardFacts:
    """The picture of a claim that may be said."""
    return CardFacts(
        *(view.company, row.text.big, row.text.small, view.strip, view.strip_from, view.measured),
        is_from_right=is_right_to_left(view.language),
    )
