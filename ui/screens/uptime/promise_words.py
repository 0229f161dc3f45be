"""The record of promised updates in words: on the card, below the cards, and how it is counted."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from statusboard.domain.promises import PromiseRecord
from ui.screens.uptime.words import delay_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Uptime", text)


def kept_words(record: PromiseRecord) -> str:
    """`11 of 12 updates on time`; empty where none was due yet."""
    if not record.due:
        return ""
    if record.due == 1:
        return _tr("1 of 1 updates on time") if record.kept else _tr("0 of 1 updates on time")
    if not record.late:
        return _tr("all {all} updates on time").format(all=record.due)
    return _tr("{kept} of {all} updates on time").format(kept=record.kept, all=record.due)


def record_sentences(record: PromiseRecord) -> str:
    """The record in whole sentences, with how late the late ones were; empty without promises."""
    if not record.made:
        return ""
    if not record.due:
        if record.open == 1:
            return _tr("An update is promised, and not due yet.")
        return _tr("{n} updates are promised, and not due yet.").format(n=record.open)
    said = [_due_words(record), _late_words(record)]
    if record.open == 1:
        said.append(_tr("One more is not due yet."))
    elif record.open:
        said.append(_tr("{n} more are not due yet.").format(n=record.open))
    return " ".join(filter(None, said))


def _due_words(record: PromiseRecord) -> str:
    if record.due == 1:
        if record.kept:
            return _tr("The promised update came on time.")
        return _tr("The promised update did not come on time.")
    if not record.late:
        return _tr("All {all} promised updates came on time.").format(all=record.due)
    return _tr("{kept} of {all} promised updates came on time.").format(
        kept=record.kept, all=record.due
    )


def _late_words(record: PromiseRecord) -> str:
    if record.longest_late is None:
        return ""
    longest = _length(record.longest_late)
    if record.due == 1:
        return _tr("It was late by {length}.").format(length=longest)
    if record.late == 1:
        return _tr("One was late by {length}.").format(length=longest)
    if record.median_late is None:
        return _tr("{n} were late, by {longest} at most.").format(n=record.late, longest=longest)
    return _tr("{n} were late: by {middle} in the middle, and by {longest} at most.").format(
        n=record.late, middle=_length(record.median_late), longest=longest
    )


def _length(length: timedelta) -> str:
    return delay_words(length // timedelta(microseconds=1))


def rule_words(record: PromiseRecord) -> str:
    """How first words and promises are counted, for who asks whether the figure holds."""
    said = [
        _tr(
            "From the first failed answer to the first notice; the middle of the incidents whose "
            "start was measured."
        ),
        _tr(
            "An update is on time where it was published by the minute that the one before it "
            "promised. One that is overdue now counts as late. A correction before then neither "
            "keeps nor breaks a promise."
        ),
    ]
    if record.withdrawn == 1:
        said.append(_tr("One promise was replaced by a correction, and is not counted."))
    elif record.withdrawn:
        words = _tr("{n} promises were replaced by corrections, and are not counted.")
        said.append(words.format(n=record.withdrawn))
    return "\n\n".join(said)
