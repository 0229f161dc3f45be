"""The work that is looked at or planned: its form, what is in its way, what is said, what to do."""

from datetime import UTC, tzinfo

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from statusboard.app.clock import Clock, SystemClock
from statusboard.domain.maintenance import MaintenanceStatus, Plan
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.agreement import NO_AGREEMENT, AgreementView
from statusboard.domain.views.maintenance import MaintenanceDetail, PlanNotes
from ui.screens.maintenance.approval_part import ApprovalPart
from ui.screens.maintenance.notes import Notes
from ui.screens.maintenance.plan_form import PlanForm
from ui.screens.maintenance.sayings_list import SayingsList, to_be_said
from ui.screens.maintenance.shown_plan import can_be_changed, saved_plan, shown_plan
from ui.screens.maintenance.words import finishes_at, state_look
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4
from ui.widgets.banner import Banner
from ui.widgets.labelled import Labelled
from ui.widgets.tab_order import chain
from ui.widgets.time_words import zone_of
from ui.widgets.two_groups import TwoGroups

_SIDE = 20


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class MaintenancePane(QFrame):
    """Shows one `MaintenanceDetail`, or a new plan, and says what the person wants done.

    Signals:
        save_wanted: keep the plan; carries whether people are to be told (else it stays a draft).
        start_wanted, extend_wanted, verify_wanted, end_wanted, cancel_wanted: of the window shown.
        correct_wanted: the window shown is over, and ended at another time than it says.
        saying_chosen: a message is to be shown as readers get it; carries its `SayingStep`.
    """

    save_wanted = Signal(bool)
    start_wanted = Signal()
    verify_wanted = Signal()
    end_wanted = Signal()
    extend_wanted = Signal()
    cancel_wanted = Signal()
    correct_wanted = Signal()
    saying_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, clock: Clock | None = None) -> None:
        super().__init__(parent)
        self._clock: Clock = clock or SystemClock()
        self._agreement = NO_AGREEMENT
        self.setProperty("surface", "plain")
        self.setAccessibleName(_tr("The chosen work"))
        self._detail: MaintenanceDetail | None = None
        self._is_busy = self._is_said = self._is_outdated = False
        self._zone: tzinfo = UTC
        self._make_parts()
        self._lay_out()
        self._show_actions()

    def _make_parts(self) -> None:
        self.form = PlanForm()
        self.form.edited.connect(self._show_actions)
        self.notes = Notes()
        self.notes.quiet_wanted.connect(self.form.when.begin_at)
        self.sayings = SayingsList()
        self.sayings.chosen.connect(self.saying_chosen)
        self.problem = Banner(tone="major", is_rounded=True)
        self.problem.hide()
        self.approval = ApprovalPart()
        self.approval.changed.connect(self._show_save)
        self.cancel = self._button(_tr("Cancel work…"), "quiet", self.cancel_wanted.emit)
        self.start = self._button(_tr("Start now"), "", self.start_wanted.emit)
        self.extend = self._button(_tr("Extend…"), "", self.extend_wanted.emit)
        self.verify = self._button(_tr("Verifying"), "", self.verify_wanted.emit)
        self.verify.setToolTip(_tr("The work is done and is being looked over; the page says so."))
        self.end = self._button(_tr("End now"), "primary", self.end_wanted.emit)
        self.correct = self._button(_tr("Correct end…"), "", self.correct_wanted.emit)
        self._acting = (self.start, self.extend, self.verify, self.end, self.correct)
        self.draft = self._button(_tr("Save as draft"), "", lambda: self.save_wanted.emit(False))
        self.save = self._button(
            _tr("Save and tell"), "primary", lambda: self.save_wanted.emit(True)
        )

    @staticmethod
    def _button(words: str, look: str, pressed: object) -> QPushButton:
        button = QPushButton(words)
        if look:
            button.setProperty("look", look)
        button.clicked.connect(lambda _=False: pressed())  # type: ignore[operator]
        return button

    def _lay_out(self) -> None:
        # From the outside in: the stylesheet dresses all of a widget anew each time it moves.
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._scroll, 1)
        inner = QWidget()
        inner.setProperty("surface", "plain")
        self._scroll.setWidget(inner)
        box = QVBoxLayout(inner)
        box.setContentsMargins(_SIDE - 6, 14, _SIDE, _SIDE)
        box.setSpacing(SPACE_3 + 2)
        told = QWidget()
        told_box = QVBoxLayout(told)
        told_box.setContentsMargins(0, 0, 0, 0)
        told_box.setSpacing(6)
        by_itself = QHBoxLayout()
        by_itself.setSpacing(SPACE_4)
        by_itself.addWidget(self.form.starts_itself)
        by_itself.addWidget(self.form.ends_itself)
        by_itself.addStretch(1)
        told_box.addWidget(self.sayings)
        told_box.addLayout(by_itself)
        told_box.addWidget(self.form.tells)
        told_box.addWidget(self.form.reminder)
        for part in (
            self.problem,
            self.approval,
            self.form,
            self.notes,
            Labelled(_tr("Say it"), told),
        ):
            box.addWidget(part)
        box.addStretch(1)
        foot = TwoGroups(gap=SPACE_2)
        foot.set_margins(_SIDE - 14, SPACE_3, _SIDE, SPACE_3 + 2)
        foot.left.addWidget(self.cancel)
        for button in (*self._acting, self.draft, self.save):
            foot.right.addWidget(button)
        edge = QWidget()
        edge.setFixedHeight(1)
        edge.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        edge.setProperty("surface", "edge")
        column.addWidget(edge)
        column.addWidget(foot)

    @property
    def detail(self) -> MaintenanceDetail | None:
        """The work that is shown; None while a new one is planned."""
        return self._detail

    @property
    def status(self) -> MaintenanceStatus | None:
        """The state of the window that is shown; None while a new one is planned."""
        return None if self._detail is None else self._detail.window.window.status

    @property
    def _can_move(self) -> bool:
        return self.status in (None, MaintenanceStatus.DRAFT, MaintenanceStatus.SCHEDULED)

    def show_detail(self, detail: MaintenanceDetail, page_zone: str) -> None:
        """Shows what is known of a window. What a person is writing of the same one stays."""
        before = self._detail
        is_there = before is not None and before.window.window.id == detail.window.window.id
        if not is_there:
            # Who chose it reads it from its head, where it says what it waits for.
            self._scroll.verticalScrollBar().setValue(0)
        is_same = is_there and before is not None and before.revision == detail.revision
        is_same = is_same and not self._is_outdated
        self._is_outdated = False
        self._detail, self._agreement = detail, detail.window.agreement
        if not is_same or not self.form.is_changed:
            self.form.load(shown_plan(detail), (page_zone,))
        if not is_same:
            self._show_word_once()
        look, word = state_look(detail.window)
        self.form.chip.show_status(look, word)
        self.form.set_editable(is_editable=can_be_changed(detail))
        zone = self._zone = zone_of(page_zone)
        if not self.form.is_changed:
            starts_at = detail.window.window.starts_at if self._can_move else None
            self.notes.show_notes(detail.window.clashes, detail.quiet, zone, starts_at=starts_at)
            self.form.repeats.say(detail.window.repeats)
        self.sayings.show_sayings(detail.sayings, finishes_at(detail.window.window), zone)
        self._show_actions()

    def show_new(self, plan: Plan, page_zone: str, *, needs_approval: bool = False) -> None:
        """Shows a plan that nobody has saved yet, ready to be written."""
        self._detail, self._is_outdated = None, False
        self._agreement = AgreementView(0, is_needed=needs_approval, is_enough=False)
        self.form.load(plan, (page_zone,))
        self.form.set_editable(is_editable=True)
        self.form.chip.show_status(ComponentStatus.UNKNOWN, _tr("New"))
        self._zone = zone_of(page_zone)
        self.show_no_notes()
        self.sayings.show_sayings(to_be_said(plan), self.form.when.starts, self._zone)
        self.show_problem("")
        self._show_actions()
        self.form.title.setFocus()

    def show_notes(self, notes: PlanNotes) -> None:
        """Shows what is to be known of the plan as it is written now."""
        starts_at = notes.starts_at if self._can_move else None
        self.notes.show_notes(notes.clashes, notes.quiet, self._zone, starts_at=starts_at)
        self.form.repeats.say(notes.repeats)

    def show_no_notes(self) -> None:
        """Nothing is known of a plan that is not whole yet."""
        self.notes.show_notes((), None, self._zone)
        self.form.repeats.say("")

    def show_problem(self, sentence: str, field: str = "") -> None:
        """Says what is wrong, below the field that it is about; empty takes it back."""
        if not sentence:
            self.form.clear_faults()
        elif field and self.form.show_fault(field, sentence):
            sentence = ""
        self.problem.show_sentence(sentence, tone="major")
        self.problem.setVisible(bool(sentence))
        if sentence:
            self._scroll.ensureWidgetVisible(self.problem)

    def say(self, sentence: str) -> None:
        """Says what was done, above everything, until something else is looked at."""
        self.problem.show_sentence(sentence, tone="operational")
        self.problem.show()
        self._is_said = True

    def forget_changes(self) -> None:
        """What was written was saved, or is thrown away: the next view takes its place."""
        self._is_outdated = True
        self.form.was_saved()

    def set_busy(self, *, is_busy: bool) -> None:
        """A verb is on its way: nothing is asked for twice."""
        self._is_busy = is_busy
        self._show_actions()

    def _order_tabs(self) -> None:
        """Tab walks from top to bottom, whatever came and went between."""
        form = self.form
        chain(
            *(self.approval.sent_back, self.approval.reason, *self.approval.buttons),
            *(form.title, form.when, form.repeats, form.services, form.body),
            *(self.notes, self.sayings, form.starts_itself, form.ends_itself),
            *(form.tells, form.reminder),
            *(self.cancel, *self._acting, self.draft, self.save),
        )

    def _show_word_once(self) -> None:
        """What was just done stays for the view that it made, and goes with the next one."""
        if not self._is_said:
            self.show_problem("")
        self._is_said = False

    def _show_actions(self) -> None:
        status, is_changed = self.status, self.form.is_changed
        is_draft = status in (None, MaintenanceStatus.DRAFT)
        is_scheduled = status is MaintenanceStatus.SCHEDULED
        is_running = status is not None and status.is_running
        is_over = status is not None and status.is_over
        self.cancel.setText(_tr("Discard…") if is_draft else _tr("Cancel work…"))
        self.cancel.setVisible(status is not None and not is_over)
        is_coming = self._detail is not None and self._detail.window.is_coming
        self.start.setVisible(is_scheduled and not (is_changed or is_coming))
        self.extend.setVisible(is_running)
        self.verify.setVisible(status is MaintenanceStatus.IN_PROGRESS)
        self.end.setVisible(is_running and not is_changed)
        self.correct.setVisible(status is MaintenanceStatus.COMPLETED)
        self.draft.setVisible(is_draft)
        self.save.setVisible(not is_over and (is_draft or is_scheduled or is_changed))
        self._show_approval(is_draft=is_draft)
        self.draft.setEnabled(not self._is_busy and (status is None or is_changed))
        for button in (self.cancel, *self._acting):
            button.setEnabled(not self._is_busy)
        self.approval.set_busy(is_busy=self._is_busy)
        self._order_tabs()

    def _show_approval(self, *, is_draft: bool) -> None:
        detail, is_changed = self._detail, self.form.is_changed
        if detail is not None and is_changed and not is_draft:
            # How it begins and ends by itself is nobody's but the team's.
            is_changed = not saved_plan(detail, self.form.plan).reads_as(detail.plan)
        now, view = self._clock.now(), self._agreement
        change = None if detail is None else detail.window.change
        self.approval.show_standing(
            *(view, now, self._zone), is_draft=is_draft, is_changed=is_changed, change=change
        )
        self.approval.show_redline(None if detail is None else detail.redline)

    def _show_save(self) -> None:
        """Whether it may be saved and told depends on whoever else has to agree."""
        is_draft = self.status in (None, MaintenanceStatus.DRAFT)
        is_telling, is_urgent = self.form.tells.isChecked(), bool(self.approval.without_approval)
        words = _tr("Save and tell") if is_telling else _tr("Save")
        self.save.setText(_tr("Tell without approval") if is_urgent else words)
        is_wanted = is_draft or self.form.is_changed
        self.save.setEnabled(not self._is_busy and is_wanted and self.approval.lets_tell)
        self.approval.explain(self.save)
