"""What is worth a word soon, as a sentence."""

from PySide6.QtCore import QCoreApplication, QLocale

from statusboard.domain.views.statement import MilestoneView


def _tr(text: str) -> str:
    return QCoreApplication.translate("Milestone", text)


def milestone_words(found: MilestoneView) -> str:
    """`On Tuesday it is 50 days without a major outage. …`, or the best period on record."""
    rest = _tr("A good day to say so: a notice is drafted, nothing is sent.")
    where = [_tr("On the page {page}.").format(page=found.page_name)] if found.page else []
    if not found.period:
        what = (
            _tr("{day} it is {days} days without a major outage, longer than ever before.")
            if found.is_record
            else _tr("{day} it is {days} days without a major outage.")
        )
        return " ".join((what.format(day=found.day, days=found.days), *where, rest))
    units = {"month": _tr("month"), "quarter": _tr("quarter"), "year": _tr("year")}
    values = {"period": _period(found.period), "unit": units[found.unit], "share": found.share}
    if found.is_over:
        what = _tr("{period} was the best {unit} on record: {share} %, of {n} that were measured.")
        return " ".join((what.format(**values, n=found.compared + 1), *where, rest))
    what = _tr(
        "{day} {period} is over. With {share} % so far it is the best {unit} on record if nothing "
        "more is lost. The notice can be drafted then."
    )
    return " ".join((what.format(**values, day=found.day), *where))


def _period(key: str) -> str:
    """`Q4 2026`, `November 2026`, `2026`."""
    year, _, part = key.partition("-")
    if not part:
        return year
    if part.startswith("Q"):
        return f"{part} {year}"
    return f"{QLocale().standaloneMonthName(int(part))} {year}"
