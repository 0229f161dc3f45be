"""What the verbs about statements are given, and what they answer. Plain values, fit for a pipe."""

from dataclasses import dataclass

from statusboard.domain.claim import Asked
from statusboard.domain.language import Language


@dataclass(frozen=True, slots=True)
class UseClaim:
    """A claim is said in a place, such as “home page”. `component_ids` empty: of all services."""

    where: str
    asked: Asked
    component_ids: tuple[int, ...] = ()
    language: str = Language.ENGLISH


@dataclass(frozen=True, slots=True)
class StopUse:
    """The claim is not said there any more."""

    use_id: int


@dataclass(frozen=True, slots=True)
class JudgeUses:
    """Every use is to be judged by what is measured now."""


@dataclass(frozen=True, slots=True)
class UsesJudged:
    """The uses that are not carried any more, and those that are again, by their ids."""

    untrue: tuple[int, ...] = ()
    true_again: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftQuarter:
    """The quarterly message about uptime is to be drafted, from the template in force."""


@dataclass(frozen=True, slots=True)
class DraftMilestone:
    """A word about the run without a major outage is to be drafted, or about the best `period`.

    `component_ids` empty: that of all services; or of those that the `page` of that key shows.
    """

    days: int
    component_ids: tuple[int, ...] = ()
    period: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft."""

    notice_id: int
