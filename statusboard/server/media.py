"""What sort of content a file of a site is, by the end of its name."""

from pathlib import PurePosixPath

HTML = b"text/html; charset=utf-8"
JSON = b"application/json; charset=utf-8"
TEXT = b"text/plain; charset=utf-8"
SCRIPT = b"text/javascript; charset=utf-8"
# Of the text files this one alone has a type of its own, which Prometheus asks for.
_BY_PATH = {"metrics.txt": b"application/openmetrics-text; version=1.0.0; charset=utf-8"}
# A drawing can hold a script: it is answered with a policy of its own, under which none runs.
DRAWING = b"image/svg+xml; charset=utf-8"
_TYPES = {
    ".html": HTML,
    ".json": JSON,
    ".txt": TEXT,
    ".css": b"text/css; charset=utf-8",  # of the forms
    ".js": SCRIPT,  # runs on pages of others; ours allow none
    ".png": b"image/png",
    ".jpg": b"image/jpeg",
    ".svg": DRAWING,
    ".atom": b"application/atom+xml; charset=utf-8",
    ".rss": b"application/rss+xml; charset=utf-8",
    ".xml": b"application/xml; charset=utf-8",
    ".ics": b"text/calendar; charset=utf-8",
}
# A browser shows it as nothing, and offers to keep it. What can hold a script, as a drawing can, is
# to be named above with a policy of its own.
UNKNOWN = b"application/octet-stream"


def media_type(path: str) -> bytes:
    """The Content-Type of a file."""
    return _BY_PATH.get(path) or _TYPES.get(PurePosixPath(path).suffix, UNKNOWN)


def is_worth_packing(media: bytes) -> bool:
    """Whether such content becomes smaller by compression."""
    return media != UNKNOWN and not media.startswith(b"image/")
