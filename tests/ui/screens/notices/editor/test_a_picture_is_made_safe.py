"""What people bring is sniffed, decoded under limits, and drawn anew."""

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter

from statusboard.domain.picture import MOST_BYTES, WIDEST, Picture
from statusboard.errors import RuleBroken
from ui.screens.notices.editor.picture_intake import MOST_READ_BYTES, picture_from

# One pixel each; Qt reads these two and does not write the first.
GIF = bytes.fromhex("47494638396101000100800000ff0000ffffff2c00000000010001000002024401003b")


def written(image: QImage, sort: bytes, texts: dict[str, str] | None = None) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(sort))
    for key, text in (texts or {}).items():
        writer.setText(key, text)
    assert writer.write(image), writer.errorString()
    return bytes(buffer.data().data())


def plain(width: int, height: int, colour: str = "#2557D6") -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def noise(width: int, height: int) -> QImage:
    """Nothing that could be packed well: the same each time."""
    state, rows = 1, bytearray()
    for _ in range(width * height):
        state = (state * 1_103_515_245 + 12_345) % (1 << 31)
        rows += state.to_bytes(4, "little")[:3] + b"\xff"
    return QImage(bytes(rows), width, height, QImage.Format.Format_RGB32).copy()


def chunk(kind: bytes, content: bytes) -> bytes:
    length = struct.pack(">I", len(content))
    return length + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize("sort", [b"png", b"jpeg", b"webp"])
def test_each_sort_is_taken_and_kept_as_png_or_jpeg(qapp: QGuiApplication, sort: bytes) -> None:
    made = picture_from(written(plain(40, 30), sort))
    assert (made.width, made.height) == (40, 30)
    assert Picture(made.content, 40, 30).name.endswith(".png" if sort == b"png" else ".jpg")


def test_of_a_gif_the_first_picture_is_taken(qapp: QGuiApplication) -> None:
    made = picture_from(GIF)
    assert QImage.fromData(made.content).size() == QSize(1, 1)


def test_nothing_of_where_it_was_taken_goes_on(qapp: QGuiApplication) -> None:
    told = written(plain(40, 30), b"png", {"GPS": "52.5,13.4", "Author": "Ada"})
    assert b"52.5,13.4" in told
    assert b"52.5,13.4" not in picture_from(told).content
    jpeg = written(plain(40, 30), b"jpeg")
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0GPS 52.5,13.4"
    told = jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]
    assert b"52.5,13.4" not in picture_from(told).content


def test_a_large_one_is_made_narrow_and_small(qapp: QGuiApplication) -> None:
    made = picture_from(written(plain(2_400, 1_200), b"png"))
    assert (made.width, made.height) == (WIDEST, WIDEST // 2)
    busy = picture_from(written(noise(900, 700), b"png"))
    assert len(busy.content) <= MOST_BYTES
    assert busy.content.startswith(b"\xff\xd8\xff")


def test_the_same_file_becomes_the_same_picture(qapp: QGuiApplication) -> None:
    content = written(plain(40, 30), b"jpeg")
    assert picture_from(content) == picture_from(content)


def test_what_can_be_seen_through_lies_on_white(qapp: QGuiApplication) -> None:
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    made = QImage.fromData(picture_from(written(image, b"png")).content)
    assert made.pixelColor(1, 1) == QColor("white")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG, JPEG, WebP or GIF"),
        (b"", "no PNG, JPEG, WebP or GIF"),
        (b"MZ\x90\0", "no PNG, JPEG, WebP or GIF"),
        (b"\xff\xd8\xff\xe0 and then nothing", "damaged"),
        (bomb(60_000, 60_000), "million pixels"),
        (b"\xff\xd8\xff" + bytes(MOST_READ_BYTES), "larger than 30 MB"),
    ],
    ids=["svg", "nothing", "program", "damaged", "bomb", "heavy"],
)
# Said by the library beneath Qt, of the damaged one.
@pytest.mark.qt_log_ignore("JPEG datastream contains no image")
def test_what_is_none_or_too_much_is_refused_in_words(
    qapp: QGuiApplication, content: bytes, says: str
) -> None:
    with pytest.raises(RuleBroken, match=says) as refused:
        picture_from(content)
    assert "your text is as it was" in refused.value.sentence
