"""The fields that every service and every check has, whatever its kind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from statusboard.app.services.objective_rules import promised_ppm
from statusboard.app.services.rules import (
    MOST_ANSWERS,
    SHORTEST_INTERVAL,
    settle_deadline,
    settle_description,
    settle_group,
    settle_interval,
    settle_name,
)
from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.fields import Check, FieldKind, FieldSpec
from statusboard.domain.component_rule import MOST_WEIGHT, USUAL_WEIGHT, WORST, RuleKind
from statusboard.errors import RuleBroken
from ui.screens.verify.promise_fields import SERVICE_TERM_FIELDS

_DECLARATION = "Declaration"


def _text(text: str) -> str:
    return str(QT_TRANSLATE_NOOP(_DECLARATION, text))


def _by(rule: Callable[[Any], object]) -> Check:
    """A rule of the verbs, as a form asks it: everything that is wrong is told at once."""

    def problem(value: object) -> str | None:
        try:
            rule(value)
        except RuleBroken as broken:
            return broken.sentence
        return None

    return problem


def _count_problem(value: object) -> str | None:
    if isinstance(value, int) and 1 <= value <= MOST_ANSWERS:
        return None
    return _text("Write a whole number from 1 to 100.")


def _weight_problem(value: object) -> str | None:
    if isinstance(value, int) and 0 <= value <= MOST_WEIGHT:
        return None
    return _text("Write a whole number from 0 to 100.")


SERVICE_FIELDS = (
    FieldSpec(
        "name",
        FieldKind.TEXT,
        _text("Name of the service"),
        help=_text("As customers know it; it stands on the public page."),
        required=True,
        check=_by(settle_name),
    ),
    FieldSpec(
        "group",
        FieldKind.TEXT,
        _text("Group"),
        help=_text("Pick one or write a new name; left empty, the service stands alone."),
        check=_by(settle_group),
    ),
    FieldSpec(
        "promised",
        FieldKind.TEXT,
        _text("Promised uptime"),
        help=_text("What you promised customers, such as 99.95. Left empty, nothing is promised."),
        unit="%",
        check=_by(promised_ppm),
    ),
)

_RULE_GROUP = _text("How its checks add up")


def _percent(name: str, label: str, default: int) -> FieldSpec:
    return FieldSpec(
        name,
        FieldKind.NUMBER,
        label,
        unit=_text("% of the weight"),
        default=default,
        check=_percent_problem,
        needs="rule",
        only_for=(RuleKind.WEIGHTED.value,),
        advanced=True,
        group=_RULE_GROUP,
    )


def _percent_problem(value: object) -> str | None:
    if isinstance(value, int) and 1 <= value <= 100:
        return None
    return _text("Write a whole number from 1 to 100.")


RULE_FIELDS = (
    FieldSpec(
        "rule",
        FieldKind.CHOICE,
        _text("What decides"),
        help=_text("Another rule holds from now on; what was told before stays as it was told."),
        default=WORST.kind.value,
        choices=tuple(kind.value for kind in RuleKind),
        choice_words=(
            (RuleKind.WORST.value, _text("The worst of its checks")),
            (RuleKind.BEST.value, _text("The best of its checks: any one is enough")),
            (RuleKind.QUORUM.value, _text("How many of its checks are down")),
            (RuleKind.WEIGHTED.value, _text("How much of their weight is down")),
        ),
        advanced=True,
        group=_RULE_GROUP,
    ),
    FieldSpec(
        "quorum",
        FieldKind.NUMBER,
        _text("Major outage from"),
        unit=_text("checks in one"),
        help=_text("Fewer that are down are a partial outage."),
        default=WORST.quorum,
        check=_count_problem,
        needs="rule",
        only_for=(RuleKind.QUORUM.value,),
        advanced=True,
        group=_RULE_GROUP,
    ),
    _percent("degraded_at", _text("Degraded from"), WORST.degraded_at),
    _percent("partial_at", _text("Partial outage from"), WORST.partial_at),
    _percent("major_at", _text("Major outage from"), WORST.major_at),
    FieldSpec(
        "depends_on",
        FieldKind.LINES,
        _text("Depends on"),
        help=_text(
            "Services that this one needs. While one is down, it explains this one, which raises "
            "no alarm of its own."
        ),
        advanced=True,
        group=_text("What it depends on"),
    ),
)

GROUP_RULE_FIELDS = (
    FieldSpec(
        "rule",
        FieldKind.CHOICE,
        _text("What decides"),
        default=WORST.kind.value,
        choices=tuple(kind.value for kind in RuleKind),
        choice_words=(
            (RuleKind.WORST.value, _text("The worst of its services")),
            (RuleKind.BEST.value, _text("The best of its services: any one is enough")),
            (RuleKind.QUORUM.value, _text("How many of its services are down")),
            (RuleKind.WEIGHTED.value, _text("What share of its services is down")),
        ),
    ),
    FieldSpec(
        "quorum",
        FieldKind.NUMBER,
        _text("Major outage from"),
        unit=_text("services in one"),
        help=_text("Fewer that are down are a partial outage."),
        default=WORST.quorum,
        check=_count_problem,
        needs="rule",
        only_for=(RuleKind.QUORUM.value,),
    ),
    *(
        replace(
            _percent(name, label, default),
            unit=_text("% of the services"),
            advanced=False,
            group="",
        )
        for name, label, default in (
            ("degraded_at", _text("Degraded from"), WORST.degraded_at),
            ("partial_at", _text("Partial outage from"), WORST.partial_at),
            ("major_at", _text("Major outage from"), WORST.major_at),
        )
    ),
)

DESCRIPTION_FIELDS = (
    FieldSpec(
        "description",
        FieldKind.LINES,
        _text("Description"),
        help=_text("One or two sentences for the public page."),
        check=_by(settle_description),
        advanced=True,
    ),
    *SERVICE_TERM_FIELDS,
    *RULE_FIELDS,
)


_WEIGHT = FieldSpec(
    "weight",
    FieldKind.NUMBER,
    _text("Weight"),
    help=_text("Among its service's checks. What weighs 0 is shown and does not count."),
    default=USUAL_WEIGHT,
    advanced=True,
    check=_weight_problem,
)


def timing_fields(kind: CheckKind | None) -> tuple[FieldSpec, ...]:
    """When a check is asked and how it is judged, with the defaults of its kind.

    Where others report to it each report is a fact, and only what it weighs is asked.
    """
    if kind is not None and kind.receives is not None:
        return (_WEIGHT,)
    interval = kind.default_interval if kind is not None else timedelta(seconds=60)
    deadline = kind.default_deadline if kind is not None else timedelta(seconds=15)
    least = kind.shortest_interval if kind is not None else SHORTEST_INTERVAL
    return (
        FieldSpec(
            "interval",
            FieldKind.DURATION,
            _text("Ask every"),
            help=_text("A number and a unit, such as 20s or 5m."),
            default=interval,
            check=_by(partial(settle_interval, least=least)),
        ),
        FieldSpec(
            "deadline",
            FieldKind.DURATION,
            _text("Deadline"),
            help=_text("An answer that takes longer counts as none."),
            default=deadline,
            check=_by(settle_deadline),
            advanced=True,
        ),
        FieldSpec(
            "fail_after",
            FieldKind.NUMBER,
            _text("Counts as down after"),
            unit=_text("failures in a row"),
            help=_text("The outage then starts at the first of them."),
            default=2,
            advanced=True,
            check=_count_problem,
        ),
        FieldSpec(
            "recover_after",
            FieldKind.NUMBER,
            _text("Counts as up after"),
            unit=_text("good answers in a row"),
            default=2,
            advanced=True,
            check=_count_problem,
        ),
        _WEIGHT,
    )
