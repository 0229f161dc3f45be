"""Reads the files of another program, whatever format they are in, for the report and the verb."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from statusboard.app.importing.inputs import Bring, HistorySpan
from statusboard.app.importing.kinds import kind_of_source
from statusboard.domain.brought import Found, FoundHistory
from statusboard.errors import RuleBroken
from statusboard.importers.base import ImporterKind
from statusboard.importers.source import Source, open_source

_ADDRESS = re.compile(r"(?P<scheme>https?):/+(?P<host>[^/?#]+)(?:[/?#].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the format, the files, and what is in them."""

    kind: ImporterKind
    source: Source
    found: Found
    histories: tuple[HistorySpan, ...] = ()

    @property
    def bring(self) -> Bring:
        """Everything of it, to be brought along; secrets and past incidents are not asked for."""
        return Bring(
            self.kind.key,
            self.source.path.name,
            self.found.services,
            self.found.incidents,
            self.found.works,
            self.histories,
            self.found.notes,
        )

    def past(self) -> Iterator[FoundHistory]:
        """The history of one service after the other. Blocking: it reads a disk."""
        if self.kind.history is not None:
            yield from self.kind.history(self.source)


def read_source(path: Path, wanted: str = "", environ: Mapping[str, str] | None = None) -> Reading:
    """What stands in the files under a path. Blocking: it reads a disk.

    `wanted` is the key of a format; empty: it is recognised. `environ` is what variables in it
    stand for; None leaves them. Raises RuleBroken, with the line where there is one, where it
    cannot be read or holds nothing.
    """
    _refuse_address(path)
    source = open_source(path, environ)
    kind = kind_of_source(source, wanted)
    found = kind.read(source)
    is_empty = not (found.services or found.incidents or found.works or found.subscribers)
    if is_empty and not found.notes:
        words = f"{path.name} was read as {kind.label}, and there is nothing in it to bring along."
        raise RuleBroken(words, field="source")
    reading = Reading(kind, source, found)
    histories = tuple(filter(None, (_span(one) for one in reading.past())))
    return Reading(kind, source, found, histories)


def _refuse_address(path: Path) -> None:
    """Only files are read: what stands in them can be looked at before, and asks nobody anything.

    A path has one slash where an address had two.
    """
    found = _ADDRESS.fullmatch(path.as_posix())
    if found is None:
        return
    # What is signed in with would stand on the screen, and in a log.
    page = f"{found['scheme']}://{found['host'].rpartition('@')[2]}"
    raise RuleBroken(
        f"Only files and folders are read, no web address. Of a page by Statuspage save "
        f"{page}/api/v2/summary.json and {page}/api/v2/incidents.json into one folder, and import "
        "that folder.",
        field="source",
    )


def _span(history: FoundHistory) -> HistorySpan | None:
    if not history.stretches:
        return None
    first, last = history.stretches[0], history.stretches[-1]
    count = len(history.stretches)
    return HistorySpan(history.key, first.start_us, last.stop_us, count, history.notes)
