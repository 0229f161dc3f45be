"""What is said without an incident, in texts for the page, and as a file for programs.

Statuspage's format has no place for it: in one of its lists every program would take it for an
incident. So programs find it in a file of our own beside that format.
"""

from dataclasses import dataclass

from statusboard.domain.hidden_text import without_comments
from statusboard.domain.picture import with_addresses
from statusboard.domain.views.public import PublicAnnouncement, PublicView
from statusboard.render.clean import clean_line, clean_text
from statusboard.render.identity import announcement_address, site_root
from statusboard.render.instant_text import to_millisecond
from statusboard.render.json_text import json_text
from statusboard.render.moments import Moment, moments_of
from statusboard.render.page_words.known import words_of
from statusboard.render.update_facts import UpdateFacts, update_facts

NEWEST = 50


@dataclass(frozen=True, slots=True)
class AnnouncementFacts:
    """One announcement. `until` is when it leaves the page; None where nobody said that."""

    id: str
    title: str
    day: Moment
    until: Moment | None
    is_shown: bool
    is_withdrawn: bool
    updates: tuple[UpdateFacts, ...]


def announcement_facts(
    view: PublicView, said: PublicAnnouncement, *, root: str = ""
) -> AnnouncementFacts:
    """One announcement in texts; `root` is the way from the page that shows it to the first one."""
    moments, words = moments_of(view), words_of(view)
    every = range(len(said.updates))
    until = said.wording.shown_until
    return AnnouncementFacts(
        id=said.public_id,
        title=clean_line(said.wording.title),
        day=moments.on(said.created_at),
        until=None if until is None else moments.full(until),
        is_shown=said.is_shown(view.as_of),
        is_withdrawn=said.is_withdrawn,
        updates=update_facts(
            said.updates, every, moments, said.created_at, site_root(view, root), words
        ),
    )


def announcements_of(view: PublicView) -> tuple[AnnouncementFacts, ...]:
    """All of them in texts, newest first."""
    return tuple(announcement_facts(view, one) for one in view.announcements)


def announcements_file(view: PublicView) -> dict[str, bytes]:
    """The newest of them for programs, by its path; no file where nothing was ever announced."""
    if not view.announcements:
        return {}
    said = [_announcement(view, one) for one in view.announcements[:NEWEST]]
    document = {"page": {"id": view.page_id, "url": view.page_url}, "announcements": said}
    return {"api/announcements.json": json_text(document)}


def _announcement(view: PublicView, said: PublicAnnouncement) -> dict[str, object]:
    until = said.wording.shown_until
    return {
        "id": said.public_id,
        "title": clean_line(said.wording.title),
        "body": clean_text(with_addresses(without_comments(said.wording.body), view.page_url)),
        "created_at": to_millisecond(said.updates[-1].published_at),
        "updated_at": to_millisecond(said.updates[0].published_at),
        "shown_until": None if until is None else to_millisecond(until),
        "withdrawn": said.is_withdrawn,
        "url": announcement_address(view, said.public_id),
    }
