"""The way to the last look at a notice: its text is kept first, then the review is asked for."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.notices.asks import ReviewAsk
from statusboard.app.notices.queries import REVIEW
from statusboard.domain.access import Actor
from statusboard.domain.views.notices import ReviewView
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.editor.drafting import Draft
from ui.screens.notices.open_notice import OpenNotice
from ui.screens.notices.review.publishing import Publishing

_REVIEW = "review"


class LastLook(QObject):
    """Opens the review of the notice that is open.

    Signals:
        failed: it could not be asked for; carries the error. Nothing is lost.
    """

    failed = Signal(object)

    def __init__(
        self,
        operations: Operations,
        notice: OpenNotice,
        publishing: Publishing,
        screen: QWidget,
    ) -> None:
        super().__init__(screen)
        self._operations = operations
        self._answers = LatestWins(operations, screen)
        self._notice, self._publishing = notice, publishing
        self._wanted: object | None = None

    def review(self, *, is_quick: bool) -> None:
        """Keeps the text, then opens the last look at it.

        `is_quick`: Enter publishes there, where no check has anything to say.
        """
        self._wanted = wanted = object()
        self._notice.flush(partial(self._ask, wanted, is_quick), even_untouched=True)

    def give_up(self) -> None:
        """It is not wanted any more: another notice is."""
        self._wanted = None
        self._answers.drop_all()

    def _ask(self, wanted: object, is_quick: bool, is_kept: bool) -> None:
        if wanted is not self._wanted:
            return
        draft = self._notice.drafting.draft
        if not is_kept or draft.notice_id is None:
            self._notice.open_conflict()
            return
        ask = ReviewAsk(draft.notice_id, draft.revision)
        self._answers.ask(
            _REVIEW,
            ask,
            partial(self._read, ask),
            partial(self._arrived, draft, is_quick),
            self.failed.emit,
        )

    async def _read(self, ask: ReviewAsk) -> tuple[ReviewView, Actor]:
        desk = self._operations.desk
        return await desk.ask(REVIEW, ask), await desk.who()

    def _arrived(self, draft: Draft, is_quick: bool, found: tuple[ReviewView, Actor]) -> None:
        view, me = found
        drafting = self._notice.drafting
        if drafting.draft.notice_id != draft.notice_id:
            return
        if drafting.is_kept and drafting.draft.revision == draft.revision:
            self._publishing.open(view, is_quick=is_quick, me=me)
        else:
            # Typed meanwhile. Whoever types may press Enter, which must not publish anything.
            self.review(is_quick=False)
