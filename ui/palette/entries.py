"""What the palette offers: made from the views that the screens show, and from what never changes.

The likeliest is lifted by its state: a promise that is due before a service that is down, that
before one that is slow.
"""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.access import Permission
from statusboard.domain.promises import Urgency, urgency
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import BoardView, Tile, Told
from statusboard.domain.views.notices import NoticeItem, NoticesView
from statusboard.domain.views.team import TeamView
from ui.palette.entry import PaletteEntry, Sort
from ui.screens.destinations import NoticePlace, NoticeStep, PeoplePlace, PeopleTab, VerifyPlace
from ui.theme.status_style import StatusStyle, incident_style, status_style
from ui.theme.theme import tokens
from ui.widgets.time_words import moment_words, zone_of

# How much a state lifts an entry: more than recent use, which lifts by 20 at most.
_PRESSES = {Urgency.CALM: 55, Urgency.SOON: 75, Urgency.OVERDUE: 95}
_OPEN = 45
_FAILS = {
    ComponentStatus.MAJOR_OUTAGE: 50,
    ComponentStatus.PARTIAL_OUTAGE: 40,
    ComponentStatus.DEGRADED_PERFORMANCE: 25,
}
_LIVE, _DRAFT = 22, 12


def _tr(text: str) -> str:
    return QCoreApplication.translate("Palette", text)


def from_board(view: BoardView) -> Iterator[PaletteEntry]:
    """An update for each incident that is open, then every service."""
    zone = zone_of(view.zone)
    for told in view.told:
        due = told.wording.promise(told.published_at)
        presses = _PRESSES[urgency(due, view.as_of)] if due is not None else _OPEN
        promised = ""
        if due is not None:
            promised = _tr("promised by {time}").format(time=moment_words(due, view.as_of, zone))
        yield _update(told, promised, presses)
        if due is not None:
            yield _no_change(told, promised, presses - 1)
    # Of thousands of services one would feel what is looked up for each.
    styles = {status: status_style(status, tokens()) for status in ComponentStatus}
    for tile in view.tiles:
        yield _service(tile, styles[tile.status], view.as_of, zone)


def _update(told: Told, promised: str, presses: int) -> PaletteEntry:
    title = _tr("Post an update: {notice}").format(notice=told.wording.title)
    return PaletteEntry(
        f"update:{told.incident_id}",
        Sort.DO,
        title,
        NoticePlace(incident_id=told.incident_id),
        detail=promised,
        also=" ".join(told.services),
        icon="square-pen",
        tone="accent",
        urgency=presses,
        needs=Permission.WRITE,
    )


def _no_change(told: Told, promised: str, presses: int) -> PaletteEntry:
    return PaletteEntry(
        f"no-change:{told.incident_id}",
        Sort.DO,
        _tr("Say “no change”: {notice}").format(notice=told.wording.title),
        NoticePlace(incident_id=told.incident_id, step=NoticeStep.NO_CHANGE),
        detail=promised,
        icon="square-pen",
        urgency=presses,
        needs=Permission.WRITE,
    )


def _service(tile: Tile, style: StatusStyle, now: datetime, zone: tzinfo) -> PaletteEntry:
    words = [tile.group]
    if tile.status is not ComponentStatus.OPERATIONAL:
        said = style.word
        if tile.since is not None:
            said = _tr("{state} since {moment}").format(
                state=style.word, moment=moment_words(tile.since, now, zone)
            )
        words.append(said)
    if tile.stale:
        words.append(_tr("out of date"))
    return PaletteEntry(
        f"service:{tile.component_id}",
        Sort.SERVICES,
        tile.name,
        VerifyPlace(tile.component_id),
        detail=" · ".join(word for word in words if word),
        icon=style.glyph,
        tone=style.glyph,
        # Of what is out of date nobody knows whether it still fails.
        urgency=0 if tile.stale else _FAILS.get(tile.status, 0),
    )


def from_notices(view: NoticesView) -> Iterator[PaletteEntry]:
    """Every notice of the list, and the review of each draft."""
    for item in view.live:
        yield _notice(item, view, urgency=_LIVE)
    for item in (*view.drafts, *view.suggested):
        yield _notice(item, view, urgency=_DRAFT)
    for item in (*view.live, *view.drafts):
        if item.has_draft and item.notice_id is not None:
            yield PaletteEntry(
                f"review:{item.notice_id}",
                Sort.DO,
                _tr("Review the draft: {notice}").format(notice=_title(item)),
                NoticePlace(item.notice_id, item.incident_id, step=NoticeStep.REVIEW),
                icon="square-pen",
                urgency=_DRAFT,
                needs=Permission.WRITE,
            )
    for item in (*view.resolved, *view.announced):
        yield _notice(item, view)


def _notice(item: NoticeItem, view: NoticesView, *, urgency: int = 0) -> PaletteEntry:
    style = incident_style(item.wording.status, tokens())
    moment = moment_words(item.resolved_at or item.saved_at, view.as_of, zone_of(view.zone))
    is_draft = item.incident_id is None and item.has_draft
    word = _tr("draft") if is_draft else style.word
    return PaletteEntry(
        f"notice:{item.incident_id or ''}:{item.notice_id or ''}",
        Sort.NOTICES,
        _title(item),
        NoticePlace(item.notice_id, item.incident_id),
        detail=f"{word} · {moment}",
        icon="square-pen" if is_draft else style.glyph,
        tone="muted" if is_draft else style.glyph,
        urgency=urgency,
    )


def _title(item: NoticeItem) -> str:
    return item.wording.title or _tr("Notice without a title")


def from_team(view: TeamView) -> Iterator[PaletteEntry]:
    """Everybody who is set up and was not ended."""
    for row in view.people:
        if row.person.ended_at is None:
            yield PaletteEntry(
                f"person:{row.person.id}",
                Sort.PEOPLE,
                row.person.name,
                PeoplePlace(PeopleTab.PEOPLE),
                detail=_tr("here now") if row.there else "",
                icon="users",
            )
