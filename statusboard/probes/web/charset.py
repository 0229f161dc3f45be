"""In which charset a page is written, found as browsers find it (WHATWG Encoding and HTML).

A byte order mark wins, then the header, then what the page says of itself. Labels and their
substitutions are WHATWG's: a page that says latin-1 is windows-1252, one that says gb2312 is gbk.
"""

import codecs
import re

import webencodings

# How far into a page its own word on its charset is looked for; browsers stop where the head ends.
PRESCAN = 4_096
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
)
# Where Python's codec of the name knows fewer letters than what browsers use under it.
_WIDER = {
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
# Browsers read nothing in these: they have been used to smuggle one text as another.
_NEVER = frozenset({"hz-gb-2312", "iso-2022-kr", "x-user-defined"})
_PARAMETER = re.compile(r"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;,\"']+))", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"<meta[\s/]((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    rb"([^\s/=\"'>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?", re.IGNORECASE
)
_XML = re.compile(rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)", re.IGNORECASE)
# What is written in words of a program, not of a person: no page that speaks of itself.
_PLAIN = ("application/json", "text/plain", "text/event-stream")


def text_of(body: bytes, content_type: str) -> str:
    """The body as text; what cannot be read becomes a replacement mark, never an error."""
    return decoded(body, charset_of(body, content_type))


def decoded(body: bytes, charset: str) -> str:
    """The body, or a part of it, in a charset that `charset_of` found."""
    return body.decode(charset, "replace").removeprefix("\ufeff")


def charset_of(body: bytes, content_type: str) -> str:
    """The codec of a body: what it begins with, what its header says, what it says itself.

    Where nothing is said it is UTF-8 if it can be, else what browsers fall back to.
    """
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return charset
    found = _codec(_named(content_type))
    kind = content_type.partition(";")[0].strip().lower()
    if found is None and kind not in _PLAIN and not kind.endswith("+json"):
        found = _own_word(body[:PRESCAN])
    if found is not None:
        return found
    try:
        body.decode()
    except UnicodeDecodeError:
        return "utf-8" if "json" in kind else _fallback(body)
    return "utf-8"


def is_charset(name: str) -> bool:
    """Whether this names a charset: some servers say so where an encoding should stand."""
    return webencodings.lookup(name) is not None


def _fallback(body: bytes) -> str:
    """Bytes that are no UTF-8: a few stray ones spoil a page, many say that it is none."""
    text = body.decode("utf-8", "replace")
    beyond_ascii = sum(letter > "\x7f" for letter in text)
    return "utf-8" if 2 * text.count("\ufffd") < beyond_ascii else "cp1252"


def _named(content_type: str) -> str:
    found = _PARAMETER.search(content_type)
    return next((part for part in found.groups() if part), "") if found else ""


def _own_word(start: bytes) -> str | None:
    """What a page says of itself, in XML's first line or in `<meta>`."""
    declared = _XML.match(start)
    if declared:
        return _ascii_based(declared[1])
    for meta in _META.finditer(_COMMENT.sub(b"", start)):
        found = _ascii_based(_said_by(meta[1]).encode("ascii", "replace"))
        if found is not None:
            return found
    return None


def _said_by(meta: bytes) -> str:
    """The label in the attributes of a `<meta>`; what others say in their content is a text."""
    attributes: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(meta):
        value = next(filter(None, values), b"").decode("ascii", "replace").strip()
        attributes.setdefault(name.lower().decode("ascii", "replace"), value)
    if "charset" in attributes:
        return attributes["charset"]
    is_declared = attributes.get("http-equiv", "").lower() == "content-type"
    return _named(attributes.get("content", "")) if is_declared else ""


def _ascii_based(label: bytes) -> str | None:
    """The codec of a label that was read as ASCII: it cannot be UTF-16, whatever it says."""
    found = _codec(label.decode("ascii", "replace"))
    return "utf-8" if found is not None and found.startswith("utf-16") else found


def _codec(label: str) -> str | None:
    found = webencodings.lookup(label) if label else None
    if found is None or found.name in _NEVER:
        return None
    return _WIDER.get(found.name, str(found.codec_info.name))
