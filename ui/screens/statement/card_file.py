"""The picture of a claim as a file: PNG or SVG, by the end of its name."""

import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from statusboard.errors import RuleBroken, Unavailable
from ui.screens.statement.card_look import CardColours, CardFacts
from ui.screens.statement.card_painting import paint_card

KINDS = (".png", ".svg")
# What XML cannot hold, however it is written; Qt escapes the rest.
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def card_image(facts: CardFacts, size: QSize, colours: CardColours) -> QImage:
    """The picture in pixels."""
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        paint_card(painter, QRectF(image.rect()), facts, colours)
    finally:
        painter.end()
    return image


def card_svg(facts: CardFacts, size: QSize, colours: CardColours) -> bytes:
    """The picture as a drawing: outlines alone, so that it needs no typeface."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(size)
    drawing.setViewBox(QRectF(0, 0, size.width(), size.height()))
    drawing.setTitle(_NO_XML.sub(" ", facts.words))
    drawing.setDescription("")
    painter = QPainter(drawing)
    try:
        paint_card(painter, QRectF(0, 0, size.width(), size.height()), facts, colours)
    finally:
        painter.end()
    buffer.close()
    return bytes(content.data())


def write_card(path: Path, facts: CardFacts, size: QSize, colours: CardColours) -> None:
    """Writes the picture.

    Raises RuleBroken for another kind of file, Unavailable where it cannot be written.
    """
    kind = path.suffix.casefold()
    if kind not in KINDS:
        raise RuleBroken(f"“{path.name}” is neither a PNG nor an SVG. End it in .png or .svg.")
    if kind == ".svg":
        content = card_svg(facts, size, colours)
    else:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(card_image(facts, size, colours))
        buffer.close()
        content = bytes(data.data())
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Unavailable(
            f"{path.name} could not be written ({error.strerror}). Choose another place."
        ) from error
