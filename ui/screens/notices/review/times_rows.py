"""What publishing says of start, end and impact, and what was told of them before."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from statusboard.domain.time_text import when_text
from statusboard.domain.views.notices import ReviewView
from ui.screens.notices.impact_words import impact_word
from ui.screens.notices.review.review_parts import lined
from ui.theme.fonts import SEMIBOLD
from ui.widgets.label import Label
from ui.widgets.time_words import exact_length, zone_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def times_rows(view: ReviewView) -> tuple[QWidget, ...]:
    """A row for each of them, with the old one where it changes."""
    return tuple(_row(name, was, becomes) for name, was, becomes in times_words(view))


def times_words(view: ReviewView) -> Iterator[tuple[str, str, str]]:
    """What it is called, what was told of it (empty: nothing else), and what will be."""
    zone = zone_of(view.zone)
    start, end = view.becomes.started_at, view.becomes.ended_at
    if start is not None:
        told = view.before.started_at if view.before is not None else None
        yield _tr("Started"), _was(view, told, start, zone), _at(view, start)
    if start is not None and end is not None:
        length = exact_length((end - start).total_seconds())
        yield _tr("Over"), _was(view, view.told_end, end, zone), f"{_at(view, end)} · {length}"
    is_other = view.told_impact is not None and view.told_impact is not view.impact
    was = impact_word(view.told_impact) if view.told_impact is not None and is_other else ""
    yield _tr("Impact"), was, impact_word(view.impact)


def _was(view: ReviewView, told: datetime | None, becomes: datetime, zone: tzinfo) -> str:
    if told is None or told == becomes:
        return ""
    return when_text(told, zone, now=view.as_of)


def _at(view: ReviewView, instant: datetime) -> str:
    return when_text(instant, zone_of(view.zone), now=view.as_of)


def _row(name: str, was: str, becomes: str) -> QWidget:
    parts: list[QWidget] = [Label(name)]
    if was:
        parts += [Label(was, tone="muted"), Label("→", tone="muted")]
    parts.append(Label(becomes, weight=SEMIBOLD))
    row = lined(parts)
    row.setAccessibleName(f"{name}: {f'{was} → ' if was else ''}{becomes}")
    return row
