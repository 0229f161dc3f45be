"""What is said over the report, and of one of its rows."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from statusboard.domain.views.importing import Fate, Sort
from ui.screens.verify.importing.table import Line

_MOST_SENTENCES = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def report_words(lines: Sequence[Line], label: str) -> str:
    """What would be brought along, what of it needs a look, and how much is left out."""
    ticked = [line for line in lines if line.can_be_ticked and line.is_ticked]
    counted = ", ".join(
        counted_words(sort, count)
        for sort in (Sort.SERVICE, Sort.INCIDENT, Sort.DRAFT, Sort.WORK, Sort.HISTORY)
        if (count := sum(line.row.sort is sort for line in ticked))
    )
    words = _tr("{format}. To be brought along: {counted}.")
    said = words.format(format=label, counted=counted or _tr("nothing new"))
    look = sum(line.row.needs_look for line in ticked)
    out = sum(line.row.fate is Fate.LEFT_OUT for line in lines)
    if look:
        some = _tr("1 needs a look.") if look == 1 else _tr("{n} need a look.")
        said += " " + some.format(n=f"{look:,}")
    if out:
        some = _tr("1 is left out.") if out == 1 else _tr("{n} are left out.")
        said += " " + some.format(n=f"{out:,}")
    return said


def subscribers_words() -> str:
    """How subscribers come along."""
    return _tr(
        "They come along with “statusboard import --subscribers-by CHANNEL”, or as a file on the "
        "screen of subscribers."
    )


def line_words(line: Line) -> str:
    """Everything that there is to say of a row, a sentence a line."""
    row = line.row
    about = (f"{row.title} ({row.where})" if row.where else row.title, row.detail)
    sentences = [": ".join(filter(None, about)), *row.why[:_MOST_SENTENCES]]
    if row.secrets:
        named = ", ".join(row.secrets[:_MOST_SENTENCES])
        sentences.append(_tr("Secrets in it: {named}.").format(named=named))
    return "\n".join(sentences)


def counted_words(sort: Sort, count: int) -> str:
    """So many things of a sort, in words."""
    one, many = {
        Sort.SERVICE: (_tr("1 service"), _tr("{n} services")),
        Sort.INCIDENT: (_tr("1 past incident"), _tr("{n} past incidents")),
        Sort.DRAFT: (_tr("1 draft"), _tr("{n} drafts")),
        Sort.WORK: (_tr("1 draft of planned work"), _tr("{n} drafts of planned work")),
        Sort.HISTORY: (_tr("the history of 1 service"), _tr("the history of {n} services")),
        Sort.SUBSCRIBERS: (_tr("1 subscriber"), _tr("{n} subscribers")),
        Sort.OTHER: (_tr("1 other thing"), _tr("{n} other things")),
    }[sort]
    return (one if count == 1 else many).format(n=f"{count:,}")
