"""What the window was started with."""

import argparse
import os
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStandardPaths

APP = "StatusBoard"


class WallStart(NamedTuple):
    """What the window was told to be: a wall that only reads.

    `screen` is a number or a name, empty for the one where it opens; `boards` are shown in turn.
    None, or empty: as this computer remembers it.
    """

    screen: str = ""
    boards: tuple[str, ...] = ()
    text: int | None = None
    dim: str = ""
    turn_s: int | None = None


class Options(NamedTuple):
    """`database` None: the person's own. `data_folder` holds what this desk remembers."""

    database: str | None
    demo: bool
    data_folder: Path
    wall: WallStart | None = None

    @property
    def snapshot_file(self) -> Path:
        """Where the last known board of this database is kept."""
        return self.data_folder / f"{self._board}{self._suffix}.json"

    @property
    def picture_file(self) -> Path:
        """Where a picture of the last known board is kept."""
        return self.data_folder / f"{self._board}{self._suffix}.png"

    @property
    def window_file(self) -> Path:
        """Where the window's place and the chosen theme are kept."""
        return self.data_folder / "window.ini"

    @property
    def wall_file(self) -> Path:
        """Where it is kept which displays are walls, and how they are to be."""
        return self.data_folder / "wall.ini"

    @property
    def alarms_file(self) -> Path:
        """Where it is kept what was told on this computer, of this database."""
        return self.data_folder / f"alarms{self._suffix}.json"

    @property
    def is_first_start(self) -> bool:
        """Whether there is nothing yet that could be shown."""
        own = self.data_folder / "statusboard.db"
        return not (self.wall or self.demo or self.database or own.exists())

    @property
    def _board(self) -> str:
        """What a wall shows is not what a desk shows, nor another wall."""
        if self.wall is None:
            return "board"
        return f"wall-{zlib.crc32(repr(self.wall[:2]).encode()):08x}"

    @property
    def _suffix(self) -> str:
        return f"-{zlib.crc32(_whole(self.database).encode()):08x}" if self.database else ""


def read_options(arguments: Sequence[str]) -> Options:
    """The options in these arguments. Exits with a usage line where they make no sense."""
    parser = argparse.ArgumentParser(prog="statusboard window", description="Opens the window.")
    parser.add_argument(
        "--database",
        default=os.environ.get("STATUSBOARD_DATABASE"),
        help="a path or URL; the person's own by default",
    )
    parser.add_argument("--demo", action="store_true", help="show sample data")
    parser.add_argument("--wall", action="store_true", help="fill a display, and only read")
    parser.add_argument("--screen", default="", help="the display of a wall: a number or a name")
    parser.add_argument("--board", action="append", default=[], help="a group; several take turns")
    parser.add_argument("--text", type=int, help="the size of a wall's letters in percent")
    parser.add_argument("--dim", default="", help="hours in which a quiet wall is dimmed")
    parser.add_argument("--turn", type=int, help="seconds for which each of several boards stands")
    given = parser.parse_args(arguments)
    wall = WallStart(given.screen, tuple(given.board), given.text, given.dim, given.turn)
    if not given.wall and wall != WallStart():
        parser.error("--screen, --board, --text, --dim and --turn are for a wall")
    # Sample data has a database of its own.
    database = None if given.demo else given.database
    if database is not None and not database.strip():
        parser.error("--database is given as an empty text: name a file or a URL")
    folder = data_folder(demo=given.demo)
    return Options(database, given.demo, folder, wall if given.wall else None)


def _whole(database: str) -> str:
    """One text for one database, as parsed_url has it, which is too heavy to be imported here."""
    scheme, is_url, path = database.partition("://")
    if is_url and not scheme.startswith("sqlite"):
        return database
    return str(Path(path.removeprefix("/") if is_url else database).expanduser().resolve())


def data_folder(*, demo: bool = False) -> Path:
    """The folder that the programs without a screen use as well, found without their imports."""
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    folder = Path(base) / APP
    return folder / "demo" if demo else folder
