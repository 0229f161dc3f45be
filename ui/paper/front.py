"""The front of a report: whose it is, the heading, the summary in words, four figures."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from statusboard.domain.percent import promised_text
from statusboard.domain.report import ReportTotals, UptimeReport
from statusboard.domain.report_summary import dates_line, heading, summary, words_of
from statusboard.domain.report_words import DASH, ReportWords
from ui.paper.sheet import BOTTOM, CONTENT, LEFT, TOP, WIDTH, Sheets, face, width_of
from ui.theme.fonts import BOLD, MEDIUM, SEMIBOLD
from ui.theme.tokens import LIGHT

_BODY, _CAPTION, _HEAD, _FIGURE = 14, 12, 30, 27
_READING = 660.0
_LOGO = 26.0


def draw_front(report: UptimeReport, to: Sheets) -> None:
    """Everything above the chart."""
    _draw_head(report, to)
    muted = face(_BODY)
    to.y = TOP + 62
    to.paragraph(dates_line(report), muted, LIGHT.muted)
    to.y += 4
    to.paragraph(heading(report), face(_HEAD, BOLD), LIGHT.text, leading=1.25)
    to.y += 6
    to.paragraph(" ".join(summary(report)), muted, LIGHT.muted, width=_READING, leading=1.6)
    to.y += 22
    _draw_figures(report, to)


def draw_foot(report: UptimeReport, to: Sheets) -> None:
    """When it was made, and which sheet it is of how many, under each of them."""
    words = words_of(report)
    made = words.phrases.made.format(words.moment(report.made_at, ZoneInfo(report.zone)))
    caption = face(_CAPTION)
    for number, page in enumerate(to.pages, 1):
        foot = Sheets([page])
        of = words.phrases.page_of.format(number, len(to.pages))
        foot.text(LEFT, BOTTOM + 33, made, caption, LIGHT.faint)
        foot.text(WIDTH - LEFT, BOTTOM + 33, of, caption, LIGHT.faint, right=True)


def _draw_head(report: UptimeReport, to: Sheets) -> None:
    words = words_of(report)
    letter = report.company.strip()[:1].upper()
    to.box(QRectF(LEFT, TOP, _LOGO, _LOGO), LIGHT.accent, 8)
    bold = face(15, BOLD)
    to.text(LEFT + (_LOGO - width_of(letter, bold)) / 2, TOP + 18.5, letter, bold, LIGHT.surface)
    bold_name = QFontMetricsF(face(_BODY, SEMIBOLD))
    room = CONTENT - 220
    name = bold_name.elidedText(report.company, Qt.TextElideMode.ElideRight, room)
    to.text(LEFT + 38, TOP + 18, name, face(_BODY, SEMIBOLD), LIGHT.text)
    title = words.phrases.title
    to.text(WIDTH - LEFT, TOP + 18, title, face(_BODY), LIGHT.muted, right=True)
    if report.is_demo:
        caption = face(_CAPTION, MEDIUM)
        to.text(LEFT, TOP + 46, words.phrases.sample, caption, LIGHT.major_ink)


def _draw_figures(report: UptimeReport, to: Sheets) -> None:
    words, totals = words_of(report), report.totals
    figures = (
        (words.phrases.uptime, words.percent(totals.uptime), words.observed(totals.coverage)),
        (words.phrases.budget, *_budget(words, totals)),
        (words.phrases.down, *_down(words, totals)),
        (words.phrases.first_notice, *_first_notice(words, totals)),
    )
    to.rule(LIGHT.text, 2)
    top, column = to.y, CONTENT / len(figures)
    lowest = top
    for number, (label, figure, below) in enumerate(figures):
        left = LEFT + number * column + (16 if number else 0)
        to.text(left, top + 28, label, face(_CAPTION, SEMIBOLD), LIGHT.muted)
        to.text(left, top + 66, figure, face(_FIGURE, BOLD), LIGHT.text)
        to.y = top + 76
        to.paragraph(below, face(_CAPTION), LIGHT.muted, x=left, width=column - 24, leading=1.4)
        lowest = max(lowest, to.y)
    to.y = lowest + 12
    for number in range(1, len(figures)):
        to.box(QRectF(LEFT + number * column, top, 1, to.y - top), LIGHT.line)
    to.rule()
    to.y += 18


def _budget(words: ReportWords, totals: ReportTotals) -> tuple[str, str]:
    phrases = words.phrases
    if totals.budget_left_permille is None:
        nothing = not totals.promises and not totals.promises_open
        return DASH, phrases.no_promise if nothing else phrases.unknown_kept
    left = words.percent(str(totals.budget_left_permille // 10))
    if totals.budget_over_us:
        return left, phrases.budget_over.format(words.short_length(totals.budget_over_us))
    promised = promised_text(totals.promised_ppm)
    if promised is None:
        return left, phrases.many_promises.format(totals.promises)
    return left, phrases.budget_of.format(words.percent(promised))


def _down(words: ReportWords, totals: ReportTotals) -> tuple[str, str]:
    phrases = words.phrases
    if not totals.figure.observed_us:
        return DASH, phrases.not_observed
    if not totals.outages:
        return words.short_length(totals.figure.down_us), phrases.no_outages
    one, more = phrases.outages
    outages = one if totals.outages == 1 else more.format(n=totals.outages)
    longest = words.short_length(totals.longest_us)
    return (
        words.short_length(totals.figure.down_us),
        phrases.outages_longest.format(outages=outages, length=longest),
    )


def _first_notice(words: ReportWords, totals: ReportTotals) -> tuple[str, str]:
    phrases, record = words.phrases, totals.updates
    first = totals.first_notice_us
    kept = phrases.updates_kept.format(kept=record.kept, due=record.due)
    below = kept if record.due else phrases.no_updates
    return (DASH if first is None else words.short_length(first)), below
