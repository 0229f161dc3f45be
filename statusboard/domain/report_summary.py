"""What an uptime report says in words: its heading, and a few sentences over its figures. Pure."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from statusboard.domain.percent import percent_text, promised_text
from statusboard.domain.period import Calendar, CalendarUnit, Rolling, read_period
from statusboard.domain.report import ReportIncident, ReportOutage, ReportRow, UptimeReport
from statusboard.domain.report_words import DASH, WORDS, ReportWords


def dates_line(report: UptimeReport) -> str:
    """`1 – 30 November 2026, Europe/Berlin`."""
    zone = ZoneInfo(report.zone)
    first = report.start.astimezone(zone).date()
    last = max(report.start, report.stop - timedelta(microseconds=1)).astimezone(zone).date()
    return f"{words_of(report).days(first, last)}, {report.zone}"


def period_name(report: UptimeReport) -> str:
    """What it is called: `November 2026`, `Q4 2026`, `2026`, `The last 90 days`, or its days."""
    words = words_of(report)
    period = read_period(report.period)
    match period:
        case Rolling(days=1):
            return words.phrases.last_day
        case Rolling(days=365):
            return words.phrases.last_year
        case Rolling():
            return words.phrases.last_days.format(period.days)
        case Calendar():
            return _calendar_name(period, words)
        case _:
            return dates_line(report).rpartition(", ")[0]


def heading(report: UptimeReport) -> str:
    """The one line that a busy reader takes away: `November 2026: 23 of 24 promises kept`."""
    words, totals = words_of(report), report.totals
    phrases, period = words.phrases, period_name(report)
    named = read_period(report.period)
    if isinstance(named, Calendar) and named.unit is CalendarUnit.MONTH:
        period = words.month(named.number)  # the year stands in the line above
    if totals.figure.observed_us <= 0:
        return phrases.nothing.format(period=period)
    made = totals.promises + totals.promises_open
    if totals.promises == made == 1:
        said = phrases.one_kept if totals.promises_kept else phrases.one_missed
        return said.format(period=period)
    if totals.promises:
        is_all = totals.promises_kept == made
        said = phrases.all_kept if is_all else phrases.some_kept
        return said.format(period=period, kept=totals.promises_kept, all=made)
    if totals.uptime == DASH:
        return phrases.too_little.format(period=period)
    return phrases.available.format(period=period, share=words.percent(totals.uptime))


def title_of(report: UptimeReport) -> str:
    """The heading with the days it is about, where it does not name them itself."""
    said, days = heading(report), dates_line(report)
    return said if days.rpartition(", ")[0] in said else f"{said} ({days})"


def summary(report: UptimeReport) -> tuple[str, ...]:
    """A few sentences: how available, what took anything below its promise, and nothing else."""
    return tuple(_sentences(report))


def words_of(report: UptimeReport) -> ReportWords:
    """The words of its language."""
    return WORDS[report.language]


def _sentences(report: UptimeReport) -> Iterator[str]:
    words, totals = words_of(report), report.totals
    phrases = words.phrases
    if totals.figure.observed_us <= 0:
        yield phrases.no_data
        return
    coverage = words.percent(totals.coverage)
    if totals.uptime == DASH:
        yield phrases.no_figure.format(coverage=coverage)
    elif totals.as_one.is_of_the_whole:
        yield phrases.were_available.format(share=words.percent(totals.uptime))
    else:
        share = words.percent(totals.uptime)
        yield phrases.were_available_partly.format(share=share, coverage=coverage)
    yield from _outages(report, words)
    if totals.promises_open:
        one, more = phrases.undecided
        open_ = totals.promises_open
        yield one if open_ == 1 else more.format(n=words.small_number(open_))
    if report.ends_early:
        yield phrases.so_far


def _outages(report: UptimeReport, words: ReportWords) -> Iterator[str]:
    missed = [row for row in report.rows if row.kept is False]
    if not report.outages:
        yield words.phrases.no_outage
        if missed:
            yield _missed(words, missed)
        return
    worst = _worst_of(report, missed)
    told: list[ReportOutage] = []
    if worst is not None:
        row, outage = worst
        beside = _beside(report, outage)
        told = [outage, *beside]
        yield _took_below(report, words, row, outage, beside)
        others = tuple(one.name for one in missed if one is not row)
        if others:
            yield words.phrases.others_missed[len(others) > 1].format(names=words.names(others))
    else:
        if missed:
            yield _missed(words, missed)
        outage = max(report.outages, key=lambda one: (one.down_us, -one.start.timestamp()))
        told = [outage]
        yield words.phrases.longest.format(
            when=_when(report, words, outage),
            names=outage.service,
            length=words.length(outage.down_us),
        )
        if len(report.outages) == 1:
            return
    rest = [one.down_us for one in report.outages if one not in told]
    if rest:
        yield words.phrases.nothing_else.format(length=words.length(max(rest)))
    else:
        yield words.phrases.no_other


def _worst_of(
    report: UptimeReport, missed: list[ReportRow]
) -> tuple[ReportRow, ReportOutage] | None:
    """The longest outage that took a service below its promise, with that service.

    Without it the promise would have been kept: of a promise over a longer time that may not be so.
    """
    rows = {row.component_id: row for row in missed}
    found = [
        one
        for one in report.outages
        if one.component_id in rows and _took(rows[one.component_id], one)
    ]
    if not found:
        return None
    outage = max(found, key=lambda one: (one.down_us, -one.start.timestamp()))
    return rows[outage.component_id], outage


def _took(row: ReportRow, outage: ReportOutage) -> bool:
    """Whether what was lost beyond the promise is no more than an outage; in full, at the most.

    It lies in the window of that promise.
    """
    promise = row.decisive
    return promise is None or (
        promise.over_us <= outage.down_us
        and promise.start < outage.stop
        and outage.start < promise.stop
    )


def _missed(words: ReportWords, missed: list[ReportRow]) -> str:
    """That promises were missed, where no one outage of the period is what did it."""
    row, promise = missed[0], missed[0].decisive
    if len(missed) > 1 or promise is None:
        names = words.names(tuple(one.name for one in missed))
        return words.phrases.more_missed.format(names=names)
    return words.phrases.missed_alone.format(
        name=row.name,
        figure=words.number(percent_text(row.held.said)),
        promised=words.percent(promised_text(row.promised_ppm) or DASH),
        window=words.window(promise.window, promise.hours),
    )


def _beside(report: UptimeReport, outage: ReportOutage) -> list[ReportOutage]:
    """Outages of others while it lasted."""
    return [
        one
        for one in report.outages
        if one.component_id != outage.component_id
        and one.start < outage.stop
        and outage.start < one.stop
    ]


def _took_below(
    report: UptimeReport,
    words: ReportWords,
    row: ReportRow,
    outage: ReportOutage,
    beside: list[ReportOutage],
) -> str:
    phrases = words.phrases
    said = phrases.took_below.format(
        when=_when(report, words, outage),
        length=words.length(outage.down_us),
        name=row.name,
        figure=words.number(percent_text(row.held.said)),
        promised=words.percent(promised_text(row.promised_ppm) or DASH),
    )
    touched = tuple(dict.fromkeys(one.service for one in beside))
    if touched:
        said += phrases.touched.format(names=words.names(touched))
    incident = _told(report, outage)
    if incident is not None and incident.first_word_us is not None:
        said += phrases.first_word.format(length=words.length(incident.first_word_us))
        said += _updates(words, incident)
    return f"{said}."


def _updates(words: ReportWords, incident: ReportIncident) -> str:
    phrases, count = words.phrases, len(incident.updates)
    one, more = phrases.updates
    said = one if count == 1 else more.format(n=words.small_number(count))
    record = incident.promises
    if not record.due:
        return said
    if record.late:
        return said + phrases.some_late.format(late=record.late, made=record.due)
    return said + phrases.all_on_time


def _told(report: UptimeReport, outage: ReportOutage) -> ReportIncident | None:
    """The incident about an outage: it names the service, and its story touches it."""
    for one in report.incidents:
        over = one.resolved_at or report.made_at
        if (
            outage.service in one.services
            and one.started_at <= outage.stop
            and over >= outage.start
        ):
            return one
    return None


def _when(report: UptimeReport, words: ReportWords, outage: ReportOutage) -> str:
    day = outage.start.astimezone(ZoneInfo(report.zone)).date()
    zone = ZoneInfo(report.zone)
    edges = (report.start, report.stop - timedelta(microseconds=1))
    months = {(one.year, one.month) for one in (edge.astimezone(zone) for edge in edges)}
    return words.ordinal(day) if len(months) == 1 else words.on_day(day)


def _calendar_name(period: Calendar, words: ReportWords) -> str:
    match period.unit:
        case CalendarUnit.MONTH:
            return f"{words.month(period.number)} {period.year}"
        case CalendarUnit.QUARTER:
            return words.phrases.quarter.format(period.number, period.year)
        case CalendarUnit.YEAR:
            return str(period.year)
