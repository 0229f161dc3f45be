"""What is done with the trail: older lines are asked for, the chain is checked, lines exported."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from statusboard.domain.trail import TrailFilter
from statusboard.errors import StatusBoardError
from ui.screens.base import AnyScreen
from ui.screens.people import asking
from ui.screens.people.trail_file import write_lines
from ui.screens.people.trail_list import TrailList
from ui.screens.people.trail_panel import TrailPanel
from ui.widgets.file_choice import choose_to_write

if TYPE_CHECKING:
    from statusboard.app.audit.queries import TrailLine, TrailProof
    from statusboard.app.audit.told import ToldTrail

# With every new line, as long as that takes no time; once, while it takes less than a second; and
# beyond that where somebody asks for it.
_CHECKED_ALWAYS, _CHECKED_ONCE = 10_000, 100_000


class TrailTasks(QObject):
    """`wanted` says which lines are shown.

    Signals:
        said: carries a sentence to be shown, empty where all is well again.
    """

    said = Signal(str)

    def __init__(
        self,
        screen: AnyScreen,
        panels: Sequence[TrailPanel],
        wanted: Callable[[], TrailFilter],
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._panels = panels
        self._wanted = wanted
        self._checked_rows: int | None = None
        for panel in panels:
            panel.check_wanted.connect(self.check)
            panel.export_wanted.connect(self._export)
            panel.list.older_wanted.connect(partial(self._ask_older, panel.list))

    def check_quickly(self, rows: int) -> None:
        """Checks a chain of so many rows where that was not done yet, and is quick.

        What was found of it before does not speak for lines that came since.
        """
        is_first = self._checked_rows is None and rows <= _CHECKED_ONCE
        if is_first or (rows <= _CHECKED_ALWAYS and rows != self._checked_rows):
            self._checked_rows = rows
            self.check()

    def check(self) -> None:
        """Checks the whole chain."""
        for panel in self._panels:
            panel.show_busy()
        ask = partial(asking.ask_proof, self._screen.operations.desk)
        self._screen.answers.ask("proof", None, ask, self._checked, self._not_checked)

    def _checked(self, proof: "TrailProof") -> None:
        for panel in self._panels:
            panel.show_proof(proof)

    def _not_checked(self, error: StatusBoardError) -> None:
        for panel in self._panels:
            panel.show_failure(str(error))

    def _ask_older(self, lines: TrailList, before: int) -> None:
        older = replace(self._wanted(), before=before)
        ask = partial(asking.ask_older, self._screen.operations.desk, older)

        def add(trail: "ToldTrail") -> None:
            lines.add_older(trail)

        self._screen.answers.ask("older", older, ask, add, self._failed)

    def _export(self) -> None:
        choose_to_write(
            self._screen,
            self.tr("Export the trail"),
            "audit-trail.jsonl",
            self._write,
            kinds=self.tr("JSON, a line each (*.jsonl)"),
        )

    def _write(self, path: Path) -> None:
        async def work() -> int:
            desk = self._screen.operations.desk
            lines: tuple[TrailLine, ...] = await asking.ask_lines(desk, self._wanted())
            return await asyncio.to_thread(write_lines, path, lines)

        self._screen.operations.run(self, work(), lambda _: self.said.emit(""), self._failed)

    def _failed(self, error: StatusBoardError) -> None:
        self.said.emit(str(error))
