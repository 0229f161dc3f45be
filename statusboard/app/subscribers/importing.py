"""A file of subscribers in pieces: each is checked, or written, in a short transaction of its own.

Whoever brings a file in takes the pieces twice: first they are all checked, and only where no line
is bad they are written. A file that was broken off is begun anew; what it brought is there already.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.doorway import query
from statusboard.app.subscribers.csv_file import rows_in
from statusboard.app.subscribers.file_text import text_of
from statusboard.app.subscribers.import_rows import check_rows
from statusboard.app.subscribers.inputs import CHUNK, Imported, ImportRow, ImportSubscribers
from statusboard.catalog.declaration import ChannelKind
from statusboard.domain.access import Permission
from statusboard.domain.channel import Channel
from statusboard.domain.page import MAIN_KEY
from statusboard.errors import RuleBroken
from statusboard.storage.unit import Unit

# A line's number, and what is remembered of its wishes, are one number: it takes less room.
_LINES = 1 << 32


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines to be checked or written, and what is said already of lines before or between."""

    given: ImportSubscribers
    found: Imported = field(default_factory=Imported)


@dataclass(slots=True)
class Twins:
    """Finds lines about the same address. It remembers a few bytes a line, not the line."""

    channels: Mapping[str, tuple[ChannelKind, Channel]]
    _seen: dict[int, int] = field(default_factory=dict)

    def other(self, row: ImportRow) -> tuple[int, bool] | None:
        """The earlier line about this address and whether it wants the same; None: it is new."""
        page = _page_of(row)
        place = _digest(page, row.given.channel, self._key(row))
        wanted = _digest(repr(replace(row.given, address="", page=page)), repr(row.state)) % _LINES
        line, before = divmod(self._seen.setdefault(place, row.line * _LINES + wanted), _LINES)
        return None if line == row.line else (line, before == wanted)

    def _key(self, row: ImportRow) -> str:
        if row.given.channel not in self.channels:
            return row.given.address
        kind, channel = self.channels[row.given.channel]
        try:
            return kind.key_on(row.given.address, channel.config)
        except RuleBroken:
            return row.given.address


def pieces_of(
    file: Path, channels: Sequence[Channel], *, vouched: str = "", page: str = ""
) -> Iterator[Piece]:
    """The file in pieces, however long it is. Blocking: it reads a disk.

    `vouched` and `page` count for lines that say nothing of it. Raises RuleBroken where the file
    cannot be read, or its columns are not those of such a file.
    """
    known = channel_kinds()
    twins = Twins({one.name: (known[one.kind], one) for one in channels if one.kind in known})
    rows: list[ImportRow] = []
    found = Imported()
    with text_of(file) as text:
        for row in rows_in(text, vouched=vouched, page=page):
            if not isinstance(row, ImportRow):
                found += Imported(bad=(row,))
                continue
            twin = twins.other(row)
            if twin is None:
                rows.append(row)
            else:
                found += _of_twin(row.line, *twin)
            if len(rows) == CHUNK:
                yield Piece(ImportSubscribers(tuple(rows)), found)
                rows, found = [], Imported()
    yield Piece(ImportSubscribers(tuple(rows)), found)


def _page_of(row: ImportRow) -> str:
    """The page that tells it, as `Names.page` reads the line."""
    return MAIN_KEY if row.given.inside_list else row.given.page or MAIN_KEY


def _of_twin(line: int, earlier: int, is_same: bool) -> Imported:  # noqa: FBT001 - of `Twins.other`
    if is_same:
        return Imported(skipped=((line, f"This line says what line {earlier} says."),))
    sentence = f"Line {earlier} wants something else for this address. Keep one of the two."
    return Imported(bad=((line, sentence),))


def _digest(*parts: str) -> int:
    text = "\0".join(parts).encode(errors="surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest())


def _check(unit: Unit, given: ImportSubscribers) -> Imported:
    return check_rows(unit, given.rows)


# What would become of some lines; nothing is written.
CHECK_IMPORT = query("subscribers.check_import", Permission.WRITE)(_check)
