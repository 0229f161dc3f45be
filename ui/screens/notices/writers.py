"""Who else writes the open notice: said above it and in the list; and how it is taken over."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.identity import here
from statusboard.app.people.inputs import TakeOver
from statusboard.domain.access import Credentials
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.team import Writer, WritingView
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.editor.notice_banners import NoticeBanners
from ui.screens.notices.list.notice_list import NoticeList
from ui.screens.notices.open_notice import OpenNotice

# Whoever types nothing for so long reads.
_READS_MS = 90_000
# Whoever falls silent is gone, and nobody announces that.
_LOOK_MS = 30_000


class Writers(QObject):
    """Tells others what is written here, and the person here who else writes it.

    Signals:
        writing: carries the id of the notice that a person writes here now, None for none.
    """

    writing = Signal(object)

    def __init__(
        self,
        operations: Operations,
        notice: OpenNotice,
        lines: NoticeList,
        banners: NoticeBanners,
        home: QWidget,
    ) -> None:
        super().__init__(home)
        self._operations = operations
        self._answers = LatestWins(operations, self)
        self._notice = notice
        self._lines = lines
        self._banner = banners.writers
        self._home = home
        self._here: Credentials | None = None
        self._said: int | None = None
        self._is_heard = False
        self._taken_by = ""
        self._view = WritingView()
        self._reads = QTimer(self, singleShot=True, interval=_READS_MS)
        self._reads.timeout.connect(lambda: self._say(None))
        look = QTimer(self, interval=_LOOK_MS)
        look.timeout.connect(self.ask)
        look.start()
        notice.edited.connect(self._typed)
        notice.stored.connect(self._typed)
        self._banner.acted.connect(self._take_over)

    @property
    def notice_id(self) -> int | None:
        """What others are told that is written here."""
        return self._said

    def changes_arrived(self, changes: Changes) -> None:
        """Asks again where somebody came, went, or writes something else."""
        if Topic.PRESENCE in changes.topics:
            self.ask()

    def ask(self) -> None:
        """Asks who writes what now."""
        self._answers.ask("writers", None, self._ask, self._show, lambda _error: None)

    def turned(self) -> None:
        """Another notice is open, or none."""
        self._taken_by = ""
        self._say(None)
        self._show(self._view)

    async def _ask(self) -> WritingView:
        from statusboard.app.people.queries import WHO_WRITES, WritingAsk

        if self._here is None:
            self._here = here()
        me = await self._operations.desk.who()
        asked = WritingAsk(self._here.device, me.name)
        return await self._operations.desk.ask(WHO_WRITES, asked)

    def _typed(self) -> None:
        self._reads.start()
        self._say(self._notice.drafting.draft.notice_id)

    def _say(self, notice_id: int | None) -> None:
        if notice_id != self._said and not (self._taken_by and notice_id is not None):
            self._said, self._is_heard = notice_id, False
            self.writing.emit(notice_id)

    def _show(self, view: WritingView) -> None:
        self._view = view
        self._lines.show_writers(view.writers)
        own = self._notice.drafting.draft.notice_id if self._notice.key is not None else None
        others = [one for one in view.writers if own is not None and one.notice_id == own]
        if self._said is not None and view.mine == self._said:
            self._is_heard = True
        elif self._is_heard and others and view.mine is None:
            # Others were told that it is written here, and are told so no more: it was taken over.
            self._taken_by = others[0].name
            self._say(None)
        self._banner.setVisible(bool(others))
        if others:
            self._banner.show_sentence(self._words(others), tone="maintenance")
            self._banner.button.setText(self.tr("Take over"))
            self._banner.button.show()

    def _words(self, others: list[Writer]) -> str:
        names = ", ".join(dict.fromkeys(one.name for one in others))
        if self._taken_by:
            return self.tr(
                "{who} took this notice over. What you wrote is kept; whatever you change now is "
                "brought together with theirs."
            ).format(who=self._taken_by)
        return self.tr("{who} is editing this notice, at {where}.").format(
            who=names, where=others[0].device_name
        )

    def _take_over(self) -> None:
        from statusboard.app.people.presence_commands import take_over

        notice_id = self._notice.drafting.draft.notice_id
        if notice_id is None or self._here is None:
            return
        given = TakeOver(notice_id, self._here.device, self._here.device_name)
        work = self._operations.desk.do(take_over, given)
        self._operations.run(self._home, work, partial(self._took, notice_id), self._failed)

    def _took(self, notice_id: int, _from: object) -> None:
        self._taken_by = ""
        self._reads.start()
        self._say(notice_id)
        self.ask()

    def _failed(self, error: StatusBoardError) -> None:
        self._operations.failed.emit(error)
