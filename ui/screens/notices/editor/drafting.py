"""Keeps what a person is writing: saves at a pause, on leaving, and again when saving failed.

Who writes without a pause is not waited for: what is killed with the computer loses two seconds.

It holds the newest wording itself, so that a failed save loses nothing: the text stays here (and
in the editor) until a later attempt succeeds. One save of a text is on its way at a time, and what
is answered after that text was left concerns no other one.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from statusboard.app.notices.inputs import Conflict, Saved, SaveDraft
from statusboard.domain.notice import Wording
from statusboard.domain.update_kind import NoticeSort
from statusboard.errors import Rejected, RuleBroken, StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.notices.editor.sitting import Left, Sitting

PAUSE_MS = 600
# From the first letter that is not kept. Saving itself has the rest of the two seconds.
LONGEST_MS = 1_400
RETRY_MS = 5_000

Save = Callable[[SaveDraft], Awaitable[Saved]]
Then = Callable[[bool], None]


class Phase(StrEnum):
    """How the text on screen stands to the text in the database."""

    KEPT = "kept"
    UNSAVED = "unsaved"
    SAVING = "saving"
    FAILED = "failed"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Draft:
    """Which notice is being written, and the revision that the next save builds on.

    `corrects` is the public id of the update whose words it takes back; empty for none. `sort` is
    what it is about.
    """

    notice_id: int | None = None
    incident_id: int | None = None
    revision: int = 0
    corrects: str = ""
    sort: NoticeSort = NoticeSort.INCIDENT


class Drafting(QObject):
    """The working text of one notice at a time, and its way into the database.

    Signals:
        phase_changed: `phase` is different now.
        saved: a revision was stored; carries the `Saved`.
        conflicted: somebody else saved meanwhile; carries the `Conflict`. Nothing is saved by
            itself until `settle_conflict`.
        merged: both texts came together; carries the `MergedDraft`, which is at hand now.
    """

    phase_changed = Signal()
    saved = Signal(object)
    conflicted = Signal(object)
    merged = Signal(object)

    def __init__(
        self,
        operations: Operations,
        save: Save,
        parent: QObject,
        *,
        pause_ms: int = PAUSE_MS,
        longest_ms: int = LONGEST_MS,
        retry_ms: int = RETRY_MS,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._save_work = save
        self.pause_ms = pause_ms
        self.longest_ms = longest_ms
        self.retry_ms = retry_ms
        self._unsaved_for = QElapsedTimer()
        self._timer = QTimer(self)
        # A coarse one may be late by a twentieth, and by what the system adds to that.
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._save)
        self.draft = Draft()
        self.phase = Phase.KEPT
        self.conflict: Conflict | None = None
        self.error: StatusBoardError | None = None
        self._wording = Wording()
        self._kept: Wording | None = Wording()
        self._waiting: list[Then] = []
        self._sitting = Sitting()

    @property
    def wording(self) -> Wording:
        """What is on screen now."""
        return self._wording

    @property
    def is_kept(self) -> bool:
        """Whether the database holds what is on screen, or there is nothing to hold."""
        return self.phase is Phase.KEPT

    @property
    def is_stuck(self) -> bool:
        """Whether what is on screen could not be kept, and may never be."""
        return self.phase in (Phase.FAILED, Phase.CONFLICT)

    def begin(self, draft: Draft, wording: Wording) -> None:
        """Turns to another notice, or to a newer text of this one. Flush first.

        Whoever still waits for the text that is left hears that it is not kept.
        """
        self._sitting = Sitting()
        waiting, self._waiting = self._waiting, []
        self._timer.stop()
        self._unsaved_for.invalidate()
        self.draft = draft
        self.conflict = None
        self.error = None
        self._wording = self._kept = wording
        self._enter(Phase.KEPT)
        for then in waiting:
            then(False)

    def give_up(self, then: Left) -> None:
        """Leaves the text for good: nothing more of it is saved, and no notice is at hand.

        `then` is called with the notice that holds it, None where none does: at once, or when
        the save that is on its way has said so.
        """
        sitting, notice_id = self._sitting, self.draft.notice_id
        is_at_rest = self.phase is not Phase.SAVING
        self.begin(Draft(), Wording())
        if is_at_rest:
            then(notice_id)
        else:
            sitting.when_answered(then)

    def write(self, wording: Wording) -> None:
        """Takes what is on screen now; it is saved at a pause, or when it waited long enough."""
        if wording != self._wording and not self._unsaved_for.isValid():
            self._unsaved_for.start()
        self._wording = wording
        if self.phase in (Phase.SAVING, Phase.CONFLICT):
            return
        if wording == self._kept:
            self._timer.stop()
            self._unsaved_for.invalidate()
            self._enter(Phase.KEPT)
            return
        if self.phase is not Phase.FAILED:
            self._enter(Phase.UNSAVED)
        self._wait()

    def flush(self, then: Then, *, even_untouched: bool = False) -> None:
        """Saves now if need be, then calls `then` with whether everything is kept.

        `even_untouched` also saves a text that was only prefilled, so that it has a revision.
        """
        if even_untouched and self.draft.notice_id is None:
            self._kept = None
        elif self.phase is Phase.KEPT:
            then(True)
            return
        if self.phase is Phase.CONFLICT:
            then(False)
            return
        self._waiting.append(then)
        if self.phase is not Phase.SAVING:
            self._save()

    @property
    def is_gone(self) -> bool:
        """Whether the notice can no longer be saved to: published or discarded meanwhile."""
        error = self.error
        return isinstance(error, RuleBroken) and error.field == "notice_id"

    def go_on_in(self, draft: Draft) -> None:
        """Saves the text at hand as another draft."""
        self._sitting = Sitting()
        self.draft = draft
        self.error = None
        self._kept = None
        self._save()

    def settle_conflict(self, wording: Wording) -> None:
        """Saves the text a person decided on, on top of what the other one saved.

        What was typed since the last save is stored first, so that no text is lost either way.
        """
        if self.conflict is None:
            return
        theirs = self.conflict.theirs
        unsaved = self._wording if self._wording != self._kept else None
        self.draft = replace(self.draft, revision=theirs.number)
        self.conflict = None
        if unsaved is not None and unsaved != wording:
            self._save()
            self._wording = wording
            return
        self._wording = wording
        if wording == theirs.wording:
            self._kept = wording
            self._enter(Phase.KEPT)
            return
        self._save()

    def _wait(self) -> None:
        """Saves after a pause from now, but no later than the oldest unsaved letter allows."""
        left_ms = self.longest_ms
        if self._unsaved_for.isValid():
            left_ms -= self._unsaved_for.elapsed()
        self._timer.start(max(0, min(self.pause_ms, left_ms)))

    def _save(self) -> None:
        self._timer.stop()
        self._unsaved_for.invalidate()
        sent, draft, sitting = self._wording, self.draft, self._sitting
        self._enter(Phase.SAVING)
        given = SaveDraft(
            *(draft.notice_id, draft.incident_id, draft.revision, sent),
            corrects=draft.corrects,
            sort=draft.sort,
        )
        self._operations.run(
            self,
            self._save_work(given),
            lambda saved: self._answered(sitting, sent, saved),
            lambda error: self._refused(sitting, draft, error),
        )

    def _answered(self, sitting: Sitting, sent: Wording, saved: Saved) -> None:
        if sitting is self._sitting:
            self._was_saved(sent, saved)
        else:
            sitting.was_answered(saved.notice_id)

    def _refused(self, sitting: Sitting, draft: Draft, error: StatusBoardError) -> None:
        if sitting is self._sitting:
            self._was_not_saved(error)
        else:
            sitting.was_answered(draft.notice_id)

    def _was_saved(self, sent: Wording, saved: Saved) -> None:
        self.error = None
        self._kept = sent
        self.draft = replace(self.draft, notice_id=saved.notice_id, revision=saved.revision)
        self.saved.emit(saved)
        if saved.conflict is not None:
            self.conflict = saved.conflict
            self._enter(Phase.CONFLICT)
            self._answer(False)
            self.conflicted.emit(saved.conflict)
            return
        if self._wording == sent and saved.merged is not None:
            self._wording = self._kept = saved.merged.newest.wording
            self.merged.emit(saved.merged)
        elif saved.merged is not None:
            # Typed meanwhile, on the text as it was: that is what the next save builds on.
            self.draft = replace(self.draft, revision=saved.merged.yours)
        if self._wording == self._kept:
            self._enter(Phase.KEPT)
            self._answer(True)
        else:
            # Typed meanwhile: at once where somebody waits to leave, else after a pause.
            self._enter(Phase.UNSAVED)
            if self._waiting:
                self._timer.start(0)
            else:
                self._wait()

    def _was_not_saved(self, error: StatusBoardError) -> None:
        self.error = error
        self._enter(Phase.FAILED)
        if not isinstance(error, RuleBroken | Rejected):
            # A rule stays a rule until the text is another one: only the world is worth a retry.
            self._timer.start(self.retry_ms)
        self._answer(False)

    def _answer(self, is_kept: bool) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(is_kept)

    def _enter(self, phase: Phase) -> None:
        if phase is self.phase and phase is not Phase.FAILED:
            return
        self.phase = phase
        self.phase_changed.emit()
