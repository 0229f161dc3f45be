"""How the open draft stands, above its text: who waits for whom, and that another text voids it."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from statusboard.domain.access import Actor
from statusboard.domain.views.agreement import NO_AGREEMENT, AgreementView
from ui.screens.notices.agreement_words import is_missed, sentence_of, waits_for
from ui.theme.tokens import SPACE_2
from ui.widgets.banner import Banner

_BESIDE_FROM = 520


class AgreementBanner(QWidget):
    """One line, with the way to approve where the approval is wanted of whoever sits here.

    Signals:
        approve_wanted: a person agrees to the text as it is shown.
        look_wanted: a person wants to see what changed.
    """

    approve_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.me: Actor | None = None
        self.view: AgreementView = NO_AGREEMENT
        self.line = Banner(is_rounded=True, tone="maintenance")
        self.look_button = self.line.button
        self.look_button.setText(self.tr("See what changed"))
        self.look_button.clicked.connect(self.look_wanted)
        self.approve_button = QPushButton(self.tr("Approve"))
        self.approve_button.setProperty("look", "primary")
        self.approve_button.clicked.connect(self.approve_wanted)
        self.line.add_button(self.approve_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(self.line, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def set_room(self, width: int) -> None:
        """How wide the editor is: in a small one the buttons stand below the sentence."""
        self.line.stack(is_stacked=width < _BESIDE_FROM)

    def show_agreement(
        self, view: AgreementView, now: datetime, zone: tzinfo, *, is_kept: bool
    ) -> None:
        """Says how it stands. Not `is_kept`: what is on screen is another text than that."""
        self.view = view
        words = sentence_of(view, self.me, now, zone)
        is_mine = waits_for(view, self.me) and is_kept
        tone = "operational" if view.approval.is_given and view.is_enough else "maintenance"
        if is_missed(view, now):
            tone = "major"
        elif view.schedule is not None and not view.schedule.is_standing:
            tone = "degraded"
        self.line.show_sentence(words, tone=tone)
        self.look_button.setVisible(is_mine)
        self.approve_button.setVisible(is_mine)
        self.setVisible(bool(words))
