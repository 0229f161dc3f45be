"""What the chart says in words: at one point, and as a whole."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

import numpy as np
from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from statusboard.domain.views.uptime import Band, BandKind
from ui.plots.trace import Measure, Trace
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.widgets.response_words import response_words

_DAY_S = 86_400
_NAMED_BANDS = 2


def _tr(text: str) -> str:
    return QCoreApplication.translate("Chart", text)


def seconds_text(value_s: float) -> str:
    """A response time in seconds for people."""
    return response_words(round(value_s * 1e6))


def moment_text(at_s: float, zone: tzinfo) -> str:
    """Day and minute in the zone: `14 Nov 2026, 13:05`.

    An hour that the clock shows twice is told with which of the two: `25 Oct 2026, 02:05 CET`.
    """
    local = datetime.fromtimestamp(at_s, UTC).astimezone(zone)
    locale = QLocale()
    day = locale.toString(QDate(local.year, local.month, local.day), _tr("d MMM yyyy"))
    clock = locale.toString(QTime(local.hour, local.minute), "HH:mm")
    is_twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    # An hour that is skipped has two offsets as well, but no instant leads into it.
    return f"{day}, {clock} {local.tzname()}" if is_twice else f"{day}, {clock}"


def bucket_text(
    trace: Trace,
    position: int,
    bands: Sequence[Band],
    zone: tzinfo,
    marks: Sequence[tuple[float, str]] = (),
) -> str:
    """Everything known of one bucket, in one line. `marks`: what was deployed, and when."""
    start_s = float(trace.at_s[position])
    stop_s = start_s + trace.bucket_s
    parts = [_bounds_text(start_s, stop_s, zone)]
    if np.isnan(trace.mean_s[position]):
        parts.append(_tr("nothing was observed"))
    else:
        parts.append(
            _tr("median {median}, 95 % within {p95}, from {least} to {longest}").format(
                median=seconds_text(trace.median_s[position]),
                p95=seconds_text(trace.p95_s[position]),
                least=seconds_text(trace.min_s[position]),
                longest=seconds_text(trace.max_s[position]),
            )
        )
    # The figures first: where room is short, the end is cut.
    deployed = (
        _tr("deployed {version}").format(version=version)
        for at_s, version in marks
        if start_s <= at_s < stop_s
    )
    return " · ".join((*parts, *trouble_texts(start_s, stop_s, bands), *deployed))


def trouble_texts(start_s: float, stop_s: float, bands: Sequence[Band]) -> list[str]:
    """The trouble in a stretch, worst first: `Major outage: Checkout API`."""
    touched = [b for b in bands if b.start_s < stop_s and max(b.stop_s, b.start_s + 1) > start_s]
    touched.sort(key=lambda b: -b.status.severity)
    named: list[str] = []
    for band in touched:
        text = f"{_kind_word(band)}: {band.service}"
        if band.note:
            text = f"{text} ({band.note})"
        if text not in named:
            named.append(text)
    if len(named) > _NAMED_BANDS:
        more = _tr("and {count} more").format(count=len(named) - _NAMED_BANDS)
        return [*named[:_NAMED_BANDS], more]
    return named


def _kind_word(band: Band) -> str:
    match band.kind:
        case BandKind.INCIDENT:
            return _tr("Incident")
        case BandKind.CORRECTION:
            return _tr("Corrected")
        case BandKind.MEASURED:
            return status_style(band.status, tokens()).word


def compared_text(compared: Trace, name: str, at_s: float, measure: Measure) -> str:
    """What the other line says at an instant: `October 2026: 120 ms`."""
    value = compared.value_at(at_s, measure)
    said = _tr("nothing was observed") if np.isnan(value) else seconds_text(value)
    return f"{name}: {said}"


def summary_text(
    trace: Trace | None, measure: Measure, bands: Sequence[Band], *, start_s: float, stop_s: float
) -> str:
    """The chart in words, for people who cannot see it."""
    if trace is None or not len(trace.at_s):
        return _tr("No response times were recorded in this range.")
    inside = (trace.at_s >= start_s - trace.bucket_s) & (trace.at_s <= stop_s)
    seen = trace.values(measure)[inside]
    seen = seen[~np.isnan(seen)]
    if not len(seen):
        return _tr("No response times were recorded in this range.")
    names = {
        Measure.P95: _tr("95th percentile"),
        Measure.MEDIAN: _tr("median"),
        Measure.MAX: _tr("longest"),
    }
    count = sum(
        1
        for b in bands
        if b.stop_s > start_s
        and b.start_s < stop_s
        and b.status.is_trouble
        and b.kind is BandKind.MEASURED
    )
    return _tr(
        "Response time, {measure}: between {low} and {high}, last {last}. "
        "Stretches of trouble: {count}."
    ).format(
        measure=names[measure],
        low=seconds_text(float(seen.min())),
        high=seconds_text(float(seen.max())),
        last=seconds_text(float(seen[-1])),
        count=count,
    )


def _bounds_text(start_s: float, stop_s: float, zone: tzinfo) -> str:
    begin = moment_text(start_s, zone)
    if stop_s - start_s >= _DAY_S:
        return begin.split(", ")[0]
    if stop_s - start_s <= 60:
        return begin
    return f"{begin}–{moment_text(stop_s, zone).split(', ')[1]}"
