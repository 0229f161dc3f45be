"""`python -m ui.paper.letters FOLDER`: the letters and glyphs that a page's picture is set from.

The office draws that picture without Qt (`statusboard/render/card`), from strips of letters that
were drawn by Qt once: they are made again where the typeface or a glyph changes.
"""

import json
import os
import re
import sys
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter

from statusboard.catalog.png_file import png_of
from ui.theme.fonts import BOLD, SEMIBOLD, font, load_fonts

_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_LATIN = "".join(map(chr, [*range(0xA1, 0xAD), *range(0xAE, 0x180)])) + "–—‘’“”„…€"
# What the headlines of the page need in the languages that have no alphabet of their own.
_ACCENTED = "’àáâãäçèéêëìíîïñòóôõöùúûüßœ"
STRIPS = {"headline": (72, BOLD, _ASCII + _ACCENTED), "line": (40, SEMIBOLD, _ASCII + _LATIN)}
MARK = 132
MARKS = ("operational", "degraded", "partial", "major", "maintenance", "unknown")


def strip_of(pixels: int, weight: QFont.Weight, letters: Iterable[str]) -> tuple[QImage, object]:
    """The letters beside each other, and where each stands and how far it leads on."""
    face = font(pixels, weight)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    metrics = QFontMetricsF(face)
    high, rise = round(metrics.height()) + 4, round(metrics.ascent()) + 2
    places, at = {}, 0
    for letter in letters:
        wide = round(metrics.horizontalAdvance(letter)) + 12
        places[letter] = (at, wide, metrics.horizontalAdvance(letter))
        at += wide
    image = QImage(at, high, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(face)
    painter.setPen(QColor(Qt.GlobalColor.white))
    for letter, (x, _, _) in places.items():
        painter.drawText(QPointF(x + 6, rise), letter)
    painter.end()
    return image, {"rise": rise, "letters": places}


def marks() -> QImage:
    """The glyphs of the states beside each other, each as wide as high."""
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(MARK * len(MARKS), MARK, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, name in enumerate(MARKS):
        svg = (resources.files("resources") / "icons/status" / f"{name}.svg").read_text("utf-8")
        drawing = QSvgRenderer(re.sub("currentColor", "#FFFFFF", svg).encode())
        drawing.render(painter, QRectF(place * MARK, 0, MARK, MARK))
    painter.end()
    return image


def _dots(image: QImage) -> NDArray[np.uint8]:
    rows = np.frombuffer(image.constBits(), np.uint8)
    return rows.reshape(image.height(), image.bytesPerLine())[:, : image.width()].copy()


def main() -> None:
    """Writes the strips into the folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication(["statusboard"])
    load_fonts()
    folder, said = Path(sys.argv[1]), {}
    for name, (pixels, weight, letters) in STRIPS.items():
        image, said[name] = strip_of(pixels, weight, letters)
        (folder / f"{name}.png").write_bytes(png_of(_dots(image)))
    (folder / "marks.png").write_bytes(png_of(_dots(marks())))
    said["marks"] = {"names": MARKS, "size": MARK}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    (folder / "strips.json").write_text(text, encoding="utf-8")
    del app


if __name__ == "__main__":
    main()
