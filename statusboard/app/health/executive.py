"""The line for executives: asked anew whenever somebody reads or copies it."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from statusboard.app.doorway import query
from statusboard.app.health.board import BoardAsk, board_view
from statusboard.app.settings import notice_language
from statusboard.domain.executive_line import executive_line
from statusboard.domain.views.board import BoardView, Told
from statusboard.storage.dispatches import told_to
from statusboard.storage.unit import Unit


def _executive_line(unit: Unit, _given: None) -> str:
    """What an executive has to know now: one sentence of plain text, in the team's language."""
    return _line(unit, board_view(unit, BoardAsk(strips=False)))


def line_once_told(unit: Unit, told: Told) -> str:
    """The line as it will be once customers are told this, which nobody has published yet."""
    view = board_view(unit, BoardAsk(strips=False))
    others = tuple(one for one in view.told if one.incident_id != told.incident_id)
    mine = () if told.wording.status.is_over else (told,)
    return _line(unit, replace(view, told=(*mine, *others)))


def _line(unit: Unit, view: BoardView) -> str:
    readers = told_to(unit, [told.incident_id for told in view.told])
    return executive_line(
        view,
        now=unit.now,
        zone=ZoneInfo(view.zone),
        told_to=readers,
        language=notice_language(unit),
    )


EXECUTIVE_LINE = query("health.executive_line")(_executive_line)
