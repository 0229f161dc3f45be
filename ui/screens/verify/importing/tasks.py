"""Carries what the sheet of bringing along wants to disk and desk."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from statusboard.domain.views.importing import ImportReport
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.verify.importing.asking import (
    Looked,
    bring_along,
    known_formats,
    look_at,
    preview,
    with_subscribers,
)
from ui.screens.verify.importing.sheet import ImportSheet
from ui.screens.verify.importing.undo_tasks import ask_undoable, open_undo

if TYPE_CHECKING:
    from statusboard.app.importing.inputs import Bring

_LOOK, _UNDOABLE = "look", "undoable"


def open_import(
    operations: Operations, home: QWidget, show: Callable[[int | None], None]
) -> ImportSheet:
    """The sheet, open over `home`. `show` is told which service came along first, None for none."""
    sheet = ImportSheet(known_formats(), home)
    _Conversation(operations, sheet, home, show)
    sheet.open()
    return sheet


class _Conversation(QObject):
    """What was read for a sheet, as long as that is open."""

    def __init__(
        self,
        operations: Operations,
        sheet: ImportSheet,
        home: QWidget,
        show: Callable[[int | None], None],
    ) -> None:
        super().__init__(sheet)
        self._home = home
        self._operations, self._sheet, self._show = operations, sheet, show
        self._answers = LatestWins(operations, sheet)
        self._looked: Looked | None = None
        self._made: tuple[int, ...] = ()
        sheet.look_wanted.connect(self._look)
        sheet.again_wanted.connect(self._ask_again)
        sheet.write_wanted.connect(self._write)
        sheet.result_wanted.connect(self._show_first)
        sheet.undo_button.clicked.connect(self._undo)
        self._undoable: tuple[tuple[str, str], ...] = ()
        self._answers.ask(
            _UNDOABLE,
            None,
            lambda: ask_undoable(operations.desk),
            self._offer_undo,
            lambda _: sheet.undo_button.hide(),
        )

    def _offer_undo(self, formats: tuple[tuple[str, str], ...]) -> None:
        self._undoable = formats
        self._sheet.undo_button.setVisible(bool(formats))

    def _undo(self) -> None:
        opened = partial(open_undo, self._operations, self._home, self._undoable)
        shown = partial(self._show, None)
        self._sheet.reject()
        opened(shown)

    def _show_first(self) -> None:
        self._show(self._made[0] if self._made else None)

    def _look(self, path: Path) -> None:
        def done(looked: Looked) -> None:
            self._looked = looked
            self._sheet.show_report(looked.report, looked.label)

        desk = self._operations.desk
        self._answers.ask(_LOOK, path, lambda: look_at(desk, path), done, self._sheet.show_error)

    @property
    def _given(self) -> "Bring":
        """Everything that was read, as a person decided about it."""
        assert self._looked is not None
        decided, reading = self._sheet.decided, self._looked.reading
        given = reading.bring
        groups = {one.group: decided.group for one in given.services} if decided.group else {}
        return replace(
            given,
            histories=given.histories if decided.with_history else (),
            groups=groups,
            with_secrets=decided.with_secrets,
            with_incidents=decided.with_incidents,
            allow_file=decided.allow_file,
        )

    def _ask_again(self) -> None:
        if self._looked is None:
            return
        given, label, reading = self._given, self._looked.label, self._looked.reading
        desk = self._operations.desk
        self._answers.ask(
            _LOOK,
            self._sheet.decided,
            lambda: preview(desk, given),
            lambda report: self._sheet.show_report(with_subscribers(report, reading), label),
            self._sheet.show_error,
        )

    def _write(self) -> None:
        assert self._looked is not None
        decided = self._sheet.decided
        given = replace(
            self._given, without=decided.without, without_approval=decided.without_approval
        )

        def done(outcome: tuple[ImportReport, tuple[int, ...]]) -> None:
            report, self._made = outcome
            self._sheet.show_done(report)
            self._show(None)

        work = bring_along(
            self._operations.desk, self._looked.reading, given, self._sheet.show_progress
        )
        self._operations.run(self._sheet, work, done, self._sheet.show_error)
