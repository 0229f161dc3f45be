"""A picture of the team's own, such as its logo: kept as the text of a setting, made safe.

The text is a data URL (RFC 2397), so that it goes wherever settings go: file, export, pipe. What is
kept has nothing about its maker in it, and nothing that runs.
"""

import base64
import binascii
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from statusboard.catalog.safe_drawing import safe_drawing

PREFIX = "data:"
PNG, JPEG, SVG = "image/png", "image/jpeg", "image/svg+xml"
ENDINGS = {PNG: "png", JPEG: "jpg", SVG: "svg"}
_PNG_START = b"\x89PNG\r\n\x1a\n"
_JPEG_START = b"\xff\xd8\xff"
# What makes up the picture. Texts, times and what cameras write are left out.
_PNG_PARTS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"IDAT", b"IEND"})
_JPEG_LEFT_OUT = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})  # APP1 to APP13, APP15, comments
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """A safe picture: its bytes, its media type, and its size in pixels or in units of its own."""

    content: bytes
    media: str
    width: float
    height: float

    @property
    def text(self) -> str:
        """How it is kept."""
        return f"{PREFIX}{self.media};base64,{base64.b64encode(self.content).decode()}"


@dataclass(frozen=True, slots=True)
class Limit:
    """How large a picture may be, as it is given and as it is kept."""

    kilobytes: int
    side: int

    def refuse(self, content: bytes, width: float, height: float) -> None:
        """Raises ValueError, with a sentence for people, for one that is larger."""
        if len(content) > self.kilobytes * 1_000:
            raise ValueError(
                f"The picture has {-(-len(content) // 1_000)} kB, and {self.kilobytes} kB fit. "
                "Save it smaller, or as SVG."
            )
        if max(width, height) > self.side:
            raise ValueError(
                f"The picture is {width:g} × {height:g} pixels, and a side has at most "
                f"{self.side}. Save it smaller, or as SVG."
            )


def picture_of(content: bytes, limit: Limit) -> OwnPicture:
    """The picture in the content of a file, whatever the file is called.

    Raises ValueError, with a sentence for people, for what is none, is damaged or is too large.
    """
    limit.refuse(content, 0, 0)
    if content.startswith(_PNG_START):
        return _bitmap(content, PNG, _safe_png, limit)
    if content.startswith(_JPEG_START):
        return _bitmap(content, JPEG, _safe_jpeg, limit)
    if b"<svg" not in content[:4_000] and b"<\0s\0v\0g" not in content[:4_000]:
        raise ValueError("The file is no PNG, JPEG or SVG. Choose one of these.")
    drawing = safe_drawing(content)
    limit.refuse(drawing.content, 0, 0)  # written anew it may be longer
    return OwnPicture(drawing.content, SVG, drawing.width, drawing.height)


def read_picture(text: str, limit: Limit) -> OwnPicture:
    """The picture that a text holds. Raises ValueError as `picture_of`."""
    head, comma, packed = text.partition(",")
    if not head.startswith(PREFIX) or not head.endswith(";base64") or not comma:
        raise ValueError("This is no picture. Choose a file, PNG, JPEG or SVG.")
    try:
        content = base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("The picture is damaged. Choose its file again.") from error
    return picture_of(content, limit)


def text_of(content: bytes) -> str:
    """Any content as the text of such a setting, whatever it is: the setting judges it."""
    return f"{PREFIX}application/octet-stream;base64,{base64.b64encode(content).decode()}"


def picture_words(text: str) -> str:
    """A picture as a line of a log tells it: its sort and its size, and not itself."""
    media, _, packed = text.removeprefix(PREFIX).partition(";base64,")
    sort = ENDINGS.get(media, "file").upper()
    return f"{sort}, {-(-len(packed) * 3 // 4 // 1_000)} kB"


def tidied(limit: Limit) -> Callable[[str], str]:
    """What makes a text safe; one that holds no picture comes back as it is, to be refused."""

    def tidy(text: str) -> str:
        try:
            return read_picture(text.strip(), limit).text
        except ValueError:
            return text.strip()

    return tidy


def problem_with(limit: Limit) -> Callable[[object], str | None]:
    """What is wrong with a text that holds a picture; None where nothing is."""

    def problem(value: object) -> str | None:
        try:
            read_picture(str(value), limit)
        except ValueError as error:
            return str(error)
        return None

    return problem


def _bitmap(
    content: bytes, media: str, safe: Callable[[bytes], tuple[bytes, int, int]], limit: Limit
) -> OwnPicture:
    try:
        kept, width, height = safe(content)
    except (struct.error, IndexError, zlib.error) as error:
        raise ValueError("The picture is damaged: it ends too early. Save it anew.") from error
    if min(width, height) < 1:
        raise ValueError("The picture is damaged: it has no size. Save it anew.")
    limit.refuse(kept, width, height)
    return OwnPicture(kept, media, width, height)


def _safe_png(content: bytes) -> tuple[bytes, int, int]:
    """The parts that draw (PNG, third edition, 5.2), and the size. Anything behind them is cut."""
    kept, is_whole = [_PNG_START], False
    width = height = 0
    for kind, body, whole in _png_parts(content):
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        if kind in _PNG_PARTS:
            kept.append(whole)
        if kind == b"IEND":
            is_whole = True
            break
    if not is_whole:
        raise IndexError
    return b"".join(kept), width, height


def _png_parts(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    at = len(_PNG_START)
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        whole = content[at : at + 12 + length]
        kind, body = whole[4:8], whole[8:-4]
        if len(whole) != 12 + length or struct.unpack(">I", whole[-4:])[0] != zlib.crc32(
            whole[4:-4]
        ):
            raise IndexError
        yield kind, body, whole
        at += len(whole)


def _safe_jpeg(content: bytes) -> tuple[bytes, int, int]:
    """The segments that draw (ISO 10918-1, B.1), and the size."""
    kept, at = [content[:2]], 2
    width = height = 0
    while True:
        if content[at] != 0xFF:
            raise IndexError
        mark = content[at + 1]
        (length,) = struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        if mark in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", segment, 5)
        if mark == 0xDA:  # the picture itself, up to the end
            end = content.rfind(b"\xff\xd9", at)
            if end < 0:
                raise IndexError
            kept.append(content[at : end + 2])
            return b"".join(kept), width, height
        if mark not in _JPEG_LEFT_OUT:
            kept.append(segment)
        at += 2 + length
