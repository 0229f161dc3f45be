"""A report as a page of HTML that needs nothing else: no script, no picture, one stylesheet in it.

The stylesheet is allowed by its digest, as on the public page.
"""

import base64
import hashlib
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from statusboard.domain.percent import promised_text
from statusboard.domain.report import ReportTotals, UptimeReport
from statusboard.domain.report_summary import (
    dates_line,
    heading,
    period_name,
    summary,
    words_of,
)
from statusboard.domain.report_words import DASH, ReportWords
from statusboard.render.clean import clean_line
from statusboard.render.templates import read_resource, templates_in
from statusboard.render.words import look_of


def report_html(report: UptimeReport, pdf: str = "") -> bytes:
    """The page; `pdf` is where the same report lies as a PDF, empty for nowhere."""
    words, zone = words_of(report), ZoneInfo(report.zone)

    def moment(instant: datetime) -> str:
        return words.moment(instant, zone)

    css, digest = _style()
    html = (
        templates_in("report", trims=True)
        .get_template("report.html")
        .render(
            report=report,
            company=clean_line(report.company),
            words=words,
            say=words.phrases,
            heading=heading(report),
            dates=dates_line(report),
            period=period_name(report),
            summary=" ".join(summary(report)),
            figures=_figures(words, report.totals),
            css=css,
            digest=digest,
            pdf=pdf,
            moment=moment,
            look_of=look_of,
            dash=DASH,
        )
    )
    return html.encode("utf-8", "replace")


@cache
def _style() -> tuple[str, str]:
    css = read_resource("report", "report.css")
    return css, base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()


def _figures(words: ReportWords, totals: ReportTotals) -> tuple[tuple[str, str, str], ...]:
    """Label, figure, and what stands below each."""
    say = words.phrases
    left = totals.budget_left_permille
    budget = DASH if left is None else words.percent(str(left // 10))
    promised = promised_text(totals.promised_ppm)
    if left is None:
        below = say.unknown_kept if totals.promises_open else say.no_promise
    elif totals.budget_over_us:
        below = say.budget_over.format(words.short_length(totals.budget_over_us))
    elif promised is None:
        below = say.many_promises.format(totals.promises)
    else:
        below = say.budget_of.format(words.percent(promised))
    first, record = totals.first_notice_us, totals.updates
    kept = say.updates_kept.format(kept=record.kept, due=record.due)
    one, more = say.outages
    outages = one if totals.outages == 1 else more.format(n=totals.outages)
    longest = say.outages_longest.format(
        outages=outages, length=words.short_length(totals.longest_us)
    )
    return (
        (say.uptime, words.percent(totals.uptime), words.observed(totals.coverage)),
        (say.budget, budget, below),
        (
            say.down,
            words.short_length(totals.figure.down_us) if totals.figure.observed_us else DASH,
            longest if totals.outages else say.no_outages,
        ),
        (
            say.first_notice,
            DASH if first is None else words.short_length(first),
            kept if record.due else say.no_updates,
        ),
    )
