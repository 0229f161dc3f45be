"""The last look's part about other people and the clock: approval, an emergency, an instant."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.access import Actor, Permission
from statusboard.domain.approval import ApprovalState
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.agreement import AgreementView
from ui.screens.notices.agreement_words import (
    left_words,
    schedule_sentence,
    since_words,
    waits_for,
)
from ui.screens.notices.review.instant_row import InstantRow
from ui.theme.tokens import CAPTION, SPACE_2
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.section_label import SectionLabel
from ui.widgets.status_chip import StatusChip
from ui.widgets.time_words import zone_of

# How long it is until a text goes out is told in minutes.
_COUNT_MS = 10_000


class AgreementPart(QWidget):
    """Says how the text stands, and offers what can be done about it; hidden where nothing is.

    `main_buttons` stand beside the one that publishes.

    Signals:
        ask_wanted, withdraw_wanted, approve_wanted, unschedule_wanted: a person decided so.
        reject_wanted: a person sends it back; carries the words why.
        schedule_wanted: a person chose an instant; carries it, in UTC.
        changed: whether it may be published has changed.
    """

    ask_wanted = Signal()
    withdraw_wanted = Signal()
    approve_wanted = Signal()
    reject_wanted = Signal(str)
    schedule_wanted = Signal(object)
    unschedule_wanted = Signal()
    changed = Signal()

    def __init__(self, zone: str, clock: Clock, me: Actor | None, *, before: str = "") -> None:
        """`before` is why the last update went out without approval; empty where it did not."""
        super().__init__()
        self._before = before
        self._zone, self._clock, self._me = zone_of(zone), clock, me
        self._view: AgreementView | None = None
        self._is_free = True
        self._mode = ""
        self.chip = StatusChip()
        self.words = Label(size=CAPTION, tone="muted", wrap=True)
        self.why = Paragraph("", size=CAPTION)
        self.reason = self._field(
            self.tr("Why publish without approval"),
            self.tr("Why can it not wait? It is recorded."),
        )
        self.sent_back = self._field(
            self.tr("What has to change"), self.tr("What has to change? They read it.")
        )
        self.instant = InstantRow(self._zone, clock)
        self.withdraw_button = self._quiet(self.tr("Take the question back"), self.withdraw_wanted)
        self.unschedule_button = self._quiet(
            self.tr("Take it off the schedule"), self.unschedule_wanted
        )
        self.ask_button = QPushButton(self.tr("Ask for approval"))
        self.approve_button = QPushButton(self.tr("Approve"))
        self.reject_button = QPushButton(self.tr("Send back…"))
        self.without_button = QPushButton(self.tr("Publish without approval…"))
        self.schedule_button = QPushButton(self.tr("Schedule…"))
        self.main_buttons = (
            *(self.reject_button, self.schedule_button, self.without_button),
            *(self.ask_button, self.approve_button),
        )
        for button in (self.ask_button, self.approve_button):
            button.setProperty("look", "primary")
        self.ask_button.clicked.connect(self.ask_wanted)
        self.approve_button.clicked.connect(self.approve_wanted)
        self.reject_button.clicked.connect(self._reject)
        self.without_button.clicked.connect(lambda: self._turn("without", self.reason))
        self.schedule_button.clicked.connect(self._schedule)
        self.reason.textChanged.connect(self.changed)
        self._lay_out()
        counting = QTimer(self, interval=_COUNT_MS)
        counting.timeout.connect(self._count)
        counting.start()

    @property
    def is_shown_at_all(self) -> bool:
        """Whether other people or the clock have anything to do with it."""
        view = self._view
        if view is None:
            return False
        is_told = view.is_needed or view.step or view.schedule or self._before
        return bool(is_told or self._mode)

    @property
    def lets_publish(self) -> bool:
        """Whether nothing of it stands in the way of publishing now."""
        is_enough = self._view is None or self._view.is_enough
        return self._may(Permission.PUBLISH) and (is_enough or bool(self.without_approval))

    @property
    def offers_publishing(self) -> bool:
        """Whether the button that publishes has a place here."""
        return self._view is None or self._view.is_enough or self.is_urgent

    @property
    def is_urgent(self) -> bool:
        """Whether it is about to go out although nobody else has agreed."""
        return self._mode == "without"

    @property
    def without_approval(self) -> str:
        """Why it goes out without approval; empty where it does not."""
        return self.reason.text().strip() if self.is_urgent else ""

    @property
    def is_touched(self) -> bool:
        """Whether words stand in it that would be lost."""
        return any(field.isVisibleTo(self) and field.text() for field in self._fields)

    def show_agreement(self, view: AgreementView) -> None:
        """Shows how it stands now."""
        if view.is_enough and self.is_urgent:
            self._mode = ""  # somebody has approved it meanwhile
        self._view = view
        self._show()

    def set_free(self, *, is_free: bool) -> None:
        """Whether anything can be decided now."""
        self._is_free = is_free
        self._show()

    def freeze(self) -> None:
        """It is published: nothing is left to decide."""
        self._mode = ""
        self.set_free(is_free=False)
        for button in (*self.main_buttons, self.withdraw_button, self.unschedule_button):
            button.hide()

    @property
    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.reason, self.sent_back

    def _may(self, permission: Permission) -> bool:
        return self._me is None or self._me.may(permission)

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        self._say(view)
        is_asked = view.state is ApprovalState.ASKED
        is_mine = waits_for(view, self._me)
        is_missing = view.is_needed and not view.is_enough
        may_publish = self._may(Permission.PUBLISH)
        is_urgent = self.is_urgent
        is_standing = view.schedule is not None and view.schedule.is_standing
        shown = {
            self.ask_button: is_missing
            and not is_asked
            and not is_urgent
            and self._may(Permission.WRITE),
            self.approve_button: is_mine,
            self.reject_button: is_mine,
            self.without_button: is_missing
            and may_publish
            and self._may(Permission.OVERRIDE)
            and not (is_mine or is_urgent),
            self.schedule_button: view.is_enough and may_publish and not is_standing,
            self.withdraw_button: is_asked and not is_mine and self._may(Permission.WRITE),
            self.unschedule_button: view.schedule is not None and may_publish,
            self.reason: is_urgent,
            self.sent_back: self._mode == "back",
            self.instant: self._mode == "later",
        }
        for widget, is_shown in shown.items():
            widget.setVisible(is_shown)
            widget.setEnabled(self._is_free)
        self.reject_button.setText(
            self.tr("Send back") if self._mode == "back" else self.tr("Send back…")
        )
        self.schedule_button.setText(
            self.tr("Schedule") if self._mode == "later" else self.tr("Schedule…")
        )
        self.setVisible(self.is_shown_at_all)
        self.changed.emit()

    def _say(self, view: AgreementView) -> None:
        now, step = self._clock.now(), view.step
        good, bad = ComponentStatus.OPERATIONAL, ComponentStatus.DEGRADED_PERFORMANCE
        waits = IncidentStatus.MONITORING
        looks: dict[ApprovalState, tuple[ComponentStatus | IncidentStatus, str]] = {
            ApprovalState.APPROVED: (good, self.tr("Approved")),
            ApprovalState.ASKED: (waits, self.tr("Waiting for approval")),
            ApprovalState.REJECTED: (bad, self.tr("Sent back")),
            ApprovalState.OPEN: (bad, self.tr("Needs approval")),
        }
        is_told = view.is_needed or (step is not None and view.state is not ApprovalState.OPEN)
        status, word = looks[view.state]
        if view.state is ApprovalState.APPROVED and not view.is_enough:
            status, word = bad, self.tr("Approved for less")
        self.chip.show_status(status, word)
        self.chip.setVisible(is_told)
        is_decided = step is not None and view.state is not ApprovalState.OPEN
        self.words.setText(
            since_words(step, now, self._zone)
            if step is not None and is_decided
            else self.tr("one other person")
        )
        self.words.setVisible(is_told)
        told = []
        if step is not None and step.words and view.state is ApprovalState.REJECTED:
            told.append(f"“{step.words}”")
        if view.schedule is not None:
            told.append(schedule_sentence(view.schedule, now, self._zone))
            told.append(left_words(view.schedule, now))
        if self._before:
            words = self.tr("The last update went out without approval: “{why}”.")
            told.append(words.format(why=self._before.rstrip(".")))
        self.why.set_text(" ".join(filter(None, told)))
        self.why.setVisible(bool(told))

    def _count(self) -> None:
        if self._view is not None and self._view.schedule is not None and self.isVisible():
            self._say(self._view)

    def _turn(self, mode: str, field: QLineEdit) -> None:
        self._mode = mode
        self._show()
        field.setFocus()

    def _reject(self) -> None:
        words = self.sent_back.text().strip()
        if self._mode == "back" and words:
            self.reject_wanted.emit(words)
            return
        self._turn("back", self.sent_back)

    def _schedule(self) -> None:
        if self._mode != "later":
            self._mode = "later"
            self.instant.begin()
            self._show()
            self.instant.edit.setFocus()
            return
        instant = self.instant.chosen()
        if instant is not None:
            self.schedule_wanted.emit(instant)

    def settle(self) -> None:
        """What was begun here is done."""
        self._mode = ""
        for field in self._fields:
            field.clear()
        self._show()

    def _field(self, name: str, placeholder: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(placeholder)
        field.setToolTip(placeholder)
        return field

    def _quiet(self, words: str, wanted: object) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("look", "quiet")
        button.clicked.connect(wanted)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(SectionLabel(self.tr("Approval and time")))
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        row.addWidget(self.chip)
        row.addWidget(self.words, 1)
        column.addLayout(row)
        column.addWidget(self.why)
        for part in (self.reason, self.sent_back, self.instant):
            column.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self.withdraw_button)
        foot.addWidget(self.unschedule_button)
        foot.addStretch(1)
        column.addLayout(foot)
