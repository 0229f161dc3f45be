"""The files of the page that programs read, but for Statuspage's API: all of them, by their paths.

Whatever has to say where the page is, as feeds do, is there once somebody said so.
"""

from statusboard.domain.views.public import PublicView
from statusboard.render.announcements import announcements_file
from statusboard.render.badges import badge_files
from statusboard.render.crawlers import robots, sitemap
from statusboard.render.feed_entries import feed_entries
from statusboard.render.history import Month
from statusboard.render.json_feed import json_feed
from statusboard.render.memory import SiteMemory
from statusboard.render.metric_files import metric_files
from statusboard.render.open_metrics import open_metrics
from statusboard.render.page_facts import PageFacts
from statusboard.render.planned_calendar import planned_calendar
from statusboard.render.security_text import PATH as SECURITY
from statusboard.render.security_text import security_text
from statusboard.render.status_badges import status_badges
from statusboard.render.status_text import status_text
from statusboard.render.templates import read_resource
from statusboard.render.uptime_file import uptime_file
from statusboard.render.xml_feeds import atom, rss

EMBED = "embed.js"


def program_files(view: PublicView, months: tuple[Month, ...]) -> dict[str, bytes]:
    """The files that are there once, whatever languages the page speaks."""
    files = {
        EMBED: read_resource("page", EMBED).encode(),
        "robots.txt": robots(view),
        "metrics.txt": open_metrics(view),
    }
    if view.security is not None:
        files[SECURITY] = security_text(view, view.security)
    if view.page_url:
        files["sitemap.xml"] = sitemap(view, months)
    return (
        announcements_file(view)
        | uptime_file(view)
        | metric_files(view)
        | badge_files(view)
        | status_badges(view)
        | files
    )


def spoken_files(view: PublicView, page: PageFacts, memory: SiteMemory) -> dict[str, bytes]:
    """The files whose words people are shown, in the language of the view.

    `memory` is what was rendered before.
    """
    files = {"maintenance.ics": planned_calendar(view), "status.txt": status_text(view, page)}
    if view.page_url:
        entries = feed_entries(view, memory)
        files |= {
            "history.atom": atom(view, entries),
            "history.rss": rss(view, entries),
            "feed.json": json_feed(view, entries),
        }
    return files
