"""What stands in the feeds: the newest incidents and planned work, in the way of Statuspage's.

An entry tells everything that was said, newest first: a small line with the time, a word, the text.
The word is *Update* where the state is what it was. Planned work that is to come begins with a line
of its own and is dated by its beginning, which lies ahead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from statusboard.domain.status import IncidentStatus
from statusboard.domain.time_text import MONTHS, zone_text
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.public import (
    PublicIncident,
    PublicMaintenance,
    PublicUpdate,
    PublicView,
)
from statusboard.render.api_objects import changed_at
from statusboard.render.api_words import (
    incident_address,
    maintenance_address,
)
from statusboard.render.clean import clean_line
from statusboard.render.memory import SiteMemory
from statusboard.render.moments import moments_of
from statusboard.render.page_words.base import PageWords
from statusboard.render.page_words.known import words_of
from statusboard.render.page_words.updates import word_of_update
from statusboard.render.update_facts import UpdateFacts, update_facts

# So many stand in each of Statuspage's feeds.
NEWEST = 25
# What every entry repeats.
_LIKE = (
    b"<p><small>Nov <var data-var='date'>22</var>, <var data-var='time'>14:00</var> UTC</small><br>"
    b"<strong>Investigating</strong> - </p>"
)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. `html` is complete; `tags` are words to sort by.

    `published` is when it spoke last, and when planned work is to begin; `updated` is never later
    than what it says.
    """

    public_id: str
    address: str
    title: str
    published: datetime
    updated: datetime
    html: str
    tags: tuple[str, ...]

    @property
    def number(self) -> int:
        """A number of its own for ever, where a format wants one."""
        return int(self.public_id, 36)


def feed_entries(view: PublicView, memory: SiteMemory) -> tuple[FeedEntry, ...]:
    """The newest entries, the one that is dated last first. They need the page's address.

    `memory` is what was rendered before, each entry under its `entry_key`.
    """
    told: list[PublicIncident | PublicMaintenance] = [*view.incidents, *view.maintenances]
    told.sort(key=lambda one: (_published(one), one.public_id), reverse=True)
    return tuple(_entry(view, one, memory) for one in told[:NEWEST])


def entry_key(public_id: str, language: str) -> str:
    """Under which name the HTML of an entry is remembered; no file of the site has it."""
    return f"feed:{language}:{public_id}"


def updates_html(view: PublicView, updates: Sequence[PublicUpdate]) -> str:
    """Everything that was said, newest first, with whole addresses."""
    zone = ZoneInfo(view.zone)
    root = f"{view.page_url.rstrip('/')}/"
    began = updates[-1].published_at
    words = words_of(view)
    facts = update_facts(updates, range(len(updates)), moments_of(view), began, root, words)
    return "".join(
        f"<p><small>{_when(said.published_at, zone, words)}</small><br>"
        f"<strong>{escape(label(updates, place, words))}</strong> - {_words(shown)}"
        for place, (said, shown) in enumerate(zip(updates, facts, strict=True))
    )


def when_html(instant: datetime, zone: ZoneInfo) -> str:
    """`Aug 21, 00:37` as Statuspage marks it up, so that programs find the date and the time."""
    local = instant.astimezone(zone)
    return (
        f"{MONTHS[local.month - 1][:3]} <var data-var='date'>{local.day}</var>, "
        f"<var data-var='time'>{local:%H:%M}</var>"
    )


def until_html(begin: datetime, end: datetime, zone: ZoneInfo) -> str:
    """A stretch of time in the same way; its day is not said again where it is one."""
    last = when_html(end, zone)
    if begin.astimezone(zone).date() == end.astimezone(zone).date():
        last = f"<var data-var='time'>{end.astimezone(zone):%H:%M}</var>"
    return f"{when_html(begin, zone)} - {last} {zone_text(end, zone)}"


def label(updates: Sequence[PublicUpdate], place: int, words: PageWords) -> str:
    """What stands before an update: its state where that is new, else *Update*."""
    update = updates[place]
    before = updates[place + 1] if place + 1 < len(updates) else None
    is_plain = update.kind in (UpdateKind.SAID, UpdateKind.MAINTENANCE)
    if is_plain and before is not None and before.wording.status is update.wording.status:
        return words.notice.update
    return word_of_update(update, words)


def _when(instant: datetime, zone: ZoneInfo, words: PageWords) -> str:
    """When something was said; in English as Statuspage marks it up."""
    if words.code != "en":
        return escape(words.dates.full(instant, zone))
    return f"{when_html(instant, zone)} {zone_text(instant, zone)}"


def _published(one: PublicIncident | PublicMaintenance) -> datetime:
    if isinstance(one, PublicMaintenance) and one.status is IncidentStatus.SCHEDULED:
        return one.scheduled_for
    return one.updates[0].published_at


def _entry(
    view: PublicView, one: PublicIncident | PublicMaintenance, memory: SiteMemory
) -> FeedEntry:
    if isinstance(one, PublicIncident):
        address = incident_address(view, one.public_id)
        tags: tuple[str, ...] = ("incident", one.status.value, f"impact-{one.impact.value}")
    else:
        address = maintenance_address(view, one.public_id)
        tags = ("maintenance", one.status.value)
    html = memory.page(
        entry_key(one.public_id, view.language),
        [one, view.page_url, view.zone],
        lambda: _planned(view, one) + updates_html(view, one.updates),
        like=_LIKE,
    ).decode()
    changed = changed_at(one.updates)
    title = _title(one, words_of(view))
    return FeedEntry(one.public_id, address, title, _published(one), changed, html, tags)


def _title(one: PublicIncident | PublicMaintenance, words: PageWords) -> str:
    """What it is called; what should never have been said, or does not take place, says so."""
    name = clean_line(one.wording.title)
    if isinstance(one, PublicIncident):
        prefix = words.kinds[UpdateKind.WITHDRAWAL] if one.is_withdrawn else ""
    else:
        is_cancelled = one.status is IncidentStatus.CANCELLED
        prefix = words.states[one.status] if is_cancelled else ""
    return f"{prefix}{words.colon}{name}" if prefix else name


def _planned(view: PublicView, one: PublicIncident | PublicMaintenance) -> str:
    if not isinstance(one, PublicMaintenance) or one.status is not IncidentStatus.SCHEDULED:
        return ""
    zone, words = ZoneInfo(view.zone), words_of(view)
    if words.code == "en":
        when = until_html(one.scheduled_for, one.scheduled_until, zone)
    else:
        moments = moments_of(view)
        first = moments.full(one.scheduled_for).text
        last = moments.beside(one.scheduled_until, one.scheduled_for).text
        when = escape(words.dates.span.format(first=first, last=last))
    return f"<p><strong>{words.notice.scheduled_event.format(when=when)}</strong></p>"


def _words(facts: UpdateFacts) -> str:
    """The text of an update, after what it takes back and what became of it."""
    body = str(facts.html)
    notes = ""
    if facts.corrects_at is not None:
        notes += f"<em>{escape(facts.corrects.format(at=facts.corrects_at.text))}.</em> "
    if facts.taken_back_at is not None:
        notes += f"<em>{escape(facts.taken_back.format(at=facts.taken_back_at.text))}.</em> "
        body = f"<del>{body}</del>"
    if facts.note:
        notes += f"<em>{escape(facts.note)}</em> "
    if facts.original is not None:
        body += str(facts.original)
    # They stand in a paragraph that is open: the first of the body goes on there.
    return notes + (body.removeprefix("<p>") if body.startswith("<p>") else f"</p>{body}")
