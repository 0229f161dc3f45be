"""A replayed state as rich text: the turn, its answers in a row, and what they come to."""

import html
from collections.abc import Iterator, Sequence
from datetime import tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.replay import Agreement, StepKind
from statusboard.domain.result import Outcome
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.replay import ReplayView, StepLine
from ui.theme.status_style import status_style
from ui.theme.tokens import Tokens
from ui.widgets.time_words import moment_words

_LEVEL = {
    Outcome.UP: ComponentStatus.OPERATIONAL,
    Outcome.DEGRADED: ComponentStatus.DEGRADED_PERFORMANCE,
    Outcome.DOWN: ComponentStatus.MAJOR_OUTAGE,
    Outcome.UNKNOWN: ComponentStatus.UNKNOWN,
}

# Where nothing has to be doubted.
_AS_RECORDED = (Agreement.SAME, Agreement.BY_LOCATIONS)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Replay", text)


def replay_html(view: ReplayView, zone: tzinfo, colours: Tokens) -> str:
    """The whole of it, in the order in which it is asked: which state, why, does it agree."""
    return "".join(_parts(view, zone, colours))


def _parts(view: ReplayView, zone: tzinfo, colours: Tokens) -> Iterator[str]:
    when = moment_words(view.at, view.as_of, zone)
    at = _safe(_tr("at {moment}").format(moment=when))
    yield f"<h2>{_state(view.recorded, colours)} {at}</h2>"
    for words in view.overlays:
        yield from _paragraph(words)
    if view.overlays:
        alone = _safe(_tr("Without that, by its checks:"))
        yield f"<p>{alone} {_state(view.combined, colours)}</p>"
    if view.turn is not None:
        turn = view.turn
        before, after = _state(turn.before, colours), _state(turn.after, colours)
        yield f"<p>{_safe(view.how)}: {before} → {after}</p>"
    yield from _paragraph(view.dated)
    yield from _steps(_tr("The answers that made the turn"), view.steps, zone, colours)
    tone = colours.muted if view.agreement in _AS_RECORDED else colours.degraded_ink
    yield from _paragraph(view.verdict, tone)
    yield from _steps(_tr("The last answers until then"), view.newest, zone, colours)
    if view.rule:
        yield f"<h3>{_safe(_tr('The rule'))}</h3>"
        yield from _paragraph(view.rule)
    yield f"<h3>{_safe(_tr('Together'))}</h3>"
    yield from (f"<p>{_safe(one.how)}: {_state(one.level, colours)}</p>" for one in view.checks)
    if len(view.checks) > 1:
        yield f"<p>{_safe(_tr('Together:'))} {_state(view.combined, colours)}</p>"
    if not view.checks:
        yield from _paragraph(_tr("No check of it was asked then."))


def _steps(title: str, steps: Sequence[StepLine], zone: tzinfo, colours: Tokens) -> Iterator[str]:
    if not steps:
        return
    yield f"<h3>{_safe(title)}</h3><table cellspacing='0' cellpadding='3'>"
    for step in steps:
        style = status_style(_LEVEL[step.outcome], colours)
        at = f"{step.at.astimezone(zone):%H:%M:%S}"
        did = _did(step, colours)
        yield (
            f"<tr><td>{at}</td><td><span style='color: {style.ink}'>{_safe(step.words)}</span>"
            f"</td><td>{did}</td></tr>"
        )
    yield "</table>"


def _did(step: StepLine, colours: Tokens) -> str:
    match step.kind:
        case StepKind.STEADY:
            return ""
        case StepKind.RUN:
            return _safe(step.progress)
        case StepKind.BROKEN:
            return _safe(_tr("ends the run"))
        case StepKind.SILENT:
            said = _tr("says nothing")
            return _safe(f"{said}, {step.progress}" if step.progress else said)
        case StepKind.TURN:
            return f"<b>{_safe(step.progress)}</b> → {_state(step.after, colours)}"


def _state(status: ComponentStatus, colours: Tokens) -> str:
    style = status_style(status, colours)
    return f"<span style='color: {style.ink}'><b>{_safe(style.word)}</b></span>"


def _paragraph(words: str, colour: str = "") -> Iterator[str]:
    if words:
        style = f" style='color: {colour}'" if colour else ""
        yield f"<p{style}>{_safe(words)}</p>"


def _safe(text: str) -> str:
    return html.escape(text)
