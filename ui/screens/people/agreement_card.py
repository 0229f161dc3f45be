"""Who has to agree before something is published."""

from PySide6.QtWidgets import QWidget

from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import SPACE_3
from ui.widgets.card import Card
from ui.widgets.label import Label


class AgreementCard(Card):
    """A heading, and a line for each impact that has a rule of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setSpacing(SPACE_3)
        self.body.addWidget(Label(self.tr("Who has to agree"), weight=SEMIBOLD))
        words = self.tr(
            "Nobody else has to agree: whoever may publish does. What they publish against the "
            "checks needs a reason, which is recorded."
        )
        self.body.addWidget(Label(words, tone="muted", wrap=True))
