"""The sheet that brings along what another program knows: choose, read the report, decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.views.importing import ImportReport
from statusboard.errors import StatusBoardError, field_of
from ui.screens.verify.importing.asking import Format
from ui.screens.verify.importing.format_list import format_list
from ui.screens.verify.importing.options import ImportOptions
from ui.screens.verify.importing.table import Line, ReportTable
from ui.screens.verify.importing.words import line_words, report_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.file_choice import choose_folder, choose_to_read
from ui.widgets.file_consent import FileConsent
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT = 860, 640


class Step(Enum):
    """How far it is."""

    CHOOSE = auto()
    READING = auto()
    READ = auto()
    WRITING = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided about a report."""

    without: frozenset[tuple[str, str]]
    with_secrets: bool
    with_incidents: bool
    with_history: bool
    group: str
    allow_file: bool
    without_approval: str


class ImportSheet(Sheet):
    """Opened with `open()`. Nothing is written before the report was seen.

    Signals:
        look_wanted: carries the path; answer with `show_report` or `show_error`.
        again_wanted: the report depends on something else now; answer the same way.
        write_wanted: answer with `show_done`, or `show_error`.
        result_wanted: the services that came along are to be seen.
    """

    look_wanted = Signal(object)
    again_wanted = Signal()
    write_wanted = Signal()
    result_wanted = Signal()

    def __init__(self, formats: Sequence[Format], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Bring what you have"), parent, width=_WIDTH, height=_HEIGHT)
        self.step = Step.CHOOSE
        endings = {ending for one in formats for ending in one.endings}
        self._patterns = " ".join(f"*{ending}" for ending in sorted(endings))
        self._formats = format_list(formats)
        self.setAcceptDrops(True)
        self._intro = Paragraph(
            self.tr(
                "Choose what another program left, or drop it here. You see a report before "
                "anything is written."
            )
        )
        self.file_button = QPushButton(self.tr("Choose a file…"))
        self.file_button.clicked.connect(self._choose_file)
        self.folder_button = QPushButton(self.tr("Choose a folder…"))
        self.folder_button.clicked.connect(self._choose_folder)
        self._name = ElidedLabel(cut=Qt.TextElideMode.ElideMiddle, weight=SEMIBOLD)
        self.outcome = Label(wrap=True)
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://status.example.com")
        self._address_label = Label(
            self.tr("Or the address of a page by Statuspage"), size=CAPTION, tone="muted"
        )
        self._address_label.setBuddy(self.address)
        self.address.setAccessibleName(self._address_label.text())
        self.address.returnPressed.connect(self._take_address)
        self.options = ImportOptions()
        self.options.changed.connect(self.again_wanted)
        self.options.reason.textChanged.connect(lambda _: self._count())
        self._label = ""
        self.table = ReportTable()
        self.table.ticked.connect(self._count)
        self.table.chosen.connect(self._explain)
        self.about = Paragraph("")
        self._is_explained = False
        self._consent = FileConsent()
        self.undo_button = QPushButton(self.tr("Take an import back…"))
        self.undo_button.setProperty("look", "quiet")
        self.undo_button.hide()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self.go_button = QPushButton(self.tr("Import"))
        self.go_button.setProperty("look", "primary")
        self.go_button.clicked.connect(self._write)
        self.see_button = QPushButton(self.tr("Show the services"))
        self.see_button.setProperty("look", "primary")
        self.see_button.clicked.connect(self._see)
        self.main_button = self.go_button
        self._lay_out()
        self._show_step(Step.CHOOSE)

    def _lay_out(self) -> None:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        box.addWidget(self._intro)
        choices = QHBoxLayout()
        choices.setSpacing(SPACE_2)
        choices.addWidget(self.file_button)
        choices.addWidget(self.folder_button)
        choices.addWidget(self._name, 1)
        box.addLayout(choices)
        page = QHBoxLayout()
        page.setSpacing(SPACE_2)
        page.addWidget(self._address_label)
        page.addWidget(self.address, 1)
        box.addLayout(page)
        box.addWidget(self.outcome)
        box.addWidget(self._formats)
        box.addWidget(self.options)
        box.addWidget(self.table, 1)
        box.addWidget(self.about)
        box.addWidget(self._consent)
        box.addStretch(0)
        self.content.addWidget(inner, 1)
        self.foot.addWidget(self.undo_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.see_button)
        self.foot.addWidget(self.go_button)

    @property
    def decided(self) -> Decided:
        """What stands there now."""
        return Decided(
            self.table.left_out,
            self.options.secrets.isChecked(),
            self.options.incidents.isChecked(),
            self.options.history.isChecked(),
            self.options.group.text().strip(),
            self._consent.is_given,
            self.options.without_approval,
        )

    @property
    def is_touched(self) -> bool:
        """Whether it is being written."""
        return self.step is Step.WRITING

    def take(self, path: Path) -> None:
        """Looks at a file or a folder; nothing is written."""
        self._name.setText(str(path).replace(":/", "://", 1))
        self._show_step(Step.READING)
        self._say(self.tr("Reading {name}…").format(name=path.name))
        self.look_wanted.emit(path)

    def show_report(self, report: ImportReport, label: str) -> None:
        """Shows what would become of it."""
        self.options.show_report(report)
        self._label = label
        self.table.show_report(report)
        self._show_step(Step.READ)
        self._count()
        self._explain(None)
        if self.go_button.isEnabled():
            self.go_button.setFocus()

    def show_progress(self, count: int, total: int) -> None:
        """So many histories are in."""
        words = self.tr("Bringing history along: {n} of {total}")
        self._say(words.format(n=count, total=total))

    def show_done(self, report: ImportReport) -> None:
        """Shows what became of it."""
        self.table.show_report(report)
        self._show_step(Step.DONE)
        written = sum(row.fate.writes for row in report.rows)
        words = self.tr("{n} things came along. Nobody was told anything.")
        one = self.tr("One thing came along. Nobody was told anything.")
        self._say((one if written == 1 else words).format(n=f"{written:,}"))
        self.see_button.setFocus()

    def show_error(self, error: StatusBoardError) -> None:
        """Says what was in the way."""
        is_read = self.step is Step.WRITING
        self._show_step(Step.READ if is_read else Step.CHOOSE)
        if field_of(error) == "allow_file":
            self._consent.ask(str(error))
            return
        self._say(str(error), is_bad=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes a file or folder of this computer."""
        if self._can_choose and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Looks at the first of what was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and self._can_choose:
            event.acceptProposedAction()
            self.take(Path(paths[0]))

    @property
    def _can_choose(self) -> bool:
        return self.step in (Step.CHOOSE, Step.READ)

    def _say(self, words: str, *, is_bad: bool = False) -> None:
        self.outcome.set_tone("major" if is_bad else "")
        self.outcome.setText(words)
        self.outcome.setVisible(bool(words))

    def _count(self) -> None:
        """Says what would be written, and what needs a look."""
        lines = self.table.lines
        self._say(report_words(lines, self._label))
        is_some = any(one.can_be_ticked and one.is_ticked for one in lines)
        self.go_button.setEnabled(is_some and not self.options.lacks_reason)

    def _explain(self, line: Line | None) -> None:
        """Everything that there is to say of a row."""
        words = "" if line is None else line_words(line)
        self.about.set_text(words)
        self._is_explained = bool(words)
        self.about.setVisible(self._is_explained)

    def _take_address(self) -> None:
        text = self.address.text().strip()
        if text:
            self.take(Path(text if "://" in text else f"https://{text}"))

    def _choose_file(self) -> None:
        kinds = self.tr("What can be read ({patterns});;All files (*)")
        title = self.tr("Bring what you have")
        choose_to_read(self, title, self.take, kinds=kinds.format(patterns=self._patterns))

    def _choose_folder(self) -> None:
        choose_folder(self, self.tr("Bring what you have"), self.take)

    def _write(self) -> None:
        self._show_step(Step.WRITING)
        self._say(self.tr("Bringing it along…"))
        self.write_wanted.emit()

    def _see(self) -> None:
        self.accept()
        self.result_wanted.emit()

    def reject(self) -> None:
        """Closes, but not while it is being written."""
        if self.step is not Step.WRITING:
            super().reject()

    def _show_step(self, step: Step) -> None:
        self.step = step
        is_read, is_done = step is Step.READ, step is Step.DONE
        has_report = is_read or is_done or step is Step.WRITING
        for part in (self._intro, self._formats, self._address_label, self.address):
            part.setVisible(not has_report)
        self.file_button.setVisible(not is_done)
        self.folder_button.setVisible(not is_done)
        for button in (self.file_button, self.folder_button):
            button.setEnabled(self._can_choose)
        self.table.setVisible(has_report)
        self.options.setVisible(is_read)
        self.about.setVisible(has_report and self._is_explained)
        self.go_button.setVisible(not is_done)
        self.go_button.setEnabled(is_read)
        self.see_button.setVisible(is_done)
        self.main_button = self.see_button if is_done else self.go_button
        self.undo_button.setEnabled(step is not Step.WRITING)
        self._cancel.setEnabled(step is not Step.WRITING)
        self._cancel.setText(self.tr("Close") if is_done else self.tr("Cancel"))
        if step is Step.CHOOSE:
            self._say("")
