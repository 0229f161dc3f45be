"""What the editor says of a text while it is written: what is wrong, and what was found good."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from statusboard.app.notices.announcing import announcement_findings
from statusboard.app.notices.assistant_findings import assistant_findings, followed
from statusboard.app.notices.filling import Filler, judged
from statusboard.app.notices.translation_findings import translation_findings
from statusboard.app.notices.wording_findings import is_judged, is_too_long, wording_findings
from statusboard.domain.evidence import Evidence, Measured, findings
from statusboard.domain.filled_translation import part_of
from statusboard.domain.finding import Finding
from statusboard.domain.hidden_text import without_comments
from statusboard.domain.language import Language
from statusboard.domain.notice import BODY_LIMIT, TITLE_LIMIT, Wording
from statusboard.domain.placeholders import BLOCKS
from statusboard.domain.time_text import when_text
from statusboard.domain.told_already import told_already
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.notices import EditorView
from ui.screens.notices.editor.findings_list import Level, Point
from ui.widgets.time_words import zone_of

# The rules about words that only the trade, or only the company, knows.
_CUSTOMERS_WORDS = {"jargon", "internals", "blocked_words"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("WritingPoints", text)


def held_against(wording: Wording, now: datetime, view: EditorView) -> tuple[Finding, ...]:
    """What monitoring and the rules of wording say of this text, typed as it is, at once.

    The same rules speak in the review. The title is marked where it is written, the text where it
    is seen: filled.
    """
    evidence = Evidence(
        now=now,
        zone=zone_of(view.zone),
        measured=[
            Measured(choice.component_id, choice.name, choice.measured, choice.since)
            for choice in view.choices
        ],
        told_elsewhere=view.told_elsewhere,
        published_start=view.incident.started_at if view.incident is not None else None,
        published_end=view.incident.resolved_at if view.incident is not None else None,
        said=view.incident.wording if view.incident is not None else None,
        troubles=view.troubles,
    )
    facts = replace(view.word_facts, now=now)
    filler = filler_of(view)
    filled = filler.fill(wording, now)
    shown = {"body", *(part_of(one.language, "body") for one in wording.translations)}
    translated = translation_findings(
        *(filled, view.languages[1:]), facts=facts, filler=filler, now=now, shown=shown
    )
    if view.sort is NoticeSort.ANNOUNCEMENT:
        found = judged(filled, lambda one: announcement_findings(one, evidence, facts), shown=shown)
        return (*found, *translated)
    found = judged(
        filled,
        lambda one: findings(one, evidence),
        lambda one: told_already(one, view.others),
        lambda one: wording_findings(one, facts),
        lambda one: filler.contradictions(one, now),
        lambda one: _from_helper(one, now, view),
        shown=shown,
    )
    return (*found, *translated)


def filler_of(view: EditorView) -> Filler:
    """What fills the placeholders of the notice that is open."""
    return Filler(view.facts, view.word_facts.usual or Language.ENGLISH)


def _from_helper(wording: Wording, now: datetime, view: EditorView) -> tuple[Finding, ...]:
    if view.assistant_facts is None or not wording.from_helper:
        return ()
    names = {choice.component_id: choice.name for choice in view.choices}
    return assistant_findings(wording, followed(view.assistant_facts, wording, names, now))


def all_points(
    wording: Wording, now: datetime, view: EditorView, found: Sequence[Finding]
) -> tuple[Point, ...]:
    """What is wrong, and what was looked at and is good: nothing else gets a tick.

    The wording is the filled one, as readers get it.
    """
    if view.ended:
        return ()
    points = [_text_point(wording, view.sort), *map(_finding_point, found)]
    if wording.components:
        points.append(Point(Level.GOOD, _tr("Names the services")))
    points += _promise_points(wording, now, view.zone)
    if without_comments(wording.body).strip():
        points += _word_points(wording, view, {finding.rule for finding in found})
    if view.uptime_sentence and view.uptime_sentence in wording.body:
        points.append(Point(Level.GOOD, _tr("Includes the uptime record")))
    return tuple(points)


def _finding_point(finding: Finding) -> Point:
    level = Level.BLOCKS if finding.blocks else Level.WARNS
    return Point(level, finding.sentence, finding)


def _word_points(wording: Wording, view: EditorView, broken: set[str]) -> Iterator[Point]:
    """What the rules of wording are content with; where they know no word, they say that."""
    if is_too_long(wording):
        return
    if not is_judged(wording, view.word_facts):
        sentence = _tr("The words are not checked: this seems to be neither English nor German")
        yield Point(Level.NOTE, sentence)
        return
    if not broken & _CUSTOMERS_WORDS:
        yield Point(Level.GOOD, _tr("Uses customers' words"))
    is_trouble = view.sort is NoticeSort.INCIDENT and not wording.status.is_over
    if is_trouble and "no_action" not in broken:
        yield Point(Level.GOOD, _tr("Says what is being done"))


def insertable(values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The sentences that fill themselves, and what each says now: promised or measured."""
    return tuple((name, values[name]) for name in BLOCKS if name in values)


def _text_point(wording: Wording, sort: NoticeSort) -> Point:
    is_announcement = sort is NoticeSort.ANNOUNCEMENT
    if len(wording.title) > TITLE_LIMIT:
        return Point(Level.BLOCKS, _tr("The title is too long"))
    if len(wording.body) > BODY_LIMIT:
        return Point(Level.BLOCKS, _tr("The text is too long"))
    if not wording.title.strip():
        return Point(
            Level.BLOCKS,
            _tr("Has no title: say what it is about")
            if is_announcement
            else _tr("Has no title: say what customers notice"),
        )
    if not without_comments(wording.body).strip():
        return Point(
            Level.BLOCKS,
            _tr("Has no text: say what customers need to know")
            if is_announcement
            else _tr("Has no text: say what is being done"),
        )
    return Point(Level.GOOD, _tr("Has a title and a text"))


def _promise_points(wording: Wording, now: datetime, zone: str) -> Iterator[Point]:
    promised = wording.promise(now)
    if promised is not None and promised > now:
        time = when_text(promised, zone_of(zone), now=now)
        yield Point(Level.GOOD, _tr("Promises the next update: {time}").format(time=time))
