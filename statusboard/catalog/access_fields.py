"""Who may read the page: everybody, or whoever has one of the ways in."""

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.section import Section
from statusboard.domain.page_access import DAYS, MOST_DAYS, parse_networks


def _networks_problem(value: object) -> str | None:
    try:
        parse_networks(str(value))
    except ValueError as error:
        return (
            f"“{error}” is no address and no network of some. Write one such as 203.0.113.7, or a "
            "network such as 10.0.0.0/8 or 2001:db8::/32."
        )
    return None


def _days_problem(value: object) -> str | None:
    if isinstance(value, int) and 1 <= value <= MOST_DAYS:
        return None
    return f"A whole number of days from 1 to {MOST_DAYS}."


ACCESS = Section(
    "access",
    "Who may read the page",
    "A private page is shown by the page server alone. One of the ways in suffices: the password, "
    "a personal link, or an address that is allowed.",
    (
        FieldSpec(
            "private",
            FieldKind.SWITCH,
            "The page is private",
            help="Whoever has no way in sees a page that asks for one. Other places would show it "
            "to everybody, so there may be none. What they show already stays until it is taken "
            "away there.",
            default=False,
        ),
        FieldSpec(
            "networks",
            FieldKind.TEXT,
            "Allowed addresses",
            help="Whoever comes from there needs nothing else: addresses and networks, between "
            "commas. Behind a proxy it has to be one of the trusted proxies of the page server.",
            tidy=str.strip,
            check=_networks_problem,
            example="203.0.113.7, 10.0.0.0/8",
        ),
        FieldSpec(
            "days",
            FieldKind.NUMBER,
            "Stay signed in",
            help="So long a browser is let in by the password or link that it showed. Another "
            "password, or the end of the link, ends it at once.",
            unit="days",
            default=DAYS,
            check=_days_problem,
            advanced=True,
        ),
    ),
)
