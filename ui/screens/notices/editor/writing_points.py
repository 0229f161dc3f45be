"""What can be said of a notice from its text alone, beside what monitoring says of it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from statusboard.domain.evidence import Evidence, Measured, findings
from statusboard.domain.finding import Finding
from statusboard.domain.hidden_text import without_comments
from statusboard.domain.notice import BODY_LIMIT, TITLE_LIMIT, Wording
from statusboard.domain.time_text import when_text
from statusboard.domain.views.notices import EditorView
from ui.screens.notices.editor.findings_list import Level, Point
from ui.widgets.time_words import zone_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("WritingPoints", text)


def writing_points(wording: Wording, now: datetime, zone: str) -> tuple[Point, ...]:
    """The three duties of a notice: what is wrong, for whom, and when the next word comes."""
    points = [
        _text_point(wording),
        Point(Level.GOOD, _tr("Names the services"))
        if wording.components
        else Point(Level.WARNS, _tr("Names no service: readers cannot tell if it concerns them")),
        _promise_point(wording, now, zone),
    ]
    if "!" in wording.title + without_comments(wording.body).replace("![", "["):
        points.append(Point(Level.WARNS, _tr("An exclamation mark: say it calmly")))
    return tuple(point for point in points if point is not None)


def finding_points(found: Sequence[Finding]) -> tuple[Point, ...]:
    """What monitoring contradicts."""
    return tuple(
        Point(Level.BLOCKS if finding.blocks else Level.WARNS, finding.sentence)
        for finding in found
    )


def held_against(wording: Wording, now: datetime, view: EditorView) -> tuple[Finding, ...]:
    """What monitoring contradicts in this text, typed as it is: the rule of the review, at once."""
    evidence = Evidence(
        now=now,
        zone=zone_of(view.zone),
        measured=[
            Measured(choice.component_id, choice.name, choice.measured, choice.since)
            for choice in view.choices
        ],
        told_elsewhere=view.told_elsewhere,
        published_start=view.incident.started_at if view.incident is not None else None,
    )
    return findings(wording, evidence)


def all_points(wording: Wording, now: datetime, view: EditorView) -> tuple[Point, ...]:
    """Both, without saying the same twice: monitoring's sentences are the better ones."""
    found = held_against(wording, now, view)
    own = writing_points(wording, now, view.zone)
    if view.uptime_sentence and view.uptime_sentence in wording.body:
        own = (*own, Point(Level.GOOD, _tr("Includes the uptime record")))
    said = view.incident.wording if view.incident is not None else None
    if said is not None and said.body.strip() == wording.body.strip():
        own = (*own, Point(Level.WARNS, _tr("Says the same as the last update")))
    if found:
        own = tuple(point for point in own if point.level is Level.GOOD or not _is_held(point))
    return (*own, *finding_points(found))


def insertable(wording: Wording, uptime: str, now: datetime, zone: str) -> tuple[str, ...]:
    """Sentences that can be put into the text: the promise as chosen, and the uptime record."""
    promised = wording.promise(now)
    sentences = [uptime]
    if promised is not None and promised > now:
        time = when_text(promised, zone_of(zone), now=now)
        sentences.insert(0, _tr("We will update this notice by {time}.").format(time=time))
    return tuple(sentence for sentence in sentences if sentence)


def _is_held(point: Point) -> bool:
    """Whether the evidence checks look at this too (services named, promise given)."""
    return point.sentence in (
        _tr("Names no service: readers cannot tell if it concerns them"),
        _tr("Does not promise a next update"),
        _tr("The promised next update is already past"),
    )


def _text_point(wording: Wording) -> Point:
    if len(wording.title) > TITLE_LIMIT:
        return Point(Level.BLOCKS, _tr("The title is too long"))
    if len(wording.body) > BODY_LIMIT:
        return Point(Level.BLOCKS, _tr("The text is too long"))
    if not wording.title.strip():
        return Point(Level.BLOCKS, _tr("Has no title: say what customers notice"))
    if not without_comments(wording.body).strip():
        return Point(Level.BLOCKS, _tr("Has no text: say what is being done"))
    return Point(Level.GOOD, _tr("Has a title and a text"))


def _promise_point(wording: Wording, now: datetime, zone: str) -> Point | None:
    if wording.status.is_over:
        return None
    promised = wording.promise(now)
    if promised is None:
        return Point(Level.BLOCKS, _tr("Does not promise a next update"))
    if promised <= now:
        return Point(Level.BLOCKS, _tr("The promised next update is already past"))
    time = when_text(promised, zone_of(zone), now=now)
    return Point(Level.GOOD, _tr("Promises the next update: {time}").format(time=time))
