"""What is behind a figure, in words: its statuses, its spans, and single answers."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.instants import SECOND_US
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.behind import AnswerLine, AnswersView, BehindView, SpanLine
from ui.screens.uptime.period_words import day_words
from ui.screens.uptime.words import lost_words, observed_words, percent_words
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.widgets.response_words import response_words
from ui.widgets.time_words import exact_length


def _tr(text: str) -> str:
    return QCoreApplication.translate("Uptime", text)


def status_word(status: ComponentStatus) -> str:
    """`Major outage`; of what nobody watched: `Not observed`."""
    if status is ComponentStatus.UNKNOWN:
        return _tr("Not observed")
    return status_style(status, tokens()).word


def figure_line(view: BehindView) -> str:
    """`99.978 % · 100 % observed · business hours only`."""
    parts = [percent_words(view.uptime), observed_words(view.coverage)]
    if view.in_business_hours:
        parts.append(_tr("business hours only"))
    return " · ".join(parts)


def lengths_line(view: BehindView) -> str:
    """`Major outage 41 min · Operational 29 days 23 h`: the figure is added up from these."""
    return " · ".join(
        f"{status_word(status)} {_length(us, status)}" for status, us in view.lengths_us
    )


def span_words(line: SpanLine, view: BehindView, zone: tzinfo) -> str:
    """`Major outage · 41 min`, below it when, and whose it was where all are shown."""
    head = f"{status_word(line.status)} · {_length(line.counted_us, line.status)}"
    if view.component_id is None:
        head = f"{line.service} · {head}"
    return "\n".join(filter(None, (head, _from_to(line, zone), line.note)))


def answer_words(line: AnswerLine, zone: tzinfo, *, with_check: bool) -> str:
    """`14:02:05 · 503 · 90 ms`, and which check where there are several."""
    took = "" if line.response_us is None else response_words(line.response_us)
    check = line.check if with_check else ""
    clock = f"{line.at.astimezone(zone):%H:%M:%S}"
    return " · ".join(filter(None, (clock, line.words, took, check)))


def no_answers_words(
    view: AnswersView, status: ComponentStatus, starts: datetime, zone: tzinfo
) -> str:
    """Why no single answer is shown of a span, of the part of it that begins at `starts`."""
    if status is ComponentStatus.UNKNOWN and starts >= view.kept_since:
        return _tr("Nobody asked in this time, so there is no answer.")
    if starts < view.kept_since:
        kept = day_words(view.kept_since.astimezone(zone).date())
        return _tr(
            "The single answers of this time are no longer kept; the oldest are of {day}. "
            "The span itself stays for ever."
        ).format(day=kept)
    return _tr("No single answer of this time was kept.")


def answers_note(view: AnswersView) -> str:
    """That there are more answers than are listed; nothing where all of them are."""
    if not view.left_out:
        return ""
    return _tr("{count} later answers are not listed.").format(count=view.left_out)


def _length(us: int, status: ComponentStatus) -> str:
    """Lost time is rounded up, all other time down: nothing looks better than it was."""
    return lost_words(us) if status.counts_as_down else exact_length(us // SECOND_US)


def _from_to(line: SpanLine, zone: tzinfo) -> str:
    starts = _moment(line.starts, zone)
    if line.stops is None:
        return _tr("since {start}").format(start=starts)
    local = line.stops.astimezone(zone)
    is_same_day = local.date() == line.starts.astimezone(zone).date()
    stops = f"{local:%H:%M:%S}" if is_same_day else _moment(line.stops, zone)
    return f"{starts} \N{EN DASH} {stops}"


def _moment(instant: datetime, zone: tzinfo) -> str:
    local = instant.astimezone(zone)
    return f"{day_words(local.date())}, {local:%H:%M:%S}"
