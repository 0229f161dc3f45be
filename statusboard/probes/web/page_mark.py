"""What marks a page as somebody's own: whether it is HTML at all, and its title.

Made to be compared, not shown: a guest network that answers in everyone's place has another.
"""

import re

# A title stands at the beginning; more is not searched.
BEGINNING = 8_000
MOST_CHARACTERS = 100
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)


def page_mark(body: bytes | None, content_type: str) -> str:
    """`html: its title`, or `other`; empty where nothing was read."""
    if not body:
        return ""
    beginning = body[:BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n")
    media = content_type.partition(";")[0].strip().lower()
    is_xml = media.endswith("xml") and "html" not in media
    if "html" not in media and (is_xml or not beginning.startswith(b"<")):
        return "other"
    found = _TITLE.search(beginning)
    title = b" ".join(found.group(1).split()) if found else b""
    return f"html: {title.decode('utf-8', 'replace')[:MOST_CHARACTERS]}"
