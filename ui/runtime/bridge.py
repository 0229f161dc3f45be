"""From the programs' announcements to one Qt signal, merged so that a burst is one refresh."""

from PySide6.QtCore import QObject, QTimer, Signal

from statusboard.domain.changes import Changes

MERGE_MS = 100


class Bridge(QObject):
    """Collects announcements for 100 ms.

    Signals:
        changed: what changed meanwhile, as one `Changes`.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._merged = Changes()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MERGE_MS)
        self._timer.timeout.connect(self._emit)

    def hear(self, changes: Changes) -> None:
        """Takes one announcement."""
        self._merged |= changes
        if not self._timer.isActive():
            self._timer.start()

    def _emit(self) -> None:
        merged, self._merged = self._merged, Changes()
        self.changed.emit(merged)
