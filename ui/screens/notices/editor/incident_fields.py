"""What an incident says besides its words: state, impact, start and end, the next update."""

from dataclasses import replace
from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from statusboard.domain.notice import Wording
from statusboard.domain.status import IncidentStatus
from ui.screens.notices.editor.ended_field import EndedField
from ui.screens.notices.editor.impact_field import ImpactField
from ui.screens.notices.editor.promise_field import Promise, PromiseField
from ui.screens.notices.editor.started_field import StartedField
from ui.screens.notices.editor.state_field import StateField
from ui.screens.notices.editor.times_seen import TimesSeen
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labelled import Labelled
from ui.widgets.tab_order import chain

_GAP = 10


class IncidentFields(QWidget):
    """Small fields in as few rows as there can be: the widest and the narrowest share one.

    Signals:
        edited: a person chose something else in one of them.
    """

    edited = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = StateField()
        self.impact = ImpactField()
        self.started = StartedField(clock)
        self.ended = EndedField(clock)
        self.promise = PromiseField(clock)
        start_box = Labelled(self.tr("Started"), self.started)
        self.end_box = Labelled(self.tr("Over"), self.ended)
        self.promise_box = Labelled(self.tr("Next update"), self.promise)
        self.started.zone_told.connect(start_box.show_zone)
        self.ended.zone_told.connect(self.end_box.show_zone)
        flow = FlowLayout(self, gap=_GAP, at_top=True)
        flow.addWidget(Labelled(self.tr("State"), self.state))
        flow.addWidget(Labelled(self.tr("Impact"), self.impact))
        flow.addWidget(start_box)
        flow.addWidget(self.end_box)
        flow.addWidget(self.promise_box)
        self.state.chosen.connect(self._state_chosen)
        for field in (self.impact, self.started, self.ended, self.promise):
            field.edited.connect(self.edited)

    def load(self, wording: Wording, zone: tzinfo) -> None:
        """Shows what a wording says, without announcing it."""
        self.state.choose(wording.status.value)
        self.promise.load(Promise(wording.next_update_in, wording.next_update_at), zone)
        # A promise of another length is a choice made anew, after everything else.
        chain(self.state, self.impact, self.started, self.ended, self.promise)
        self._close_for(is_over=wording.status.is_over)
        self.started.load(wording.started_at, None, zone)
        self.ended.load(wording.ended_at, None, zone)
        self.impact.load(wording.impact)

    def written(self, base: Wording) -> Wording:
        """A wording that says what is chosen here, and else what `base` says."""
        promise = self.promise.promise
        return replace(
            base,
            status=self.state.status,
            next_update_in=promise.within,
            next_update_at=promise.at,
            started_at=self.started.started_at,
            ended_at=self.ended.ended_at,
            impact=self.impact.impact,
        )

    def know(self, seen: TimesSeen, zone: tzinfo) -> None:
        """Takes when monitoring saw it begin and end."""
        self.started.load(self.started.started_at, seen.start, zone)
        self.ended.load(self.ended.ended_at, seen.end, zone, seen.length)

    def _state_chosen(self, state: str) -> None:
        self._close_for(is_over=IncidentStatus(state).is_over)
        self.edited.emit()

    def _close_for(self, *, is_over: bool) -> None:
        """What is over promises nothing more, and only that has an end."""
        self.promise.close_for(is_over)
        self.promise_box.setVisible(not is_over)
        self.end_box.setVisible(is_over)
