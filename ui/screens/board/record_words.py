"""What the board says of the record: figures where they carry a claim, else nothing. Pure."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from statusboard.domain.uptime import SPOKEN_COVERAGE
from statusboard.domain.views.board import Record, SpokenRecord
from ui.widgets.time_words import days_words, whole_minutes

# From here on a figure is one to be green about; below, only its number speaks.
GOOD = 99.0


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)


def record_words(record: Record, now: datetime) -> str:
    """How long there was no major outage, or nothing where that is not known."""
    if record.major_free_since is None:
        return ""
    days = (now - record.major_free_since).days
    if record.ever_major:
        if days < 1:
            return _tr("last major outage less than a day ago")
        return _tr("{days} since the last major outage").format(days=days_words(days))
    if days < 1:
        return ""
    return _tr("no major outage in {days} of watching").format(days=days_words(days))


def uptime_words(record: Record) -> str:
    """The figure for 90 days, where enough of them was observed to claim it."""
    if not (has_figure(record.uptime_90) and is_covered(record.coverage_90)):
        return ""
    return _tr("{figure} % over the last 90 days").format(figure=record.uptime_90)


def spoken_words(spoken: Sequence[SpokenRecord]) -> str:
    """“First word within 4 min · 3 of 3 promises kept”, of one incident; of several the promises.

    Empty where neither was measured.
    """
    parts = []
    if len(spoken) == 1 and (first_us := spoken[0].first_word_us) is not None:
        length = whole_minutes(first_us / 1_000_000)
        parts.append(_tr("First word within {length}").format(length=length))
    kept = sum(one.promises.kept for one in spoken)
    if due := sum(one.promises.due for one in spoken):
        words = (
            _tr("1 of 1 promise kept") if kept == due == 1 else _tr("{kept} of {all} promises kept")
        )
        parts.append(words.format(kept=kept, all=due))
    return " · ".join(parts)


def counted_words(record: Record) -> tuple[str, str]:
    """The figure of the longest time that carries a claim, and its coverage; empty where none."""
    if has_figure(record.uptime_365) and is_covered(record.coverage_365):
        words = _tr("{figure} % over the last 12 months, with this counted")
        return words.format(figure=_cut(record.uptime_365)), record.coverage_365
    if has_figure(record.uptime_90) and is_covered(record.coverage_90):
        words = _tr("{figure} % over the last 90 days, with this counted")
        return words.format(figure=_cut(record.uptime_90)), record.coverage_90
    return "", ""


def is_good(figure: str, coverage: str) -> bool:
    """Whether a figure is one to be green about: high, and of time that was watched."""
    return has_figure(figure) and float(figure) >= GOOD and is_covered(coverage)


def has_figure(text: str) -> bool:
    """Whether a percentage text holds a figure rather than a dash."""
    return text[:1].isdigit()


def spoken_record(record: Record, *, is_all_seen: bool = True) -> str:
    """What to say when somebody asks. Claims nothing that was not observed."""
    running = (
        _tr("Everything is running.") if is_all_seen else _tr("All that we can see is running.")
    )
    said = running
    if is_covered(record.coverage_365) and has_figure(record.uptime_365):
        said = _tr(
            "{running} Our services have been available {figure} % of the last twelve months."
        ).format(running=running, figure=_cut(record.uptime_365))
    elif is_covered(record.coverage_90) and has_figure(record.uptime_90):
        said = _tr(
            "{running} Our services have been available {figure} % of the last 90 days."
        ).format(running=running, figure=_cut(record.uptime_90))
    return _tr("“{words}”").format(words=said)


def is_covered(coverage: str) -> bool:
    """Whether so much was observed that a figure stands alone."""
    try:
        return float(coverage) >= SPOKEN_COVERAGE
    except ValueError:
        return False


def _cut(figure: str) -> str:
    """The figure with two decimals, cut like every figure here, never rounded up."""
    whole, _, rest = figure.partition(".")
    return f"{whole}.{rest[:2]}" if rest else whole
