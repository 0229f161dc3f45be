"""The question before a place is given up: whether its page stays there, or is taken away."""

from PySide6.QtWidgets import QCheckBox, QPushButton, QRadioButton, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.sheet import Sheet

_WIDTH = 500


class RemovalDialog(Sheet):
    """Two choices with what each means; Enter alone changes nothing.

    `empty` is offered where the kind of place can be emptied from here, `unwatch` where a service
    watches its public address. `is_page`: a page is given up, with all of its places.
    """

    def __init__(
        self,
        place: str,
        *,
        can_be_emptied: bool = True,
        is_page: bool = False,
        watched_by: str = "",
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Put no page there any more?")
        sentence = self.tr("{place} gets no new page.").format(place=place)
        if is_page:
            title = self.tr("Remove this page?")
            sentence = self.tr(
                "The page {name} is no more. Its subscribers are told nothing, and its key can "
                "never be used again."
            ).format(name=place)
        super().__init__(title, parent, width=_WIDTH)
        self.setAccessibleDescription(sentence)
        self.leave = QRadioButton(self.tr("Leave the page there"))
        self.empty = QRadioButton(self.tr("Take the page away"))
        self.leave.setChecked(True)
        remove = self.tr("Remove “{service}” too, which watches its address")
        self.unwatch = QCheckBox(remove.format(service=watched_by))
        kept = self.tr("Its history stays. Otherwise it goes on asking there, and raises alarms.")
        self.unwatch.setAccessibleDescription(kept)
        self.action = QPushButton(self.tr("Remove"))
        self.action.setProperty("look", "danger")
        self.action.clicked.connect(self.accept)
        cancel = QPushButton(self.tr("Keep it"))
        cancel.setDefault(True)
        cancel.clicked.connect(self.reject)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.action)
        words = QWidget()
        box = QVBoxLayout(words)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        # A path in it may be one long word, which a label would not break.
        box.addWidget(Paragraph(sentence))
        left = self.tr("Whoever reads it there goes on reading old news, until you remove it.")
        away = self.tr(
            "StatusBoard removes the files that it put there, and leaves everything else. "
            "Customers find nothing at that address then."
        )
        for choice, meaning in ((self.leave, left), (self.empty, away)):
            choice.setAccessibleDescription(meaning)
            explained = Label(meaning, tone="muted", wrap=True)
            explained.setContentsMargins(SPACE_5, 0, 0, 0)
            box.addWidget(choice)
            box.addWidget(explained)
            if choice is self.empty and not can_be_emptied:
                choice.hide()
                explained.hide()
        if watched_by:
            explained = Label(kept, tone="muted", wrap=True)
            explained.setContentsMargins(SPACE_5, 0, 0, 0)
            box.addWidget(self.unwatch)
            box.addWidget(explained)
        self.hold(words)
        cancel.setFocus()
