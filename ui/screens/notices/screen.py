"""The notices screen: which notice is open, and the ways from here to another place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from statusboard.app.clock import Clock, SystemClock
from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.inputs import Published
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.notices import EditorView, NoticesView
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.base import Screen
from ui.screens.destinations import (
    NewNoticePlace,
    NoticePlace,
    NoticesPlace,
    NoticeStep,
    OnNotices,
)
from ui.screens.notices.agreement import Agreement
from ui.screens.notices.discarding import Discarding
from ui.screens.notices.ending.ending import Ending
from ui.screens.notices.last_look import LastLook
from ui.screens.notices.list.notice_rows import Line, NoticeKey
from ui.screens.notices.list.searching import Searching
from ui.screens.notices.notices_head import NoticesHead
from ui.screens.notices.open_notice import OpenNotice
from ui.screens.notices.quick_ways import QuickWays
from ui.screens.notices.review.publishing import Publishing
from ui.screens.notices.shortcuts import add_shortcuts
from ui.screens.notices.turning import Turn, Turning, ask_of
from ui.screens.notices.ways_out import lead_out
from ui.screens.notices.workplace import Workplace
from ui.screens.notices.writers import Writers

_CONFIRM = "confirm"


class NoticesScreen(Screen[NoticesView, OnNotices]):
    """The list, the editor with its preview, and the way to the public page."""

    topics = frozenset(
        {Topic.NOTICES, Topic.INCIDENTS, Topic.STATES, Topic.SERVICES}
        | {Topic.SETTINGS, Topic.PUBLICATION}
    )

    def __init__(
        self, operations: Operations, parent: QWidget | None = None, *, clock: Clock | None = None
    ) -> None:
        super().__init__(operations, parent)
        self._clock: Clock = clock or SystemClock()
        self.head = NoticesHead()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self.workplace = Workplace(self._clock, self)
        column.addWidget(self.workplace, 1)
        self.list = self.workplace.list
        self.searching = Searching(operations, self.list)
        self.editor = self.workplace.editor
        self.notice = OpenNotice(operations, self._clock, self.editor, self.workplace.side, self)
        self.turning = Turning(operations, self.notice, self)
        self.publishing = Publishing(operations, self._clock, self)
        self.ending = Ending(operations, self._clock, self.editor.more, self.notice, self)
        self.quick = QuickWays(operations, self.notice, self)
        self.last_look = LastLook(operations, self.notice, self.publishing, self)
        self.discarding = Discarding(operations, self.notice, self)
        self.agreement = Agreement(operations, self.notice, self.workplace, self.publishing)
        self.writers = Writers(operations, self.notice, self.list, self.editor.banners, self)
        self._connect()
        operations.permitted.bind(Permission.WRITE, *self.head.ways, self.workplace.room)
        self.workplace.show_reading()

    def changes_arrived(self, changes: Changes) -> None:
        """What only moves messages on is asked of the sheet alone: there are many in a second."""
        is_about_messages = bool(changes.topics & {Topic.DELIVERIES, Topic.SUBSCRIBERS})
        # All that concerns the list asks this as well.
        if is_about_messages and not changes.topics & self.topics and self.isVisible():
            self.publishing.ask_again()
        self.writers.changes_arrived(changes)
        if Topic.INCIDENTS in changes.topics and self.isVisible():
            self.notice.following.looking_back.ask_again()
            self.searching.ask_again()
        super().changes_arrived(changes)

    def refresh(self) -> None:
        """Asks for the list again, and for what monitoring sees of the open notice."""
        super().refresh()
        self.notice.look_again()
        self.writers.ask()
        self.publishing.ask_again()

    async def ask_view(self) -> NoticesView:
        return await self.agreement.read()

    def focus_on(self, place: OnNotices) -> None:
        """Starts a new notice, or opens one that there is."""
        match place:
            case NoticesPlace():
                pass
            case NewNoticePlace(component_id):
                self.start_new(component_id)
            case NoticePlace(corrects=corrects) if corrects:
                self.correct(corrects)
            case NoticePlace(incident_id=int() as incident_id, step=NoticeStep.NO_CHANGE):
                self.quick.say_no_change(incident_id)
            case NoticePlace(notice_id, incident_id, step=step):
                then = self.review if step is NoticeStep.REVIEW else None
                self.turn_to(NoticeKey(notice_id, incident_id), then)

    def start_new(self, component_id: int | None = None) -> None:
        """A new notice, prefilled with what monitoring sees; the text at hand is kept first."""
        named = () if component_id is None else (component_id,)
        self._turn(NoticeKey(), EditorAsk(component_ids=named))

    def announce(self) -> None:
        """Something to say without an incident; the text at hand is kept first."""
        self._turn(NoticeKey(), EditorAsk(sort=NoticeSort.ANNOUNCEMENT))

    def turn_to(self, key: NoticeKey, then: Callable[[], None] | None = None) -> None:
        """Opens another notice; the text at hand is kept first, or this one stays open.

        `then` is called once it is open.
        """
        self._turn(key, ask_of(key), then)

    def correct(self, update: str) -> None:
        """Opens a notice that takes back what an update said."""
        self._turn(NoticeKey(), EditorAsk(corrects=update))

    def review(self, *, is_quick: bool = False) -> None:
        """Opens the last look at the notice that is open.

        `is_quick`: Enter publishes there, where no check has anything to say.
        """
        if self.notice.key is not None:
            self.turning.stop()
            self._mark()
            self.last_look.review(is_quick=is_quick)

    def unsaved(self) -> str:
        sheet = self.publishing.sheet
        if self.notice.drafting.is_stuck:
            return self.tr("The text of the open notice could not be saved.")
        if sheet is not None and sheet.is_touched:
            return self.tr("A notice is about to be published, with a reason that is not kept yet.")
        return ""

    async def settle(self) -> None:
        """Keeps what is written; to be awaited before the window closes."""
        await self.notice.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.notice.flush(lambda _is_kept: None)
        self.writers.turned()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.workplace.divide(event.size().width())

    def _turn(self, key: NoticeKey, ask: EditorAsk, then: Callable[[], None] | None = None) -> None:
        """What was begun with the notice that is open is not wanted any more."""
        self.last_look.give_up()
        self.quick.give_up()
        self.turning.start(Turn(key, ask, then))

    def _opened(self, turn: Turn, view: EditorView) -> None:
        self.notice.show(turn.key, view)
        self.writers.turned()
        self.workplace.show_editor()
        self.ending.offer()
        self._mark()
        if turn.key.is_new:
            self.editor.begin_writing(is_correction=view.corrects is not None)
        elif turn.then is not None or (self.isVisible() and not QApplication.focusWidget()):
            # Whoever comes back from what is opened now stands in the text, by whatever way.
            self.editor.body.text.setFocus(Qt.FocusReason.OtherFocusReason)
        if turn.then is not None:
            turn.then()

    def _mark(self) -> None:
        self.list.mark(self.notice.key or NoticeKey(), is_open=self.notice.key is not None)

    def _made(self, key: NoticeKey, is_quick: bool) -> None:
        """The next update is drafted: it is open, and looked at for the last time where quick."""
        self.turn_to(key, partial(self.review, is_quick=True) if is_quick else None)
        self._ask_list()

    def _ask_list(self, _why: object = None) -> None:
        super().refresh()

    def _confirm_list(self) -> None:
        """Whether what the list counts down to still holds; where nobody answers, it says so."""
        self.answers.ask(_CONFIRM, None, self.ask_view, self.show_view, lambda _error: None)

    def show_view(self, view: NoticesView) -> None:
        self.ending.know(view)
        self.list.show_view(view)
        self.head.show_publish_problem(view.publish_problem)
        if self.notice.key is not None or self.turning.is_going or self.discarding.is_going:
            return
        self._mark()
        lines = [row for row in self.list.rows if isinstance(row, Line)]
        if lines and not lines[0].is_over:
            self._open_first(lines[0].key)
            return
        self.workplace.show_nothing(has_list=bool(lines))

    def _open_first(self, key: NoticeKey) -> None:
        """Nobody asked for it: what is on its way by somebody's wish comes in its place."""
        self.turning.start(Turn(key, ask_of(key)))

    def _gone(self, key: NoticeKey | None) -> None:
        self.notice.close()
        if key is not None:
            self.turn_to(key)
        self._ask_list()

    def show_failure(self, error: StatusBoardError) -> None:
        if self.workplace.is_editing:
            self.operations.failed.emit(error)
            return
        self.workplace.show_failure(error)

    def _not_done(self, error: StatusBoardError) -> None:
        if self.notice.key is None:
            self.show_failure(error)
            return
        self._mark()
        self.operations.failed.emit(error)

    def _discarded(self) -> None:
        # Not on whatever button stands next to the one that is gone.
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask_list()

    def _published(self, done: Published) -> None:
        if self.notice.drafting.draft.notice_id == self.publishing.notice_id:
            self.notice.close()
        self._go_on(done.incident_id)

    def _go_on(self, incident_id: int) -> None:
        """Turns to what is said of an incident next."""
        self.turn_to(NoticeKey(None, incident_id))
        self._ask_list()

    def _connect(self) -> None:
        self.writers.writing.connect(self.writing)
        self.head.search.textChanged.connect(self.searching.search)
        self.head.new_wanted.connect(self.start_new)
        self.head.announcement_wanted.connect(self.announce)
        self.ending.ended.connect(self._go_on)
        self.list.wanted.connect(self.turn_to)
        self.list.confirm_wanted.connect(self._confirm_list)
        self.workplace.again_wanted.connect(self.refresh)
        self.workplace.new_wanted.connect(self.start_new)
        self.editor.review_wanted.connect(self.review)
        self.editor.offers.join_wanted.connect(self.quick.join)
        self.editor.no_change.wanted.connect(self.quick.say_no_change)
        self.quick.made.connect(self._made)
        self.quick.failed.connect(self._not_done)
        self.editor.discard_wanted.connect(self.discarding.ask)
        self.discarding.discarded.connect(self._discarded)
        self.discarding.failed.connect(self._ask_list)
        self.editor.agreement.look_wanted.connect(self.review)
        self.agreement.done.connect(self._ask_list)
        for way in (self.turning, self.last_look, self.discarding, self.agreement):
            way.failed.connect(self._not_done)
        self.turning.arrived.connect(self._opened)
        self.turning.refused.connect(self._mark)
        self.turning.refused.connect(self.notice.open_conflict)
        self.notice.stored.connect(self._mark)
        self.notice.stored.connect(self._ask_list)
        self.notice.gone.connect(self._gone)
        self.publishing.published.connect(self._published)
        # The next update is open, or on its way already: what is left is to write it.
        self.publishing.next_wanted.connect(
            lambda: self.turning.when_there(self.editor.body.text.setFocus)
        )
        self.publishing.correction_wanted.connect(self.correct)
        lead_out(self.wanted, self.head, self.publishing, self.notice.following)
        add_shortcuts(
            self,
            review=self.review,
            start_new=self.start_new,
            save=lambda: self.notice.flush(lambda _is_kept: None),
        )
