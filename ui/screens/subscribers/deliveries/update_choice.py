"""Of which update deliveries are shown: the newest, all, or one by its number."""

from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from statusboard.domain.views.ledger import SentUpdate
from ui.screens.subscribers.deliveries.words import update_words
from ui.widgets.time_words import moment_words

_LEAST_LETTERS = 16


class UpdateChoice(QComboBox):
    """The updates that there are, as they are known.

    Signals:
        picked: a person chose; carries the public id of an update, None for the newest, or empty
            for all.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._updates: tuple[SentUpdate, ...] = ()
        self.setAccessibleName(self.tr("Of which update"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_LETTERS)
        self.activated.connect(lambda place: self.picked.emit(self.itemData(place)))

    def show_updates(
        self, updates: tuple[SentUpdate, ...], chosen: str | None, zone: tzinfo
    ) -> None:
        """Offers these; what is the same stays, with what a person is choosing."""
        if updates == self._updates and self.count():
            return
        self._updates = updates
        self.clear()
        self.addItem(self.tr("The newest update"), None)
        self.addItem(self.tr("All updates"), "")
        for one in updates:
            moment = moment_words(one.published_at, updates[0].published_at, zone)
            self.addItem(f"{update_words(one)} · {one.title} · {moment}", one.update)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.setVisible(bool(updates))
