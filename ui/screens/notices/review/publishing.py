"""The way from the last look to a page that was read back and people who were told."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from statusboard.app.delivery.brake import BRAKE
from statusboard.app.delivery.commands import LetGo, TakeBack, let_go, take_back
from statusboard.app.delivery.health import CHANNEL_HEALTH, PROGRESS
from statusboard.app.notices.asks import ReviewAsk
from statusboard.app.notices.commands import publish
from statusboard.app.notices.inputs import Publish, Published
from statusboard.app.notices.queries import PUBLICATIONS
from statusboard.app.notices.reach import REACH
from statusboard.domain.access import Actor
from statusboard.domain.views.brake import BrakeState, BrakeView
from statusboard.domain.views.channel_health import ChannelHealth, SendProgress
from statusboard.domain.views.notices import Corrected, PublicationView, ReviewView
from statusboard.domain.views.reach import ReachView
from statusboard.errors import RuleBroken, StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.review.agreeing import Agreeing
from ui.screens.notices.review.issues_part import AskingForIssues
from ui.screens.notices.review.review_sheet import ReviewSheet

# Asked again by itself at this pace too: an announcement may be lost with its process.
_ASK_MS = 2_000
# Seconds that are counted down are asked for several times each, so that none is left out.
_BRAKE_MS = 250


class Publishing(QObject):
    """One review sheet at a time, and the publication that came of it.

    Signals:
        published: the update is said; carries the `Published`. The page follows.
        closed: the sheet is gone; carries the `Published`, or None.
        settings_wanted: a person wants to choose where the page goes.
        next_wanted: a person wants to write the next update of what was published.
        correction_wanted: a person wants to take back what people were told; carries the public id
            of the update.
        deliveries_wanted: a person wants to see each message.
        agreed: somebody asked, approved, sent back or scheduled it.
    """

    agreed = Signal()
    published = Signal(object)
    closed = Signal(object)
    settings_wanted = Signal()
    next_wanted = Signal()
    correction_wanted = Signal(str)
    deliveries_wanted = Signal()

    def __init__(self, operations: Operations, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._answers = LatestWins(operations, self)
        self._issues = AskingForIssues(operations, self._answers)
        self._agreeing = Agreeing(operations, self._answers, self)
        self._agreeing.done.connect(self.agreed)
        self._clock = clock
        self._window = parent
        self.sheet: ReviewSheet | None = None
        self.notice_id: int | None = None
        self._done: Published | None = None
        self._seen: list[str] = []
        self._corrected: Corrected | None = None
        self._is_on_page = self._is_all_told = False
        self._timer = QTimer(self)
        self._timer.setInterval(_ASK_MS)
        self._timer.timeout.connect(self.ask_again)
        self._brake_timer = QTimer(self)
        self._brake_timer.setInterval(_BRAKE_MS)
        self._brake_timer.timeout.connect(self._ask_brake)

    def open(self, view: ReviewView, *, is_quick: bool = False, me: Actor | None = None) -> None:
        """Opens the sheet; a second one is never opened beside it.

        `is_quick`: Enter publishes, where no check has anything to say. `me` is who looks, whose
        buttons are shown; None: those of everybody.
        """
        if self.sheet is not None:
            self.sheet.raise_()
            return
        self._done = None
        self.notice_id = view.notice_id
        self._corrected = view.corrects
        self._is_on_page = self._is_all_told = False
        self._seen = [finding.sentence for finding in view.findings]
        self.sheet = ReviewSheet(view, self._clock, self._window, me)
        self._agreeing.follow(self.sheet)
        self.sheet.publish_wanted.connect(self._publish)
        self.sheet.settings_wanted.connect(self.settings_wanted)
        self.sheet.next_wanted.connect(self._write_next)
        self.sheet.correction_wanted.connect(self._correct)
        self.sheet.deliveries_wanted.connect(self.deliveries_wanted)
        self.sheet.brake.take_back_wanted.connect(self._take_back)
        self.sheet.brake.let_go_wanted.connect(self._let_go)
        self.sheet.finished.connect(self._closed)
        self.sheet.open()
        if is_quick and not view.findings and self.sheet.publish_button.isEnabled():
            self.sheet.publish_button.setFocus()
        self._ask_reach(view)
        self._issues.ask(view, self.sheet.issues, now=self._clock.now)

    def ask_again(self) -> None:
        """Asks whom it reaches; once it is published, how far page and messages have got."""
        if self.sheet is None:
            return
        if self._done is None:
            self._ask_reach(self.sheet.view)
            self._agreeing.ask_again()
            return
        self._ask_messages(self._done.update_public_id)
        generation = self._done.generation
        self._answers.ask(
            "publications",
            generation,
            partial(self._operations.desk.ask, PUBLICATIONS, generation),
            self._show,
            lambda _error: None,
        )

    def _publish(self, override: str) -> None:
        if self.sheet is None:
            return
        view = self.sheet.view
        seen, tell = tuple(self._seen), self.sheet.telling.tell
        why = self.sheet.agreement.without_approval
        given = Publish(view.notice_id, view.revision, override, seen, tell, why)
        self._operations.run(
            self, self._operations.desk.do(publish, given), self._published, self._refused
        )

    def _published(self, done: Published) -> None:
        self._done = done
        self._answers.drop("reach")
        self.published.emit(done)
        if self.sheet is not None:
            self.sheet.was_published()
            self._timer.start()
            self.ask_again()
            self._brake_timer.start()
            self._ask_brake()

    # The messages

    def _ask_reach(self, view: ReviewView) -> None:
        ask = ReviewAsk(view.notice_id, view.revision)
        self._answers.ask("reach", ask, partial(self._reach, ask), self._show_reach, self._no_reach)

    async def _reach(self, ask: ReviewAsk) -> tuple[ReachView, tuple[ChannelHealth, ...]]:
        desk = self._operations.desk
        return await desk.ask(REACH, ask), await desk.ask(CHANNEL_HEALTH, None)

    def _show_reach(self, found: tuple[ReachView, tuple[ChannelHealth, ...]]) -> None:
        if self.sheet is not None:
            self.sheet.show_reach(*found)

    def _no_reach(self, error: StatusBoardError) -> None:
        if self.sheet is not None:
            self.sheet.show_no_reach(error)

    def _ask_messages(self, update: str) -> None:
        work = partial(self._messages, update)
        self._answers.ask("messages", update, work, self._show_messages, lambda _error: None)

    async def _messages(self, update: str) -> tuple[SendProgress | None, tuple[ChannelHealth, ...]]:
        desk = self._operations.desk
        return await desk.ask(PROGRESS, update), await desk.ask(CHANNEL_HEALTH, None)

    def _show_messages(self, found: tuple[SendProgress | None, tuple[ChannelHealth, ...]]) -> None:
        if self.sheet is not None:
            self.sheet.show_messages(*found)
        progress = found[0]
        open_counts = () if progress is None else progress.counts.items()
        self._is_all_told = not any(state.is_open and count for state, count in open_counts)
        self._rest_when_done()

    def _rest_when_done(self) -> None:
        if self._is_on_page and self._is_all_told:
            self._timer.stop()

    # The brake

    def _ask_brake(self) -> None:
        if self._done is None or self.sheet is None:
            return
        update = self._done.update_public_id
        self._answers.ask(
            "brake",
            update,
            partial(self._operations.desk.ask, BRAKE, update),
            self._show_brake,
            lambda _error: None,
        )

    def _show_brake(self, view: BrakeView) -> None:
        if view.state is not BrakeState.HELD:
            self._brake_timer.stop()
            self.ask_again()
        if self.sheet is not None:
            self.sheet.brake.show_brake(view)

    def _take_back(self) -> None:
        if self._done is not None:
            given = TakeBack(self._done.update_public_id)
            work = self._operations.desk.do(take_back, given)
            refused = partial(self._not_taken_back, self._done)
            self._operations.run(self, work, lambda _count: self._ask_brake(), refused)

    def _not_taken_back(self, of: Published, error: StatusBoardError) -> None:
        if of is not self._done:
            self._operations.failed.emit(error)  # another update is published by now
            return
        self._brake_timer.stop()
        self._answers.drop("brake")
        if self.sheet is not None:
            self.sheet.brake.show_refused(str(error))

    def _write_next(self) -> None:
        if self._corrected is not None:
            # The correction was taken back: the wrong words stand as they stood before it.
            self.correction_wanted.emit(self._corrected.update)
        else:
            self.next_wanted.emit()

    def _correct(self) -> None:
        if self._done is not None:
            self.correction_wanted.emit(self._done.update_public_id)

    def _let_go(self) -> None:
        if self._done is not None:
            work = self._operations.desk.do(let_go, LetGo(self._done.update_public_id))
            self._operations.run(self, work, lambda _was_held: self._ask_brake())

    def _refused(self, error: StatusBoardError) -> None:
        if isinstance(error, RuleBroken) and error.field == "override":
            self._seen.append(str(error))  # it stands on the sheet from now on
        if self.sheet is not None:
            self.sheet.was_refused(error)
            self._agreeing.ask_again()

    def _show(self, places: tuple[PublicationView, ...]) -> None:
        if self.sheet is not None:
            self.sheet.show_progress(places)
        self._is_on_page = bool(places) and all(place.read_back_at is not None for place in places)
        self._rest_when_done()

    def _closed(self) -> None:
        self._timer.stop()
        self._brake_timer.stop()
        self._answers.drop_all()
        self._agreeing.leave()
        self.sheet = None
        self.closed.emit(self._done)
