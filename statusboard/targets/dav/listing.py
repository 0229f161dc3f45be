"""What a WebDAV server says is in a folder: the answer to PROPFIND (RFC 4918, 9.1)."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

ASKED = b'<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop/></propfind>'


def names_in(content: bytes, folder_path: str) -> list[str]:
    """The names in the folder at that path of the server. Raises ValueError where it is no answer.

    The folder itself is in the answer too, and left out. An answer that declares a type of its own
    is refused: none needs to, and entities are how a small one grows without end.
    """
    if b"<!" in content or b"\0" in content:  # the latter: it may be there in 16 bits
        raise ValueError("it declares a type of its own")
    try:
        root = ET.fromstring(content)  # noqa: S314 - nothing can be declared in it
    except (ET.ParseError, LookupError) as error:
        raise ValueError(str(error)) from error
    above = _plain(folder_path)
    return sorted({name for href in _hrefs(root) if (name := _name_below(above, href))})


def _hrefs(root: ET.Element) -> Iterator[str]:
    if root.tag != "{DAV:}multistatus":
        raise ValueError("it lists nothing")
    for answer in root.iterfind("{DAV:}response"):
        yield answer.findtext("{DAV:}href") or ""


def _name_below(above: str, href: str) -> str:
    """The name right below that path; empty for the path itself, and what is elsewhere."""
    path = _plain(urlsplit(href.strip()).path)
    parent, _, name = path.rpartition("/")
    return name if parent == above else ""


def _plain(path: str) -> str:
    return unquote(path).rstrip("/")
