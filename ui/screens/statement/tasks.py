"""What is done with claims: recorded where they are said, put on the page, drafted as notices."""

from collections.abc import Awaitable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.statements.inputs import Drafted
from statusboard.domain.access import Permission
from statusboard.domain.views.statement import ClaimRow, ClaimUse, MilestoneView
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.destinations import NoticePlace
from ui.screens.statement import asking
from ui.screens.statement.use_sheet import UseSheet


class StatementTasks(QObject):
    """Runs them for the screen `home`.

    Signals:
        said: carries a sentence about what was done, or why not.
        wanted: a person is to go elsewhere; carries the place.
        changed: what the screen shows has changed.
    """

    said = Signal(str)
    wanted = Signal(object)
    changed = Signal()

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self._operations = operations
        self._home = home
        self.sheet: UseSheet | None = None
        self._subject: tuple[ClaimRow | None, tuple[int, ...], str]

    def open_uses(
        self,
        uses: Sequence[ClaimUse],
        row: ClaimRow | None,
        component_ids: tuple[int, ...],
        language: str,
    ) -> None:
        """Shows where claims are said; `row` is the one that can be recorded."""
        self._subject = row, component_ids, language
        sheet = self.sheet = UseSheet(row, uses, self._home)
        self._operations.permitted.bind(Permission.WRITE, sheet.add_button)
        sheet.submitted.connect(self._record)
        sheet.stop_wanted.connect(self._stop)
        sheet.draft_wanted.connect(self._open_draft)
        sheet.finished.connect(self._forget_sheet)
        sheet.open()

    def show_uses(self, uses: Sequence[ClaimUse]) -> None:
        """Shows them anew, where somebody looks at them."""
        if self.sheet is not None:
            self.sheet.show_uses(uses)

    def draft_quarter(self) -> None:
        """Drafts the quarterly message, and goes to it."""
        self._draft(asking.draft_quarterly(self._operations.desk))

    def draft_record(self, found: MilestoneView, component_ids: tuple[int, ...]) -> None:
        """Drafts a word about a record of these services, of all where none is named."""
        self._draft(asking.draft_record(self._operations.desk, found, component_ids))

    def put_on_page(self, line: str) -> None:
        """Lets a claim stand on the page beside those that do."""
        words = self.tr("It stands on the page from the next time it is written.")
        work = asking.show_on_page(self._operations.desk, line)
        self._operations.run(self, work, lambda _: self.said.emit(words), self._refused)

    def _draft(self, work: Awaitable[Drafted]) -> None:
        def done(draft: Drafted) -> None:
            self.wanted.emit(NoticePlace(draft.notice_id))

        self._operations.run(self, work, done, self._refused)

    def _record(self, where: str) -> None:
        row, component_ids, language = self._subject
        if row is None or self.sheet is None:
            return
        desk = self._operations.desk
        self.sheet.where.clear()
        self._change(asking.record_use(desk, where, row.asked, component_ids, language))

    def _stop(self, use_id: int) -> None:
        self._change(asking.end_use(self._operations.desk, use_id))

    def _change(self, work: Awaitable[int]) -> None:
        self._operations.run(self, work, lambda _: self.changed.emit(), self._refused)

    def _refused(self, error: StatusBoardError) -> None:
        if self.sheet is not None:
            self.sheet.show_error(error)
        else:
            self.said.emit(str(error))

    def _open_draft(self, notice_id: int) -> None:
        if self.sheet is not None:
            self.sheet.accept()
        self.wanted.emit(NoticePlace(notice_id))

    def _forget_sheet(self) -> None:
        self.sheet = None
