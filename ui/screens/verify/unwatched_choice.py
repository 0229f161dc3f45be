"""What picked entities count as that report, and that no alert condition watches."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from statusboard.domain.views.new_relic import UNWATCHED_WORDS, Unwatched, unwatched_of
from ui.theme.tokens import SPACE_1
from ui.widgets.label import Label


def unwatched_words(choice: Unwatched) -> str:
    """A choice in words."""
    return QCoreApplication.translate("Declaration", UNWATCHED_WORDS[choice])


class UnwatchedChoice(QWidget):
    """Says how many entities it concerns, and offers the choice for them; unseen where for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Label(wrap=True)
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("What these entities count as"))
        # The words are long, and must not make the dialog wider than a small screen.
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.addItem(self.tr("As the team has chosen in Settings"), None)
        for choice in Unwatched:
            self.box.addItem(unwatched_words(choice), choice.value)
        self.said.setBuddy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addWidget(self.said)
        column.addWidget(self.box)
        self.hide()

    @property
    def chosen(self) -> Unwatched | None:
        """The choice for these entities; None leaves it to the team's."""
        return unwatched_of(self.box.currentData())

    def know_default(self, unwatched: Unwatched) -> None:
        """Says what the team has chosen."""
        words = self.tr("As the team has chosen: {choice}")
        self.box.setItemText(0, words.format(choice=unwatched_words(unwatched)))

    def show_counts(self, concerned: int, total: int, *, is_picked: bool) -> None:
        """How many of those that are shown, or picked, no alert condition watches."""
        self.setVisible(concerned > 0)
        if is_picked:
            words = self.tr(
                "{n} of the {total} picked report, but no alert condition watches "
                "them. They count as:"
            )
            one = self.tr(
                "1 of the {total} picked reports, but no alert condition watches it. It counts as:"
            )
            only = self.tr(
                "The one picked reports, but no alert condition watches it. It counts as:"
            )
        else:
            words = self.tr(
                "{n} of the {total} shown report, but no alert condition watches "
                "them. If picked, they count as:"
            )
            one = self.tr(
                "1 of the {total} shown reports, but no alert condition watches it. "
                "If picked, it counts as:"
            )
            only = self.tr(
                "The one shown reports, but no alert condition watches it. If picked, it counts as:"
            )
        said = words if concerned > 1 else (one if total > 1 else only)
        self.said.setText(said.format(n=concerned, total=total))
