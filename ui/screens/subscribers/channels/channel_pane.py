"""One channel: its form from the declaration of its kind, its proof, and a test to oneself."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.app.delivery.inputs import ChannelInput, SaveChannel
from statusboard.catalog.declaration import ChannelKind
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.proof import Standing
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.channel_health import ChannelStanding
from statusboard.domain.views.channels import Proof
from statusboard.errors import RuleBroken, StatusBoardError, field_of
from ui.screens.subscribers.channel_words import rate_words, standing_look, trouble_words
from ui.screens.subscribers.channels.asking import OneChannel
from ui.screens.subscribers.channels.own_test import OwnTest
from ui.screens.subscribers.channels.proof_card import ProofCard, ProofLine
from ui.theme.fonts import BOLD
from ui.theme.tokens import CAPTION, SPACE_3, SPACE_4, SPACE_5, TITLE
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.field_row import declared
from ui.widgets.file_consent import FileConsent
from ui.widgets.kept_form import KeptForm
from ui.widgets.label import Label
from ui.widgets.status_chip import StatusChip
from ui.widgets.time_words import moment_words

# No kind declares a field of this name: it stands beside theirs.
_NAME = "channel name"
_LOOKS = {
    Standing.WELL: ComponentStatus.OPERATIONAL,
    Standing.DOUBTFUL: ComponentStatus.DEGRADED_PERFORMANCE,
    Standing.WRONG: ComponentStatus.MAJOR_OUTAGE,
}


class ChannelPane(QWidget):
    """A channel there is, or one that is about to be; of another version's only its name.

    Signals:
        save_wanted: carries the `SaveChannel`; answer with `was_saved` or `was_refused`.
        remove_wanted: a person wants the channel gone.
        proof_wanted: a person wants it tried; carries the address of a test, empty for none.
        code_given: a person gives back the code of the test; carries it.
    """

    save_wanted = Signal(object)
    remove_wanted = Signal()
    proof_wanted = Signal(str)
    code_given = Signal(str)

    def __init__(self, kind: ChannelKind | None, *, suggested: str = "") -> None:
        super().__init__()
        self.kind = kind
        self.name = ""
        self._is_proving = False
        self._suggested = suggested
        self.form: KeptForm | None = None
        self.consent = FileConsent()
        self.title = ElidedLabel(size=TITLE, weight=BOLD)
        self.chip = StatusChip()
        self._last = Label(size=CAPTION, tone="muted")
        self._trouble = Banner(tone="major", is_rounded=True)
        self._trouble.hide()
        self._card = Card(margin=SPACE_4)
        self.proof = ProofCard()
        self.proof.prove_button.clicked.connect(lambda: self.proof_wanted.emit(""))
        self.test = OwnTest()
        self.test.send_wanted.connect(self.proof_wanted)
        self.test.code_given.connect(self.code_given)
        self._rate = Label(size=CAPTION, tone="muted", wrap=True)
        self.remove_button = QPushButton(self.tr("Remove channel"))
        self.remove_button.setProperty("look", "danger")
        self.remove_button.clicked.connect(self.remove_wanted)
        self._lay_out()
        self._make_form(is_new=True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_3)
        head.addWidget(self.title, 1)
        head.addWidget(self.chip)
        head.addWidget(self._last)
        self._tried = QWidget()
        tried = QVBoxLayout(self._tried)
        tried.setContentsMargins(0, 0, 0, 0)
        tried.setSpacing(SPACE_4)
        tried.addWidget(self.proof)
        tried.addWidget(self.test)
        tried.addWidget(self._rate)
        self._tried.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(28, SPACE_5, 28, SPACE_5)
        column.setSpacing(SPACE_4)
        column.addLayout(head)
        column.addWidget(self._trouble)
        column.addWidget(self._card)
        column.addWidget(self._tried)
        column.addStretch(1)

    def _make_form(self, *, is_new: bool) -> None:
        if self.form is not None:
            self._card.body.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.consent = FileConsent()
            self.remove_button = QPushButton(self.tr("Remove channel"))
            self.remove_button.setProperty("look", "danger")
            self.remove_button.clicked.connect(self.remove_wanted)
        if self.kind is None:
            words = self.tr(
                "This version does not know this kind of channel. It stays as it is, and nobody "
                "is told by it from here."
            )
            self._card.body.addWidget(Label(words, tone="muted", wrap=True))
            self._card.body.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
            return
        specs = (self._name_field(), *self.kind.fields) if is_new else self.kind.fields
        self.form = form = KeptForm(specs, is_paired=True)
        form.keep_button.setText(self.tr("Add channel") if is_new else self.tr("Save changes"))
        form.body.insertWidget(form.body.count() - 1, self.consent)
        form.foot.insertWidget(0, self.remove_button)
        self.remove_button.setVisible(not is_new)
        form.wanted.connect(self._save)
        form.load({_NAME: self._suggested} if is_new else {})
        form.may_keep_unchanged(is_allowed=is_new)
        self._card.body.addWidget(form)

    def _name_field(self) -> FieldSpec:
        return FieldSpec(
            _NAME,
            FieldKind.TEXT,
            self.tr("Name"),
            help=self.tr("What your files and commands call it. It stays with the channel."),
            required=True,
        )

    @property
    def is_touched(self) -> bool:
        """Whether something stands in it that would be lost."""
        return self.form is not None and bool(self.form.changed)

    def show_new(self) -> None:
        """A kind that nobody has set up, or another channel of it."""
        assert self.kind is not None
        status, word = standing_look(None)
        self.title.setText(declared(self.kind.label))
        self.chip.show_status(status, word)
        self._last.setText(declared(self.kind.summary))

    def show_channel(self, one: OneChannel, title: str, now: datetime, zone: tzinfo) -> None:
        """Shows a channel; fields that a person is changing stay as they are."""
        if not self.name:
            self.name = one.view.name
            if self.kind is not None:
                self._make_form(is_new=False)
        self.title.setText(title)
        status, word = standing_look(one.health.standing)
        self.chip.show_status(status, word)
        self._last.setText(self._last_words(one, now, zone))
        trouble = trouble_words(one.health, now, zone)
        is_failing = one.health.standing is ChannelStanding.FAILING
        self._trouble.show_sentence(trouble, tone="major" if is_failing else "degraded")
        self._trouble.setVisible(bool(trouble))
        if self.form is not None:
            self.form.load(one.form.config)
        self._tried.setVisible(self.kind is not None)
        self.show_proof(one.view.proof, zone)
        if self.kind is not None:
            self.test.name_field(declared(one.view.address_label), one.view.address_example)
        self._rate.setText(rate_words(one.view))

    def show_proof(self, proof: Proof, zone: tzinfo) -> None:
        """Shows what was found when the channel was last tried."""
        lines = [
            ProofLine(_LOOKS[step.standing], declared(step.title), step.detail, step.at)
            for step in proof.all_steps
        ]
        self.proof.show_lines(lines, zone)
        self.test.await_code(is_awaited=proof.awaits_code)

    @property
    def is_proving(self) -> bool:
        """Whether it is being tried just now."""
        return self._is_proving

    def be_proving(self, *, is_proving: bool) -> None:
        """Shows that it is being tried, or no longer."""
        self._is_proving = is_proving
        self.proof.show_busy(is_busy=is_proving)
        self.test.show_busy(is_busy=is_proving)

    def proof_failed(self, sentence: str, *, is_of_address: bool) -> None:
        """Says why it could not be tried: at the address, where that is at fault."""
        if is_of_address:
            self.test.show_fault(sentence)
        else:
            self.proof.say(sentence)

    def was_saved(self) -> None:
        """Confirms; the next view shows what became of it."""
        self.consent.hide()
        if self.form is not None:
            self.form.were_kept()

    def was_refused(self, error: StatusBoardError) -> None:
        """Says what is wrong, at its field where it has one."""
        if isinstance(error, RuleBroken) and error.field == "allow_file":
            self.consent.ask(str(error))
            return
        if self.form is None:
            return
        if field_of(error) == "name" and not self.name:
            error = RuleBroken(str(error), field=_NAME)
        self.form.were_refused(error)

    def _last_words(self, one: OneChannel, now: datetime, zone: tzinfo) -> str:
        last = one.health.last_sent
        if last is None:
            return ""
        return self.tr("last sent {time}").format(time=moment_words(last, now, zone))

    def _save(self) -> None:
        if self.form is None or self.kind is None:
            return
        config = self.form.form.values()
        name = str(config.pop(_NAME, self.name))
        given = ChannelInput(name, self.kind.key, config, self.consent.is_given)
        self.save_wanted.emit(SaveChannel(given, is_new=not self.name))
