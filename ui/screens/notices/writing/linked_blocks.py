"""Placeholders in the text, shown as the words that fill them: a run on a soft ground.

What is written stays `{next_update}`; what is seen follows its fact. Who types inside a run has
plain words from then on.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip

from statusboard.domain.placeholders import PLACEHOLDERS, places_in
from ui.screens.notices.writing.linked_text import NAME, NUMBER, VALUE, LinkedText, units
from ui.theme.theme import theme, tokens
from ui.widgets.text_places import unit_of

# Facts age: so often they are asked for while the text is seen.
_AGES_MS = 15_000
_numbers = count(1)


class LinkedBlocks(QObject):
    """Keeps the runs of a text edit, whatever document it shows.

    What follows a fact changes nothing that is written, so undo and redo go over it to the step of
    a person's before or after; while a step can be redone, runs wait, for it would be lost.

    Signals:
        aged: the facts may have changed.
    """

    aged = Signal()

    def __init__(self, text: QPlainTextEdit) -> None:
        super().__init__(text)
        self._text = text
        self._values: Mapping[str, str] = {}
        self._read: LinkedText | None = None
        self.is_busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(_AGES_MS)
        self._timer.timeout.connect(self.aged)
        text.textChanged.connect(self.follow)
        text.installEventFilter(self)
        text.viewport().installEventFilter(self)
        theme().changed.connect(self._draw)

    def show_values(self, values: Mapping[str, str]) -> None:
        """Takes the words for each placeholder; one without words is shown as it is written."""
        if values != self._values:
            self._values = dict(values)
            self.follow()

    def written(self) -> str:
        """The text with its placeholders."""
        return self._now().written

    def name_at(self, position: int) -> str:
        """The placeholder whose words are there; empty for none."""
        for run in self._now().runs:
            start = run.start + units(run.before)
            if run.is_whole and start <= position < start + units(run.value):
                return run.name
        return ""

    def undo(self) -> None:
        """Takes back the last step of a person's."""
        self._step(self._text.document().isUndoAvailable, self._text.undo)

    def redo(self) -> None:
        """Makes the next step of a person's once more."""
        self._step(self._text.document().isRedoAvailable, self._text.redo)

    def _step(self, is_there: Callable[[], bool], make: Callable[[], None]) -> None:
        before = self.written()
        while is_there() and self.written() == before:
            make()

    def follow(self) -> None:
        """Brings every run to its fact, and what is no longer one back to plain words."""
        document = self._text.document()
        if self.is_busy or document.isRedoAvailable():
            return
        for changed in (_torn, self._moved, self._unfilled):
            changes = list(changed(self._now()))
            if changes:
                self._make(document, changes)

    def _now(self) -> LinkedText:
        document = self._text.document()
        if self._read is None or not self._read.is_of(document):
            self._read = LinkedText(document)
        return self._read

    def _moved(self, now: LinkedText) -> Iterator["_Change"]:
        for run in now.runs:
            value = self._values.get(run.name, "")
            if run.text == run.value != value:
                look = _look(run.name, value) if value else QTextCharFormat()
                yield _Change(run.start, run.text, value or f"{{{run.name}}}", look)

    def _unfilled(self, now: LinkedText) -> Iterator["_Change"]:
        for place, text in now.unlinked():
            for found in places_in(text):
                value = self._values.get(found.name, "")
                if value:
                    start = place + unit_of(text, found.start)
                    yield _Change(start, found.placeholder, value, _look(found.name, value))

    def _make(self, document: QTextDocument, changes: list["_Change"]) -> None:
        self.is_busy = True
        is_fresh = not document.isUndoAvailable()
        if is_fresh:
            # There is no step that it could be part of, and it is none of its own.
            document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for change in sorted(changes, key=lambda one: one.start, reverse=True):
            change.make(cursor)
        cursor.endEditBlock()
        if is_fresh:
            document.setUndoRedoEnabled(True)
        self.is_busy = False

    def _draw(self) -> None:
        """Another theme has another ground."""
        document = self._text.document()
        if document.isRedoAvailable():
            return
        self._make(
            document,
            [
                _Change(run.start, run.text, run.text, _look(run.name, run.value))
                for run in self._now().runs
            ],
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._timer.start()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            for keys, act in (("Undo", self.undo), ("Redo", self.redo)):
                if event.matches(QKeySequence.StandardKey[keys]):
                    act()
                    return True
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            name = self.name_at(self._text.cursorForPosition(event.pos()).position())
            if name and watched is self._text.viewport():
                QToolTip.showText(event.globalPos(), filled_words(name), self._text)
                return True
        return super().eventFilter(watched, event)


def filled_words(name: str) -> str:
    """What a person is told of a run: what fills it, and when."""
    what = QCoreApplication.translate("Placeholders", PLACEHOLDERS[name])
    words = QCoreApplication.translate("LinkedBlocks", "Filled when published: {what}")
    return words.format(what=what)


@dataclass(frozen=True, slots=True)
class _Change:
    """Other words, or another look, for words of a document."""

    start: int
    before: str
    after: str
    look: QTextCharFormat

    def make(self, cursor: QTextCursor) -> None:
        """Replaces no more than differs, so that cursors around it stay where they are."""
        alike = _alike(self.before, self.after)
        end = _alike(self.before[alike:][::-1], self.after[alike:][::-1])
        start = self.start + units(self.before[:alike])
        gone = self.before[alike : len(self.before) - end]
        cursor.setPosition(start)
        cursor.setPosition(start + units(gone), QTextCursor.MoveMode.KeepAnchor)
        if self.before != self.after:
            cursor.insertText(self.after[alike : len(self.after) - end], self.look)
        cursor.setPosition(self.start)
        stop = self.start + units(self.after)
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(self.look)


def _torn(now: LinkedText) -> Iterator[_Change]:
    """What was typed at either end of a run, and runs that are not whole, as plain words."""
    for run in now.runs:
        if not run.is_whole:
            yield _Change(run.start, run.text, run.text, QTextCharFormat())
            continue
        if run.before:
            yield _Change(run.start, run.before, run.before, QTextCharFormat())
        if run.after:
            start = run.start + units(run.text) - units(run.after)
            yield _Change(start, run.after, run.after, QTextCharFormat())


def _look(name: str, value: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setProperty(NAME, name)
    look.setProperty(VALUE, value)
    look.setProperty(NUMBER, next(_numbers))
    look.setBackground(QColor(tokens().accent_soft))
    return look


def _alike(one: str, other: str) -> int:
    """How far two texts begin alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
