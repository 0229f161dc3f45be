"""What a file that reads another program's format declares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from statusboard.domain.brought import Found, FoundHistory
from statusboard.importers.source import Source


@dataclass(frozen=True, slots=True)
class ImporterKind:
    """A format of another program.

    `is_this(source)` tells the format by what stands in it, and raises nothing. `read(source)`
    answers what is in it; it raises RuleBroken, with the line where there is one, for what cannot
    be read at all. `history(source)` yields the past of one service after the other, so that
    however much there is fits into little memory; None where the format has none. `endings` are
    what such files are called, for a chooser. Formats are tried by their `rank`, the ones that are
    told with the most certainty first.
    """

    key: str
    label: str
    icon: str
    summary: str
    is_this: Callable[[Source], bool]
    read: Callable[[Source], Found]
    history: Callable[[Source], Iterator[FoundHistory]] | None = None
    endings: tuple[str, ...] = ()
    rank: int = 50
