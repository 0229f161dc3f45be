"""The PDF of a report: its text can be read back, and says the figures of the report."""

import io
import time
from dataclasses import replace

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from statusboard.app.reports.painting import painted
from statusboard.domain.language import Language
from statusboard.domain.report import ReportForm, UptimeReport
from statusboard.domain.report_summary import heading, summary
from statusboard.domain.report_words import WORDS
from tests.fixtures.reports import INCIDENT, MADE, nothing_known, report, row
from ui.paper.pdf import pinned, report_pdf
from ui.paper.pictures import Chart, chart_png, chart_svg, page_pngs
from ui.theme.fonts import load_fonts

pytestmark = pytest.mark.usefixtures("typeface")
MANY = tuple(row(n, f"Service {n}") for n in range(1, 51))
LONG = "Kundenselbstbedienungsportal für Vertragsänderungen und Zahlungsverkehr Süddeutschland"


@pytest.fixture
def typeface(qtbot: QtBot) -> None:
    assert load_fonts()


def pages_of(one: UptimeReport) -> list[str]:
    """The text of each page, with single spaces."""
    found = PdfReader(io.BytesIO(report_pdf(one))).pages
    return [" ".join(page.extract_text().split()) for page in found]


@pytest.mark.parametrize("language", list(Language))
def test_every_figure_of_the_report_is_text_in_the_pdf(language: Language) -> None:
    one = report(language=language)
    words = WORDS[language]
    text = " ".join(pages_of(one))
    said = [heading(one), *summary(one), words.percent(one.totals.uptime)]
    for line in one.rows:
        said += [line.name, words.number(line.uptime), words.percent(line.coverage)]
    said += [words.short_length(one.totals.figure.down_us), INCIDENT.title]
    said += [update.body for update in INCIDENT.updates]
    for each in said:
        assert " ".join(each.split()) in text


def test_pages_are_numbered_and_the_typeface_is_inside() -> None:
    one = report(rows=MANY)
    reader = PdfReader(io.BytesIO(report_pdf(one)))
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert [f"{n} of {len(texts)}" in text for n, text in enumerate(texts, 1)] == [True] * len(
        texts
    )
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    names = {str(each.get_object()["/BaseFont"]) for each in fonts}
    assert names
    assert all("Inter" in name for name in names)
    assert reader.metadata is not None
    assert (reader.metadata.title or "").startswith("Uptime report: November")
    assert all(name.name in " ".join(texts) for name in MANY)


def test_the_same_report_gives_the_same_bytes_whenever_it_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = report_pdf(report())
    # Qt writes the time of drawing, to the second: an hour elsewhere stands for a later one.
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert report_pdf(report()) == first
    finally:
        monkeypatch.undo()
        time.tzset()
    assert b"D:20261201070000Z" in first


def test_two_programs_draw_the_same_bytes() -> None:
    """In one process alone the order in which Qt writes typefaces is always the same."""
    first, second = (painted(report(), ReportForm.PDF) for _ in range(2))
    assert first == second


def test_only_the_date_differs_where_it_was_made_later() -> None:
    raw = b"1 0 obj (D:1)\n/CreationDate (D:20200101000000Z)\n2 0 obj\n/ID [ <00> <00> ]"
    end = b"\nxref\n0 2\n0000000000 65535 f \n%s 00000 n \nstartxref\n%d\n"
    here = raw + end % (b"%010d" % raw.index(b"2 0"), len(raw) + 1)
    far = raw.replace(b"20200101000000Z", b"20310202030405+09'00'")
    there = far + end % (b"%010d" % far.index(b"2 0"), len(far) + 1)
    assert pinned(here, MADE) == pinned(there, MADE)


def test_a_month_that_nobody_watched_is_paper_too() -> None:
    text = " ".join(pages_of(nothing_known()))
    assert "November: nothing was observed" in text
    assert "No incident was published in this period." in text


def test_a_long_name_is_wrapped_and_never_cut() -> None:
    one = report(rows=(row(1, LONG),), company=LONG)
    text = "".join("".join(page.split()) for page in pages_of(one))
    assert text.count("".join(LONG.split())) >= 1


def test_a_long_story_runs_over_pages() -> None:
    update = replace(INCIDENT.updates[0], body="A line of what was said.\n" * 200)
    texts = pages_of(report(incidents=(replace(INCIDENT, updates=(update,)),)))
    assert sum("A line of what was said." in text for text in texts) > 3


def test_charts_are_pictures_whose_words_are_words() -> None:
    svg = chart_svg(report(), Chart.RESPONSE)
    assert b"Response time, median and 95 %" in svg
    assert svg == chart_svg(report(), Chart.RESPONSE)
    assert b"Checkout API" in chart_svg(report(), Chart.BARS)
    for chart in Chart:
        assert chart_png(report(rows=MANY), chart).startswith(b"\x89PNG")


def test_the_preview_has_as_many_pages_as_the_file() -> None:
    one = report(rows=MANY)
    assert len(page_pngs(one, width=90, most=40)) == len(pages_of(one))
    assert len(page_pngs(one, width=90, most=2)) == 2
