"""A report as CSV, XLSX, JSON and a page: typed, harmless, and the same bytes every time."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from statusboard.domain.language import Language
from statusboard.domain.percent import percent_number
from statusboard.domain.report import Remark, UptimeReport
from statusboard.domain.report_words import WORDS
from statusboard.render.reports.csv_file import report_csv
from statusboard.render.reports.json_file import report_json
from statusboard.render.reports.page import report_html
from statusboard.render.reports.xlsx_file import report_xlsx
from statusboard.render.reports.xlsx_words import SHEET_WORDS
from tests.fixtures.reports import DOWN_US, INCIDENT, MAJOR, nothing_known, report, row

FORMULA = '=HYPERLINK("https://evil.example","win")'
HOSTILE = report(
    company="<script>alert(1)</script>",
    rows=(row(1, FORMULA, down_us=DOWN_US), row(2, "@SUM(A1)")),
    incidents=(replace(INCIDENT, title="<b>bold</b>", services=(FORMULA,)),),
)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(content: bytes) -> dict[str, list[list[str]]]:
    """The cells of a workbook by sheet, as a program reads them; a number by its digits."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = [
            "".join(text.itertext())
            for text in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        names = [
            one.attrib["name"]
            for one in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
        ]
        found = {}
        for number, name in enumerate(names, 1):
            tree = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            assert not list(tree.iter(f"{MAIN}f"))  # no formula
            rows = []
            for line in tree.iter(f"{MAIN}row"):
                cells = []
                for cell in line:
                    value = cell.findtext(f"{MAIN}v") or ""
                    cells.append(shared[int(value)] if cell.attrib.get("t") == "s" else value)
                rows.append(cells)
            found[name] = rows
        return found


def test_a_spreadsheet_runs_nothing_that_somebody_called_a_service() -> None:
    lines = list(csv.DictReader(io.StringIO(report_csv(HOSTILE).decode("utf-8-sig"))))
    assert [one["service"] for one in lines] == [f"'{FORMULA}", "'@SUM(A1)", "all services"]
    assert sheets(report_xlsx(HOSTILE))["Services"][1][0] == FORMULA  # a text, as it is called


def test_a_table_has_the_figures_of_the_report() -> None:
    one = report()
    first, _, whole = csv.DictReader(io.StringIO(report_csv(one).decode("utf-8-sig")))
    assert float(first["uptime_percent"]) == percent_number(one.rows[0].figure.said) == 99.905092
    assert (first["down_seconds"], first["outages"], first["promise_kept"]) == ("2460.0", "1", "no")
    assert (first["from"], first["to"]) == ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z")
    assert float(whole["uptime_percent"]) == percent_number(one.totals.figure.said)


def test_a_workbook_reads_back_with_numbers_as_numbers() -> None:
    book = sheets(report_xlsx(report()))
    assert list(book) == ["Report", "Services", "Outages", "Incidents", "Response times"]
    head, first, _ = book["Services"]
    assert (head[2], float(first[2])) == ("Uptime %", 99.905092)
    assert [line[7] for line in book["Incidents"][1:]] == [
        update.body for update in INCIDENT.updates
    ]
    with zipfile.ZipFile(io.BytesIO(report_xlsx(report()))) as raw:
        assert b'state="frozen"' in raw.read("xl/worksheets/sheet2.xml")


@pytest.mark.parametrize("language", list(Language))
def test_a_workbook_speaks_the_language_of_its_report(language: Language) -> None:
    one = report(language=language)
    book, names = sheets(report_xlsx(one)), SHEET_WORDS[language]
    tables = (names.services, names.outages, names.incidents, names.response_times)
    assert list(book) == [names.about, *(table[0] for table in tables)]
    assert [tuple(book[table[0]][0]) for table in tables] == [table[1:] for table in tables]
    phrases = WORDS[language].phrases
    assert phrases.missed in book[names.services[0]][1]
    assert book[names.outages[0]][1][1] == phrases.statuses[MAJOR]
    start, stop = (float(line[1]) for line in book[names.about][2:4])
    assert stop - start == 30  # days: instants are numbers that a workbook shows as dates


def test_a_remark_stands_once_and_whom_it_is_about_names_it() -> None:
    remarks = (Remark("=Corrected.", 1), Remark("Cost: 4,100 EUR."))
    one = report(method=replace(report().method, remarks=remarks, hours="Mon-Fri 08:00-18:00"))
    first, second, whole = csv.DictReader(io.StringIO(report_csv(one).decode("utf-8-sig")))
    assert (first["notes"], second["notes"]) == ("[1] [2] [3]", "[2] [3]")
    assert whole["notes"] == "[1] =Corrected. [2] Cost: 4,100 EUR. [3] Mon-Fri 08:00-18:00"


def test_json_says_all_of_it_and_null_where_nothing_is_known() -> None:
    found = json.loads(report_json(report()))
    assert found["heading"] == "November: 1 of 2 promises kept"
    assert found["services"][0]["uptime_percent"] == 99.905092
    assert found["rule"]["name"] == "weighted"
    assert found["incidents"][0]["updates"][1]["body"] == "Payments work again."
    nothing = json.loads(report_json(nothing_known()))
    assert nothing["services"][0]["uptime_percent"] is None
    assert nothing["services"][0]["promise_kept"] is None


def test_a_page_shows_what_people_wrote_and_runs_none_of_it() -> None:
    html = report_html(HOSTILE).decode()
    assert "<script" not in html
    assert "&lt;b&gt;bold&lt;/b&gt;" in html
    assert 'name="robots" content="noindex' in html
    digest = re.search(r"style-src 'sha256-([A-Za-z0-9+/=]+)'", html)
    assert digest is not None


@pytest.mark.parametrize("made", [report_csv, report_xlsx, report_json, report_html])
@pytest.mark.parametrize("one", [report(), nothing_known()], ids=["november", "nothing"])
def test_the_same_report_gives_the_same_bytes(
    made: Callable[[UptimeReport], bytes], one: UptimeReport
) -> None:
    assert made(one) == made(replace(one))
