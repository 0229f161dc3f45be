"""The record, once it works again: how soon we spoke, which promises we kept, and the uptime."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from statusboard.domain.recovery import Recovery
from statusboard.domain.views.board import BoardView
from ui.screens.board.painting.side_card import SideCard
from ui.screens.board.record_words import counted_words, is_good, spoken_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)


def record_card(view: BoardView, over: Sequence[Recovery], unit: float) -> SideCard | None:
    """The card about what is over; None where nothing of it was measured, or carries a claim."""
    spoken = spoken_words([found.told.spoken for found in over])
    counted, coverage = counted_words(view.record)
    if not spoken and not counted:
        return None
    card = SideCard(_tr("The record"), unit)
    if spoken:
        card.add_text(spoken, 18, lines=2)
    if counted:
        figure = counted.partition(" ")[0]
        tone = "operational" if is_good(figure, coverage) else "muted"
        card.add_line("operational" if tone == "operational" else "history", tone, counted)
    return card
