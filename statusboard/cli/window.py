"""`statusboard window` and `statusboard screens`: they start Qt's programs, and import none."""

import importlib.util
import os
import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import statusboard
from statusboard.app.processes.launch import DATABASE, LEAN
from statusboard.cli.display import has_display
from statusboard.cli.options import Database, Demo, Out
from statusboard.domain.clock_hours import read_clock_hours
from statusboard.errors import RuleBroken, Unavailable

_SIZE = re.compile(r"([1-9]\d{2,4})x([1-9]\d{2,4})", re.ASCII)
# The window fits into nothing smaller, and a larger picture asks for gigabytes.
_LEAST, _MOST = (960, 600), (7680, 4320)


class Colours(StrEnum):
    """The two themes."""

    LIGHT = "light"
    DARK = "dark"


def window(database: Database = None, demo: Demo = False) -> None:
    """Open the window. So does no command at all, or “board” where there is no display."""
    if not has_display():
        raise Unavailable(
            "There is no display here, so no window can be shown. “statusboard board” prints the "
            "board as text and serves the page, “statusboard screens --out DIR” draws every screen "
            "to a picture, “statusboard collect” watches the services."
        )
    raise typer.Exit(run_qt("ui", ["--demo"] if demo else [], **place_of(database)))


def wall(
    database: Database = None,
    demo: Demo = False,
    screen: Annotated[
        str,
        typer.Option(
            metavar="NUMBER|NAME",
            show_default=False,
            help="Which display; it is known again wherever it is plugged in.",
        ),
    ] = "",
    board: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GROUP",
            show_default=False,
            help="Only this group, or “Shop + Payments” of several. More than one take turns.",
        ),
    ] = None,
    text: Annotated[
        int | None,
        typer.Option(min=80, max=200, metavar="%", help="Larger is read from further away."),
    ] = None,
    dim: Annotated[
        str,
        typer.Option(
            metavar="HH:MM-HH:MM", show_default=False, help="Dimmed then, while all is well."
        ),
    ] = "",
    turn: Annotated[
        int | None,
        typer.Option(min=5, max=3600, metavar="SECONDS", help="How long each board stands."),
    ] = None,
) -> None:
    """Fill a display with the board. It only reads: something else watches and publishes."""
    if not has_display():
        raise Unavailable("There is no display here. “statusboard board” prints the board as text.")
    if dim:
        try:
            read_clock_hours(dim)
        except ValueError as error:
            raise RuleBroken(str(error), field="dim") from None
    given = {"--screen": screen, "--dim": dim, "--text": text, "--turn": turn}
    words = [f"{name}={value}" for name, value in given.items() if value]
    words += [f"--board={name}" for name in board or () if name.strip()]
    words += ["--demo"] if demo else []
    raise typer.Exit(run_qt("ui", ["--wall", *words], **place_of(database)))


def screens(
    out: Out,
    database: Database = None,
    demo: Demo = False,
    theme: Annotated[Colours, typer.Option(help="Which colours.")] = Colours.LIGHT,
    size: Annotated[
        str, typer.Option(metavar="WxH", help="Width and height in pixels.")
    ] = "1440x900",
) -> None:
    """Draw every screen to a PNG file, without a display."""
    _refuse_size(size)
    given = ["--out", str(out), "--theme", theme.value, "--size", size]
    given += ["--demo"] if demo else []
    raise typer.Exit(run_qt("ui.gallery", given, QT_QPA_PLATFORM="offscreen", **place_of(database)))


def place_of(database: str | None) -> dict[str, str]:
    """For another program, through the environment: others can read arguments."""
    return {} if database is None else {DATABASE: database}


def _refuse_size(size: str) -> None:
    match = _SIZE.fullmatch(size)
    if match is None:
        raise RuleBroken(f"“{size}” is not a size. Write one such as 1440x900.", field="size")
    asked = int(match[1]), int(match[2])
    if any(not a <= b <= c for a, b, c in zip(_LEAST, asked, _MOST, strict=True)):
        least, most = (f"{width}x{height}" for width, height in (_LEAST, _MOST))
        raise RuleBroken(f"{size} cannot be drawn. Choose from {least} to {most}.", field="size")


def run_qt(module: str, arguments: list[str], **more: str) -> int:
    """The exit code of another program of this installation, which owns the terminal meanwhile."""
    if importlib.util.find_spec("PySide6") is None:
        raise Unavailable("Qt is not installed here. Install PySide6-Essentials to see screens.")
    root = str(Path(statusboard.__file__).parent.parent)
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    call = [sys.executable, "-P", "-m", module, *arguments]
    environment = {**LEAN, **os.environ, "PYTHONPATH": path, **more}
    if os.name != "nt":
        # It takes this process over: what ends the one ends the other, and all that it started.
        sys.stdout.flush()
        os.execve(call[0], call, environment)  # noqa: S606 - our own program
    return subprocess.run(call, env=environment, check=False).returncode  # noqa: S603 - our own
