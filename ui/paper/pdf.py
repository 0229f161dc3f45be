"""A report as a PDF (ISO 32000) by Qt's own writer: text stays text, the typeface is inside.

The same report gives the same bytes: what Qt takes from the clock, from the zone of the computer or
from chance is put in order afterwards.
"""

import hashlib
import re
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from statusboard.domain.report import UptimeReport
from statusboard.domain.report_summary import dates_line, heading, words_of
from statusboard.errors import Unavailable
from ui.paper.document import compose, paint_page
from ui.paper.sheet import Sheets

_DPI = 600
_DATE = re.compile(rb"(/(?:Creation|Mod)Date ?\()(D:[^)]*)(\))")
# An entry of the table of offsets, and where that table itself begins.
_OFFSET = re.compile(
    rb"(^|startxref\n)([0-9]{10}(?= 00000 n)|(?<=startxref\n)[0-9]+)()", re.MULTILINE
)
_XMP_DATE = re.compile(rb'(xmp:\w+Date=")([^"]*)(")')
_UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_ID = re.compile(rb"(/ID ?\[ ?<)([0-9a-fA-F]+)(> ?<)([0-9a-fA-F]+)(>)")


def report_pdf(report: UptimeReport) -> bytes:
    """The file. Raises Unavailable where it could not be drawn."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(f"{words_of(report).phrases.title}: {heading(report)}, {dates_line(report)}")
    writer.setCreator("StatusBoard")
    writer.setAuthor(report.company)
    set_paper(writer)
    paint_sheets(compose(report), writer)
    return pinned(bytes(buffer.data().data()), report.made_at)


def set_paper(paper: QPagedPaintDevice) -> None:
    """A4 without margins of its own: the sheets have theirs."""
    paper.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    paper.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)


def paint_sheets(sheets: Sheets, paper: QPagedPaintDevice) -> None:
    """Paints every sheet. Raises Unavailable where the device takes nothing."""
    painter = QPainter()
    if not painter.begin(paper):
        raise Unavailable("The report could not be drawn. Try again, or choose another printer.")
    for number in range(len(sheets.pages)):
        if number:
            paper.newPage()
        paint_page(painter, sheets, number, painter.viewport().width())
    painter.end()


def pinned(content: bytes, made_at: datetime) -> bytes:
    """The same file with the instant of the report as its date, and ids that follow from it."""
    stamp = made_at.astimezone(UTC)
    xmp = stamp.strftime("%Y-%m-%dT%H:%M:%S+00:00").encode()
    content = _dated(content, stamp.strftime("D:%Y%m%d%H%M%SZ").encode())
    content = _XMP_DATE.sub(partial(_in_place, xmp), content)
    digest = hashlib.sha256(_ID.sub(b"", _UUID.sub(b"", content))).hexdigest()
    uuid = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
    content = _UUID.sub(uuid.encode(), content)
    long = digest.encode() * 2
    return _ID.sub(lambda f: f[1] + long[: len(f[2])] + f[3] + long[: len(f[4])] + f[5], content)


def _dated(content: bytes, date: bytes) -> bytes:
    """The file with this date. Qt writes its own in local time, which is longer in most zones.

    Whatever lies behind it moves then, and so do the offsets in the table at the end that lead
    there (ISO 32000-1, 7.5.4).
    """
    moves = [(found.end(), len(date) - len(found[2])) for found in _DATE.finditer(content)]
    body, mark, tail = content.rpartition(b"\nxref\n")

    def moved(found: re.Match[bytes]) -> bytes:
        offset = int(found[2])
        offset += sum(by for at, by in moves if at <= offset)
        width = len(found[2]) if found[2].startswith(b"0") else 0
        return found[1] + str(offset).zfill(width).encode() + found[3]

    return _DATE.sub(rb"\g<1>" + date + rb"\3", body) + mark + _OFFSET.sub(moved, tail)


def _in_place(value: bytes, found: re.Match[bytes]) -> bytes:
    """A value in as many bytes as stood there."""
    room = len(found[2])
    return found[1] + value[:room].ljust(room) + found[3]
