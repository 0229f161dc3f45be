"""Carries what the sheet of taking an import back wants to the desk. Verbs load late."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from statusboard.app.desk.desk import Desk
from statusboard.domain.views.importing import UndoneReport
from statusboard.errors import StatusBoardError, field_of
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.verify.importing.undo_sheet import UndoSheet

_LOOK = "look"
# The field that a refusal names where the team's rule asks for somebody else.
_AGREEMENT = "approval"


def open_undo(
    operations: Operations,
    home: QWidget,
    formats: Sequence[tuple[str, str]],
    taken: Callable[[], None],
) -> UndoSheet:
    """The sheet, open over `home`. `taken` is told that services went."""
    sheet = UndoSheet(formats, home)
    answers = LatestWins(operations, sheet)
    desk = operations.desk

    def failed(error: StatusBoardError) -> None:
        if field_of(error) == _AGREEMENT:
            sheet.ask_why(str(error))
        else:
            sheet.show_problem(str(error))

    def look(key: str) -> None:
        answers.ask(_LOOK, key, lambda: _preview(desk, key), sheet.show_report, failed)

    def back(key: str, why: str) -> None:
        def done(report: UndoneReport) -> None:
            sheet.show_done(report)
            taken()

        operations.run(sheet, _take_back(desk, key, why), done, failed)

    sheet.look_wanted.connect(look)
    sheet.back_wanted.connect(back)
    sheet.open()
    sheet.look()
    return sheet


async def ask_undoable(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The formats in which anything came along, by key and what they are called."""
    from statusboard.app.importing.undo_commands import UNDOABLE

    return await desk.ask(UNDOABLE, None)


async def _preview(desk: Desk, key: str) -> UndoneReport:
    from statusboard.app.importing.inputs import UndoImport
    from statusboard.app.importing.undo_commands import PREVIEW_UNDO

    return await desk.ask(PREVIEW_UNDO, UndoImport(key))


async def _take_back(desk: Desk, key: str, why: str) -> UndoneReport:
    from statusboard.app.importing.inputs import UndoImport
    from statusboard.app.importing.undo_commands import UNDO

    return await desk.do(UNDO, UndoImport(key, why))
