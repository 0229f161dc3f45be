"""What a figure is made of: its spans on the left, the answers of the chosen one on the right."""

from dataclasses import dataclass
from datetime import timedelta, tzinfo
from typing import Self

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.instants import HOUR_US, from_us, to_us
from statusboard.domain.period import Days
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.behind import AnswersView, BehindView, SpanLine
from statusboard.domain.views.uptime import AnyRange
from ui.screens.uptime.behind_words import (
    answer_words,
    answers_note,
    figure_line,
    lengths_line,
    no_answers_words,
    span_words,
)
from ui.screens.uptime.hour_strip import HourStrip
from ui.screens.uptime.period_words import bounds_words, period_words
from ui.theme.fonts import SEMIBOLD, mono
from ui.theme.icons import icon
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION, LEAD, SPACE_2, SPACE_3, SPACE_4
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.sheet import Sheet
from ui.widgets.time_words import zone_of

_WIDTH, _HEIGHT, _SPANS, _GLYPH = 980, 640, 360, 16


@dataclass(frozen=True, slots=True)
class Stretch:
    """What of a span lies in the period, in microseconds since 1970."""

    component_id: int
    start_us: int
    stop_us: int

    @classmethod
    def of(cls, line: SpanLine, view: BehindView) -> Self:
        """The part of a span that a view shows."""
        stops = view.stop if line.stops is None else min(line.stops, view.stop)
        return cls(line.component_id, to_us(max(line.starts, view.start)), to_us(stops))


class BehindSheet(Sheet):
    """Opened with `open()`. Arrows walk through the spans; of a day also to the day beside it.

    Signals:
        span_chosen: the answers of a span are wanted; carries a `Stretch`.
        day_wanted: another day is wanted; carries its `Days`.
        verify_wanted: a service is to be looked at; carries its id.
        correct_wanted: a span is to be corrected; carries its `SpanLine`.
        corrections_wanted: what was corrected is to be listed.
        rules_wanted: the service of the chosen span by every rule; carries its id.
    """

    span_chosen = Signal(object)
    day_wanted = Signal(object)
    verify_wanted = Signal(int)
    correct_wanted = Signal(object)
    corrections_wanted = Signal()
    rules_wanted = Signal(int)

    def __init__(self, chosen: AnyRange, parent: QWidget) -> None:
        super().__init__("", parent, width=_WIDTH, height=_HEIGHT)
        self._range = chosen
        self._view: BehindView | None = None
        self._zone: tzinfo = zone_of("UTC")
        self._answers: AnswersView | None = None
        self.entitle(self.tr("Reading the history…"))
        self.figure = Label(size=LEAD, weight=SEMIBOLD, wrap=True)
        self.lengths = Paragraph(size=CAPTION, tone="muted")
        self.rule = Paragraph(size=CAPTION, tone="muted")
        self.hours = HourStrip()
        self.hours.hide()
        self.spans = _list(self.tr("Spans, the newest first"))
        self.spans.setWordWrap(True)
        self.spans.currentRowChanged.connect(self._choose_span)
        self.note = Paragraph(size=CAPTION, tone="muted")
        self.answers = _list(self.tr("Single answers"))
        self.answers.currentRowChanged.connect(self._show_transcript)
        self.transcript = QPlainTextEdit()
        self.transcript.setReadOnly(True)
        self.transcript.setFont(mono(CAPTION))
        self.transcript.setTabChangesFocus(True)
        self.transcript.setAccessibleName(self.tr("What was sent and what came back"))
        self.earlier = QPushButton(self.tr("Day before"))
        self.later = QPushButton(self.tr("Day after"))
        self.earlier.clicked.connect(lambda: self._go(-1))
        self.later.clicked.connect(lambda: self._go(1))
        self.verify = QPushButton(self.tr("Open in Verify"))
        self.verify.clicked.connect(self._verify)
        self.correct = QPushButton(self.tr("Correct…"))
        self.correct.clicked.connect(self._correct)
        self.corrections = QPushButton(self.tr("Corrections"))
        self.corrections.clicked.connect(self.corrections_wanted)
        self.rules = QPushButton(self.tr("By every rule"))
        self.rules.clicked.connect(self._rules)
        for button in (self.verify, self.correct, self.rules):
            button.setEnabled(False)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.main_button = close
        self._lay_out(close)

    def _lay_out(self, close: QPushButton) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.spans, 1)
        right.addWidget(self.note)
        right.addWidget(self.answers, 3)
        right.addWidget(self.transcript, 2)
        halves = QHBoxLayout()
        halves.setSpacing(SPACE_4)
        halves.addLayout(left, 2)
        halves.addLayout(right, 3)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        column.setSpacing(SPACE_2)
        column.addWidget(self.figure)
        column.addWidget(self.lengths)
        column.addWidget(self.rule)
        column.addWidget(self.hours)
        column.addLayout(halves, 1)
        self.content.addWidget(inner, 1)
        for button in (self.earlier, self.later):
            button.setVisible(isinstance(self._range, Days))
            self.foot.addWidget(button)
        for button in (self.correct, self.corrections, self.rules):
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.verify)
        self.foot.addWidget(close)

    @property
    def view(self) -> BehindView | None:
        """What is shown; None until it was read."""
        return self._view

    def show_view(self, view: BehindView) -> None:
        """Shows what a figure is made of; the newest span that is no good one is chosen."""
        self._view, self._zone = view, zone_of(view.zone)
        name = view.service or self.tr("All services")
        self.entitle(f"{name} · {period_words(self._range)}")
        self.figure.setText(figure_line(view))
        self.figure.setToolTip(bounds_words(view.start, view.stop, self._zone, view.zone))
        self.lengths.set_text(lengths_line(view))
        self.rule.set_text(view.rule)
        self.hours.show_hours(view.hours, self._clocks(view))
        self.later.setEnabled(view.stop < view.as_of)
        self.spans.clear()
        for line in view.lines:
            style = status_style(line.status, tokens())
            glyph = icon(style.glyph, style.colour, _GLYPH)
            self.spans.addItem(QListWidgetItem(glyph, span_words(line, view, self._zone)))
        if view.left_out:
            more = self.tr("{count} older spans are not listed: choose a shorter period.")
            item = QListWidgetItem(more.format(count=view.left_out))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.spans.addItem(item)
        if view.lines:
            bad = (n for n, line in enumerate(view.lines) if line.status.is_trouble)
            self.spans.setCurrentRow(next(bad, 0))
            self.spans.setFocus()
            return
        self._clear_answers()
        self.note.set_text(
            self.tr("Nothing but operational time was observed.")
            if any(status is ComponentStatus.OPERATIONAL for status, _ in view.lengths_us)
            else self.tr("Nothing was observed in this time.")
        )

    def show_answers(self, view: AnswersView) -> None:
        """Shows the answers of the chosen span; the first bad one with its transcript."""
        line = self._line()
        self._clear_answers()
        if line is None or self._view is None:
            return
        self._answers = view
        if not view.lines:
            starts = max(line.starts, self._view.start)
            self.note.set_text(no_answers_words(view, line.status, starts, self._zone))
            return
        self.note.set_text(answers_note(view))
        several = len({one.check for one in view.lines}) > 1
        for one in view.lines:
            style = status_style(one.level, tokens())
            words = answer_words(one, self._zone, with_check=several)
            glyph = icon(style.glyph, style.colour, _GLYPH)
            self.answers.addItem(QListWidgetItem(glyph, words))
        bad = (n for n, one in enumerate(view.lines) if one.level.is_trouble)
        self.answers.setCurrentRow(next(bad, 0))

    def show_problem(self, sentence: str) -> None:
        """Says why there is nothing to see."""
        self._clear_answers()
        self.note.set_text(sentence)
        if self._view is None:
            self.entitle(self.tr("The history could not be read"))

    def _clear_answers(self) -> None:
        self._answers = None
        self.answers.clear()
        self.transcript.clear()
        self.note.set_text("")

    def _line(self) -> SpanLine | None:
        row = self.spans.currentRow()
        lines = self._view.lines if self._view is not None else ()
        return lines[row] if 0 <= row < len(lines) else None

    def _choose_span(self) -> None:
        line = self._line()
        for button in (self.verify, self.correct, self.rules):
            button.setEnabled(line is not None)
        if line is not None and self._view is not None:
            self._clear_answers()
            self.note.set_text(self.tr("Reading the answers…"))
            self.span_chosen.emit(Stretch.of(line, self._view))

    def _show_transcript(self, row: int) -> None:
        lines = self._answers.lines if self._answers is not None else ()
        if not 0 <= row < len(lines):
            return
        whole = lines[row].whole
        if whole is None:
            self.transcript.setPlainText(
                self.tr("What was sent and what came back was not kept of this answer.")
            )
            return
        self.transcript.setPlainText("\n".join((whole.detail, "", *whole.lines)).strip())

    def _clocks(self, view: BehindView) -> tuple[str, ...]:
        first_us = to_us(view.start)
        instants = (from_us(first_us + n * HOUR_US) for n in range(len(view.hours)))
        return tuple(f"{instant.astimezone(self._zone):%H:%M}" for instant in instants)

    def _go(self, by: int) -> None:
        if isinstance(self._range, Days):
            day = self._range.first + timedelta(days=by)
            self._range = Days(day, day)
            self.day_wanted.emit(self._range)

    def _verify(self) -> None:
        line = self._line()
        if line is not None:
            self.accept()
            self.verify_wanted.emit(line.component_id)

    def _correct(self) -> None:
        line = self._line()
        if line is not None:
            self.correct_wanted.emit(line)

    def _rules(self) -> None:
        line = self._line()
        if line is not None:
            self.rules_wanted.emit(line.component_id)


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setIconSize(QSize(_GLYPH, _GLYPH))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setUniformItemSizes(False)
    return made
