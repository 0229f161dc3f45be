"""What picked entities count as that report, and that no alert condition watches.

Their own figures say more than that they report, so these are watched unless somebody says no.
"""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from statusboard.domain.views.new_relic import UNWATCHED_WORDS, Unwatched, unwatched_of
from ui.theme.tokens import CAPTION, SPACE_1
from ui.widgets.label import Label


def unwatched_words(choice: Unwatched) -> str:
    """A choice in words."""
    return QCoreApplication.translate("Declaration", UNWATCHED_WORDS[choice])


class UnwatchedChoice(QWidget):
    """Says how many entities it concerns, and offers the choice for them; unseen where for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted = self._counted_alone = ""
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
        self.figures = QCheckBox(self.tr("Watch their own figures"))
        self.figures.setChecked(True)
        self.figures.setToolTip(
            self.tr("Response time, error rate and throughput; of hosts CPU, memory and disk.")
        )
        self.figures.toggled.connect(lambda _: self._say())
        self._figures_said = Label(
            self.tr(
                "Response time, error rate and throughput; of hosts CPU, memory and disk. The "
                "limits come from their own last week, and can be changed in each service."
            ),
            size=CAPTION,
            tone="muted",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addWidget(self.said)
        column.addWidget(self.figures)
        column.addWidget(self._figures_said)
        column.addWidget(self.box)
        self._say()
        self.hide()

    @property
    def chosen(self) -> Unwatched | None:
        """The choice for these entities; None leaves it to the team's."""
        return unwatched_of(self.box.currentData())

    @property
    def by_figures(self) -> bool:
        """Whether their own figures are watched, as far as they have any."""
        return self.figures.isChecked()

    def _say(self) -> None:
        """The other choice is for those that are not watched by their figures."""
        self._figures_said.setVisible(self.by_figures)
        self.box.setVisible(not self.by_figures)
        self.said.setText(self._counted if not self.by_figures else self._counted_alone)

    def know_default(self, unwatched: Unwatched) -> None:
        """Says what the team has chosen."""
        words = self.tr("As the team has chosen: {choice}")
        self.box.setItemText(0, words.format(choice=unwatched_words(unwatched)))

    def show_counts(self, concerned: int, total: int, *, is_picked: bool) -> None:
        """How many of those that are shown, or picked, no alert condition watches."""
        self.setVisible(concerned > 0)
        if is_picked:
            words = self.tr(
                "{n} of the {total} picked report, but no alert condition watches them."
            )
            one = self.tr("1 of the {total} picked reports, but no alert condition watches it.")
            only = self.tr("The one picked reports, but no alert condition watches it.")
            count, count_one = self.tr("They count as:"), self.tr("It counts as:")
        else:
            words = self.tr("{n} of the {total} shown report, but no alert condition watches them.")
            one = self.tr("1 of the {total} shown reports, but no alert condition watches it.")
            only = self.tr("The one shown reports, but no alert condition watches it.")
            count = self.tr("If picked, they count as:")
            count_one = self.tr("If picked, it counts as:")
        said = words if concerned > 1 else (one if total > 1 else only)
        self._counted_alone = said.format(n=concerned, total=total)
        self._counted = f"{self._counted_alone} {count if concerned > 1 else count_one}"
        self._say()
