"""A picture of the last known board, shown until the board itself stands. Reading it is quick.

Nothing in it would be wrong a moment later: all services look out of date, and no age and no
countdown was painted into it. Its age is written over it whenever it is shown.
"""

import logging
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Self

from PySide6.QtCore import QByteArray, QCoreApplication, QPoint, QPointF, QRect, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QImageWriter, QPainter

from ui.theme.fonts import BOLD, REGULAR, font
from ui.widgets.time_words import age_words

log = logging.getLogger(__name__)

# Raised whenever pictures are taken in another way: an older one is then not shown.
VERSION = 1
QUALITY = 80
# How strong words beside the main ones are; tokens have a colour of their own for them.
MUTED = 0.7
_FACT = "statusboard"


class Line(NamedTuple):
    """Where a line of words goes and how large its letters are, in logical pixels."""

    x: int
    y: int
    w: int
    h: int
    letters: int


class Facts(NamedTuple):
    """What has to be known about a picture. `seen_at`: seconds since 1970 of the last answer.

    `moment` says the same for a person. `ratio`: pixels in a logical pixel.
    """

    version: int
    seen_at: int
    is_dark: int
    ratio: float
    headline: Line
    sentence: Line
    moment: str
    title: str

    def __str__(self) -> str:
        """As `of` reads it. The title stands last: nobody knows what is in it."""
        lines = (*self.headline, *self.sentence)
        numbers = (self.version, self.seen_at, self.is_dark, self.ratio, *lines)
        return "|".join((*map(str, numbers), self.moment, self.title))

    @classmethod
    def of(cls, text: str) -> Self:
        """The facts in this text. Raises ValueError where it holds none."""
        each = len(Line._fields)
        parts = text.split("|", 5 + 2 * each)
        version, seen_at, is_dark, ratio, *rest, moment, title = parts
        numbers = [int(part) for part in rest]
        if len(numbers) != 2 * each:
            raise ValueError(text)
        lines = Line(*numbers[:each]), Line(*numbers[each:])
        return cls(int(version), int(seen_at), int(is_dark), float(ratio), *lines, moment, title)


class Picture(NamedTuple):
    """The board as it was."""

    facts: Facts
    image: QImage

    def fits(self, size: QSize | None, ratio: float, *, is_dark: bool) -> bool:
        """Whether the board would be drawn like this now. `size` None: that is not known yet."""
        is_alike = self.facts.ratio == ratio and bool(self.facts.is_dark) == is_dark
        return is_alike and (size is None or self.image.size() == size * ratio)

    def words(self, now: datetime) -> tuple[str, str]:
        """What is written over it: what is going on, and when the picture was true."""
        seconds = now.timestamp() - self.facts.seen_at
        if seconds < 0:  # one of the clocks is wrong
            pattern = _tr("The last answer came on {moment}. What stands below was true then.")
        else:
            pattern = _tr(
                "The last answer came {age}, on {moment}. What stands below was true then."
            )
        sentence = pattern.format(age=age_words(seconds), moment=self.facts.moment)
        return _tr("Opening the board"), sentence

    def paint(self, painter: QPainter, words: tuple[str, str]) -> None:
        """Paints it, and the words over it with the painter's own pen."""
        self.image.setDevicePixelRatio(self.facts.ratio)
        painter.drawImage(QPoint(0, 0), self.image)
        headline, sentence = words
        _write(painter, self.facts.headline, headline, BOLD)
        painter.setOpacity(MUTED)
        _write(painter, self.facts.sentence, sentence, REGULAR)

    def save(self, file: Path) -> None:
        """Keeps it. Where that fails there is none: an older one would fit the board no more."""
        from statusboard import own_files  # not needed for the first picture of a window

        self.image.setText(_FACT, str(self.facts))
        fresh = file.with_suffix(".fresh")
        try:
            own_files.make_folder(file.parent)
            fresh.unlink(missing_ok=True)
            own_files.make_file(fresh)
            writer = QImageWriter(str(fresh), QByteArray(b"png"))
            writer.setQuality(QUALITY)
            if writer.write(self.image):
                fresh.replace(file)
                return
            log.warning("picture not written file=%s", file)
            file.unlink(missing_ok=True)
        except OSError as error:
            log.warning("picture not written file=%s error=%s", file, error)


def read_picture(file: Path) -> Picture | None:
    """The picture kept in the file, or None where there is none that this version can show."""
    image = QImage(str(file))
    if image.isNull():
        return None
    try:
        facts = Facts.of(image.text(_FACT))
    except ValueError as error:
        log.warning("picture not usable file=%s error=%r", file, error)
        return None
    return Picture(facts, image) if facts.version == VERSION else None


def _write(painter: QPainter, line: Line, words: str, weight: QFont.Weight) -> None:
    """One line. It names no alignment and no colour: that takes longer than all the painting.

    The first touch of `Qt`, also by the choice between the ways to set a pen, makes all of its
    enumerations.
    """
    face = font(line.letters, weight)
    metrics = QFontMetricsF(face)
    base = line.y + (line.h + metrics.ascent() - metrics.descent()) / 2
    painter.setFont(face)
    painter.setClipRect(QRect(line.x, line.y, line.w, line.h))
    painter.drawText(QPointF(line.x, base), words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Picture", text)
