"""The whole report on sheets, from its front to how it was counted."""

from PySide6.QtGui import QPainter

from statusboard.domain.report import UptimeReport
from statusboard.domain.report_summary import words_of
from ui.paper.front import draw_foot, draw_front
from ui.paper.response_chart import draw_response_times
from ui.paper.service_table import draw_services
from ui.paper.sheet import WIDTH, Sheets, face
from ui.paper.story import draw_story, section
from ui.theme.tokens import LIGHT

_BODY, _CAPTION = 14, 12


def compose(report: UptimeReport) -> Sheets:
    """The sheets of a report, ready to be painted."""
    to = Sheets()
    draw_front(report, to)
    draw_response_times(report, to)
    to.y += 12
    draw_services(report, to)
    _draw_method_note(report, to)
    draw_story(report, to)
    _draw_method(report, to)
    draw_foot(report, to)
    return to


def paint_page(painter: QPainter, sheets: Sheets, number: int, width: float) -> None:
    """Paints a sheet, counted from 0, `width` wide in the painter's units."""
    painter.save()
    painter.scale(width / WIDTH, width / WIDTH)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in sheets.pages[number]:
        mark(painter)
    painter.restore()


def _draw_method_note(report: UptimeReport, to: Sheets) -> None:
    """The rule in small print under the table: no figure stands without it."""
    phrases, method = words_of(report).phrases, report.method
    said = [f"{phrases.method}.", method.rule, phrases.unobserved, phrases.cut]
    if method.hours:
        said.append(phrases.hours.format(method.hours))
    if method.sources:
        said.append(phrases.sources.format(", ".join(method.sources)))
    to.need(60)
    to.paragraph(" ".join(said), face(_CAPTION), LIGHT.muted, width=660, leading=1.6)


def _draw_method(report: UptimeReport, to: Sheets) -> None:
    """The last section: the rule, what was observed, sources, and every remark."""
    phrases, method = words_of(report).phrases, report.method
    to.y += 14
    to.need(190)
    section(phrases.method, to)
    hours = phrases.hours.format(method.hours) if method.hours else phrases.all_hours
    said = [method.rule, phrases.unobserved, phrases.cut, hours]
    if method.sources:
        said.append(phrases.sources.format(", ".join(method.sources)))
    for sentence in (*said, *method.notes):
        to.paragraph(sentence, face(_BODY), LIGHT.text, width=700)
        to.y += 6
