"""The outages and incidents of a report, with what customers were told."""

from zoneinfo import ZoneInfo

from statusboard.domain.report import ReportIncident, ReportOutage, UptimeReport
from statusboard.domain.report_summary import words_of
from ui.paper.sheet import CONTENT, LEFT, Sheets, face, width_of
from ui.theme.fonts import BOLD, SEMIBOLD
from ui.theme.tokens import LIGHT

_BODY, _CAPTION, _SECTION = 14, 12, 18
_INDENT = 206.0
# The longest are named; the others are in the tables that go with a report.
_MOST_OUTAGES = 40


def draw_story(report: UptimeReport, to: Sheets) -> None:
    """Outages first, as measured; then incidents, as told."""
    phrases = words_of(report).phrases
    to.turn()
    section(phrases.outage_list, to)
    shown = sorted(report.outages, key=lambda one: -one.down_us)[:_MOST_OUTAGES]
    for one in sorted(shown, key=lambda one: (one.start, one.component_id)):
        _draw_outage(report, one, to)
    if not shown:
        to.paragraph(phrases.no_outage_list, face(_BODY), LIGHT.muted)
    rest = len(report.outages) - len(shown)
    if rest:
        to.y += 6
        to.paragraph(phrases.more_outages.format(n=rest), face(_CAPTION), LIGHT.muted)
    to.y += 26
    to.need(120)
    section(phrases.incidents, to)
    for incident in report.incidents:
        _draw_incident(report, incident, to)
    if not report.incidents:
        to.paragraph(phrases.no_incidents, face(_BODY), LIGHT.muted)


def section(title: str, to: Sheets) -> None:
    """A heading within the report."""
    to.paragraph(title, face(_SECTION, BOLD), LIGHT.text, leading=1.4)
    to.y += 8
    to.rule()
    to.y += 8


def _draw_outage(report: UptimeReport, one: ReportOutage, to: Sheets) -> None:
    words, zone = words_of(report), ZoneInfo(report.zone)
    phrases = words.phrases
    to.need(24)
    base = to.y + 15
    length = words.short_length(one.down_us)
    to.text(LEFT, base, words.moment(one.start, zone), face(_CAPTION), LIGHT.muted)
    state = phrases.statuses[one.status]
    lasts = f", {phrases.lasts}" if one.lasts else ""
    to.text(
        *(LEFT + CONTENT, base, f"{state}, {length}{lasts}", face(_CAPTION)),
        LIGHT.text,
        right=True,
    )
    room = CONTENT - _INDENT - width_of(f"{state}, {length}{lasts}", face(_CAPTION)) - 16
    to.paragraph(
        *(one.service, face(_CAPTION, SEMIBOLD), LIGHT.text),
        x=LEFT + _INDENT + 20,
        width=room - 20,
        leading=1.75,
    )


def _draw_incident(report: UptimeReport, one: ReportIncident, to: Sheets) -> None:
    words, zone = words_of(report), ZoneInfo(report.zone)
    phrases = words.phrases
    to.need(96)
    to.paragraph(one.title, face(15, SEMIBOLD), LIGHT.text, leading=1.4)
    over = phrases.lasts if one.resolved_at is None else words.moment(one.resolved_at, zone)
    facts = [
        phrases.impacts[one.impact],
        f"{phrases.began} {words.moment(one.started_at, zone)}",
        f"{phrases.ended} {over}" if one.resolved_at is not None else over,
    ]
    if one.first_word_us is not None:
        facts.append(phrases.told_after.format(words.length(one.first_word_us)))
    to.paragraph(" · ".join(facts), face(_CAPTION), LIGHT.muted)
    if one.services:
        to.paragraph(", ".join(one.services), face(_CAPTION), LIGHT.muted)
    to.y += 6
    for update in one.updates:
        to.need(44)
        base = to.y + 15
        moment = words.moment(update.at, zone)
        to.text(LEFT, base, moment, face(_CAPTION), LIGHT.muted)
        state = phrases.incident_states[update.status]
        to.paragraph(
            *(state, face(_CAPTION, SEMIBOLD), LIGHT.text),
            x=LEFT + _INDENT + 20,
            width=CONTENT - _INDENT - 20,
            leading=1.75,
        )
        to.paragraph(
            *(update.body, face(_BODY), LIGHT.text),
            x=LEFT + _INDENT + 20,
            width=CONTENT - _INDENT - 20,
        )
        to.y += 8
    to.y += 16
