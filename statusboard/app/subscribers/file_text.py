"""The text of a file that somebody chose, whatever program wrote it, read bit by bit."""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from statusboard.errors import RuleBroken

AT_ONCE = 1 << 16
# What marks the beginning of a text, with the encoding that it marks.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What spreadsheets of the west wrote before UTF-8.
OLD = "cp1252"


@contextmanager
def text_of(file: Path) -> Iterator[TextIO]:
    """The file as text, its line ends as they stand. Raises RuleBroken where it cannot be read.

    A character that its encoding does not know becomes U+FFFD, which no address holds.
    """
    try:
        with file.open("rb") as raw:
            encoding = _encoding(raw)
        with file.open(encoding=encoding, errors="replace", newline="") as text:
            yield text
    except OSError as error:
        sentence = f"{file} cannot be read: {error.strerror or error}."
        raise RuleBroken(sentence, field="file") from error


def _encoding(raw: BinaryIO) -> str:
    start = raw.read(AT_ONCE)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    # Latin letters in UTF-16 have a zero beside each.
    if start[1:200:2].count(0) > len(start[1:200:2]) // 2:
        return "utf-16-le"
    if start[0:200:2].count(0) > len(start[0:200:2]) // 2:
        return "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while start:
            decoder.decode(start)
            start = raw.read(AT_ONCE)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return OLD
    return "utf-8"
