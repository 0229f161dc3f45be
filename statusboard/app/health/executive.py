"""The line for executives: asked anew whenever somebody reads or copies it."""

from zoneinfo import ZoneInfo

from statusboard.app.doorway import query
from statusboard.app.health.board import BoardAsk, board_view
from statusboard.app.settings import notice_language
from statusboard.domain.executive_line import executive_line
from statusboard.storage.dispatches import told_to
from statusboard.storage.unit import Unit


def _executive_line(unit: Unit, _given: None) -> str:
    """What an executive has to know now: one sentence of plain text, in the team's language."""
    view = board_view(unit, BoardAsk(strips=False))
    readers = told_to(unit, [told.incident_id for told in view.told])
    return executive_line(
        view,
        now=unit.now,
        zone=ZoneInfo(view.zone),
        told_to=readers,
        language=notice_language(unit),
    )


EXECUTIVE_LINE = query("health.executive_line")(_executive_line)
