"""Options that several commands share."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from statusboard.catalog.durations import parse_duration
from statusboard.errors import RuleBroken, visible

Database: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        envvar="STATUSBOARD_DATABASE",
        show_default=False,
        help="A file, or a PostgreSQL URL. Otherwise your own database is used.",
    ),
]
Demo: TypeAlias = Annotated[
    bool, typer.Option("--demo", help="Use the sample data, and no other database.")
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
AllowFile: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--allow-file",
        help="Where there is no key store: agree to files that only you can read.",
    ),
]
Out: TypeAlias = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="The folder to write into.")
]


def refuse_for_sample(option: str, *, demo: bool) -> None:
    """The sample data are only read. Raises BadParameter where an option would write with them."""
    if demo:
        raise typer.BadParameter("The sample data are only read.", param_hint=option)


def length(text: str | timedelta) -> timedelta:
    """The duration an option names; a bare number is seconds. BadParameter for anything else."""
    if isinstance(text, timedelta):
        return text
    try:
        return parse_duration(text, bare="s")
    except ValueError as error:
        raise typer.BadParameter(visible(str(error))) from error


Length: TypeAlias = Annotated[
    timedelta | None,
    typer.Option(
        "--for", metavar="TIME", parser=length, help="End after this long: 90s, 5m, 1h 30m."
    ),
]


# The default range before it has to be a time as well.
EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)


def instant(text: str | None, option: str) -> datetime | None:
    """The instant an option names: ISO 8601, a bare day being its first instant in UTC.

    Raises RuleBroken for anything else.
    """
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        sentence = f"{option} “{text}” is not a time. Write 2026-01-31 or 2026-01-31T08:00:00Z."
        raise RuleBroken(sentence, field=option.lstrip("-")) from error
    if found < EARLIEST:
        sentence = f"{option} “{text}” is too early. Nothing was watched before {EARLIEST.year}."
        raise RuleBroken(sentence, field=option.lstrip("-"))
    return found
