"""Who has to agree before something is published, and the way to choose otherwise."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QWidget

from statusboard.domain.approval import Consent, Occasion
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.agreement import RuleView
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import SPACE_2, SPACE_3
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.plain_tip import plain_tip
from ui.widgets.status_chip import StatusChip

_LOOKS = {
    Occasion.CRITICAL: ComponentStatus.MAJOR_OUTAGE,
    Occasion.MAJOR: ComponentStatus.PARTIAL_OUTAGE,
    Occasion.MINOR: ComponentStatus.DEGRADED_PERFORMANCE,
    Occasion.NONE: ComponentStatus.UNKNOWN,
    Occasion.PLANNED_WORK: ComponentStatus.UNDER_MAINTENANCE,
    Occasion.ANNOUNCEMENT: ComponentStatus.OPERATIONAL,
    Occasion.CORRECTION: ComponentStatus.UNKNOWN,
}


class AgreementCard(Card):
    """A heading, and a line for each occasion.

    Signals:
        rule_wanted: a person chose another rule; carries the Occasion and the Consent.
    """

    rule_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.buttons: dict[Occasion, QPushButton] = {}
        self.words: dict[Occasion, Label] = {}
        self.body.setSpacing(SPACE_3)
        self.body.addWidget(Label(self.tr("Who has to agree"), weight=SEMIBOLD))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_3)
        grid.setVerticalSpacing(SPACE_2)
        grid.setColumnStretch(1, 1)
        for line, occasion in enumerate(Occasion):
            chip = StatusChip(_LOOKS[occasion], word=self._called(occasion))
            said = self.words[occasion] = Label(tone="muted", wrap=True)
            button = self.buttons[occasion] = QPushButton(self.tr("Change"))
            name = self.tr("Change who has to agree: {occasion}")
            button.setAccessibleName(name.format(occasion=self._called(occasion)))
            button.setMenu(self._menu(occasion, button))
            grid.addWidget(chip, line, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(said, line, 1)
            grid.addWidget(button, line, 2)
        self.body.addLayout(grid)
        words = self.tr(
            "What is published against the checks, or in an emergency without approval, needs a "
            "reason, which is recorded."
        )
        self.body.addWidget(Label(words, tone="muted", wrap=True))

    def show_rules(self, rules: Sequence[RuleView], *, may_change: bool, why_not: str) -> None:
        """Shows who has to agree; `why_not` is said where whoever sits here may not change it."""
        for rule in rules:
            self.words[rule.occasion].setText(self._words(rule.consent))
            button = self.buttons[rule.occasion]
            button.setEnabled(may_change)
            button.setToolTip("" if may_change else plain_tip(why_not))
            for action in button.menu().actions():
                action.setChecked(action.data() == rule.consent.value)

    def _menu(self, occasion: Occasion, button: QPushButton) -> QMenu:
        menu = QMenu(button)
        for consent in Consent:
            if consent is Consent.DAY_BEFORE and occasion is not Occasion.PLANNED_WORK:
                continue
            action = menu.addAction(self._words(consent))
            action.setCheckable(True)
            action.setData(consent.value)
            action.triggered.connect(self._wish(occasion, consent))
        return menu

    def _wish(self, occasion: Occasion, consent: Consent) -> Callable[[], None]:
        return lambda *_: self.rule_wanted.emit(occasion, consent)

    def _called(self, occasion: Occasion) -> str:
        return {
            Occasion.CRITICAL: self.tr("Critical"),
            Occasion.MAJOR: self.tr("Major"),
            Occasion.MINOR: self.tr("Minor"),
            Occasion.NONE: self.tr("No impact"),
            Occasion.PLANNED_WORK: self.tr("Planned work"),
            Occasion.ANNOUNCEMENT: self.tr("Announcements"),
            Occasion.CORRECTION: self.tr("Corrections"),
        }[occasion]

    def _words(self, consent: Consent) -> str:
        return {
            Consent.NOBODY: self.tr("Nobody"),
            Consent.OTHER: self.tr("One other person"),
            Consent.DAY_BEFORE: self.tr("One other person, at least a day before"),
        }[consent]
