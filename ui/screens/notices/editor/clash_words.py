"""What the fields of a notice are called where two people changed the same one."""

from collections.abc import Sequence
from dataclasses import fields

from PySide6.QtCore import QCoreApplication

from statusboard.domain.notice import Together, Wording


def _tr(text: str) -> str:
    return QCoreApplication.translate("Clash", text)


def clash_words(names: Sequence[str]) -> str:
    """The fields in words, each once: several of them are one thing on screen."""
    known = {
        "title": _tr("title"),
        "status": _tr("state"),
        "body": _tr("text"),
        "components": _tr("services"),
        "started_at": _tr("start"),
        "ended_at": _tr("end"),
        "impact": _tr("impact"),
        "shown_until": _tr("how long it is shown"),
        "translations": _tr("translations"),
        "pages": _tr("pages"),
    }
    promises = {
        each.name for each in fields(Wording) if each.metadata["together"] is Together.PROMISE
    }
    found = [_tr("next update") if name in promises else known[name] for name in names]
    return ", ".join(dict.fromkeys(found))
