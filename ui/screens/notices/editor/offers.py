"""What monitoring, and what stands beside, have to offer to the notice that is being written."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.domain.evidence import Measured
from statusboard.domain.following import Difference, differences, followed
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus
from statusboard.domain.telling import TELLINGS
from statusboard.domain.told_already import OtherIncident, shared
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.notices import EditorView
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_2
from ui.widgets.banner import Banner
from ui.widgets.time_words import moment_words, zone_of

# More than so many changes are counted, not listed.
_LISTED = 3


class Offers(QWidget):
    """Three rows at most: that monitoring wrote this, what it sees by now, what is told already.

    Signals:
        follow_wanted: a person takes what monitoring sees; carries the Wording.
        join_wanted: a person takes the notice to an incident that is open; its id.
    """

    follow_wanted = Signal(object)
    join_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._followed = Wording()
        self._other_id = 0
        self.origin = Banner(tone="maintenance", is_rounded=True)
        self.facts = Banner(tone="degraded", action=self.tr("Follow"), is_rounded=True)
        self.facts.button.setAccessibleDescription(
            self.tr("Takes over what monitoring sees; the text stays as it is")
        )
        self.facts.acted.connect(lambda: self.follow_wanted.emit(self._followed))
        self.other = Banner(tone="degraded", action=self.tr("Join it"), is_rounded=True)
        self.other.acted.connect(lambda: self.join_wanted.emit(self._other_id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        for banner in (self.origin, self.other, self.facts):
            banner.hide()
            column.addWidget(banner)
        self.hide()

    def show_offers(
        self, view: EditorView, wording: Wording, now: datetime, *, is_own: bool
    ) -> None:
        """Says what goes with this wording. `is_own`: a person has changed it already."""
        if view.sort is NoticeSort.ANNOUNCEMENT:
            self.hide()  # it tells of no trouble
            return
        self._show_origin(view, now, is_shown=view.is_suggested and not is_own)
        self._show_facts(view, wording)
        self._show_other(wording, view.others)
        shown = (self.origin, self.other, self.facts)
        self.setVisible(any(not banner.isHidden() for banner in shown))

    def _show_origin(self, view: EditorView, now: datetime, *, is_shown: bool) -> None:
        is_shown = is_shown and view.saved_at is not None
        self.origin.setVisible(is_shown)
        if is_shown and view.saved_at is not None:
            moment = moment_words(view.saved_at, now, zone_of(view.zone))
            words = self.tr(
                "Suggested by monitoring, {moment}. It follows what is measured until you change "
                "it, and nothing is sent before you publish it."
            )
            self.origin.show_sentence(words.format(moment=moment))

    def _show_facts(self, view: EditorView, wording: Wording) -> None:
        measured = [
            Measured(choice.component_id, choice.name, choice.measured, choice.since)
            for choice in view.choices
        ]
        found = differences(wording, measured, told_elsewhere=view.told_elsewhere)
        self.facts.setVisible(bool(found))
        if found:
            self._followed = followed(wording, found)
            self.facts.show_sentence(self._difference_words(found))

    def _show_other(self, wording: Wording, others: Sequence[OtherIncident]) -> None:
        other = next((one for one in others if shared(wording, one)), None)
        self.other.setVisible(other is not None)
        if other is not None:
            self._other_id = other.incident_id
            words = self.tr(
                "“{title}” is open and names {names}. Join it: your text becomes its next update."
            )
            names = TELLINGS[Language.ENGLISH].names(shared(wording, other))
            self.other.show_sentence(words.format(title=other.title, names=names))

    def _difference_words(self, found: Sequence[Difference]) -> str:
        listed = " · ".join(self._one(difference) for difference in found[:_LISTED])
        more = len(found) - _LISTED
        if more > 0:
            listed = self.tr("{listed} · and {n} more").format(listed=listed, n=more)
        if any(one.measured.is_trouble for one in found):
            return self.tr("Monitoring sees more: {listed}").format(listed=listed)
        return self.tr("Monitoring sees it otherwise: {listed}").format(listed=listed)

    def _one(self, difference: Difference) -> str:
        after = _word(difference.measured)
        if difference.said is None:
            words = self.tr("{name} (not named here): {after}")
            return words.format(name=difference.name, after=after)
        words = self.tr("{name}: {before} → {after}")
        return words.format(name=difference.name, before=_word(difference.said), after=after)


def _word(status: ComponentStatus) -> str:
    return status_style(status, tokens()).word
