"""New Relic: in which region, with which key, as whom; and where the key is kept."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from statusboard.domain.views.new_relic import (
    CheckKey,
    Connect,
    Connected,
    KeyChecked,
)
from statusboard.domain.views.settings import NewRelicView
from statusboard.errors import StatusBoardError, field_of
from ui.screens.settings.connection_choice import ConnectionChoice
from ui.screens.settings.history_line import HistoryLine
from ui.screens.settings.new_relic_fields import NewRelicFields
from ui.screens.settings.section import SettingsSection
from ui.screens.settings.unwatched_field import UnwatchedField
from ui.theme.tokens import SPACE_2
from ui.widgets.banner import Banner
from ui.widgets.label import Label


class NewRelicSection(SettingsSection):
    """The key goes in and never comes out: it is masked, and wiped once it is kept.

    Signals:
        check_wanted: whose key is this; carries the CheckKey.
        connect_wanted: keep it and read; carries the Connect.
        disconnect_wanted: forget it; carries its name.
        which_chosen: show another connection; carries its name, empty for one to be made.
        history_wanted: read anew what New Relic kept.
        record_wanted: record what New Relic says for an hour, or no more.
        unwatched_chosen: what entities count as that no alert condition watches; an `Unwatched`.
    """

    check_wanted = Signal(object)
    connect_wanted = Signal(object)
    disconnect_wanted = Signal(str)
    which_chosen = Signal(str)
    unwatched_chosen = Signal(object)
    record_wanted = Signal(bool)
    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(
            self.tr("New Relic"),
            self.tr("StatusBoard reads the states of the entities you pick. It changes nothing."),
        )
        self.standing = Banner(is_rounded=True, tone="operational")
        self.standing.hide()
        self.body.addWidget(self.standing)
        self.choice = ConnectionChoice()
        self.choice.chosen.connect(self.which_chosen)
        self.choice.renamed.connect(self._edited)
        self.body.addWidget(self.choice)
        self.fields = NewRelicFields()
        self.fields.edited.connect(self._edited)
        self.region, self.url = self.fields.region, self.fields.url
        self.key, self.agree = self.fields.key, self.fields.agree
        self.body.addWidget(self.fields)
        self._add_foot()
        self._is_busy = self._is_demo = False
        self._is_other = False  # than what New Relic is being asked about
        self._is_told = False  # of what a person tried last
        self._view = NewRelicView("", "", key_present=False)
        self.check_button.clicked.connect(self._check)
        self.connect_button.clicked.connect(self._connect)
        self.disconnect_button.clicked.connect(lambda: self.disconnect_wanted.emit(self._view.name))
        self._changed()

    def _add_foot(self) -> None:
        """What the key sees, the buttons, and the team's choice."""
        self.accounts = Label(tone="muted", wrap=True)
        self.accounts.hide()
        self.body.addWidget(self.accounts)
        self.check_button = QPushButton(self.tr("Check key"))
        self.connect_button = QPushButton(self.tr("Connect"))
        self.connect_button.setProperty("look", "primary")
        self.disconnect_button = QPushButton(self.tr("Disconnect"))
        self.disconnect_button.setProperty("look", "danger")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        self.pick_button = QPushButton(self.tr("Pick services"))
        foot.addWidget(self.disconnect_button)
        foot.addStretch(1)
        foot.addWidget(self.pick_button)
        foot.addWidget(self.check_button)
        foot.addWidget(self.connect_button)
        self.body.addLayout(foot)
        self._unwatched_field = UnwatchedField()
        self._unwatched_field.chosen.connect(self.unwatched_chosen)
        self.unwatched = self._unwatched_field.box
        self.body.addWidget(self._unwatched_field)
        self.history = HistoryLine()
        self.history.wanted.connect(self.history_wanted)
        self.body.addWidget(self.history)
        self.record = QCheckBox(self.tr("Record what New Relic says for an hour, masked"))
        self.record.setToolTip(
            self.tr(
                "For a support case. Keys, addresses and names are masked. “statusboard newrelic "
                "record --out FILE” writes it down."
            )
        )
        self.record.clicked.connect(self.record_wanted)
        self.body.addWidget(self.record)

    @property
    def is_connected(self) -> bool:
        """Whether a region or an address is stored."""
        return bool(self._view.region or self._view.url)

    def load(self, view: NewRelicView, *, names: Sequence[str] = (), is_demo: bool = False) -> None:
        """Shows the connection; what a person is choosing stays as it is.

        `names` are those of all connections.
        """
        self._is_demo = is_demo
        before = self._view
        self.choice.show_names(names, view.name)
        if view != self._view and (view.region or view.url) and not self.key.text():
            self.fields.show_place(view.region, view.url)
        self._view = view
        self._unwatched_field.show_choice(view.unwatched)
        self.record.setChecked(view.records_until is not None)
        if view.name != before.name and before.name:
            self._is_told = False
            self.standing.hide()
            self._show_accounts(())
        if not self._is_told or view.problem != before.problem:
            self._show_standing()
        self._changed()

    def be_busy(self) -> None:
        """Says that New Relic is being asked, and takes no second click meanwhile."""
        self._is_busy, self._is_other = True, False
        self.fields.clear_faults()
        self._say(self.tr("Asking New Relic…"), "maintenance")
        self._changed()

    def was_checked(self, found: KeyChecked) -> None:
        """Says whose key it is, and what it sees."""
        self._is_busy = False
        if self._is_other:
            self._say_no_more()
            return
        self._say(self.tr("This key belongs to {user}.").format(user=found.user), "operational")
        self._show_accounts(found.accounts)
        self._changed()

    def was_connected(self, found: Connected) -> None:
        """Says where the key is kept, and wipes it from the field."""
        self._is_busy = False
        if not self._is_other:
            self.key.clear()
        self.fields.ask_to_agree(is_asked=False)
        kept = {
            "keyring": self.tr("The key is kept in this computer's key store."),
            "file": self.tr("The key is kept in a file that only you can read."),
            "memory": self.tr("The sample key is kept until the window closes."),
        }.get(found.kept_in, "")
        sentence = self.tr("Connected as {user}.").format(user=found.user)
        self._say(f"{sentence} {kept}".strip(), "operational")
        self._show_accounts(found.accounts)
        self._changed()

    def was_disconnected(self) -> None:
        """Says that the key is forgotten."""
        self._is_busy = False
        self.key.clear()
        self._view = NewRelicView("", "", key_present=False)
        self._say(
            self.tr("Disconnected. The key is forgotten; services keep their history."), "unknown"
        )
        self._show_accounts(())
        self._changed()

    def choice_was_refused(self, error: StatusBoardError) -> None:
        """Says at the choice why it was not kept, and shows the one that holds."""
        self._unwatched_field.was_refused(str(error))

    def was_refused(self, error: StatusBoardError) -> None:
        """Says what is wrong, at the field where the answer names one, until it is another."""
        self._is_busy = False
        name = field_of(error)
        if self._is_other and self.fields.has(name):
            self._say_no_more()
            return
        self._show_accounts(())
        if name == "allow_file":
            self._say(str(error), "degraded")
            self.fields.ask_to_agree()
        elif self.fields.shows(name):
            self._is_told = False
            self.standing.hide()
            self._show_standing()
            self.fields.show_fault(name, str(error))
        else:
            self._say(str(error), "major")
        self._changed()

    def _show_standing(self) -> None:
        view = self._view
        if view.problem:
            self._say(view.problem, "major")
        elif self._is_demo and self.is_connected:
            self._say(
                self.tr("Sample data, from a stand-in for New Relic on this computer."),
                "maintenance",
            )
            self._show_accounts(view.accounts)
        elif self.is_connected and not view.key_present:
            self._say(
                self.tr("A region is chosen, but no key is kept here. Enter the key again."),
                "degraded",
            )
        elif self.is_connected:
            self._say(
                self.tr("Connected as {user}.").format(user=view.user)
                if view.user
                else self.tr("Connected."),
                "operational",
            )
            self._show_accounts(view.accounts)
        self._is_told = False

    def _say_no_more(self) -> None:
        """The answer is about what stands in the fields no longer: what is known stands there."""
        self._is_told = False
        self.standing.hide()
        self._show_accounts(())
        self._show_standing()
        self._changed()

    def _say(self, sentence: str, tone: str) -> None:
        self._is_told = True
        self.standing.show_sentence(sentence, tone=tone)
        self.standing.show()

    def _show_accounts(self, accounts: tuple[tuple[int, str], ...]) -> None:
        words = ", ".join(f"{name} ({number})" for number, name in accounts)
        told = [self.tr("Accounts: {names}").format(names=words)]
        told += [
            self.tr("Muting rules of {account} cannot be read. {why}").format(account=one, why=why)
            for one, why in self._view.unread
            if one in dict(accounts)
        ]
        self.accounts.setText("\n".join(told))
        self.accounts.setVisible(bool(accounts))

    def _edited(self) -> None:
        self._is_other = self._is_other or self._is_busy
        self._changed()

    def _changed(self) -> None:
        is_ready, must_agree = self.fields.is_ready, self.fields.must_agree
        self.check_button.setEnabled(is_ready and not self._is_busy)
        self.connect_button.setEnabled(
            is_ready and self.choice.is_ready and not self._is_busy and not must_agree
        )
        self.disconnect_button.setVisible(self.is_connected)
        self.pick_button.setVisible(self.is_connected)
        self._unwatched_field.setVisible(self.is_connected)
        self.history.setVisible(self.is_connected)
        self.record.setVisible(self.is_connected)
        self.disconnect_button.setEnabled(not self._is_busy)

    def _check(self) -> None:
        self.check_wanted.emit(CheckKey(*self.fields.place, self.key.text().strip()))

    def _connect(self) -> None:
        self.connect_wanted.emit(
            Connect(
                *self.fields.place,
                self.key.text().strip(),
                allow_file=self.agree.isChecked(),
                name=self._view.name or self.choice.name.text().strip(),
            )
        )
