"""Which paths a site can have: a place for the page touches no other.

Every path that `render_site` makes is here, or that an earlier version made. A new sort of file is
added here too.
"""

import re

from statusboard.domain.languages import LANGUAGES
from statusboard.domain.picture import NAME

_ID = "[a-z0-9]{12}"
# What every language of the page has in its own folder, and the page's own at the root.
_SPOKEN = "|".join(
    [
        r"index\.html",
        rf"(?:incidents|announcements|maintenance|services)/{_ID}/index\.html",
        r"uptime/index\.html",
        r"history/(?:[0-9-]+/)?index\.html",
        r"history\.atom|history\.rss|feed\.json|maintenance\.ics|status\.txt",
    ]
)
_PATHS = re.compile(
    "|".join(
        [
            rf"(?:(?:{'|'.join(LANGUAGES)})/)?(?:{_SPOKEN})",
            r"history/pages/[0-9]{1,4}(?:/index\.html|\.json)|history\.json",
            r"page\.js|status\.png|metrics\.txt|robots\.txt|sitemap\.xml|embed\.js",
            r"\.well-known/security\.txt",
            r"api/announcements\.json|api/uptime\.json|api/metrics\.json",
            rf"metrics-display/{_ID}/(?:day|week|month)\.json",
            r"api/v2/(?:[a-z_-]+/)?[a-z_-]+\.json",
            rf"api/v2/(?:incidents|scheduled-maintenances)/{_ID}\.json",
            r"badge/[a-z0-9-]{1,80}\.(?:svg|json)",
            rf"images/{NAME.pattern}",
            r"brand/(?:logo|logo-dark|icon)-[0-9a-f]{12}\.(?:png|jpg|svg)",
            r"brand/style-[0-9a-f]{12}\.css",
        ]
    ),
    re.ASCII,
)
# A web server's folder may have its own, for more than this page.
YIELDS = frozenset({"robots.txt", "sitemap.xml", ".well-known/security.txt"})


def can_make(path: str) -> bool:
    """Whether a path is one that a site can have."""
    return _PATHS.fullmatch(path) is not None
