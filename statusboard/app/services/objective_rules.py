"""The rules of what is promised: a percentage, a window, and which hours."""

from statusboard.app.services.inputs import PromiseInput
from statusboard.domain.component_rule import MOST_WEIGHT
from statusboard.domain.objective import Hours, Objective, Window, read_promise, read_window
from statusboard.errors import RuleBroken


def settle_objective(given: PromiseInput) -> Objective | None:
    """The objective made exact; None where nothing is promised. Raises RuleBroken."""
    ppm = promised_ppm(given.promised)
    window, hours = settle_window(given.promised_over), settle_hours(given.promised_hours)
    return None if ppm is None else Objective(ppm, window, hours)


def promised_ppm(percent: str | None) -> int | None:
    """A percentage in millionths, or None where nothing is promised. Raises RuleBroken."""
    if not (percent or "").strip().removesuffix("%").strip():
        return None
    try:
        return read_promise(percent or "")
    except ValueError as error:
        raise RuleBroken(str(error), field="promised") from error


def settle_window(text: str) -> Window:
    """The window of a promise. Raises RuleBroken."""
    try:
        return read_window(text)
    except ValueError as error:
        raise RuleBroken(str(error), field="promised_over") from error


def settle_hours(text: str) -> Hours:
    """Which hours a promise is about. Raises RuleBroken."""
    if text not in set(Hours):
        known = " or ".join(f"“{one.value}”" for one in Hours)
        raise RuleBroken(f"The hours of a promise are {known}.", field="promised_hours")
    return Hours(text)


def settle_service_weight(weight: int) -> int:
    """How much a service counts among others. Raises RuleBroken."""
    if not 0 <= weight <= MOST_WEIGHT:
        sentence = (
            f"The weight cannot be {weight}. Choose from 0 to {MOST_WEIGHT}; a service that weighs "
            "0 is left out where several are added up."
        )
        raise RuleBroken(sentence, field="weight")
    return weight
