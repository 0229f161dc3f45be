"""“Withdraw…”: the reason that customers read, what is withdrawn, and who will hear of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from statusboard.domain.language import Language
from statusboard.domain.telling import TELLINGS
from statusboard.domain.views.endings import SaidBefore, WithdrawalView
from ui.screens.notices.ending.ending_sheet import EndingSheet
from ui.widgets.time_words import moment_words, zone_of

# So much of an update shows which one is meant.
_QUOTED = 60


class WithdrawSheet(EndingSheet):
    """Asks once for the withdrawal.

    Signals:
        withdraw_wanted: a person decided; carries the reason, and the public id of the update,
            empty for everything that was said.
        choice_changed: something else is to be withdrawn; carries the public id, or nothing.
    """

    withdraw_wanted = Signal(str, str)
    choice_changed = Signal(str)

    def __init__(self, view: WithdrawalView, clock: Clock, parent: QWidget) -> None:
        super().__init__(self.tr("Withdraw"), view.title, self.tr("Withdraw"), parent)
        self._clock = clock
        self._begins = view.begins
        self.choice.addItem(self.tr("Everything that was said"), "")
        for one in view.updates:
            self.choice.addItem(self._named(one, view.zone), one.update)
        self.choice.currentIndexChanged.connect(self._chosen)
        self.lay_out(
            self.tr("What is withdrawn"),
            self.tr("Why, in words that customers read"),
            self.tr(
                "Nothing is deleted: the page shows it as withdrawn, with this reason, and what "
                "was said can still be read there. Its services are again what other notices "
                "say of them. Whom it reached gets one message."
            ),
        )
        self.choice.setVisible(bool(view.updates))
        self.choice_label.setVisible(bool(view.updates))
        self.begin_with(self._begins)
        self.show_view(view)
        self.words.setFocus()

    @property
    def update_chosen(self) -> str:
        """The public id of the update that is withdrawn; empty for everything."""
        return str(self.choice.currentData() or "")

    @property
    def is_ready(self) -> bool:
        """A reason that only begins says nothing yet."""
        said = self.words.toPlainText().strip()
        return bool(said) and said != self._begins.strip()

    def show_view(self, view: WithdrawalView) -> None:
        """Says who will hear of it, and what nobody would tell of any more."""
        self.ask_why(is_emergency=view.is_emergency)
        failing = TELLINGS[Language.ENGLISH].names(view.still_failing)
        self.warning.setVisible(bool(failing))
        if failing:
            words = self.tr(
                "Monitoring still sees trouble with {services}, and no other notice tells of it."
            )
            self.warning.show_sentence(words.format(services=failing), tone="degraded")
        self.show_reach(view.reach, view.zone, is_end=not self.update_chosen)

    def do(self) -> None:
        self.withdraw_wanted.emit(self.words.toPlainText().strip(), self.update_chosen)

    def _chosen(self) -> None:
        self.choice_changed.emit(self.update_chosen)

    def _named(self, one: SaidBefore, zone: str) -> str:
        at = moment_words(one.at, self._clock.now(), zone_of(zone))
        body = " ".join(one.body.split())
        cut = f"{body[:_QUOTED]}…" if len(body) > _QUOTED else body
        return self.tr("Only update {number} of {moment}: {words}").format(
            number=one.number, moment=at, words=cut
        )
