"""Brings a file of people in: looked at first, every bad line named, then written with progress."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.app.subscribers.inputs import Imported
from statusboard.domain.status import ComponentStatus
from statusboard.errors import StatusBoardError
from ui.screens.subscribers.channel_words import count_words
from ui.screens.subscribers.deliveries.progress_bar import PartsBar
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.file_choice import choose_to_read
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH, _LINES_PX = 620, 200
# Whoever has more bad lines than this has another file, or another mistake.
_MOST_LINES = 500


class Step(Enum):
    """How far the import is."""

    CHOOSE = auto()
    CHECKING = auto()
    CHECKED = auto()
    WRITING = auto()
    DONE = auto()


class ImportSheet(Sheet):
    """Opened with `open()`; nothing is written before a person has seen what would be.

    Signals:
        check_wanted: carries the file and who vouches; answer with `show_checked`.
        write_wanted: carries the same; answer with `show_written`.
    """

    check_wanted = Signal(object, str)
    write_wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Import people"), parent, width=_WIDTH)
        self.step = Step.CHOOSE
        self.file: Path | None = None
        self._total = 0
        self._intro = Label(
            self.tr(
                "A CSV file with the columns channel and address, and as you like services, "
                "groups, about, extent, language and vouched. Nothing is written before you have "
                "seen what would change."
            ),
            tone="muted",
            wrap=True,
        )
        self.choose_button = QPushButton(self.tr("Choose a file…"))
        self.choose_button.clicked.connect(self._choose)
        self._name = ElidedLabel(cut=Qt.TextElideMode.ElideMiddle, weight=SEMIBOLD)
        label = Label(self.tr("How these people agreed"), size=CAPTION, tone="muted")
        self.vouched = QLineEdit()
        self.vouched.setPlaceholderText(self.tr("as customers, by contract of 1 March"))
        self.vouched.setAccessibleName(label.text())
        label.setBuddy(self.vouched)
        self._vouched_help = Label(
            self.tr("Counts for lines that say nothing of it. Others stay unconfirmed."),
            size=CAPTION,
            tone="muted",
            wrap=True,
        )
        self.vouched.textEdited.connect(self._vouched_changed)
        self.outcome = Label(weight=SEMIBOLD, wrap=True)
        self.bar = PartsBar()
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setFixedHeight(_LINES_PX)
        self.lines.setProperty("surface", "well")
        self.lines.setAccessibleName(self.tr("Lines that are not taken"))
        self._close = QPushButton(self.tr("Cancel"))
        self._close.clicked.connect(self.reject)
        self.go_button = QPushButton(self.tr("Import"))
        self.go_button.setProperty("look", "primary")
        self.go_button.clicked.connect(self._write)
        self.main_button = self.go_button
        self._lay_out(label)
        self._show_step(Step.CHOOSE)

    def _lay_out(self, label: Label) -> None:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        box.addWidget(self._intro)
        box.addWidget(label)
        box.addWidget(self.vouched)
        box.addWidget(self._vouched_help)
        box.addSpacing(SPACE_2)
        box.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._name)
        box.addWidget(self.outcome)
        box.addWidget(self.bar)
        box.addWidget(self.lines)
        box.addStretch(1)
        self.hold(inner)
        self.foot.addStretch(1)
        self.foot.addWidget(self._close)
        self.foot.addWidget(self.go_button)

    def take(self, file: Path) -> None:
        """Looks at a file: nothing is written."""
        self.file = file
        self._name.setText(str(file))
        self._show_step(Step.CHECKING)
        self.outcome.setText(self.tr("Looking at the file"))
        self.check_wanted.emit(file, self.vouched.text().strip())

    def show_progress(self, lines: int) -> None:
        """So many lines were looked at, or are in, so far."""
        count = count_words(lines)
        if self.step is Step.WRITING:
            words = self.tr("{n} of {total} lines are in")
            self.outcome.setText(words.format(n=count, total=count_words(self._total)))
            self.bar.show_parts([(ComponentStatus.OPERATIONAL, lines)], max(1, self._total))
        else:
            self.outcome.setText(self.tr("{n} lines looked at").format(n=count))

    def show_checked(self, found: Imported, lines: int) -> None:
        """Says what would change, and what is wrong with which lines."""
        self._total = lines
        self._show_step(Step.CHECKED)
        self._show_lines(found)
        if found.bad:
            several = self.tr("{n} lines have to be mended first. Nothing was written.")
            one = self.tr("One line has to be mended first. Nothing was written.")
            words = one if len(found.bad) == 1 else several
            self.outcome.setText(words.format(n=count_words(len(found.bad))))
            self.outcome.set_tone("major")
            self.go_button.hide()
            self.choose_button.setFocus()
            return
        self.outcome.set_tone("")
        self.outcome.setText(self._counts(found, self.tr("This file brings: {counts}.")))
        is_anything = bool(found.added or found.changed)
        self.go_button.setVisible(is_anything)
        if is_anything:
            self.go_button.setFocus()

    def show_written(self, done: Imported) -> None:
        """Says what has changed."""
        self._show_step(Step.DONE)
        self._show_lines(done)
        self.outcome.set_tone("")
        self.outcome.setText(self._counts(done, self.tr("Imported: {counts}.")))

    def show_error(self, error: StatusBoardError) -> None:
        """Says what was in the way; what was written before stays written."""
        was_writing = self.step is Step.WRITING
        self._show_step(Step.CHECKED)
        self.go_button.setVisible(was_writing)
        self.outcome.set_tone("major")
        more = self.tr("What was brought in before that stays; the same file can be begun anew.")
        self.outcome.setText(f"{error} {more}" if was_writing else str(error))

    @property
    def is_touched(self) -> bool:
        """Whether an import is under way."""
        return self.step is Step.WRITING

    def _counts(self, found: Imported, words: str) -> str:
        parts = [
            said.format(n=count_words(count))
            for count, said in (
                (found.added, self.tr("{n} new people")),
                (found.changed, self.tr("{n} changed")),
                (found.unchanged, self.tr("{n} as they are")),
                (len(found.skipped), self.tr("{n} left out")),
            )
            if count
        ]
        return words.format(counts=", ".join(parts) or self.tr("nothing"))

    def _show_lines(self, found: Imported) -> None:
        lines: Sequence[tuple[int, str]] = sorted((*found.bad, *found.skipped))
        words = self.tr("Line {n}: {sentence}")
        shown = [words.format(n=n, sentence=said) for n, said in lines[:_MOST_LINES]]
        if len(lines) > _MOST_LINES:
            more = self.tr("and {n} more lines")
            shown.append(more.format(n=count_words(len(lines) - _MOST_LINES)))
        self.lines.setPlainText("\n".join(shown))
        self.lines.setVisible(bool(shown))

    def _show_step(self, step: Step) -> None:
        self.step = step
        is_busy = step in (Step.CHECKING, Step.WRITING)
        self.choose_button.setEnabled(not is_busy)
        self.choose_button.setVisible(step is not Step.DONE)
        is_first = step is Step.CHOOSE
        words = self.tr("Choose a file…") if is_first else self.tr("Choose another file…")
        self.choose_button.setText(words)
        self.choose_button.setProperty("look", "primary" if is_first else "")
        self.choose_button.style().polish(self.choose_button)
        self.vouched.setEnabled(step in (Step.CHOOSE, Step.CHECKED))
        self._name.setVisible(not is_first)
        self.outcome.setVisible(not is_first)
        self.bar.setVisible(step is Step.WRITING)
        self.lines.setVisible(step in (Step.CHECKED, Step.DONE) and bool(self._line_text))
        self.go_button.setVisible(step is Step.CHECKED)
        self._close.setText(self.tr("Close") if step is Step.DONE else self.tr("Cancel"))
        if is_busy:
            self.outcome.set_tone("muted")

    @property
    def _line_text(self) -> str:
        return self.lines.toPlainText()

    def _choose(self) -> None:
        title = self.tr("Which file of people")
        choose_to_read(self, title, self.take, kinds=self.tr("CSV (*.csv *.txt);;All files (*)"))

    def _vouched_changed(self) -> None:
        """What was looked at counted with other words: it is looked at again."""
        if self.step is Step.CHECKED and self.file is not None:
            self.go_button.setVisible(False)
            self.outcome.set_tone("muted")
            self.outcome.setText(self.tr("Choose the file again: its people agreed otherwise now."))

    def _write(self) -> None:
        if self.file is None:
            return
        self._show_step(Step.WRITING)
        self.show_progress(0)
        self.write_wanted.emit(self.file, self.vouched.text().strip())
