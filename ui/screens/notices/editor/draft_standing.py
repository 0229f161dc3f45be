"""Where the text of a draft stands: a few words beside its title, a banner where it is not kept."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from statusboard.app.clock import Clock
from ui.screens.notices.editor.drafting import Drafting, Phase
from ui.theme.tokens import CAPTION
from ui.widgets.banner import Banner
from ui.widgets.label import Label
from ui.widgets.relative_time import RelativeTime


class DraftStanding(QWidget):
    """“Saved 3 s ago”, or why it is not saved."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.saved = RelativeTime(pattern=self.tr("Saved {age}"), clock=clock)
        self._phase = Label(size=CAPTION, tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.saved)
        row.addWidget(self._phase)

    def show_phase(
        self, phase: Phase, saved_at: datetime | None, zone: tzinfo, merged_with: str = ""
    ) -> None:
        """Says how the text stands; what is kept was kept at `saved_at`, if ever.

        `merged_with` is whose words came into it with the last save.
        """
        is_merged = phase is Phase.KEPT and bool(merged_with)
        is_saved = phase is Phase.KEPT and saved_at is not None and not is_merged
        self.saved.show_instant(saved_at, zone)
        self.saved.setVisible(is_saved)
        self._phase.setVisible(not is_saved)
        self._phase.setText(
            {
                Phase.KEPT: self.tr("Merged with {name}’s text").format(name=merged_with)
                if is_merged
                else self.tr("Not changed yet"),
                Phase.UNSAVED: self.tr("Not saved yet"),
                Phase.SAVING: self.tr("Saving…"),
                Phase.FAILED: self.tr("Not saved"),
                Phase.CONFLICT: self.tr("Two texts"),
            }[phase]
        )


class DraftBanner(Banner):
    """Says why a text is not kept, and shows the way out; hidden where all is well.

    Signals:
        conflict_wanted: a person wants to see both texts of a conflict.
        rescue_wanted: a person wants to go on with a text whose notice is gone, in a new draft.
    """

    conflict_wanted = Signal()
    rescue_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, is_rounded=True, tone="major")
        self._is_conflict = False
        self.acted.connect(self._act)
        self.hide()

    def show_drafting(self, drafting: Drafting) -> None:
        """Says what keeps this text from being kept, if anything."""
        phase = drafting.phase
        is_gone = phase is Phase.FAILED and drafting.is_gone
        self.setVisible(phase in (Phase.FAILED, Phase.CONFLICT))
        self._is_conflict = phase is Phase.CONFLICT
        self.button.setText(
            self.tr("See both texts") if self._is_conflict else self.tr("Go on in a new draft")
        )
        self.button.setVisible(self._is_conflict or is_gone)
        if is_gone:
            words = self.tr("{reason} Your text is still here.")
            self.show_sentence(words.format(reason=drafting.error), tone="degraded")
        elif phase is Phase.FAILED and drafting.error is not None:
            words = self.tr(
                "The text is not saved yet: {reason} It stays here, and saving is tried again."
            )
            self.show_sentence(words.format(reason=drafting.error), tone="major")
        elif phase is Phase.CONFLICT and drafting.conflict is not None:
            words = self.tr(
                "{person} saved another text of this notice meanwhile. Both are kept; "
                "decide which one goes on."
            )
            person = drafting.conflict.theirs.saved_by
            self.show_sentence(words.format(person=person), tone="degraded")

    def _act(self) -> None:
        (self.conflict_wanted if self._is_conflict else self.rescue_wanted).emit()
