"""The feed `feed.json`, by JSON Feed 1.1: what the other feeds have, and announcements too."""

from collections.abc import Sequence

from statusboard.domain.views.public import PublicAnnouncement, PublicView
from statusboard.render.clean import clean_line
from statusboard.render.feed_entries import NEWEST, FeedEntry, updates_html
from statusboard.render.identity import announcement_address, home_of, page_name
from statusboard.render.instant_text import to_second
from statusboard.render.json_text import json_text
from statusboard.render.xml_feeds import feed_title

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(view: PublicView, entries: Sequence[FeedEntry]) -> bytes:
    """The feed. An item is known by its permanent address."""
    said = [_announcement(view, one) for one in view.announcements[:NEWEST]]
    items = sorted([*entries, *said], key=lambda one: (one.published, one.public_id), reverse=True)
    base = home_of(view)
    return json_text(
        {
            "version": VERSION,
            "title": feed_title(view),
            "home_page_url": base,
            "feed_url": f"{base}/feed.json",
            "language": view.language,
            "authors": [{"name": page_name(view), "url": base}],
            "items": [
                {
                    "id": one.address,
                    "url": one.address,
                    "title": one.title,
                    "content_html": one.html,
                    "date_published": to_second(one.published),
                    "date_modified": to_second(one.updated),
                    "tags": list(one.tags),
                }
                for one in items[:NEWEST]
            ],
        }
    )


def _announcement(view: PublicView, said: PublicAnnouncement) -> FeedEntry:
    return FeedEntry(
        said.public_id,
        announcement_address(view, said.public_id),
        clean_line(said.wording.title),
        said.created_at,
        said.updates[0].published_at,
        updates_html(view, said.updates),
        ("announcement", *(["withdrawn"] if said.is_withdrawn else [])),
    )
