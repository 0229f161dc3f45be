"""What entities count as that report, and that no alert condition watches: the team's choice."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox

from statusboard.domain.views.new_relic import UNWATCHED_WORDS, Unwatched, unwatched_of
from ui.screens.settings.section import LabelledField
from ui.widgets.wheel import leave_wheel_to_page


class UnwatchedField(LabelledField):
    """Kept as soon as it is made. Why it was not kept stands below it until it is another.

    Signals:
        chosen: a person chose another `Unwatched`.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        self.box = QComboBox()
        leave_wheel_to_page(self.box)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for choice, words in UNWATCHED_WORDS.items():
            self.box.addItem(QCoreApplication.translate("Declaration", words), choice.value)
        super().__init__(
            QCoreApplication.translate(
                "UnwatchedField", "Entities that no alert condition watches count as"
            ),
            self.box,
            help_text=QCoreApplication.translate(
                "UnwatchedField",
                "Of these New Relic says only whether they report. This is the team's choice; a "
                "check may have one of its own. What does not report is never operational.",
            ),
        )
        self._kept = Unwatched.NO_DATA
        self.box.activated.connect(self._choose)

    def show_choice(self, kept: Unwatched) -> None:
        """Shows what the team has chosen."""
        if kept is not self._kept:
            self.clear_fault()
        self._kept = kept
        self.box.setCurrentIndex(self.box.findData(kept.value))

    def was_refused(self, sentence: str) -> None:
        """Says why the choice was not kept, and shows the one that holds."""
        self.show_choice(self._kept)
        self.show_fault(sentence)

    def _choose(self) -> None:
        chosen = unwatched_of(self.box.currentData())
        if chosen is not None and chosen is not self._kept:
            self.clear_fault()
            self.chosen.emit(chosen)
