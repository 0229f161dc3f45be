"""How the files of a page are to be served where a place takes such words: type and caching."""

# The web's own registered names; all text of ours is UTF-8.
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
}
# Of the text files this one alone has a type of its own, which Prometheus asks for.
_BY_PATH = {"metrics.txt": "application/openmetrics-text; version=1.0.0; charset=utf-8"}
# A visitor is half a minute behind at most, and sees the last page for a day when the host is out.
CACHE_CONTROL = "public, max-age=30, stale-if-error=86400"


def media_type(path: str) -> str:
    """The media type of a file by its name, with the charset of text (RFC 9110, 8.3)."""
    _, _, ending = path.rpartition(".")
    return _BY_PATH.get(path) or _TYPES.get(ending.lower(), "application/octet-stream")
