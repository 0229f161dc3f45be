"""The button that keeps a promise where there is nothing new."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.domain.views.notices import EditorView

_KEYS = "Alt+N"


class NoChangeButton(QPushButton):
    """Shown for an open incident with a promise, as long as nobody has written its next update.

    Signals:
        wanted: a person says that there is nothing new; the id of the incident.
    """

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self.tr("No change")
        self.setText(f"{words} ({_KEYS})")
        self.setAccessibleName(words)
        self.setToolTip(self.tr("Drafts an update that keeps the promise, and opens the review"))
        self.setShortcut(_KEYS)
        self._incident_id = 0
        self.clicked.connect(lambda: self.wanted.emit(self._incident_id))
        self.hide()

    def know(self, view: EditorView, *, has_draft: bool) -> None:
        """Takes what is open; `has_draft`: something of the next update is written already."""
        incident = view.incident
        can_stay = (
            incident is not None
            and incident.wording.promise(incident.updates[0].published_at) is not None
            and view.corrects is None
        )
        if incident is not None:
            self._incident_id = incident.id
        self.setVisible(can_stay and (view.is_suggested or not has_draft))
