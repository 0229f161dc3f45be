"""The documents of the notices that were open lately: an LRU cache, each with its undo history."""

from collections import OrderedDict
from dataclasses import dataclass, field

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocument, QUndoStack
from PySide6.QtWidgets import QPlainTextDocumentLayout

from ui.screens.notices.list.notice_rows import NoticeKey

MOST_KEPT = 20


@dataclass(eq=False)
class Manuscript:
    """A notice on the desk: its text, the history of its title, and where the cursor stands."""

    document: QTextDocument
    heading_steps: QUndoStack
    heading: str = ""
    is_blank: bool = True  # nothing was shown of it yet
    cursor: tuple[int, int] = (0, 0)  # anchor and position
    scrolled: int = 0
    pages: dict[str, "Manuscript"] = field(default_factory=dict)  # of its translations, by language

    @property
    def has_history(self) -> bool:
        """Whether there is a step to take back, or to take again."""
        document, heading = self.document, self.heading_steps
        return (
            document.isUndoAvailable()
            or document.isRedoAvailable()
            or heading.canUndo()
            or heading.canRedo()
            or any(page.has_history for page in self.pages.values())
        )

    def drop(self) -> None:
        """Frees what Qt holds of it."""
        for page in self.pages.values():
            page.drop()
        self.document.deleteLater()
        self.heading_steps.deleteLater()


def new_manuscript(parent: QObject) -> Manuscript:
    """An empty one."""
    document = QTextDocument(parent)
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    return Manuscript(document, QUndoStack(parent))


class Manuscripts:
    """At most `MOST_KEPT`, for as long as the window lives; the one unused longest goes first."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent
        self._kept: OrderedDict[NoticeKey, Manuscript] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, key: NoticeKey) -> Manuscript:
        """The one of that notice, empty where there is none; a new notice gets a new one.

        Others may be dropped for it: it has to be on screen before the loop turns again.
        """
        named = _name(key)
        if key.is_new:
            self.forget(key)
        found = self._kept.pop(named, None) or new_manuscript(self._parent)
        self._kept[named] = found
        while len(self._kept) > MOST_KEPT:
            _, oldest = self._kept.popitem(last=False)
            oldest.drop()
        return found

    def rename(self, old: NoticeKey, new: NoticeKey) -> None:
        """The same notice has another key from now on."""
        found = self._kept.pop(_name(old), None)
        if found is None:
            return
        replaced = self._kept.pop(_name(new), None)
        if replaced is not None:
            replaced.drop()
        self._kept[_name(new)] = found

    def forget(self, key: NoticeKey) -> None:
        """Its text is of the past, published or thrown away: show another one right after this."""
        found = self._kept.pop(_name(key), None)
        if found is not None:
            found.drop()


def _name(key: NoticeKey) -> NoticeKey:
    """A stored draft is known by its id alone: that its incident is told later changes nothing."""
    return NoticeKey(key.notice_id) if key.notice_id is not None else key
