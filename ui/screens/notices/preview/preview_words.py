"""The block of the page in words: what a text will add to it, or what stands there now."""

from collections.abc import Callable, Sequence
from datetime import datetime

from statusboard.app.notices.preview import body_html
from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.moves import said_statuses
from statusboard.domain.notice import BODY_LIMIT, Wording
from statusboard.domain.status import worst
from statusboard.domain.taken_back import taken_back
from statusboard.domain.time_text import when_text
from statusboard.domain.update_kind import NoticeSort
from ui.screens.notices.preview.preview_html import Block, Said
from ui.screens.notices.preview.said_words import (
    has_state,
    new_kind,
    news_about,
    said_before,
)
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.widgets.kind_words import kind_word
from ui.widgets.time_words import spoken_length, zone_of


class PreviewWords:
    """The block in words, as of one instant, in the page's zone."""

    def __init__(self, tr: Callable[[str], str], now: datetime, zone: str) -> None:
        self._tr = tr
        self._now = now
        self._zone = zone_of(zone)

    def new_text(
        self,
        wording: Wording,
        incident: Incident | None,
        names: dict[int, str],
        sort: NoticeSort = NoticeSort.INCIDENT,
    ) -> Block:
        """What this text will add to the page, on top of all that stands there."""
        said = Said(
            kind_word(new_kind(sort), wording.status),
            self._time(self._now),
            body_html(wording.body[:BODY_LIMIT]) or _faint(self._tr("Nothing is written yet.")),
            is_new=True,
        )
        promised = wording.promise(self._now)
        return self._block(wording, incident, names, [said], promised, sort)

    def on_page(
        self, incident: Incident, said: Sequence[IncidentUpdate], names: dict[int, str]
    ) -> Block:
        """What stands on the page: these updates, the newest first. There is at least one."""
        wording = said[0].wording
        gone = taken_back(said)
        lines = [said_before(update, gone.get(update.public_id), self._time) for update in said]
        promised = wording.promise(said[0].published_at)
        return self._block(wording, incident, names, lines, promised, incident.sort)

    def _block(
        self,
        wording: Wording,
        incident: Incident | None,
        names: dict[int, str],
        said: Sequence[Said],
        promised: datetime | None,
        sort: NoticeSort,
    ) -> Block:
        is_news = sort is NoticeSort.ANNOUNCEMENT
        return Block(
            glyph=_glyph(wording) if has_state(incident, sort) else "",
            title=wording.title or self._tr("Without a title"),
            about=news_about(wording, self._time)
            if is_news
            else self._about(wording, incident, names),
            said=tuple(said),
            promise=self._promise(promised),
            promise_in=self._promise_in(promised),
        )

    def _about(self, wording: Wording, incident: Incident | None, names: dict[int, str]) -> str:
        services = ", ".join(names[key] for key in wording.components if key in names)
        started = wording.started_at or (incident.started_at if incident is not None else None)
        if started is None:
            return services or self._tr("No service is named")
        when = self._tr("started {time}").format(time=self._time(started))
        ended = wording.ended_at if wording.status.is_over else None
        if ended is None and wording.status.is_over and incident is not None:
            ended = incident.resolved_at
        if ended is not None:
            over = self._tr("{started}, over {time} ({length})")
            length = spoken_length((ended - started).total_seconds())
            when = over.format(started=when, time=self._time(ended), length=length)
        return f"{services or self._tr('No service is named')} · {when}"

    def _promise(self, promised: datetime | None) -> str:
        if promised is None:
            return ""
        return self._tr("Next update by {time}").format(time=self._time(promised))

    def _promise_in(self, promised: datetime | None) -> str:
        if promised is None:
            return ""
        left = (promised - self._now).total_seconds()
        if left <= 0:
            return self._tr("already past")
        return self._tr("in {length}").format(length=spoken_length(left))

    def _time(self, instant: datetime) -> str:
        return when_text(instant, self._zone, now=self._now)


def _faint(text: str) -> str:
    return f'<p style="color:{tokens().faint}">{text}</p>'


def _glyph(wording: Wording) -> str:
    if wording.status.is_over:
        return "operational"
    said = worst(said_statuses(wording).values())
    return status_style(said, tokens()).glyph
