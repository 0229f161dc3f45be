"""The ways in which the stand-in can be told to fail, and how often."""

from dataclasses import dataclass, field
from enum import StrEnum


class FaultName(StrEnum):
    """One way to fail. Each stands for a form of the contract's sections 2 and 11."""

    THROTTLE = "throttle"
    THROTTLE_IN_200 = "throttle_in_200"
    THROTTLE_WORDS_ONLY = "throttle_words_only"
    HTML_500 = "html_500"
    HTML_502 = "html_502"
    HTML_503 = "html_503"
    HTML_504 = "html_504"
    JSON_500 = "json_500"
    HTML_200 = "html_200"
    REGION_PAGE = "region_page"
    PORTAL = "portal"
    KEY_REFUSED = "key_refused"
    UNPAID = "unpaid"
    REDIRECT = "redirect"
    CUT = "cut"
    BROKEN_OFF = "broken_off"
    CLOSE = "close"
    NO_HEADERS = "no_headers"
    DRIP = "drip"
    SLOW = "slow"
    HUGE = "huge"
    TIMEOUT = "timeout"
    INTERNAL = "internal"
    RIGHTS = "rights"
    UNHEARD_OF = "unheard_of"
    DEPRECATED = "deprecated"
    FIELD_GONE = "field_gone"
    PARTIAL_FIELD = "partial_field"
    PARTIAL_ENTITY = "partial_entity"
    PARTIAL_ALIAS = "partial_alias"
    NEW_WORD = "new_word"


# These let the document be executed and change its outcome; all others replace the answer.
EXECUTED = frozenset(
    {
        FaultName.DEPRECATED,
        FaultName.FIELD_GONE,
        FaultName.PARTIAL_FIELD,
        FaultName.PARTIAL_ENTITY,
        FaultName.PARTIAL_ALIAS,
        FaultName.NEW_WORD,
    }
)


@dataclass(slots=True)
class ActiveFault:
    """A fault that is switched on. `times` counts down; None stays until it is cleared.

    `retry_after` is the header's text, left out where empty; `seconds` paces slow answers;
    `target` is the guid or the alias that partial faults hit, or the field that is gone
    (`Type.field`).
    """

    name: FaultName
    times: int | None = None
    retry_after: str = ""
    seconds: float = 1.0
    target: str = ""


@dataclass(slots=True)
class Faults:
    """The faults that are on, in the order in which they were switched on."""

    active: list[ActiveFault] = field(default_factory=list)

    def take(self) -> ActiveFault | None:
        """The fault for the next request, counted down."""
        if not self.active:
            return None
        fault = self.active[0]
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.active.pop(0)
        return fault
