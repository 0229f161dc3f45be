"""Whether the work comes again: once, weekly, monthly, or by a rule."""

from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.theme.tokens import CAPTION
from ui.widgets.paragraph import Paragraph
from ui.widgets.segmented_control import SegmentedControl

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST = 5
_EXAMPLE = "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class Rhythm(StrEnum):
    """What can be chosen without writing a rule, and a rule."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    RULE = "rule"


class RepeatsField(QWidget):
    """Four segments. *Monthly* is by weekday, as in every second Sunday: no month lacks it.

    Signals:
        edited: a person chose another rhythm, or wrote another rule.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._starts_at = datetime(2026, 1, 5)  # noqa: DTZ001 - a clock on the wall
        self.choice = SegmentedControl(
            [
                (Rhythm.ONCE.value, _tr("Once")),
                (Rhythm.WEEKLY.value, _tr("Weekly")),
                (Rhythm.MONTHLY.value, _tr("Monthly")),
                (Rhythm.RULE.value, _tr("Rule…")),
            ],
            name=_tr("Repeats"),
        )
        self.choice.chosen.connect(self._chosen)
        self.rule = QLineEdit()
        self.rule.setAccessibleName(_tr("Rule"))
        self.rule.setPlaceholderText(_EXAMPLE)
        self.rule.textEdited.connect(lambda _: self.edited.emit())
        self.hint = Paragraph(
            _tr("A recurrence rule as calendars write it (RFC 5545)."), size=CAPTION, tone="muted"
        )
        self.words = Paragraph(size=CAPTION, tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.choice)
        column.addWidget(self.rule)
        column.addWidget(self.hint)
        column.addWidget(self.words)
        self.say("")
        self._show_rule()

    @property
    def repeats(self) -> str:
        """The value of an RRULE; empty for once."""
        match Rhythm(self.choice.current):
            case Rhythm.ONCE:
                return ""
            case Rhythm.WEEKLY:
                return weekly(self._starts_at)
            case Rhythm.MONTHLY:
                return monthly(self._starts_at)
            case Rhythm.RULE:
                return self.rule.text().strip()

    def load(self, repeats: str, starts_at: datetime) -> None:
        """Shows a rule, as a rhythm where it is one of ours."""
        self._starts_at = starts_at
        rhythm = Rhythm.RULE
        if not repeats:
            rhythm = Rhythm.ONCE
        elif repeats in (weekly(starts_at), "FREQ=WEEKLY"):
            rhythm = Rhythm.WEEKLY
        elif repeats == monthly(starts_at):
            rhythm = Rhythm.MONTHLY
        self.choice.choose(rhythm.value)
        self.rule.setText(repeats)
        self._show_rule()

    def say(self, words: str) -> None:
        """Says the rhythm in words; nothing where it is not known."""
        self.words.set_text(words)
        self.words.setVisible(bool(words))

    def follow(self, starts_at: datetime) -> None:
        """The first window is at another time: *weekly* is on its weekday."""
        self._starts_at = starts_at

    def _chosen(self, key: str) -> None:
        if Rhythm(key) is Rhythm.RULE and not self.rule.text():
            self.rule.setText(weekly(self._starts_at))
        self._show_rule()
        self.edited.emit()
        if Rhythm(key) is Rhythm.RULE:
            self.rule.setFocus()

    def _show_rule(self) -> None:
        is_rule = self.choice.current == Rhythm.RULE.value
        self.rule.setVisible(is_rule)
        self.hint.setVisible(is_rule)


def weekly(starts_at: datetime) -> str:
    """Every week on that weekday."""
    return f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[starts_at.weekday()]}"


def monthly(starts_at: datetime) -> str:
    """Every month on the same weekday of the month; a fifth one is the last."""
    number = (starts_at.day - 1) // 7 + 1
    return f"FREQ=MONTHLY;BYDAY={-1 if number == _LAST else number}{_WEEKDAYS[starts_at.weekday()]}"
