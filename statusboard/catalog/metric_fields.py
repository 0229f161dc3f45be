"""Which response times stand on the page, as a field of the settings, and how a line is written."""

import re
from dataclasses import replace

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.section import Section
from statusboard.domain.response_metric import (
    LONGEST_NAME,
    MOST_DECIMALS,
    MOST_METRICS,
    MetricRange,
    MetricUnit,
    ResponseMetric,
)

_STROKE = "|"
_UNIT = re.compile(rf"(?:0(?:\.(0{{1,{MOST_DECIMALS}}}))? )?(ms|s)")


def metric_lines(text: str) -> tuple[ResponseMetric, ...]:
    """The metrics of a text by line, such as `Checkout | Time to pay | week | 0.00 s`.

    The service comes first; what follows may be left out and stand in any order. Raises ValueError,
    with a sentence for people, for a line that is none.
    """
    found = tuple(_metric(line) for line in text.splitlines() if line.strip())
    if len(found) > MOST_METRICS:
        raise ValueError(f"At most {MOST_METRICS} response times stand there.")
    named = [(one.service, one.name) for one in found]
    twice = next((one for one in found if named.count((one.service, one.name)) > 1), None)
    if twice is not None:
        raise ValueError(
            f"“{twice.service}” stands there twice. Give each line a name of its own, such as "
            f"“{twice.service} | Last week | week”."
        )
    return found


def metric_line(metric: ResponseMetric) -> str:
    """The line that `metric_lines` reads as this metric; what is usual is left out."""
    usual = ResponseMetric(metric.service)
    parts = [metric.service]
    if metric.name:
        parts.append(metric.name)
    if metric.range is not usual.range:
        parts.append(metric.range.value)
    if (metric.unit, metric.decimals) != (usual.unit, usual.decimals):
        digits = f"0.{'0' * metric.decimals}" if metric.decimals else "0"
        parts.append(f"{digits} {metric.unit}")
    return f" {_STROKE} ".join(parts)


def _metric(line: str) -> ResponseMetric:
    service, *parts = _parts(line)
    if not service:
        raise ValueError(f"“{line.strip()[:40]}” names no service: write its name first.")
    metric, seen = ResponseMetric(service), set[str]()
    for part in parts:
        kind, metric = _with(metric, part)
        if kind in seen:
            raise ValueError(f"“{line.strip()[:60]}” says two times which {kind} it has.")
        seen.add(kind)
    return metric


def _parts(line: str) -> list[str]:
    """What stands between strokes; a stroke inside a word belongs to it."""
    parts: list[list[str]] = [[]]
    for word in line.split():
        if word == _STROKE:
            parts.append([])
        else:
            parts[-1].append(word)
    return [" ".join(words) for words in parts]


def _with(metric: ResponseMetric, part: str) -> tuple[str, ResponseMetric]:
    """What a part of the line says, in a word, and the metric with it."""
    if part in set(MetricRange):
        return "stretch", replace(metric, range=MetricRange(part))
    unit = _UNIT.fullmatch(part)
    if unit is not None:
        decimals = len(unit[1] or "")
        return "unit", replace(metric, unit=MetricUnit(unit[2]), decimals=decimals)
    if not part or len(part) > LONGEST_NAME:
        raise ValueError(
            f"“{part[:20]}…” is longer than {LONGEST_NAME} characters."
            if part
            else f"After “{metric.service}” a name is missing between two strokes."
        )
    return "name", replace(metric, name=part)


def _problem(value: object) -> str | None:
    try:
        metric_lines(str(value))
    except ValueError as error:
        return str(error)
    return None


def _tidy(text: str) -> str:
    """The text with one blank between words, and no empty lines."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


METRIC_FIELDS = (
    FieldSpec(
        "shown",
        FieldKind.LINES,
        "Shown",
        help=f"A service in each line, at most {MOST_METRICS}, in the order of the page. After it, "
        "between strokes and in any order: a name of its own; day, week or month; and a unit with "
        "its decimals, such as 0 ms or 0.00 s.",
        tidy=_tidy,
        check=_problem,
        default="",
        example="Checkout | Time to pay | week | 0 ms",
    ),
)
METRICS = Section(
    "metrics",
    "Response times",
    "Which services show on the page how fast they answer, from the answers that our checks got.",
    METRIC_FIELDS,
)
