"""What a report is about, as options that its commands share."""

from typing import Annotated, TypeAlias

import typer

from statusboard.domain.language import Language

Month: TypeAlias = Annotated[
    str, typer.Option("--month", metavar="YYYY-MM", help="A month, such as 2026-11.")
]
PeriodText: TypeAlias = Annotated[
    str,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help="90d, 2026-Q4, 2026, last-month, 2026-11-03..2026-11-17; otherwise last month.",
    ),
]
Services: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--service", metavar="NAME", help="Only this service. Repeatable."),
]
InLanguage: TypeAlias = Annotated[
    Language, typer.Option("--language", help="The language of its words.")
]
Hours: TypeAlias = Annotated[
    bool, typer.Option("--business-hours", help="Count only those of the settings.")
]
Rule: TypeAlias = Annotated[
    str, typer.Option("--rule", metavar="NAME", help="Count by another rule.")
]


def period_of(month: str, period: str) -> str:
    """The period that is meant; last month where none is named. Raises BadParameter for two."""
    if month and period:
        raise typer.BadParameter("Give one of --month and --period.")
    return month or period or "last-month"
