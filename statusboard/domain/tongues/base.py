"""All that one language needs to speak of uptime: on the page, in a statement, behind a figure."""

from dataclasses import dataclass

from statusboard.domain.tongues.claims import ClaimWords
from statusboard.domain.tongues.dates import Dates
from statusboard.domain.tongues.figure_words import FigureWords
from statusboard.domain.tongues.rule import RuleWords


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of a language by its code.

    `comma` stands between the members of a list, `colon` before what is said of something.
    `other_service` stands where a page does not show the service that is meant.
    """

    code: str
    comma: str
    colon: str
    dates: Dates
    claims: ClaimWords
    rule: RuleWords
    figures: FigureWords
    other_service: str
