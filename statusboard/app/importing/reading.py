"""Reads the files of another program, whatever format they are in, for the report and the verb."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from statusboard.app.importing.fetching import STATUSPAGE, fetched_page, page_at, with_note
from statusboard.app.importing.inputs import Bring, HistorySpan
from statusboard.app.importing.kinds import kind_of_source
from statusboard.domain.brought import Found, FoundHistory
from statusboard.errors import RuleBroken
from statusboard.importers.base import ImporterKind
from statusboard.importers.source import Source, open_source


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


def read_source(
    path: Path,
    wanted: str = "",
    environ: Mapping[str, str] | None = None,
    *,
    loopback_only: bool = False,
) -> Reading:
    """What stands in the files under a path, or is told by the page at an address. Blocking.

    `wanted` is the key of a format; empty: it is recognised. `environ` is what variables in it
    stand for; None leaves them. With `loopback_only` no page but of this computer is asked. Raises
    RuleBroken, with the line where there is one, where it cannot be read or holds nothing.
    """
    page = page_at(path)
    if page is None:
        return _read(path, wanted, environ)
    with fetched_page(page, loopback_only=loopback_only) as folder:
        reading = _read(folder, wanted or STATUSPAGE, None)
        return replace(reading, found=with_note(reading.found, page))


def _read(path: Path, wanted: str, environ: Mapping[str, str] | None) -> Reading:
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


def _span(history: FoundHistory) -> HistorySpan | None:
    if not history.stretches:
        return None
    first, last = history.stretches[0], history.stretches[-1]
    count = len(history.stretches)
    return HistorySpan(history.key, first.start_us, last.stop_us, count, history.notes)
