"""Subscribers as a CSV file (RFC 4180), which spreadsheets can open without running anything."""

import csv
import io
from collections.abc import Iterable, Iterator

from statusboard.app.subscribers.inputs import SubscriberInput
from statusboard.app.subscribers.queries import Listed
from statusboard.domain.subscriber import About, Extent
from statusboard.errors import RuleBroken

COLUMNS = (
    "channel",
    "address",
    "services",
    "groups",
    "about",
    "extent",
    "language",
    "vouched",
    "state",
    "since",
)
# What a spreadsheet takes for a formula where a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BETWEEN = "; "


def csv_text(listed: Iterable[Listed]) -> str:
    """The file, with a line for its columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in listed:
        known, wishes = one.subscriber, one.subscriber.wishes
        consent = known.consent
        cells = (
            one.channel,
            known.address,
            BETWEEN.join(one.services),
            BETWEEN.join(one.groups),
            wishes.about.value,
            wishes.extent.value,
            wishes.language,
            "" if consent is None else consent.words or consent.how,
            known.state.value,
            f"{known.created_at:%Y-%m-%dT%H:%M:%SZ}",
        )
        writer.writerow([_safe(cell) for cell in cells])
    return out.getvalue()


def rows_in(text: str, *, vouched: str = "") -> Iterator[tuple[int, SubscriberInput | str]]:
    """Each line by its number: what it describes, or what is wrong with it.

    `vouched` counts for the lines that say nothing of it. Raises RuleBroken where the columns are
    not those of the file.
    """
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    found = tuple(reader.fieldnames or ())
    missing = [name for name in ("channel", "address") if name not in found]
    unknown = [name for name in found if name not in COLUMNS]
    if missing or unknown:
        wrong = f"lacks {', '.join(missing)}" if missing else f"has {', '.join(unknown)}"
        sentence = f"The first line {wrong}. Known columns: {', '.join(COLUMNS)}."
        raise RuleBroken(sentence, field="file")
    try:
        for row in reader:
            yield reader.line_num, _read(row, vouched)
    except csv.Error as error:
        sentence = f"The file cannot be read after line {reader.line_num}: {error}."
        raise RuleBroken(sentence, field="file") from None


def _read(row: dict[str, str], vouched: str) -> SubscriberInput | str:
    if None in row or None in row.values():
        return "This line has another number of cells than the first one."
    cells = {name: _plain(cell).strip() for name, cell in row.items()}
    about, extent = cells.get("about") or "both", cells.get("extent") or "every"
    if about not in set(About):
        return f"about is one of {', '.join(About)}, not “{about}”."
    if extent not in set(Extent):
        return f"extent is one of {', '.join(Extent)}, not “{extent}”."
    return SubscriberInput(
        channel=cells["channel"],
        address=cells["address"],
        services=_names(cells.get("services", "")),
        groups=_names(cells.get("groups", "")),
        about=About(about),
        extent=Extent(extent),
        language=cells.get("language") or "en",
        vouched=cells.get("vouched") or vouched,
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(";") if name.strip())


def _safe(cell: str) -> str:
    """The cell behind an apostrophe where it, or what it escapes, would be a formula."""
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


def _plain(cell: str) -> str:
    is_escaped = cell[:1] == "'" and cell.lstrip("'").startswith(FORMULA)
    return cell[1:] if is_escaped else cell
