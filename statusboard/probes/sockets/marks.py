"""How many days before something runs out it is warned of: the marks, as a field of forms."""

import re

from statusboard.catalog.fields import FieldKind, FieldSpec

USUAL_MARKS = "30, 14, 7, 1"
MOST_DAYS = 3_650


def marks_of(text: str) -> tuple[int, ...]:
    """The marks in days, the largest first. Raises ValueError with a sentence for a person."""
    parts = [part.strip() for part in re.split(r"[,\s]+", text.strip()) if part.strip()]
    if not parts or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"“{text}” are no days. Write whole numbers, such as {USUAL_MARKS}.")
    marks = sorted({int(part) for part in parts}, reverse=True)
    if marks[0] > MOST_DAYS or marks[-1] < 1:
        raise ValueError(f"Choose days from 1 to {MOST_DAYS:,}, such as {USUAL_MARKS}.")
    return tuple(marks)


def _marks_problem(value: object) -> str | None:
    try:
        marks_of(str(value))
    except ValueError as error:
        return str(error)
    return None


MARKS = FieldSpec(
    "warn_days",
    FieldKind.TEXT,
    "Warn when fewer days are left than",
    help="Degraded from the first of them on; the sentence says which of them is passed. Down once "
    "it has run out.",
    unit="days",
    default=USUAL_MARKS,
    check=_marks_problem,
)
