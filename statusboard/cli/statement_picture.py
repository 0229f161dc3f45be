"""`statusboard statement picture`: starts Qt's program that draws a claim, and imports none."""

from pathlib import Path
from typing import Annotated

import typer

from statusboard.cli.options import Database, Demo
from statusboard.cli.statement import Chosen, Kind, Period, Services
from statusboard.cli.window import Colours, place_of, run_qt
from statusboard.domain.claim import YEAR, ClaimKind
from statusboard.domain.languages import DEFAULT_LANGUAGE


def picture(  # noqa: PLR0917 - each is an option
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where to write; .png or .svg.")
    ],
    database: Database = None,
    demo: Demo = False,
    claim: Kind = ClaimKind.AVAILABILITY,
    period: Period = YEAR,
    service: Services = [],  # noqa: B006 - typer's own way
    language: Chosen = DEFAULT_LANGUAGE,
    theme: Annotated[Colours, typer.Option(help="Which colours.")] = Colours.DARK,
    size: Annotated[
        str, typer.Option(metavar="WxH", help="1200x630, 1080x1080 or 1920x1080.")
    ] = "1200x630",
    background: Annotated[
        str, typer.Option(metavar="COLOUR", help="Your own ground, such as #12264f.")
    ] = "",
    text: Annotated[str, typer.Option(metavar="COLOUR", help="Your own colour of letters.")] = "",
) -> None:
    """Draw a claim that may be said to a picture, for a deck or a post; no display is needed."""
    given = ["--out", str(out), "--claim", claim.value, "--period", period]
    given += ["--language", language, "--theme", theme.value, "--size", size]
    for option, colour in (("--background", background), ("--text", text)):
        given += [option, colour] if colour else []
    for name in service:
        given += [f"--service={name}"]
    given += ["--demo"] if demo else []
    offscreen = {"QT_QPA_PLATFORM": "offscreen", **place_of(database)}
    raise typer.Exit(run_qt("ui.statement_picture", given, **offscreen))
