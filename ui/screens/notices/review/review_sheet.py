"""The last look before publishing, and what came of it until the page was read back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.access import Actor
from statusboard.domain.target import PageLinks
from statusboard.domain.views.channel_health import ChannelHealth, SendProgress
from statusboard.domain.views.notices import PublicationView, ReviewView
from statusboard.domain.views.reach import ReachView
from statusboard.errors import Rejected, RuleBroken, StatusBoardError
from ui.screens.notices.correction_words import correction_words
from ui.screens.notices.review.agreement_part import AgreementPart
from ui.screens.notices.review.brake_strip import BrakeStrip
from ui.screens.notices.review.changes_column import changes_column
from ui.screens.notices.review.issues_part import IssuesPart
from ui.screens.notices.review.news_parts import is_news, news_column, news_words
from ui.screens.notices.review.publication_watch import Reached, progress_of
from ui.screens.notices.review.reach_part import ReachPart
from ui.screens.notices.review.reach_words import publish_words
from ui.screens.notices.review.side_column import side_column
from ui.screens.notices.review.tell_choice import TellChoice
from ui.screens.notices.review.title_words import title_words
from ui.theme.tokens import SPACE_4, SPACE_5
from ui.widgets.banner import Banner
from ui.widgets.label import Label
from ui.widgets.page_actions import PageActions
from ui.widgets.section_label import SectionLabel
from ui.widgets.sheet import Sheet
from ui.widgets.status_chip import StatusChip
from ui.widgets.throw_away import ask_to_throw_away
from ui.widgets.time_words import zone_of

_WIDTH, _SIDE = 920, 330


class ReviewSheet(Sheet):
    """Shows a `ReviewView`; asks to publish once.

    Enter does what has the focus, Ctrl+Enter publishes. It opens with the focus on the way back,
    so that a slip publishes nothing.

    Signals:
        publish_wanted: a person decided; carries the override sentence, or empty.
        settings_wanted: there is no place to publish to, and a person wants to choose one.
        next_wanted: the update is said, and a person wants to write the next one at once.
        correction_wanted: its words reached people, and a person wants to take them back.
        deliveries_wanted: a person wants to see each message.
    """

    publish_wanted = Signal(str)
    settings_wanted = Signal()
    next_wanted = Signal()
    correction_wanted = Signal()
    deliveries_wanted = Signal()

    def __init__(
        self, view: ReviewView, clock: Clock, parent: QWidget, me: Actor | None = None
    ) -> None:
        super().__init__(title_words(view), parent, width=_WIDTH, subtitle=view.wording.title)
        self.view = view
        self._clock = clock
        self._is_sent = False
        self._is_busy = False
        self._blocks = any(finding.blocks for finding in view.findings)
        self.outcome = Banner(is_rounded=False, tone="maintenance")
        self.outcome.hide()
        self.brake = BrakeStrip()
        self.brake.next_wanted.connect(lambda: self._leave_for(self.next_wanted))
        self.brake.correction_wanted.connect(lambda: self._leave_for(self.correction_wanted))
        self.places = Banner(
            self.tr("No place to publish to is chosen yet, so nobody would see this."),
            tone="degraded",
            is_rounded=True,
        )
        self.settings_button = QPushButton(self.tr("Choose a place in Settings"))
        self.settings_button.clicked.connect(self._to_settings)
        self.override = QLineEdit()
        self.override.setAccessibleName(self.tr("Why publish although this stands against it"))
        self.override.setPlaceholderText(self.tr("Why publish anyway? This is kept in the record."))
        self.override.textChanged.connect(self._show_buttons)
        self.back_button = QPushButton(self.tr("Back to writing"))
        self.back_button.setProperty("look", "quiet")
        self.back_button.clicked.connect(self.reject)
        self.telling = TellChoice(view.tells, why=news_words(view))
        self.telling.box.toggled.connect(self._show_heard)
        self._heard: tuple[ReachView, Sequence[ChannelHealth]] | None = None
        self.heard_by = SectionLabel(self.tr("Who will hear of it"))
        self.reach = ReachPart()
        self.issues = IssuesPart()
        self.reach.deliveries_wanted.connect(lambda: self._leave_for(self.deliveries_wanted))
        self.publish_button = QPushButton(publish_words(None))
        self.publish_button.setProperty("look", "primary")
        self.publish_button.clicked.connect(self._publish)
        self.agreement = AgreementPart(view.zone, clock, me, before=view.without_approval)
        self.agreement.changed.connect(self._show_buttons)
        self.status = Label(tone="muted")
        self.main_button = self.publish_button
        self.links = PageActions()
        self._lay_out()
        self.agreement.show_agreement(view.agreement)
        self._show_buttons()
        self.back_button.setFocus()

    @property
    def is_sent(self) -> bool:
        """Whether the notice was published from here."""
        return self._is_sent

    @property
    def is_touched(self) -> bool:
        """Whether a reason stands in it that would be lost."""
        has_words = bool(self.override.text().strip()) or self.agreement.is_touched
        return has_words and not self._is_sent

    def show_reach(self, view: ReachView, health: Sequence[ChannelHealth]) -> None:
        """Says whom it reaches, before it is published."""
        self._heard = view, health
        self._show_heard()

    def show_no_reach(self, error: StatusBoardError) -> None:
        """It could not be counted whom it reaches."""
        if not self._is_sent:
            self.reach.show_failure(str(error))

    def show_messages(self, progress: SendProgress | None, health: Sequence[ChannelHealth]) -> None:
        """Says how far the messages have got, after it was published."""
        self.reach.show_progress(progress, health, self._clock.now(), self.view.zone)

    def was_published(self) -> None:
        """The verb has been carried out; page and messages follow."""
        self._is_sent, self._is_busy = True, False
        self.entitle(title_words(self.view, Reached.ON_ITS_WAY))
        self.override.setEnabled(False)
        self.telling.setEnabled(False)
        self.agreement.freeze()
        self.publish_button.hide()
        self.heard_by.setText(self.tr("Who has heard of it"))
        self.back_button.setText(self.tr("Close"))
        self.status.setText(self.tr("Publishing…"))
        # The one thing left to do stands where the last one stood.
        self.foot.addWidget(self.back_button)
        self._show_buttons()
        self.back_button.setFocus()

    def was_refused(self, error: StatusBoardError) -> None:
        """The verb did not answer with yes. Asking again can never publish twice."""
        self._is_busy = False
        self.status.setText("")
        if isinstance(error, RuleBroken | Rejected):
            words, reason = self.tr("Nothing was published. {reason}"), str(error)
        else:
            # What happened, without what is to be done about other calls: this one may be repeated.
            reason = f"{str(error).partition('. ')[0].rstrip('.')}."
            words = self.tr(
                "It is not known whether this was published: {reason} "
                "Publish again; it cannot go out twice."
            )
        self.outcome.show_sentence(words.format(reason=reason), tone="major")
        self.outcome.show()
        if isinstance(error, RuleBroken) and error.field == "override":
            # Monitoring has changed its mind since this sheet was opened.
            self._blocks = True
            self.override.show()
            self.override.setFocus()
        self._show_buttons()

    def show_progress(self, places: Sequence[PublicationView]) -> None:
        """Says how far the page has got; “published” only once every place was read back."""
        progress = progress_of(places, self._clock.now(), self.view.zone)
        self.entitle(title_words(self.view, progress.reached))
        match progress.reached:
            case Reached.ON_ITS_WAY:
                self.status.setText(progress.sentence)
            case Reached.FAILING:
                is_one = len({place.page for place in places}) == 1
                self.status.setText(
                    self.tr("Not on the page yet") if is_one else self.tr("Not on every page yet")
                )
                self.outcome.show_sentence(progress.sentence, tone="major")
                self.outcome.show()
            case Reached.READ_BACK:
                self.status.setText("")
                self.outcome.show_sentence(progress.sentence, tone="operational")
                self.outcome.show()
                shown = (place.links for place in places if place.links != PageLinks())
                self.links.show_links(next(shown, PageLinks()))
                self.back_button.setText(self.tr("Done"))
                self.back_button.setProperty("look", "primary")
                self.back_button.style().unpolish(self.back_button)
                self.back_button.style().polish(self.back_button)

    def reject(self) -> None:
        """Closes, except in the moment in which it is being decided whether it was published.

        Asks first where a reason was typed, which is kept only with what is published.
        """
        if self._is_busy:
            return
        if self.is_touched:
            words = self.tr("The reason you wrote for publishing is not kept.")
            ask_to_throw_away(self, words, super().reject)
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and self.brake.is_held:
            self.brake.take_back.click()
            return
        super().keyPressEvent(event)

    def _publish(self) -> None:
        if self._is_busy or self._is_sent:
            return
        self._is_busy = True
        self.outcome.hide()
        self.status.setText(self.tr("Publishing…"))
        self._show_buttons()
        self.publish_wanted.emit(self.override.text().strip() if self._blocks else "")

    def _show_heard(self) -> None:
        if self._is_sent:
            return
        if self.telling.is_silent:
            self.reach.show_silence()
        elif self._heard is not None:
            is_end = self.view.wording.status.is_over
            self.reach.show_reach(*self._heard, is_end=is_end, zone=self.view.zone)
        self._show_buttons()

    def _publish_words(self) -> str:
        if self.agreement.is_urgent:
            return self.tr("Publish without approval")
        if self.telling.is_silent:
            return self.tr("Publish to the page")
        return publish_words(self._heard[0] if self._heard is not None else None)

    def _leave_for(self, wanted: SignalInstance) -> None:
        self.reject()  # first: the focus goes back to where it was
        wanted.emit()

    def _to_settings(self) -> None:
        self.settings_wanted.emit()
        self.reject()

    def _show_buttons(self) -> None:
        has_reason = not self._blocks or bool(self.override.text().strip())
        is_free = not self._is_busy and not self._is_sent
        is_agreed = self.agreement.lets_publish
        self.publish_button.setText(self._publish_words())
        self.publish_button.setVisible(self.agreement.offers_publishing and not self._is_sent)
        self.publish_button.setEnabled(
            is_free and has_reason and is_agreed and bool(self.view.targets)
        )
        self.back_button.setEnabled(not self._is_busy)
        self.publish_button.setToolTip(
            ""
            if has_reason
            else self.tr("Something stands against it: say why it is right all the same.")
        )

    def _lay_out(self) -> None:
        before, after = self.view.before, self.view.wording
        if before is not None and before.status is not after.status:
            self.head.addWidget(StatusChip(before.status))
            self.head.addWidget(Label("→", tone="muted"))
        if not is_news(self.view):
            self.head.addWidget(StatusChip(after.status))
        self.content.addWidget(self.outcome)
        self.content.addWidget(self.brake)
        corrected = self.view.corrects
        if corrected is not None:
            words = correction_words(corrected, self._clock.now(), zone_of(self.view.zone))
            self.content.addWidget(Banner(words, tone="maintenance"))
        inner = QWidget()
        body = QHBoxLayout(inner)
        body.setContentsMargins(SPACE_5, SPACE_4 + 2, SPACE_5, SPACE_4 + 2)
        body.setSpacing(SPACE_5)
        self.override.setVisible(self._blocks)
        left = news_column if is_news(self.view) else changes_column
        body.addLayout(left(self.view, self.override), 1)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        parts = (self.telling, self.reach, self.places, self.settings_button, self.issues)
        side.setLayout(
            side_column(self.view, self._clock.now(), self.heard_by, parts, self.agreement)
        )
        body.addWidget(side)
        self.hold(inner)
        self.foot.addWidget(self.back_button)
        self.foot.addWidget(self.links)
        self.foot.addStretch(1)
        self.foot.addWidget(self.status)
        for button in (*self.agreement.main_buttons, self.publish_button):
            self.foot.addWidget(button)
