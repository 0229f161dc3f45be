"""The rules: what each role may, and who has to agree."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from statusboard.domain.access import Role
from ui.screens.people.agreement_card import AgreementCard
from ui.screens.people.words import may_in_full, role_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from ui.widgets.card import Card
from ui.widgets.label import Label

_WIDEST = 760


class RulesTab(QScrollArea):
    """Both below each other; nothing of it is chosen per person."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.agreement = AgreementCard()
        roles = Card()
        roles.body.setSpacing(SPACE_3)
        roles.body.addWidget(Label(self.tr("What each may"), weight=SEMIBOLD))
        words = self.tr("Each may what the one above may, and more.")
        roles.body.addWidget(Label(words, tone="muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_5)
        grid.setVerticalSpacing(SPACE_3)
        grid.setColumnStretch(1, 1)
        for line, role in enumerate(Role):
            name = Label(role_words(role), weight=SEMIBOLD)
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(may_in_full(role), tone="muted", wrap=True), line, 1)
        roles.body.addLayout(grid)
        column = QWidget()
        column.setMaximumWidth(_WIDEST)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_4)
        inside.addWidget(self.agreement)
        inside.addWidget(roles)
        inside.addStretch(1)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(20, 20, 20, 20)
        outer.addWidget(column)
        self.setWidget(inner)
