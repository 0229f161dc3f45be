"""The fields that every service and every check has, whatever its kind."""

from datetime import timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP

from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.fields import FieldKind, FieldSpec

_DECLARATION = "Declaration"


def _text(text: str) -> str:
    return str(QT_TRANSLATE_NOOP(_DECLARATION, text))


SERVICE_FIELDS = (
    FieldSpec(
        "name",
        FieldKind.TEXT,
        _text("Name of the service"),
        help=_text("As customers know it; it stands on the public page."),
        required=True,
    ),
    FieldSpec(
        "group",
        FieldKind.TEXT,
        _text("Group"),
        help=_text("Pick one or write a new name; left empty, the service stands alone."),
    ),
    FieldSpec(
        "promised",
        FieldKind.TEXT,
        _text("Promised uptime"),
        help=_text("What you promised customers, such as 99.95. Left empty, nothing is promised."),
        unit="%",
    ),
)

DESCRIPTION_FIELDS = (
    FieldSpec(
        "description",
        FieldKind.LINES,
        _text("Description"),
        help=_text("One or two sentences for the public page."),
        advanced=True,
    ),
)


def timing_fields(kind: CheckKind | None) -> tuple[FieldSpec, ...]:
    """When a check is asked and how it is judged, with the defaults of its kind."""
    interval = kind.default_interval if kind is not None else timedelta(seconds=60)
    deadline = kind.default_deadline if kind is not None else timedelta(seconds=15)
    return (
        FieldSpec(
            "interval",
            FieldKind.DURATION,
            _text("Ask every"),
            help=_text("A number and a unit, such as 20s or 5m."),
            default=interval,
        ),
        FieldSpec(
            "deadline",
            FieldKind.DURATION,
            _text("Deadline"),
            help=_text("An answer that takes longer counts as none."),
            default=deadline,
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
    if isinstance(value, int) and value >= 1:
        return None
    return _text("Write a whole number from 1 up.")
