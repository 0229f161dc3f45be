"""Pictures as people bring them, made into ones that can be shown to everybody.

Looked at by content, decoded under limits, drawn anew: nothing of the file itself goes on, neither
where it was taken nor with what. Blocking; run it in a thread.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

from statusboard.app.notices.inputs import AddPicture
from statusboard.domain.picture import HIGHEST, MOST_BYTES, WIDEST
from statusboard.errors import RuleBroken

# What is read, by the beginning of its content; the rest is refused by name or without one.
_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": b"png",
    b"\xff\xd8\xff": b"jpeg",
    b"GIF87a": b"gif",
    b"GIF89a": b"gif",
}
_RIFF, _WEBP = b"RIFF", b"WEBP"
MOST_READ_BYTES = 30_000_000
MOST_PIXELS = 50_000_000
_QUALITIES = (88, 78, 66, 54)
_SMALLEST = 320


def picture_from(content: bytes) -> AddPicture:
    """The picture in a file's content, small enough to be kept.

    Raises RuleBroken (`picture`) with what it is instead, or why it is too large.
    """
    image = _decoded(content)
    is_drawing = image.hasAlphaChannel() or _signature(content) in (b"png", b"gif")
    width = min(image.width(), WIDEST)
    while True:
        drawn = _drawn_anew(image, width)
        for made in _encodings(drawn, is_drawing=is_drawing):
            if len(made) <= MOST_BYTES:
                return AddPicture(made, drawn.width(), drawn.height())
        width = width * 3 // 4
        if width < _SMALLEST:
            raise _refused(f"The picture stays larger than {MOST_BYTES // 1000} kB")


def _signature(content: bytes) -> bytes:
    if content[:4] == _RIFF and content[8:12] == _WEBP:
        return b"webp"
    return next((sort for start, sort in _SIGNATURES.items() if content.startswith(start)), b"")


def _decoded(content: bytes) -> QImage:
    if len(content) > MOST_READ_BYTES:
        raise _refused(f"The file is larger than {MOST_READ_BYTES // 1_000_000} MB")
    sort = _signature(content)
    if not sort:
        raise _refused("The file is no PNG, JPEG, WebP or GIF")
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(sort))
    reader.setAutoTransform(True)
    size = reader.size()
    # What it says of its size is asked before a single pixel is unpacked.
    if not size.isValid() or size.isEmpty():
        raise _refused("The file is damaged")
    if size.width() * size.height() > MOST_PIXELS:
        raise _refused(f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels")
    image = reader.read()
    if image.isNull():
        raise _refused("The file is damaged")
    return image


def _drawn_anew(image: QImage, width: int) -> QImage:
    """Its pixels on a fresh sheet, which knows nothing of where they came from."""
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    size = image.size().scaled(QSize(width, HIGHEST), Qt.AspectRatioMode.KeepAspectRatio)
    if size.width() >= image.width():
        size = image.size()
    size = size.expandedTo(QSize(1, 1))
    if size != image.size():
        image = image.scaled(
            size,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    sheet = QImage(size, QImage.Format.Format_RGB32)
    # White, as the paper of a mail is: JPEG knows nothing that can be seen through.
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, image)
    painter.end()
    return sheet


def _encodings(image: QImage, *, is_drawing: bool) -> list[bytes]:
    """From the best to the smallest; a drawing or a screenshot stays sharp where it can."""
    made = [_written(image, b"png", -1)] if is_drawing else []
    for quality in _QUALITIES:
        if made and len(made[-1]) <= MOST_BYTES:
            break
        made.append(_written(image, b"jpeg", quality))
    return made


def _written(image: QImage, sort: bytes, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(sort))
    writer.setQuality(quality)
    if not writer.write(image):
        raise _refused("The picture cannot be made smaller")
    return bytes(buffer.data().data())


def _refused(what: str) -> RuleBroken:
    return RuleBroken(
        f"{what}, so it was not inserted; your text is as it was. "
        "Take a PNG, JPEG, WebP or GIF, or a smaller part of it.",
        field="picture",
    )
