"""A picture as PNG (third edition), without filters: the same dots give the same bytes."""

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_START = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOURS = 0, 2


def png_of(dots: "NDArray[np.uint8]") -> bytes:
    """The picture of an array of rows, of grey (height, width) or of colours (…, 3)."""
    import numpy as np

    height, width = dots.shape[:2]
    kind = _GREY if dots.ndim == 2 else _COLOURS
    rows = dots.reshape(height, -1)
    lines = np.hstack([np.zeros((height, 1), np.uint8), rows]).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return _START + b"".join(_part(*part) for part in parts)


def grey_dots(content: bytes) -> "NDArray[np.uint8]":
    """The rows of a grey picture that `png_of` wrote. Raises ValueError for any other."""
    import numpy as np

    width, height, *sort = struct.unpack_from(">IIBB", content, 16)
    (length,) = struct.unpack_from(">I", content, 33)
    lines = np.frombuffer(zlib.decompress(content[41 : 41 + length]), np.uint8)
    if sort != [8, _GREY]:
        raise ValueError("no grey picture of ours")
    return lines.reshape(height, width + 1)[:, 1:]


def _part(kind: bytes, body: bytes) -> bytes:
    said = kind + body
    return struct.pack(">I", len(body)) + said + struct.pack(">I", zlib.crc32(said))
