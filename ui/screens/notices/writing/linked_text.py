"""What stands in a document: its runs, which show words for a placeholder, and what is written.

A document is read once for all who ask about it between two changes: with every key several do, and
each of its fragments is a call into Qt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument, QTextFormat

from statusboard.domain.placeholders import places_in
from ui.widgets.text_places import place_of, unit_of

# What a character of a run carries: its placeholder, the words for it, and which run it is.
NAME = QTextFormat.Property.UserProperty.value + 41
VALUE, NUMBER = NAME + 1, NAME + 2


@dataclass(frozen=True, slots=True)
class Run:
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


class LinkedText:
    """A document as it is now. To be read before it is changed again."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._revision = document.revision()
        self._text = document.toPlainText()

    def is_of(self, document: QTextDocument) -> bool:
        """Whether it still is what stands in that document."""
        return (
            document is self._document
            and document.revision() == self._revision
            # Several changes in one block of edits are one revision.
            and document.toPlainText() == self._text
        )

    @cached_property
    def written(self) -> str:
        """The text with the placeholders of its runs."""
        text = self._text
        for run in reversed(self.runs):
            if run.is_whole:
                start = place_of(text, run.start) + len(run.before)
                text = f"{text[:start]}{{{run.name}}}{text[start + len(run.value) :]}"
        return text

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The runs in order; what stands side by side under one number is one."""
        # Where no format says so, there is none, and nothing has to be walked through.
        if not any(look.hasProperty(NAME) for look in self._document.allFormats()):
            return ()
        return tuple(_runs(self._fragments))

    def unlinked(self) -> Iterator[tuple[int, str]]:
        """The pieces that are of no run and may hold a placeholder, each with where it begins."""
        if places_in(self._text):
            yield from (
                (at, text) for at, text, look in self._fragments if not look.hasProperty(NAME)
            )

    @cached_property
    def _fragments(self) -> tuple[tuple[int, str, QTextCharFormat], ...]:
        return tuple(_fragments(self._document))


def _runs(fragments: tuple[tuple[int, str, QTextCharFormat], ...]) -> Iterator[Run]:
    last: Run | None = None
    for place, text, look in fragments:
        if not look.hasProperty(NAME):
            continue
        name, value = str(look.property(NAME)), str(look.property(VALUE))
        run = Run(name, value, int(look.property(NUMBER)), place, text)
        is_one = last is not None and last.number == run.number
        if last is not None and is_one and last.start + units(last.text) == place:
            last = Run(name, value, run.number, last.start, last.text + text)
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


def units(text: str) -> int:
    """How many units of Qt it has."""
    return unit_of(text, len(text))
