"""Where somebody else has to agree: how the work stands, and what can be done about it."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.access import Actor, Permission
from statusboard.domain.approval import ApprovalState
from statusboard.domain.views.agreement import NO_AGREEMENT, AgreementView, Redline
from statusboard.domain.views.maintenance import ChangeView
from ui.screens.maintenance.approval_words import (
    asked_sentence,
    change_sentence,
    draft_sentence,
)
from ui.screens.maintenance.notes import Note
from ui.screens.maintenance.reason_edit import ReasonEdit
from ui.screens.maintenance.redline_view import RedlineView
from ui.theme.tokens import SPACE_2
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_tip import plain_tip


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class ApprovalPart(QWidget):
    """A sentence, and the ways on below it; hidden where nobody else has to agree.

    Of a draft it is the plan that is agreed to; of announced work, the change that waits.

    Signals:
        ask_wanted, approve_wanted, withdraw_wanted: a person decided so.
        reject_wanted: a person sends it back; carries the words why.
        changed: whether customers may be told has changed.
    """

    ask_wanted = Signal()
    approve_wanted = Signal()
    withdraw_wanted = Signal()
    reject_wanted = Signal(str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: AgreementView = NO_AGREEMENT
        self._is_draft = self._is_changed = self._is_urgent = self._is_sent_back = False
        self._change: ChangeView | None = None
        self._explained = ""
        self.me: Actor | None = None
        self.note = Note()
        self.sent_back = QLineEdit()
        self.sent_back.setAccessibleName(_tr("What has to change"))
        self.sent_back.setPlaceholderText(_tr("What has to change? They read it."))
        self.reason = ReasonEdit()
        self.reason.textChanged.connect(self.changed)
        self.ask_button = self._button(_tr("Ask for approval"), self.ask_wanted.emit)
        self.approve_button = self._button(_tr("Approve"), self.approve_wanted.emit)
        self.reject_button = self._button(_tr("Send back…"), self._reject)
        self.withdraw_button = self._button(
            _tr("Take the question back"), self.withdraw_wanted.emit
        )
        self.without_button = self._button(_tr("Tell without approval…"), self._press_on)
        self.redline = RedlineView()
        for button in (self.ask_button, self.approve_button):
            button.setProperty("look", "primary")
        for button in (self.withdraw_button, self.without_button):
            button.setProperty("look", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        self._ways = QWidget()
        flow = FlowLayout(self._ways, gap=SPACE_2)
        for button in self.buttons:
            flow.addWidget(button)
        for part in (self.note, self.redline, self.sent_back, self.reason, self._ways):
            column.addWidget(part)
        self.hide()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The ways on, in their order."""
        return (
            *(self.approve_button, self.reject_button, self.ask_button),
            *(self.withdraw_button, self.without_button),
        )

    @property
    def without_approval(self) -> str:
        """Why it goes out although nobody else has agreed; empty where it does not."""
        return "" if self.reason.isHidden() else self.reason.reason

    @property
    def lets_tell(self) -> bool:
        """Whether nothing of it stands in the way of telling customers now."""
        return self._is_free or bool(self.without_approval)

    def show_standing(
        self,
        view: AgreementView,
        now: datetime,
        zone: tzinfo,
        *,
        is_draft: bool,
        is_changed: bool,
        change: ChangeView | None = None,
    ) -> None:
        """Shows how it stands. `is_changed`: what is written says another thing than that.

        `change` is what was asked for of announced work.
        """
        is_other = view.revision != self._view.revision or view.state is not self._view.state
        if is_other or is_draft is not self._is_draft or _number(change) != _number(self._change):
            self.settle()
        self._view, self._is_draft, self._is_changed = view, is_draft, is_changed
        self._change = None if is_draft or is_changed else change
        shown = self._shown
        if self._change is not None:
            words = asked_sentence(self._change, self.me, now, zone)
        elif is_draft:
            words = draft_sentence(view, self.me, now, zone, is_changed=is_changed)
        else:
            words = change_sentence(is_waiting=change is not None and change.is_waiting)
        is_agreed = is_draft and self._is_free and not is_changed
        is_back = shown.state is ApprovalState.REJECTED and not is_changed
        is_lost = self._change is not None and bool(self._change.problem)
        self.note.show_sentence(
            words,
            "operational" if is_agreed else "degraded" if is_back or is_lost else "maintenance",
        )
        self._show()

    def show_redline(self, redline: Redline | None) -> None:
        """Shows what it changes, where somebody has to know."""
        self.redline.show_redline(None if self._is_changed else redline)

    def explain(self, button: QPushButton) -> None:
        """Says on a button why customers cannot be told yet; what others say there stays."""
        words = "" if self.lets_tell else plain_tip(self.note.sentence)
        if button.toolTip() in ("", self._explained):
            button.setToolTip(words)
            self._explained = words

    def set_busy(self, *, is_busy: bool) -> None:
        """Something is on its way: nothing is asked for twice."""
        for button in self.buttons:
            button.setEnabled(not is_busy)

    def settle(self) -> None:
        """What was begun here is done, or is about another plan."""
        self._is_urgent = self._is_sent_back = False
        self.reason.clear()
        self.sent_back.clear()

    @property
    def _is_free(self) -> bool:
        """Whether customers may be told as far as the team's rule goes."""
        if not self._view.is_needed:
            return True
        return not self._is_changed and (self._view.is_enough or not self._is_draft)

    @property
    def _shown(self) -> AgreementView:
        """How that stands which the ways on are about."""
        return self._view if self._change is None else self._change.agreement

    def _show(self) -> None:
        shown, is_draft, is_kept = self._shown, self._is_draft, not self._is_changed
        is_about = is_kept and (is_draft or self._change is not None)
        is_lost = self._change is not None and bool(self._change.problem)
        is_asked = is_about and not is_lost and shown.state is ApprovalState.ASKED
        is_mine = is_asked and self.me is not None and shown.waits_for(self.me)
        is_given = is_kept and shown.state is ApprovalState.APPROVED
        may_press = self._may(Permission.OVERRIDE)
        is_change = not is_draft and self._is_changed
        self.approve_button.setVisible(is_mine)
        self.reject_button.setVisible(is_mine)
        self.ask_button.setVisible(
            (is_draft and not (is_asked or is_given))
            or (is_change and self._may(Permission.PUBLISH))
        )
        is_open = (is_draft or is_change) and not (self._is_free or self._is_urgent or is_mine)
        self.without_button.setVisible(is_open and may_press)
        is_to_withdraw = is_asked or (is_kept and self._change is not None)
        self.withdraw_button.setVisible(
            is_to_withdraw and not is_mine and self._may(Permission.WRITE)
        )
        self.withdraw_button.setText(
            _tr("Take the question back") if is_asked else _tr("Put it away")
        )
        self.sent_back.setVisible(self._is_sent_back and is_mine)
        is_ready = self._is_sent_back
        self.reject_button.setText(_tr("Send back") if is_ready else _tr("Send back…"))
        self.reason.setVisible(self._is_urgent and not self._is_free)
        self._ways.setVisible(any(not button.isHidden() for button in self.buttons))
        is_needed = self._view.is_needed and (is_draft or self._is_changed)
        self.setVisible(is_needed or self._change is not None)
        self.changed.emit()

    def _may(self, permission: Permission) -> bool:
        return self.me is None or self.me.may(permission)

    def _press_on(self) -> None:
        self._is_urgent = True
        self._show()
        self.reason.setFocus()

    def _reject(self) -> None:
        words = self.sent_back.text().strip()
        if self._is_sent_back and words:
            self.reject_wanted.emit(words)
            return
        self._is_sent_back = True
        self._show()
        self.sent_back.setFocus()

    @staticmethod
    def _button(words: str, pressed: object) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda _=False: pressed())  # type: ignore[operator]
        return button


def _number(change: ChangeView | None) -> int:
    return 0 if change is None else change.change_id
