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
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip

from statusboard.domain.placeholders import PLACEHOLDERS, places_in
from ui.theme.theme import theme, tokens
from ui.widgets.text_places import place_of, unit_of

_NAME = QTextFormat.Property.UserProperty.value + 41
_VALUE, _ID = _NAME + 1, _NAME + 2
# Facts age: so often they are asked for while the text is seen.
_AGES_MS = 15_000
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that stand for a placeholder. `start` counts in units of the document."""

    name: str
    value: str
    number: int
    start: int
    text: str

    @property
    def is_whole(self) -> bool:
        """Whether the words are still there. Nobody can change them and keep the link."""
        return self.value in self.text

    @property
    def before(self) -> str:
        """What was typed at its beginning, which is none of it."""
        return self.text[: self.text.index(self.value)]

    @property
    def after(self) -> str:
        """What was typed at its end."""
        return self.text[len(self.before) + len(self.value) :]


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
        return written_in(self._text.document())

    def name_at(self, position: int) -> str:
        """The placeholder whose words are there; empty for none."""
        for run in _runs(self._text.document()):
            start = run.start + _units(run.before)
            if run.is_whole and start <= position < start + _units(run.value):
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
            changes = list(changed(document))
            if changes:
                self._make(document, changes)

    def _moved(self, document: QTextDocument) -> Iterator["_Change"]:
        for run in _runs(document):
            value = self._values.get(run.name, "")
            if run.text == run.value != value:
                look = _look(run.name, value) if value else QTextCharFormat()
                yield _Change(run.start, run.text, value or f"{{{run.name}}}", look)

    def _unfilled(self, document: QTextDocument) -> Iterator["_Change"]:
        for place, text, look in _fragments(document):
            if look.hasProperty(_NAME):
                continue
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
                for run in _runs(document)
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


def written_in(document: QTextDocument) -> str:
    """The text of a document with the placeholders of its runs."""
    text = document.toPlainText()
    for run in reversed(list(_runs(document))):
        if run.is_whole:
            start = place_of(text, run.start) + len(run.before)
            text = f"{text[:start]}{{{run.name}}}{text[start + len(run.value) :]}"
    return text


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
        start = self.start + _units(self.before[:alike])
        gone = self.before[alike : len(self.before) - end]
        cursor.setPosition(start)
        cursor.setPosition(start + _units(gone), QTextCursor.MoveMode.KeepAnchor)
        if self.before != self.after:
            cursor.insertText(self.after[alike : len(self.after) - end], self.look)
        cursor.setPosition(self.start)
        stop = self.start + _units(self.after)
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(self.look)


def _torn(document: QTextDocument) -> Iterator[_Change]:
    """What was typed at either end of a run, and runs that are not whole, as plain words."""
    for run in _runs(document):
        if not run.is_whole:
            yield _Change(run.start, run.text, run.text, QTextCharFormat())
            continue
        if run.before:
            yield _Change(run.start, run.before, run.before, QTextCharFormat())
        if run.after:
            start = run.start + _units(run.text) - _units(run.after)
            yield _Change(start, run.after, run.after, QTextCharFormat())


def _runs(document: QTextDocument) -> Iterator[_Run]:
    """The runs in order; what stands side by side under one number is one."""
    last: _Run | None = None
    for place, text, look in _fragments(document):
        if not look.hasProperty(_NAME):
            continue
        name, value = str(look.property(_NAME)), str(look.property(_VALUE))
        run = _Run(name, value, int(look.property(_ID)), place, text)
        is_one = last is not None and last.number == run.number
        if last is not None and is_one and last.start + _units(last.text) == place:
            last = _Run(name, value, run.number, last.start, last.text + text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _fragments(document: QTextDocument) -> Iterator[tuple[int, str, QTextCharFormat]]:
    block: QTextBlock = document.begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            part = parts.fragment()
            yield part.position(), part.text(), part.charFormat()
            parts += 1
        block = block.next()


def _look(name: str, value: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setProperty(_NAME, name)
    look.setProperty(_VALUE, value)
    look.setProperty(_ID, next(_numbers))
    look.setBackground(QColor(tokens().accent_soft))
    return look


def _alike(one: str, other: str) -> int:
    """How far two texts begin alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _units(text: str) -> int:
    return unit_of(text, len(text))
