"""How often visitors may ask and act, as fields in the section of the page server."""

from collections.abc import Callable

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.visit_limits import ASKING, FORMS

# Whoever needs more has no limit in mind.
MOST = 100_000


def _from_one_to(most: int) -> Callable[[object], str | None]:
    def problem(value: object) -> str | None:
        if isinstance(value, int) and 1 <= value <= most:
            return None
        return f"Write a whole number from 1 to {most:,}."

    return problem


def _limit(name: str, label: str, unit: str, default: int, words: str, most: int) -> FieldSpec:
    return FieldSpec(
        name,
        FieldKind.NUMBER,
        label,
        help=words,
        unit=unit,
        check=_from_one_to(most),
        default=default,
        advanced=True,
    )


ASK_FIELDS = (
    _limit(
        "asks_per_address",
        "Messages to confirm, to one address",
        "a day",
        ASKING.a_day_to_an_address,
        "Whoever types another one’s address again and again has it written to no more often.",
        100,
    ),
    _limit(
        "asks_per_network",
        "Messages to confirm, from one network",
        "an hour",
        ASKING.an_hour_from_a_network,
        "A company, or one home, often is one network. More is not sent, and nobody is told so.",
        MOST,
    ),
    _limit(
        "asks_in_all",
        "Messages to confirm, in all",
        "an hour",
        ASKING.an_hour_of_the_page,
        "Beyond that nobody new is written to until the hour is over. Raise it before many come "
        "at once.",
        MOST,
    ),
)
FORM_FIELDS = (
    _limit(
        "forms_per_network",
        "Forms from one network",
        "a minute",
        FORMS.a_minute_from_a_network,
        "Whoever sends more is told when to come back.",
        MOST,
    ),
    _limit(
        "forms_in_all",
        "Forms in all",
        "a minute",
        FORMS.a_minute_in_all,
        "So much of the desk’s time is for visitors at most.",
        MOST,
    ),
)
