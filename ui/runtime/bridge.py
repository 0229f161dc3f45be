"""From the programs' announcements to one Qt signal, merged so that a burst is one refresh."""

from PySide6.QtCore import QObject, QTimer, Signal

from statusboard.domain.changes import Changes, Topic

MERGE_MS = 100
# The end of what a person waits for: nothing follows it that it could be merged with.
_LAST = frozenset({Topic.PUBLICATION})


class Bridge(QObject):
    """Collects announcements for 100 ms. That the page was read back is told at once.

    Signals:
        changed: what changed meanwhile, as one `Changes`.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None, *, merge_ms: int = MERGE_MS) -> None:
        super().__init__(parent)
        self._merged = Changes()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(merge_ms)
        self._timer.timeout.connect(self._emit)

    def hear(self, changes: Changes) -> None:
        """Takes one announcement."""
        self._merged |= changes
        if changes.topics == _LAST:
            self._timer.stop()
            self._emit()
        elif not self._timer.isActive():
            self._timer.start()

    def _emit(self) -> None:
        merged, self._merged = self._merged, Changes()
        self.changed.emit(merged)
