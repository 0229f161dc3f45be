"""The fields of an objective beside its percentage, for a service or for a group."""

from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP

from statusboard.app.services.inputs import USUAL_WINDOW, PromiseInput
from statusboard.app.services.objective_rules import promised_ppm, settle_window
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.component_rule import MOST_WEIGHT, USUAL_WEIGHT
from statusboard.domain.objective import Hours, Objective, window_text
from statusboard.domain.percent import promised_text
from statusboard.errors import RuleBroken

_DECLARATION = "Declaration"
USUAL_WINDOWS = ("12mo", "90d", "30d", "month", "quarter", "year")


def _text(text: str) -> str:
    return str(QT_TRANSLATE_NOOP(_DECLARATION, text))


def _problem(value: object) -> str | None:
    try:
        settle_window(str(value))
    except RuleBroken as broken:
        return broken.sentence
    return None


def _promise_problem(value: object) -> str | None:
    try:
        promised_ppm(str(value))
    except RuleBroken as broken:
        return broken.sentence
    return None


def _weight_problem(value: object) -> str | None:
    if isinstance(value, int) and 0 <= value <= MOST_WEIGHT:
        return None
    return _text("Write a whole number from 0 to 100.")


_GROUP = _text("What the promise is about")
TERM_FIELDS = (
    FieldSpec(
        "promised_over",
        FieldKind.TEXT,
        _text("Promised over"),
        help=_text(
            "12mo, 90d or 30d for the last days; month, quarter or year for those of the contract."
        ),
        default=USUAL_WINDOW,
        check=_problem,
        advanced=True,
        group=_GROUP,
    ),
    FieldSpec(
        "promised_hours",
        FieldKind.CHOICE,
        _text("Promised in"),
        help=_text("Business hours are chosen in Settings, under Uptime."),
        default=Hours.ALL.value,
        choices=tuple(one.value for one in Hours),
        choice_words=(
            (Hours.ALL.value, _text("All hours")),
            (Hours.BUSINESS.value, _text("Business hours")),
        ),
        advanced=True,
        group=_GROUP,
    ),
)
SERVICE_TERM_FIELDS: tuple[FieldSpec, ...] = (
    *TERM_FIELDS,
    FieldSpec(
        "weight",
        FieldKind.NUMBER,
        _text("Weight"),
        help=_text("How much it counts in the figures of its group, and of all. 0: not."),
        default=USUAL_WEIGHT,
        check=_weight_problem,
        advanced=True,
        group=_GROUP,
    ),
)
GROUP_PROMISE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec(
        "promised",
        FieldKind.TEXT,
        _text("Promised of them together"),
        help=_text("Such as 99.95. Each service counts by its weight."),
        unit="%",
        check=_promise_problem,
    ),
    *(replace(spec, advanced=False, group="") for spec in TERM_FIELDS),
)


def values_of_promise(objective: Objective | None) -> dict[str, object]:
    """What the rows of a group show."""
    if objective is None:
        return {"promised": None}
    return {
        "promised": promised_text(objective.promised_ppm),
        "promised_over": window_text(objective.window),
        "promised_hours": objective.hours.value,
    }


def promise_of_values(values: dict[str, object]) -> PromiseInput:
    """The promise that the rows describe."""
    promised = values.get("promised")
    return PromiseInput(
        None if promised is None else str(promised),
        str(values.get("promised_over") or USUAL_WINDOW),
        str(values.get("promised_hours") or Hours.ALL.value),
    )
