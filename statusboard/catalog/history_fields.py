"""How long single answers are kept, as fields of the settings."""

from statusboard.catalog.fields import FieldKind, FieldSpec

DEFAULT_DAYS = 30
MOST_DAYS = 3_650
LEAST_MB = 10
MOST_MB = 1_000_000


def _days_problem(value: object) -> str | None:
    if isinstance(value, int) and 1 <= value <= MOST_DAYS:
        return None
    return f"Choose from 1 to {MOST_DAYS:,} days."


def _size_problem(value: object) -> str | None:
    if isinstance(value, int) and (value == 0 or LEAST_MB <= value <= MOST_MB):
        return None
    return f"Choose from {LEAST_MB} to {MOST_MB:,} MB, or 0 for no limit."


HISTORY_FIELDS = (
    FieldSpec(
        "answers_days",
        FieldKind.NUMBER,
        "Kept for",
        help="Single answers explain why a service was red. Outages, uptime and response times by "
        "the hour stay for ever. Fewer days count once somebody was told what would go.",
        unit="days",
        check=_days_problem,
        default=DEFAULT_DAYS,
    ),
    FieldSpec(
        "answers_mb",
        FieldKind.NUMBER,
        "At most",
        help="The oldest answers go first. 0: no limit. Less counts once somebody was told.",
        unit="MB",
        check=_size_problem,
        default=0,
    ),
)
