"""What the sheet asks of the desk, and of the disk. Formats and verbs load late."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from statusboard.app.desk.desk import Desk
from statusboard.domain.views.importing import Fate, ImportReport, ReportRow, Sort
from ui.screens.verify.importing.words import counted_words, subscribers_words

if TYPE_CHECKING:
    from statusboard.app.importing.inputs import Bring
    from statusboard.app.importing.reading import Reading


@dataclass(frozen=True, slots=True)
class Looked:
    """What was read, what the format is called, and what would become of it."""

    reading: "Reading"
    label: str
    report: ImportReport


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read: how it is shown, and what its files are called."""

    icon: str
    label: str
    summary: str
    endings: tuple[str, ...]


def known_formats() -> tuple[Format, ...]:
    """The formats that this version reads, by what they are called."""
    from statusboard.app.importing.kinds import importer_kinds

    kinds = sorted(importer_kinds().values(), key=lambda kind: kind.label.casefold())
    return tuple(Format(kind.icon, kind.label, kind.summary, kind.endings) for kind in kinds)


async def look_at(desk: Desk, path: Path) -> Looked:
    """What stands under a path, and what would become of it. Nothing is written.

    Raises RuleBroken where it cannot be read.
    """
    from statusboard.app.delivery.demo_walls import IS_DEMO
    from statusboard.app.importing.reading import read_source

    is_demo = await desk.ask(IS_DEMO, None)
    reading = await asyncio.to_thread(read_source, path, loopback_only=is_demo)
    report = await preview(desk, reading.bring)
    return Looked(reading, reading.kind.label, with_subscribers(report, reading))


def with_subscribers(report: ImportReport, reading: "Reading") -> ImportReport:
    """The report with a row for the subscribers, which come along another way."""
    count = len(reading.found.subscribers)
    if not count:
        return report
    title = counted_words(Sort.SUBSCRIBERS, count)
    row = ReportRow(Sort.SUBSCRIBERS, "all", title, Fate.LEFT_OUT, (subscribers_words(),))
    return replace(report, rows=(*report.rows, row))


async def preview(desk: Desk, given: "Bring") -> ImportReport:
    """What would become of it."""
    from statusboard.app.importing.commands import PREVIEW_IMPORT

    return await desk.ask(PREVIEW_IMPORT, given)


async def bring_along(
    desk: Desk, reading: "Reading", given: "Bring", told: Callable[[int, int], None]
) -> tuple[ImportReport, tuple[int, ...]]:
    """Writes it: the report of what was done, and the services that it made or changed.

    `told` hears how many histories of how many are in.
    """
    from statusboard.app.importing.commands import BRING, BRING_HISTORY
    from statusboard.app.importing.inputs import BringHistory
    from statusboard.app.importing.report import wanted_histories, with_refused

    done = await desk.do(BRING, given)
    wanted = wanted_histories(done.report)
    refused: dict[str, str] = {}
    count = 0
    past = reading.past()
    while wanted and (history := await asyncio.to_thread(next, past, None)) is not None:
        if history.key not in wanted:
            continue
        outcome = await desk.do(BRING_HISTORY, BringHistory(given.importer, history))
        if outcome.why:
            refused[history.key] = outcome.why
        count += 1
        told(count, len(wanted))
    return with_refused(done.report, refused), done.component_ids
