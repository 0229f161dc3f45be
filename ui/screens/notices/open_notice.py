"""The notice that is open, and the text of it that is on its way to the database."""

import asyncio
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.commands import save_draft
from statusboard.app.notices.inputs import MergedDraft, Saved
from statusboard.app.notices.queries import EDITOR
from statusboard.domain.notice import NoticeState, Wording
from statusboard.domain.views.notices import EditorView
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.editor.drafting import Draft, Drafting, Then
from ui.screens.notices.editor.notice_editor import NoticeEditor
from ui.screens.notices.editor.sitting import Left
from ui.screens.notices.editor.two_texts import TwoTexts
from ui.screens.notices.following import Following
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.preview.side_column import SideColumn
from ui.screens.notices.writing.manuscripts import Manuscripts

_LOOK, _RESCUE = "look", "rescue"


class OpenNotice(QObject):
    """At most one notice, and everything that follows its text.

    Signals:
        edited: a person changed its text.
        stored: a revision was stored; `key` may name it better now.
        gone: somebody published or discarded the notice; carries the NoticeKey to turn to, or
            None. Nothing unsaved is at hand.
    """

    edited = Signal()
    stored = Signal()
    gone = Signal(object)

    def __init__(
        self,
        operations: Operations,
        clock: Clock,
        editor: NoticeEditor,
        side: SideColumn,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._operations = operations
        self._answers = LatestWins(operations, editor)  # about the notice that is open
        self._clock = clock
        self._editor = editor
        self.following = Following(operations, clock, editor, side, window)
        self._manuscripts = Manuscripts(editor)
        self._saved_at: datetime | None = None
        self._merged_with = ""
        self.key: NoticeKey | None = None
        self.view: EditorView | None = None
        self.drafting = Drafting(
            operations, lambda given: operations.desk.do(save_draft, given), self
        )
        self.two_texts = TwoTexts(self.drafting, window)
        self.two_texts.settled.connect(self._settle)
        self.two_texts.closed.connect(self._show_standing)
        self.drafting.phase_changed.connect(self._show_standing)
        self.drafting.saved.connect(self._was_saved)
        self.drafting.conflicted.connect(self.open_conflict)
        self.drafting.merged.connect(self._was_merged)
        editor.edited.connect(self._edited)
        editor.conflict_wanted.connect(self.open_conflict)
        editor.rescue_wanted.connect(self.rescue)
        editor.offers.follow_wanted.connect(self._take_over)

    @property
    def is_stored(self) -> bool:
        """Whether a draft of it is in the database, and could be discarded."""
        return self.drafting.draft.notice_id is not None

    @property
    def has_draft(self) -> bool:
        """Whether there is a text of one's own to discard."""
        return self.is_stored or not self.drafting.is_kept or bool(self.key and self.key.is_new)

    def show(self, key: NoticeKey, view: EditorView) -> None:
        """Opens another notice. Flush the one at hand first."""
        self._answers.drop_all()
        incident_id = view.incident.id if view.incident is not None else key.incident_id
        self.key = NoticeKey(view.notice_id, incident_id)
        self.two_texts.leave()
        self._editor.setEnabled(True)
        self._put_on_desk(view)
        self.following.turn()
        self._take(view)
        self.following.begin(view, incident_id)

    def close(self) -> None:
        """Forgets the notice, what was not saved of it, and its steps of undo."""
        self.give_up(lambda _notice_id: None)

    def give_up(self, then: Left) -> None:
        """Closes the notice; `then` hears which one holds the text, once that is known."""
        self._answers.drop_all()
        self.two_texts.leave()
        self.following.end()
        if self.key is not None:
            self._manuscripts.forget(self.key)
            self._editor.turn_to(self._manuscripts.of(NoticeKey()))
        # Nobody could say where letters belong that are typed until the next one is here.
        self._editor.setEnabled(False)
        self.key = None
        self.view = None
        self.drafting.give_up(then)

    def flush(self, then: Then, *, even_untouched: bool = False) -> None:
        """Saves what is written, then says whether it is kept."""
        self.drafting.flush(then, even_untouched=even_untouched)

    async def settle(self) -> None:
        """Returns when what is written is kept, or could not be."""
        kept: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def answer(is_kept: bool) -> None:
            if not kept.done():
                kept.set_result(is_kept)

        self.flush(answer)
        await kept

    def look_again(self) -> None:
        """Asks what monitoring sees now, and for a newer text where nothing is being typed."""
        if self.key is None:
            return
        key = self.key
        draft = self.drafting.draft
        named = tuple(self._editor.services.named)
        if key.is_new:
            ask = EditorAsk(component_ids=named, sort=draft.sort, afresh=True)
        elif draft.notice_id:
            ask = EditorAsk(draft.notice_id)
        elif draft.corrects:
            ask = EditorAsk(corrects=draft.corrects)
        else:
            ask = EditorAsk(incident_id=key.incident_id)
        self._answers.ask(
            _LOOK,
            ask,
            partial(self._operations.desk.ask, EDITOR, ask),
            self._look,
        )

    def show_again(self) -> None:
        """Who looks at it has changed, and with that what is offered."""
        if self.view is not None:
            self._editor.know(self.view, self._clock.now())

    def open_conflict(self) -> None:
        """Shows both texts of a conflict."""
        if self.view is not None:
            self.two_texts.open(self.view.zone)

    def rescue(self) -> None:
        """Goes on with a text whose notice was published or discarded by somebody else."""
        ask = EditorAsk(self.drafting.draft.notice_id)
        self._answers.ask(
            _RESCUE, ask, partial(self._operations.desk.ask, EDITOR, ask), self._go_on
        )

    def _go_on(self, view: EditorView) -> None:
        incident_id = view.incident.id if view.incident is not None else None
        self._rename(NoticeKey(None, incident_id))
        corrects = self.drafting.draft.corrects
        self.drafting.go_on_in(Draft(None, incident_id, 0, corrects, view.sort))

    def _put_on_desk(self, view: EditorView) -> None:
        if self.key is None:
            return
        manuscript = self._manuscripts.of(self.key)
        if view.notice_id is None and not manuscript.has_history:
            # Nobody wrote on it: what monitoring says now is no step of anybody's.
            manuscript.is_blank = True
        self._editor.turn_to(manuscript)

    def _take(self, view: EditorView) -> None:
        self.view = view
        self._saved_at = view.saved_at
        self._merged_with = ""
        incident_id = view.incident.id if view.incident is not None else None
        self._editor.load(view.wording, zone=view.zone)
        self._editor.know(view, self._clock.now())
        corrects = view.corrects.update if view.corrects is not None else ""
        draft = Draft(view.notice_id, incident_id, view.revision, corrects, view.sort)
        self.drafting.begin(draft, view.wording)
        self._follow()

    def _look(self, view: EditorView) -> None:
        draft = self.drafting.draft
        if view.notice_id == draft.notice_id and view.state is not NoticeState.DRAFT:
            if self.drafting.is_kept:
                incident_id = view.incident.id if view.incident is not None else None
                is_said = view.state is NoticeState.PUBLISHED
                self.gone.emit(NoticeKey(None, incident_id) if is_said else None)
            return
        is_newer = view.notice_id is not None and (
            draft.notice_id is None or view.revision > draft.revision
        )
        # What monitoring drafts meanwhile takes the place of a follow-up that nobody has begun.
        is_own = view.notice_id in (draft.notice_id, None) or view.is_suggested
        if is_newer and self.drafting.is_kept and is_own:
            incident_id = view.incident.id if view.incident is not None else None
            self._rename(NoticeKey(view.notice_id, incident_id))
            self._take(view)
        else:
            self.view = view
            self._editor.know(view, self._clock.now())
            self._follow()

    def _edited(self) -> None:
        if self.key is None:
            return
        self._merged_with = ""
        self.drafting.write(self._editor.wording)
        self.edited.emit()
        if self.view is not None:
            self._editor.know(self.view, self._clock.now())
        self._follow()

    def _take_over(self, wording: Wording) -> None:
        """What monitoring sees, as if a person had chosen it."""
        if self.view is not None:
            self._editor.load(wording, zone=self.view.zone)
            self._edited()

    def _follow(self) -> None:
        if self.view is None:
            return
        wording, now = self._editor.wording, self._clock.now()
        self.following.follow(self.view, wording, now)
        self._show_offers(self.view, wording, now)
        self._show_standing()

    def _show_offers(self, view: EditorView, wording: Wording, now: datetime) -> None:
        # What is asked about a text that is not stored yet may tell of another one.
        is_mine = view.notice_id == self.drafting.draft.notice_id
        is_own = not is_mine or view.wording != wording
        self._editor.offers.show_offers(view, wording, now, is_own=is_own)
        self._editor.no_change.know(view, has_draft=self.is_stored or not self.drafting.is_kept)

    def _was_saved(self, saved: Saved) -> None:
        self._saved_at = self._clock.now()
        if self.key is not None:
            self._rename(NoticeKey(saved.notice_id, self.key.incident_id))
        self.stored.emit()

    def _was_merged(self, merged: MergedDraft) -> None:
        """Somebody else wrote in other places: their words stand in the text from now on."""
        if self.view is not None:
            self._editor.load(merged.newest.wording, zone=self.view.zone)
            self._merged_with = merged.other
            self._follow()

    def _rename(self, key: NoticeKey) -> None:
        """It has another key from now on; what was asked under the one before is out of date."""
        if key != self.key:
            self._answers.drop(_LOOK)
            if self.key is not None:
                self._manuscripts.rename(self.key, key)
            self.key = key

    def _show_standing(self) -> None:
        self._editor.show_standing(self.drafting, self._saved_at, self._merged_with)
        self._editor.discard_button.setVisible(self.has_draft)

    def _settle(self, wording: Wording) -> None:
        if self.view is not None:
            self._editor.load(wording, zone=self.view.zone)
        self.drafting.settle_conflict(wording)
        self._follow()
