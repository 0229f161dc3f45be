"""The list's lines: captions and notices, with the few words that say how a notice stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from statusboard.domain.access import Actor
from statusboard.domain.promises import Urgency, urgency
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.notices import Ending, NoticeItem, NoticesView
from statusboard.domain.views.team import Writer
from ui.screens.notices.agreement_words import is_missed, line_words, waits_for
from ui.widgets.time_words import age_words, exact_length, moment_words, whole_minutes, zone_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("NoticeList", text)


@dataclass(frozen=True, slots=True)
class NoticeKey:
    """Which notice: a draft by its id, or the follow-up of an incident; both None: a new one."""

    notice_id: int | None = None
    incident_id: int | None = None

    @property
    def is_new(self) -> bool:
        """Whether nothing of it is stored yet."""
        return self.notice_id is None and self.incident_id is None

    def names(self, item: NoticeItem) -> bool:
        """Whether it is this line of the list."""
        if self.incident_id is not None:
            return item.incident_id == self.incident_id
        return self.notice_id is not None and item.notice_id == self.notice_id


@dataclass(frozen=True, slots=True)
class Caption:
    """A heading of the list."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A notice of the list. `item` None: the new notice that nothing is stored of yet."""

    item: NoticeItem | None
    is_live: bool = False
    is_over: bool = False
    is_suggested: bool = False

    @property
    def key(self) -> NoticeKey:
        """Which notice it is."""
        if self.item is None:
            return NoticeKey()
        return NoticeKey(self.item.notice_id, self.item.incident_id)

    @property
    def title(self) -> str:
        """What it is called; a draft may have no title yet."""
        if self.item is None:
            return _tr("New notice")
        return self.item.wording.title or _tr("Without a title")


Row = Caption | Line


def rows_of(
    view: NoticesView,
    *,
    search: str = "",
    with_new: bool = False,
    found: Sequence[NoticeItem] = (),
) -> tuple[Row, ...]:
    """All lines in order; sections without any notice are left out.

    A `search` leaves those whose title holds all its words, and the incidents `found` by their
    texts, the ones among them that are too long over for the list in their place.
    """
    words = search.casefold().split()
    by_text = {item.incident_id for item in found}

    def matching(items: Iterable[NoticeItem]) -> list[NoticeItem]:
        return [
            item
            for item in items
            if all(word in item.wording.title.casefold() for word in words)
            or (item.incident_id is not None and item.incident_id in by_text)
        ]

    shown = {item.incident_id for item in (*view.live, *view.resolved, *view.announced)}
    older = [item for item in found if item.incident_id not in shown and item.resolved_at]
    live = [Line(item, is_live=True) for item in matching(view.live)]
    suggested = [Line(item, is_suggested=True) for item in matching(view.suggested)]
    drafts = [Line(item) for item in matching(view.drafts)]
    if with_new:
        drafts.insert(0, Line(None))
    over = [Line(item, is_over=True) for item in (*matching(view.resolved), *older)]
    announced = [Line(item, is_over=True) for item in matching(view.announced)]
    rows: list[Row] = []
    for caption, lines in (
        (_tr("Live"), live),
        (_tr("Suggested by monitoring"), suggested),
        (_tr("Drafts"), drafts),
        (_tr("Announcements"), announced),
        (_tr("Resolved"), over),
    ):
        if lines:
            rows += [Caption(caption), *lines]
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Standing:
    """The words under a title, and how they press: `is_loud` when a promise was missed."""

    words: str
    is_loud: bool = False
    is_soon: bool = False


def standing_of(
    line: Line,
    now: datetime,
    zone: str,
    *,
    is_current: bool = True,
    me: Actor | None = None,
) -> Standing:
    """How a notice stands, as of `now`, for whoever sits here.

    Not `is_current`: the next update may have come meanwhile, and nothing is counted down to it.
    """
    item = line.item
    if item is None:
        return Standing(_tr("not saved yet"))
    if item.ending is not Ending.NONE:
        return Standing(_ended(item, now, zone))
    if item.sort is NoticeSort.ANNOUNCEMENT and item.incident_id is not None:
        return Standing(_shown(item, now, zone))
    if line.is_live:
        said = _promised(item, now) if is_current else _last_known(item, now, zone)
        return _with_draft(said, item, now, zone, me)
    if line.is_over and item.resolved_at is not None:
        when = moment_words(item.resolved_at, now, zone_of(zone))
        started_at = item.wording.started_at
        if item.wording.status.is_after_end:
            when = _tr("Postmortem · {when}").format(when=when)
        if started_at is None:
            return Standing(when)
        seconds = (item.resolved_at - started_at).total_seconds()
        return Standing(f"{when} · {exact_length(seconds)}")
    stands = _agreement(item, now, zone, me)
    if line.is_suggested and not (stands is not None and item.agreement.step):
        return _suggested(item, now, zone)
    return stands or _edited(item, now)


def _edited(item: NoticeItem, now: datetime) -> Standing:
    age = age_words((now - item.saved_at).total_seconds())
    return Standing(_tr("edited {age}").format(age=age))


def _agreement(item: NoticeItem, now: datetime, zone: str, me: Actor | None) -> Standing | None:
    """How its draft stands on the way to being approved; None where there is nothing to say."""
    words = line_words(item.agreement, me, now, zone_of(zone))
    if not words:
        return None
    is_mine = waits_for(item.agreement, me)
    return Standing(words, is_loud=is_missed(item.agreement, now), is_soon=is_mine)


def _with_draft(
    said: Standing, item: NoticeItem, now: datetime, zone: str, me: Actor | None
) -> Standing:
    """What is told, that nobody had approved it, and how the next update stands."""
    stands = _agreement(item, now, zone, me)
    parts = [said.words]
    if item.without_approval:
        parts.append(_tr("published without approval"))
    if stands is not None:
        parts.append(stands.words)
    return Standing(
        " · ".join(parts),
        is_loud=said.is_loud or (stands is not None and stands.is_loud),
        is_soon=said.is_soon or (stands is not None and stands.is_soon),
    )


def with_writers(standing: Standing, line: Line, writers: Sequence[Writer]) -> Standing:
    """The same, with who else is writing it."""
    item = line.item
    names = [
        one.name
        for one in writers
        if item is not None
        and (
            one.notice_id == item.notice_id
            or (one.incident_id is not None and one.incident_id == item.incident_id)
        )
    ]
    if not names:
        return standing
    who = _tr("{who} is editing").format(who=", ".join(dict.fromkeys(names)))
    return replace(standing, words=f"{standing.words} · {who}")


def _ended(item: NoticeItem, now: datetime, zone: str) -> str:
    """How it ended that was not resolved."""
    is_withdrawn = item.ending is Ending.WITHDRAWN
    words = _tr("withdrawn {when}") if is_withdrawn else _tr("told in another since {when}")
    at = item.resolved_at or item.saved_at
    return words.format(when=moment_words(at, now, zone_of(zone)))


def _shown(item: NoticeItem, now: datetime, zone: str) -> str:
    """Whether an announcement is on the page, and until when."""
    until = item.wording.shown_until
    if until is None:
        return _tr("on the page")
    words = _tr("on the page until {when}") if until > now else _tr("was shown until {when}")
    return words.format(when=moment_words(until, now, zone_of(zone)))


def _suggested(item: NoticeItem, now: datetime, zone: str) -> Standing:
    moment = moment_words(item.saved_at, now, zone_of(zone))
    source = item.source or _tr("monitoring")
    words = _tr("drafted {moment} from {source} · not sent")
    return Standing(words.format(moment=moment, source=source))


def _last_known(item: NoticeItem, now: datetime, zone: str) -> Standing:
    promised = item.wording.next_update_at
    if promised is None:
        return Standing(_tr("as last read"))
    words = _tr("promised by {when} · as last read")
    return Standing(words.format(when=moment_words(promised, now, zone_of(zone))))


def _promised(item: NoticeItem, now: datetime) -> Standing:
    promised = item.wording.next_update_at
    if promised is None:
        return Standing(_tr("no update promised"))
    left = (promised - now).total_seconds()
    match urgency(promised, now):
        case Urgency.OVERDUE:
            words = _tr("update overdue by {length}").format(length=exact_length(-left))
            return Standing(words, is_loud=True)
        case Urgency.SOON:
            words = _tr("update due in {length}").format(length=whole_minutes(left))
            return Standing(words, is_soon=True)
        case Urgency.CALM:
            return Standing(_tr("update due in {length}").format(length=whole_minutes(left)))
