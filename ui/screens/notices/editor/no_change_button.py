"""The button that keeps a promise where there is nothing new."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.domain.views.notices import EditorView
from ui.keys.key import Key


class NoChangeButton(QPushButton):
    """Shown for an open incident with a promise, as long as nobody has written its next update.

    Signals:
        wanted: a person says that there is nothing new; the id of the incident.
    """

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("No change"))
        tip = self.tr("Drafts an update that keeps the promise, and opens the review ({keys})")
        self.setToolTip(tip.format(keys=Key.NO_CHANGE.text))
        self.show_keys(True)
        self._incident_id = 0
        self.clicked.connect(lambda: self.wanted.emit(self._incident_id))
        self.hide()

    def show_keys(self, has_room: bool) -> None:
        """Says its keys on it where there is room; the tip says them always."""
        words = self.accessibleName()
        self.setText(f"{words} ({Key.NO_CHANGE.text})" if has_room else words)
        # Qt takes its own keys from another text.
        self.setShortcut(Key.NO_CHANGE.sequence)

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
