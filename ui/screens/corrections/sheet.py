"""Corrects a stretch of the past: what it was, why, and what that changes, before it is done."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.app.history.inputs import CorrectHistory, Effect
from statusboard.domain.correction import CorrectionKind
from statusboard.domain.instants import SECOND_US
from statusboard.domain.maintenance_windows import instant_of
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.behind import StretchFound
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from ui.widgets.banner import Banner
from ui.widgets.labelled import Labelled
from ui.widgets.paragraph import Paragraph
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.sheet import Sheet
from ui.widgets.time_words import exact_length, zone_of
from ui.widgets.wall_edit import WallEdit

_WIDTH, _HEIGHT, _REASON_LIMIT = 520, 470, 300


class CorrectionSheet(Sheet):
    """Opened with `open()`. What was refused stays open with the reason.

    Signals:
        asked: what would change is wanted; carries what the verb would be given.
        decided: a person decided; carries what the verb is given.
    """

    asked = Signal(object)
    decided = Signal(object)

    def __init__(self, found: StretchFound, parent: QWidget) -> None:
        line, zone = found.line, zone_of(found.zone)
        subtitle = f"{line.service} · {status_style(line.status, tokens()).word}"
        super().__init__("", parent, width=_WIDTH, height=_HEIGHT, subtitle=subtitle)
        self.entitle(self.tr("Correct the history"))
        self._found, self._line, self._zone = found, line, zone
        self._start, self._stop = line.starts, line.stops or found.as_of
        self.outcome = Banner(tone="major")
        self.outcome.hide()
        self.content.addWidget(self.outcome)
        self.kind = SegmentedControl(self._options(), name=self.tr("It was"), wraps=True)
        self.kind.chosen.connect(lambda _: self._changed())
        self.began = WallEdit(self.tr("From"), has_year=True)
        self.ended = WallEdit(self.tr("To"), has_year=True)
        for edit, at in ((self.began, self._start), (self.ended, self._stop)):
            edit.show_wall(at.astimezone(zone).replace(tzinfo=None))
            edit.dateTimeChanged.connect(self._changed)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_REASON_LIMIT)
        self.reason.setAccessibleName(self.tr("How you know"))
        self.reason.setPlaceholderText(self.tr("Such as: the provider tested its alarm"))
        self.reason.textChanged.connect(self._offer)
        self.effect = Paragraph(tone="muted")
        self.act_button = QPushButton(self.tr("Correct"))
        self.act_button.setProperty("look", "primary")
        self.act_button.clicked.connect(self._decide)
        self.main_button = self.act_button
        self._is_fit = False
        self._lay_out()
        self.reason.setFocus()

    def _options(self) -> list[tuple[str, str]]:
        planned = (CorrectionKind.PLANNED_WORK.value, self.tr("Planned work"))
        began = (CorrectionKind.BEGAN_AT.value, self.tr("Began at…"))
        ended = (CorrectionKind.ENDED_AT.value, self.tr("Ended at…"))
        if self._line.status is ComponentStatus.UNKNOWN:
            # No word makes uptime of what nobody observed; an outage may reach into it.
            edges = ((self._found.ended, ended), (self._found.began, began))
            return [option for beside, option in edges if beside is not None]
        if not self._line.status.is_trouble:
            return [planned]
        alarm = (CorrectionKind.FALSE_ALARM.value, self.tr("False alarm"))
        if not self._line.status.counts_as_down:
            return [alarm, planned]
        return [alarm, began, *([] if self._line.stops is None else [ended]), planned]

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_3)
        column.addWidget(Labelled(self.tr("It was"), self.kind))
        times = QHBoxLayout()
        times.setSpacing(SPACE_3)
        for words, edit in ((self.tr("From"), self.began), (self.tr("To"), self.ended)):
            labelled = Labelled(words, edit)
            labelled.show_zone(getattr(self._zone, "key", ""))
            times.addWidget(labelled)
        column.addLayout(times)
        column.addWidget(self.effect)
        column.addWidget(Labelled(self.tr("How you know"), self.reason))
        column.addStretch(1)
        self.hold(inner)
        back = QPushButton(self.tr("Leave it as it is"))
        back.setProperty("look", "quiet")
        back.clicked.connect(self.reject)
        self.foot.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot.addStretch(1)
        self.foot.addWidget(self.act_button)
        self._show_edges()
        self._offer()

    @property
    def is_touched(self) -> bool:
        """Whether somebody has begun to say how they know."""
        return bool(self.reason.text().strip())

    @property
    def given(self) -> CorrectHistory:
        """What the verb would be given."""
        kind, line = self._kind, self._line
        start, stop = self._at(self.began, self._start), self._at(self.ended, self._stop)
        outages = {
            CorrectionKind.BEGAN_AT: self._found.began or self._start,
            CorrectionKind.ENDED_AT: self._found.ended or self._start,
        }
        return CorrectHistory(
            line.component_id,
            kind,
            self.reason.text().strip(),
            outage_at=outages.get(kind),
            start_at=None if kind is CorrectionKind.ENDED_AT else start,
            stop_at=None if kind is CorrectionKind.BEGAN_AT else stop,
        )

    def ask(self) -> None:
        """Asks what would change."""
        self._is_fit = False
        self.asked.emit(self.given)
        self._offer()

    def show_effect(self, effect: Effect) -> None:
        """Says what it would change."""
        down, after = (
            exact_length(us / SECOND_US) for us in (effect.down_before_us, effect.down_after_us)
        )
        words = self.tr("Down {before} before, {after} after.").format(before=down, after=after)
        if not effect.down_before_us and not effect.down_after_us:
            # Degraded counts as up: its state changes, and no figure does.
            words = self.tr("It was not down: what it is called changes, and its uptime does not.")
        planned = effect.planned_after_us - effect.planned_before_us
        if planned:
            length = exact_length(planned / SECOND_US)
            more = self.tr("{length} more count as planned work.").format(length=length)
            words = f"{words} {more}"
        if effect.waits:
            words = f"{words} " + self.tr("It counts once somebody else agreed.")
        self._is_fit = True
        self.effect.set_text(words)
        self._offer()

    def show_refusal(self, sentence: str) -> None:
        """Says why it could not be done so."""
        self._is_fit = False
        self.effect.set_text(sentence)
        self._offer()

    def was_refused(self, sentence: str) -> None:
        """Nothing was done; what was written stays."""
        words = self.tr("Nothing was changed. {reason}").format(reason=sentence)
        self.outcome.show_sentence(words)
        self.outcome.show()
        self._offer()

    @property
    def _kind(self) -> CorrectionKind:
        return CorrectionKind(self.kind.current)

    def _at(self, edit: WallEdit, measured: datetime) -> datetime:
        """What is shown; the very instant where nobody changed it, for minutes are shown alone."""
        shown = measured.astimezone(self._zone).replace(tzinfo=None, second=0, microsecond=0)
        if edit.wall == shown:
            return measured
        return instant_of(edit.wall, self._zone).astimezone(UTC)

    def _show_edges(self) -> None:
        self.began.setEnabled(self._kind is not CorrectionKind.ENDED_AT)
        self.ended.setEnabled(self._kind is not CorrectionKind.BEGAN_AT)

    def _changed(self) -> None:
        self._show_edges()
        self.ask()

    def _offer(self) -> None:
        self.act_button.setEnabled(self._is_fit and self.is_touched)

    def _decide(self) -> None:
        self.act_button.setEnabled(False)
        self.decided.emit(self.given)
