"""The fields that every service and every check has, whatever its kind."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from statusboard.app.services.rules import (
    MOST_ANSWERS,
    SHORTEST_INTERVAL,
    promised_ppm,
    settle_deadline,
    settle_description,
    settle_group,
    settle_interval,
    settle_name,
)
from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.fields import Check, FieldKind, FieldSpec
from statusboard.errors import RuleBroken

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

DESCRIPTION_FIELDS = (
    FieldSpec(
        "description",
        FieldKind.LINES,
        _text("Description"),
        help=_text("One or two sentences for the public page."),
        check=_by(settle_description),
        advanced=True,
    ),
)


def timing_fields(kind: CheckKind | None) -> tuple[FieldSpec, ...]:
    """When a check is asked and how it is judged, with the defaults of its kind.

    Nothing where others report to it: each report is a fact.
    """
    if kind is not None and kind.receives is not None:
        return ()
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
    )


def _count_problem(value: object) -> str | None:
    if isinstance(value, int) and 1 <= value <= MOST_ANSWERS:
        return None
    return _text("Write a whole number from 1 to 100.")
