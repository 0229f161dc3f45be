"""Inside lists: named lists of people inside, such as support, and which text each gets."""

from dataclasses import dataclass
from enum import StrEnum

NAME_LIMIT = 60


class ListText(StrEnum):
    """Which of an update's texts a list gets.

    `PAGE`: what customers get. `SUPPORT`: a sentence to say on the phone, and then that.
    """

    PAGE = "page"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class InsideList:
    """A list of people inside. An address stands in one list at most."""

    id: int
    name: str
    text: ListText = ListText.PAGE
