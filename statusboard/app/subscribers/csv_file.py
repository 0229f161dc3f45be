"""Subscribers as a CSV file (RFC 4180): written for spreadsheets, read from whatever writes one."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from statusboard.app.subscribers.inputs import ImportRow, SubscriberInput
from statusboard.domain.subscriber import About, Extent, SubscriberState
from statusboard.domain.views.people import SubscriberRow
from statusboard.errors import RuleBroken, visible
from statusboard.render.csv_cells import plain_cell, safe_cell

COLUMNS = (
    "channel",
    "address",
    "services",
    "groups",
    "about",
    "extent",
    "language",
    "list",
    "page",
    "vouched",
    "state",
    "since",
)
NEEDED = ("channel", "address")
# What stands between the cells of a line, and between the names in one cell.
SEPARATORS = (",", ";", "\t")
BETWEEN = ";"
# A first line that is longer holds no names of columns.
HEADER_LIMIT = 10_000
# So much of it is quoted where it is no such line.
NAME_LIMIT, NAMED_AT_MOST = 40, 10


def csv_lines(rows: Iterable[SubscriberRow]) -> Iterator[str]:
    """The file, line by line, with one for its columns.

    It leaves out who waits for the end of an incident alone, for such an address is forgotten when
    that is told; who chose only what is gone, for nothing of it can be named; and whom a page told
    that was removed, for another one would take them over when the file is read.
    """
    yield _line(COLUMNS)
    for one in rows:
        known, wishes = one.subscriber, one.subscriber.wishes
        if one.is_page_gone or not (wishes.everything or one.services or one.groups):
            continue
        consent = known.consent
        yield _line(
            (
                one.channel,
                known.address,
                _joined(one.services),
                _joined(one.groups),
                wishes.about.value,
                wishes.extent.value,
                wishes.language,
                one.inside_list,
                one.page,
                "" if consent is None else consent.words or consent.how,
                known.state.value,
                f"{known.created_at:%Y-%m-%dT%H:%M:%SZ}",
            )
        )


def rows_in(
    text: Iterable[str], *, vouched: str = "", page: str = ""
) -> Iterator[ImportRow | tuple[int, str]]:
    """Each line by the number at which it begins: what it describes, or what is wrong with it.

    `text` is given line by line, so that a long file is never whole in memory. `vouched` and
    `page`, by its key, count for the lines that say nothing of it. Raises RuleBroken where the
    columns are not those of the file, or it cannot be read on.
    """
    lines = _Lines(text)
    header = next(lines, "")
    separator = _separator(header)
    found = _columns(header, separator)
    begun = 2
    try:
        for cells in csv.reader(lines, delimiter=separator):
            line, begun = begun, lines.count + 1
            if any(cell.strip() for cell in cells):
                yield _read(line, found, cells, vouched, page)
    except csv.Error:
        # The one thing that its reader does not take.
        longest = f"{csv.field_size_limit():,}"
        sentence = (
            f"The file cannot be read from line {begun} on: a cell is longer than {longest} "
            "characters. Perhaps a quotation mark lacks its other one."
        )
        raise RuleBroken(sentence, field="file") from None


class _Lines(Iterator[str]):
    """The lines of a text, counted."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self.count = 0

    def __next__(self) -> str:
        line = next(self._text)
        self.count += 1
        return line


def _separator(header: str) -> str:
    """What separates the cells: with it, the most of the first line are known columns."""

    def known(separator: str) -> int:
        return sum(name in COLUMNS for name in _names_of_columns(header, separator))

    return max(SEPARATORS, key=known)


def _names_of_columns(header: str, separator: str) -> list[str]:
    line = header[:HEADER_LIMIT].lstrip("\ufeff").rstrip("\r\n")
    cells = next(csv.reader([line], delimiter=separator), [])
    return [cell.strip().casefold() for cell in cells]


def _columns(header: str, separator: str) -> tuple[str, ...]:
    found = tuple(_names_of_columns(header, separator))
    missing = [name for name in NEEDED if name not in found]
    unknown = [
        name[:NAME_LIMIT] or "a column without a name"
        for name in dict.fromkeys(found)
        if name not in COLUMNS
    ][:NAMED_AT_MOST]
    twice = sorted({name for name in found if found.count(name) > 1})
    if missing or unknown or twice:
        wrong = f"lacks {', '.join(missing)}" if missing else f"has {', '.join(unknown)}"
        if twice and not (missing or unknown):
            wrong = f"names {', '.join(twice)} twice"
        sentence = f"The first line {wrong}. Known columns: {', '.join(COLUMNS)}."
        raise RuleBroken(sentence, field="file")
    return found


def _read(
    line: int, columns: Sequence[str], row: Sequence[str], vouched: str, page: str
) -> ImportRow | tuple[int, str]:
    if len(row) != len(columns):
        return line, "This line has another number of cells than the first one."
    cells = {name: plain_cell(cell).strip() for name, cell in zip(columns, row, strict=True)}
    about, extent = cells.get("about") or "both", cells.get("extent") or "every"
    state = cells.get("state", "")
    for name, value, known in (
        ("about", about, About),
        ("extent", extent, Extent),
        ("state", state or "active", SubscriberState),
    ):
        if value not in {str(one) for one in known}:
            return line, f"{name} is one of {', '.join(known)}, not “{visible(value)}”."
    given = SubscriberInput(
        channel=cells["channel"],
        address=cells["address"],
        services=_split(cells.get("services", "")),
        groups=_split(cells.get("groups", "")),
        about=About(about),
        extent=Extent(extent),
        language=cells.get("language") or "en",
        vouched=cells.get("vouched") or vouched,
        inside_list=cells.get("list", ""),
        page=cells.get("page") or page,
    )
    return ImportRow(line, given, SubscriberState(state) if state else None)


def _joined(names: Iterable[str]) -> str:
    """Names in one cell; one that holds what stands between them is put in quotes."""
    return f"{BETWEEN} ".join(_quoted(name) for name in names)


def _quoted(name: str) -> str:
    if BETWEEN not in name and not name.startswith('"'):
        return name
    return '"' + name.replace('"', '""') + '"'


def _split(cell: str) -> tuple[str, ...]:
    """The names in one cell; they may stand on lines of their own."""
    lines = csv.reader(cell.splitlines(), delimiter=BETWEEN, skipinitialspace=True)
    return tuple(name.strip() for names in lines for name in names if name.strip())


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()
