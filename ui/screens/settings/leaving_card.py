"""A place that was given up and is still to be emptied: how that goes, and a way to leave it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.domain.views.settings import TargetView
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import SPACE_4
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph


class LeavingCard(Card):
    """The place by name, and what is in the way.

    Signals:
        leave_wanted: a person would rather leave the page there.
    """

    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=SPACE_4 + 4)
        self.target_id: int | None = None
        self.name = Label(weight=SEMIBOLD, wrap=True)
        self.words = Paragraph()
        self.leave_button = QPushButton(self.tr("Leave the page there"))
        self.leave_button.setProperty("look", "quiet")
        self.leave_button.clicked.connect(self.leave_wanted)
        self.body.addWidget(self.name)
        self.body.addWidget(self.words)
        self.body.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignLeft)

    def load(self, view: TargetView) -> None:
        """Shows how emptying it goes."""
        self.target_id = view.id
        self.name.setText(view.label)
        self.setAccessibleName(view.label)
        if view.problem:
            sentence = self.tr(
                "The page could not be taken away there yet: {problem} It is tried again by itself."
            ).format(problem=view.problem)
        else:
            sentence = self.tr("The page is being taken away there.")
        self.words.set_text(sentence)
