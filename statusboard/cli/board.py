"""`statusboard board`: the desk without a window, as text, until it is interrupted."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Annotated, TypeAlias

import typer

from statusboard.cli.options import Database, Demo

Port: TypeAlias = Annotated[
    int, typer.Option("--port", min=0, max=65535, help="Serve the page there; 0 takes any.")
]


def board(database: Database = None, demo: Demo = False, port: Port = 0) -> None:
    """Print the board as text whenever it changes, and serve the page on this computer."""
    import asyncio
    import sys

    from statusboard.app.installation import locate
    from statusboard.app.processes.signals import end_on_signals
    from statusboard.app.programs.windowless import Scene, WindowlessDesk
    from statusboard.cli.board_text import board_lines, head_line

    paper = Paper.of(sys.stdout)

    async def run() -> None:
        def show(scene: Scene) -> None:
            paper.show(head_line(scene), board_lines(scene))
            if paper.is_gone:
                desk.end()

        def end() -> None:
            if not desk.is_ending:  # whoever asks twice is told once
                paper.say("Ending what was started …")
            desk.end()

        desk = WindowlessDesk(locate(database, demo=demo), show, demo=demo, port=port)
        end_on_signals(end)
        await desk.run()

    asyncio.run(run())


@dataclass(slots=True)
class Paper:
    """Where the board is printed: over itself on a terminal, otherwise below when it changed.

    `size` are the columns and rows of a terminal; None where it is none. `is_gone`: nobody reads
    it any more, and what is written then is lost.
    """

    stream: IO[str]
    size: Callable[[], tuple[int, int]] | None = None
    is_gone: bool = False
    _lines: int = 0
    _last: list[str] | None = None

    @classmethod
    def of(cls, stream: IO[str]) -> "Paper":
        """The paper that a stream is."""
        is_terminal = stream.isatty() and os.environ.get("TERM", "") not in ("", "dumb")
        return cls(stream, shutil.get_terminal_size if is_terminal else None)

    def show(self, head: str, board: list[str]) -> None:
        """Shows the board below its head, which says the time: that alone is no change."""
        if self.size is not None:
            self._show_in_place([head, *board], *self.size())
        elif board != self._last:
            self._write("\n".join([head, *board, "", ""]))
        self._last = board

    def say(self, words: str) -> None:
        """A line below the board, for the last thing there is to say."""
        self._write(f"{words}\n")
        self._lines = 0

    def _show_in_place(self, lines: list[str], columns: int, rows: int) -> None:
        """Over what was shown before. What does not fit is left out, for it could not be erased."""
        cut = [line[: columns - 1] for line in lines]
        if len(cut) >= rows:
            cut = [*cut[: max(1, rows - 2)], "…"]
        back = f"\x1b[{self._lines}F" if self._lines else ""
        text = "".join(f"{line}\x1b[K\n" for line in cut)
        self._write(f"{back}{text}\x1b[J")
        self._lines = len(cut)

    def _write(self, text: str) -> None:
        try:
            self.stream.write(text)
            self.stream.flush()
        except OSError:
            # The terminal was closed, or a reader has seen enough. What the stream still holds is
            # not to fail once more at the end of the program.
            self.is_gone = True
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)
