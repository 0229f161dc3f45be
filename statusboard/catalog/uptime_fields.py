"""What was agreed about uptime and what an hour without it costs, as fields of the settings."""

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.business_week import EXAMPLE, read_business_week
from statusboard.domain.downtime_cost import MOST_AN_HOUR
from statusboard.domain.objective import YEAR, Hours, read_promise, read_window, window_text
from statusboard.domain.period import LAST_CONTRACT_DAY

CURRENCY = "EUR"
ALL_HOURS, BUSINESS_HOURS = Hours.ALL.value, Hours.BUSINESS.value
WINDOW_HELP = (
    "30d, 90d or 12mo for the last days; month, quarter or year for those of the contract."
)
HOURS_WORDS = ((ALL_HOURS, "All hours"), (BUSINESS_HOURS, "Business hours"))


def _day_problem(value: object) -> str | None:
    if isinstance(value, int) and 1 <= value <= LAST_CONTRACT_DAY:
        return None
    return f"The first day must be a whole number from 1 to {LAST_CONTRACT_DAY}."


def _hours_problem(value: object) -> str | None:
    try:
        read_business_week(str(value))
    except ValueError as error:
        return str(error)
    return None


def _promise_problem(value: object) -> str | None:
    try:
        read_promise(str(value))
    except ValueError as error:
        return str(error)
    return None


def _window_problem(value: object) -> str | None:
    try:
        read_window(str(value))
    except ValueError as error:
        return str(error)
    return None


def _cost_problem(value: object) -> str | None:
    if isinstance(value, int | float) and 0 <= value <= MOST_AN_HOUR:
        return None
    return f"The cost must be a number from 0 to {MOST_AN_HOUR:,}."


def _currency_problem(value: object) -> str | None:
    text = str(value)
    if len(text) == 3 and text.isascii() and text.isalpha() and text.isupper():
        return None
    return f"“{text}” is no code of a currency. Write three letters, such as EUR or USD."


UPTIME_FIELDS = (
    FieldSpec(
        "contract_day",
        FieldKind.NUMBER,
        "Contract months begin on day",
        help="Months, quarters and years of uptime begin on this day of the month, in the time "
        "zone of the page.",
        check=_day_problem,
        default=1,
    ),
    FieldSpec(
        "business_hours",
        FieldKind.TEXT,
        "Business hours",
        help="For objectives and costs that are about these hours alone. Several stretches "
        "between commas; in the time zone of the page.",
        tidy=str.strip,
        check=_hours_problem,
        example=EXAMPLE,
    ),
    FieldSpec(
        "promised",
        FieldKind.NUMBER,
        "Promised of all services together",
        help="Each counts by its weight. Left empty, nothing is promised of all.",
        unit="%",
        check=_promise_problem,
    ),
    FieldSpec(
        "promised_over",
        FieldKind.TEXT,
        "Promised over",
        help=WINDOW_HELP,
        tidy=str.strip,
        check=_window_problem,
        default=window_text(YEAR),
    ),
    FieldSpec(
        "promised_hours",
        FieldKind.CHOICE,
        "Promised in",
        help="Without business hours, all hours count.",
        choices=(ALL_HOURS, BUSINESS_HOURS),
        choice_words=HOURS_WORDS,
        default=ALL_HOURS,
    ),
    FieldSpec(
        "hour_costs",
        FieldKind.NUMBER,
        "An hour of downtime costs",
        help="Of one service, as your company assumes. The assumption is printed with every sum "
        "that is reckoned from it. Left empty, nothing is.",
        check=_cost_problem,
    ),
    FieldSpec(
        "currency",
        FieldKind.TEXT,
        "Currency",
        help="Its code of three letters.",
        tidy=lambda text: text.strip().upper(),
        check=_currency_problem,
        default=CURRENCY,
    ),
    FieldSpec(
        "cost_hours",
        FieldKind.CHOICE,
        "Hours that cost",
        help="Whether an outage outside business hours costs anything. Without business hours, "
        "all hours do.",
        choices=(ALL_HOURS, BUSINESS_HOURS),
        choice_words=HOURS_WORDS,
        default=ALL_HOURS,
    ),
)
