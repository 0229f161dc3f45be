"""The feeds `history.atom` (RFC 4287) and `history.rss` (RSS 2.0), as Statuspage's are."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from statusboard.domain.instants import require_utc
from statusboard.domain.views.public import PublicView
from statusboard.render.feed_entries import FeedEntry
from statusboard.render.identity import home_of, page_name
from statusboard.render.instant_text import to_second
from statusboard.render.page_words.known import words_of

# The year that names begin to hold from, by RFC 4151.
_SINCE = "2005"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def atom(view: PublicView, entries: Sequence[FeedEntry]) -> bytes:
    """The Atom feed. Its ids hold the host of the page's address."""
    base, tag = home_of(view), f"tag:{urlsplit(view.page_url).hostname},{_SINCE}:{view.folder}"
    lines = [
        f'{_HEAD}<feed xml:lang="{view.language}" xmlns="http://www.w3.org/2005/Atom">',
        f"  <id>{escape(tag)}/history</id>",
        f'  <link rel="alternate" type="text/html" href={quoteattr(base)}/>',
        '  <link rel="self" type="application/atom+xml" href='
        f"{quoteattr(f'{base}/history.atom')}/>",
        f"  <title>{escape(feed_title(view))}</title>",
        f"  <updated>{to_second(feed_updated(view, entries))}</updated>",
        f"  <author>\n    <name>{escape(page_name(view))}</name>\n  </author>",
    ]
    for one in entries:
        lines += [
            "  <entry>",
            f"    <id>{escape(tag)}Incident/{one.number}</id>",
            f"    <published>{to_second(one.published)}</published>",
            f"    <updated>{to_second(one.updated)}</updated>",
            f'    <link rel="alternate" type="text/html" href={quoteattr(one.address)}/>',
            f"    <title>{escape(one.title)}</title>",
            f'    <content type="html">{escape(one.html)}</content>',
            "  </entry>",
        ]
    return "\n".join([*lines, "</feed>\n"]).encode()


def rss(view: PublicView, entries: Sequence[FeedEntry]) -> bytes:
    """The RSS feed. An entry is known by its permanent address."""
    lines = [
        f'{_HEAD}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">',
        "  <channel>",
        f"    <title>{escape(feed_title(view))}</title>",
        f"    <link>{escape(home_of(view))}</link>",
        f"    <description>{escape(page_name(view))}</description>",
        f"    <pubDate>{_mail_date(feed_updated(view, entries))}</pubDate>",
    ]
    for one in entries:
        lines += [
            "    <item>",
            f"      <title>{escape(one.title)}</title>",
            f"      <description>{escape(one.html)}</description>",
            f"      <pubDate>{_mail_date(one.published)}</pubDate>",
            f"      <link>{escape(one.address)}</link>",
            f"      <guid>{escape(one.address)}</guid>",
            "    </item>",
        ]
    return "\n".join([*lines, "  </channel>", "</rss>\n"]).encode()


def feed_title(view: PublicView) -> str:
    """`Northwind Status - Incident History`."""
    name = page_name(view)
    said = name if name.lower().endswith("status") else f"{name} Status"
    return words_of(view).history.feed_title.format(name=said)


def feed_updated(view: PublicView, entries: Sequence[FeedEntry]) -> datetime:
    """When the feed changed last: with its newest words. An empty one as the page did."""
    return max((one.updated for one in entries), default=view.updated_at)


def _mail_date(moment: datetime) -> str:
    return format_datetime(require_utc(moment))
