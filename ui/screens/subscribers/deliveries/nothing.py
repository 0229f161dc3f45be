"""What stands in the place of the table where no delivery fits."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.views.ledger import LedgerPart
from ui.screens.subscribers.deliveries.asking import Asked, DeliveriesView


def _tr(text: str) -> str:
    return QCoreApplication.translate("Deliveries", text)


def nothing_words(view: DeliveriesView, asked: Asked) -> str:
    """Why there is nothing to see, which may be good news."""
    if asked.search:
        return _tr("No delivery to an address like “{text}”.").format(text=asked.search)
    if view.progress is None:
        return _tr("Nothing was sent yet. What you publish shows here as it goes out.")
    if asked.part is LedgerPart.ATTENTION:
        return _tr("Nothing needs attention: every message was taken, or is on its way.")
    if asked.part is LedgerPart.OPEN:
        return _tr("Nothing is on its way.")
    return _tr("This update was for nobody who is told by a channel now.")
