"""Names in a sentence, as many as one reads at a glance."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)


def name_list(names: Sequence[str], *, most: int = 3) -> str:
    """“A”, “A and B”, “A, B and C”, “A, B and 4 more”."""
    if len(names) == 1:
        return names[0]
    if len(names) <= most:
        first, last = ", ".join(names[:-1]), names[-1]
        return _tr("{first} and {last}").format(first=first, last=last)
    first, more = ", ".join(names[: most - 1]), len(names) - most + 1
    return _tr("{first} and {n} more").format(first=first, n=more)
