"""The statement screen: true claims with their figures, refused ones with what is true, and out."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from statusboard.app.settings import PAGE_CLAIMS, PAGE_NAME, PAGE_URL
from statusboard.app.statements.queries import USES
from statusboard.domain.status import ComponentStatus
from statusboard.storage.components import read_components, update_components
from statusboard.storage.groups import add_group
from statusboard.storage.notices import read_drafts
from statusboard.storage.settings import read_settings
from tests.fixtures.monitored_database import settle
from tests.fixtures.speaking import NOON, Newsroom, person
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.destinations import NoticePlace, ScreenKey, UptimePlace
from ui.screens.statement.card_file import card_svg
from ui.screens.statement.card_look import CardSize, own_colours
from ui.screens.statement.card_painting import _Card
from ui.screens.statement.figures_sheet import FiguresSheet
from ui.screens.statement.screen import StatementScreen
from ui.shell.navigation import Navigation
from ui.startup.screens import entries
from ui.theme.theme import Theme

UP, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
DAY = timedelta(days=1)


@pytest.fixture
def measured(newsroom: Newsroom) -> Newsroom:
    """One service watched for 400 days, with an hour lost 47 days ago."""
    newsroom.setting(PAGE_NAME, "Northwind")
    newsroom.setting(PAGE_URL, "https://status.northwind.example")
    number = newsroom.service()
    fell = NOON - 47 * DAY - timedelta(hours=1)
    newsroom.measures(number, (NOON - 400 * DAY, UP), (fell, MAJOR), (NOON - 47 * DAY, UP))
    newsroom.watched()
    return newsroom


@pytest.fixture
def screen(measured: Newsroom, qtbot: QtBot, operations: Operations) -> StatementScreen:
    made = StatementScreen(operations)
    qtbot.addWidget(made)
    made.resize(1262, 868)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, operations)
    return made


def _headlines(screen: StatementScreen) -> list[str]:
    return [one.row.headline for one in screen.claims.lines if one.row.is_carried]


def test_what_is_true_is_listed_and_the_first_is_given_away(screen: StatementScreen) -> None:
    assert _headlines(screen)[:3] == [
        "99.98 % available over the last 12 months",
        "100 % available this quarter",
        "47 days since the last major outage",
    ]
    facts = screen.pane.picture.preview.facts
    assert facts is not None
    assert (facts.company, facts.big) == ("Northwind", "99.98 %")
    assert screen.pane.text.text.startswith("Our services have been available 99.98 % of")
    assert screen.pane.badge.text == ("https://status.northwind.example/badge/uptime-12-months.svg")


def test_why_something_cannot_be_given_away_is_said(screen: StatementScreen) -> None:
    view, row = screen.claims._view, screen.pane._row
    assert view is not None
    screen.pane.show_claim(replace(view, page_url=""), row)
    assert not screen.pane.copy_badge.isEnabled()
    assert "once that of the page is set" in screen.pane._badge_note.text()

    screen.pane.show_claim(replace(view, component_ids=(1,)), row)
    assert not screen.pane.page_button.isEnabled()
    assert "Choose all of them" in screen.pane.page.text


def test_another_claim_is_chosen_by_the_keyboard(screen: StatementScreen, qtbot: QtBot) -> None:
    qtbot.keyClick(screen.claims.lines[2], Qt.Key.Key_Space)

    facts = screen.pane.picture.preview.facts
    assert facts is not None
    assert facts.big == "47 days"


def test_figures_are_one_press_away(screen: StatementScreen, qtbot: QtBot) -> None:
    qtbot.mouseClick(screen.claims.lines[0].button, Qt.MouseButton.LeftButton)

    sheet = screen.window().findChild(FiguresSheet)
    assert sheet is not None
    assert dict(sheet.row.figures)["Measured by"] == "1 check of 1 service"
    sheet.copy()
    assert "Rule: Time-weighted." in QGuiApplication.clipboard().text()
    sheet.accept()


def test_a_refused_claim_leads_to_what_is_true(
    screen: StatementScreen, qtbot: QtBot, operations: Operations
) -> None:
    refused = next(one for one in screen.claims.lines if not one.row.is_carried)
    assert "True is: " in refused.detail.text

    qtbot.mouseClick(refused.button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)

    assert screen.chosen is not None
    assert refused.row.nearest is not None
    assert screen.chosen.text == refused.row.nearest.text


def test_own_words_are_judged(
    screen: StatementScreen, qtbot: QtBot, operations: Operations
) -> None:
    qtbot.keyClicks(screen.claims.words, "100 % in the last 12 months")
    qtbot.keyClick(screen.claims.words, Qt.Key.Key_Return)
    settle(qtbot, operations)

    line = screen.claims.lines[-1]
    assert (line.row.said, line.row.is_carried) == ("100 % in the last 12 months", False)
    qtbot.keyClicks(screen.claims.words, " or more")
    assert all(not one.row.said for one in screen.claims.lines)


def test_where_it_is_said_is_recorded_and_removed(
    screen: StatementScreen, qtbot: QtBot, operations: Operations, measured: Newsroom
) -> None:
    screen.open_uses()
    sheet = screen.tasks.sheet
    assert sheet is not None
    qtbot.keyClicks(sheet.where, "home page")
    qtbot.keyClick(sheet.where, Qt.Key.Key_Return)
    settle(qtbot, operations)

    (use,) = measured.ask(USES)
    assert use.where == "home page"
    assert screen.pane.uses.text.startswith("Used in 1 place: home page.")
    sheet.stop_wanted.emit(use.id)
    settle(qtbot, operations)
    assert measured.ask(USES) == ()
    sheet.accept()


def test_the_quarterly_message_and_a_record_become_drafts(
    screen: StatementScreen, qtbot: QtBot, operations: Operations, measured: Newsroom
) -> None:
    assert screen.claims.milestone.sentence.startswith("On ")
    with qtbot.waitSignal(screen.wanted) as first:
        screen.pane.message_button.click()
    with qtbot.waitSignal(screen.wanted) as second:
        screen.claims.milestone.button.click()
    settle(qtbot, operations)

    with measured.database.reading(measured.clock.now()) as unit:
        drafts = {notice.id for notice, _ in read_drafts(unit)}
    places = [one.args[0] for one in (first, second) if one.args]
    assert places == [NoticePlace(number) for number in sorted(drafts)]


def test_a_claim_is_put_on_the_page(
    screen: StatementScreen, qtbot: QtBot, operations: Operations, measured: Newsroom
) -> None:
    for line in (screen.claims.lines[0], screen.claims.lines[2]):
        screen.choose(line.row)
        screen.pane.page_button.click()
        settle(qtbot, operations)

    with measured.database.reading(measured.clock.now()) as unit:
        assert read_settings(unit)[PAGE_CLAIMS] == "availability 12mo\nmajor-free"


def test_german_and_another_period_are_asked_for(
    screen: StatementScreen, qtbot: QtBot, operations: Operations
) -> None:
    screen.languages.setCurrentIndex(1)
    screen.languages.activated.emit(1)
    screen.choose_period("90d")
    settle(qtbot, operations)

    assert _headlines(screen)[0] == "99,95 % verfügbar in den letzten 90 Tagen"


def test_the_picture_is_saved_as_it_is_seen(screen: StatementScreen, tmp_path: Path) -> None:
    picture = screen.pane.picture
    picture.size_choice.setCurrentIndex(1)
    said: list[str] = []
    picture.said.connect(said.append)
    picture.save(tmp_path / "a.png")
    picture.save(tmp_path / "a.svg")
    picture.save(tmp_path / "again.svg")
    picture.save(tmp_path / "a.gif")

    assert QImage(str(tmp_path / "a.png")).size() == QSize(1080, 1080)
    drawing = (tmp_path / "a.svg").read_bytes()
    assert b"<text" not in drawing  # outlines: no typeface is needed
    assert drawing == (tmp_path / "again.svg").read_bytes()
    assert said[:2] == ["Saved as a.png", "Saved as a.svg"]
    assert "neither a PNG nor an SVG" in said[3]


def test_a_drawing_holds_no_more_than_its_outlines_whatever_a_name_holds(
    screen: StatementScreen,
) -> None:
    facts = screen.pane.picture.preview.facts
    assert facts is not None
    hostile = replace(facts, company='A"</title><script>x()</script>&amp;]]>\x00\x1b\ufffe')

    drawing = card_svg(hostile, QSize(1200, 630), own_colours("light"))

    tags = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(drawing).iter()}
    assert tags <= {"svg", "title", "desc", "defs", "linearGradient", "stop", "g", "rect", "path"}


@pytest.mark.parametrize("size", CardSize)
def test_long_names_keep_clear_of_the_bars(screen: StatementScreen, size: CardSize) -> None:
    facts = screen.pane.picture.preview.facts
    assert facts is not None
    small = "verfügbar in den letzten 12 Monaten: " + " und ".join(["Vertragsverwaltung"] * 5)
    pixels = size.pixels
    box = QRectF(0, 0, pixels.width(), pixels.height())
    image = QImage(pixels, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    unit = min(box.height(), box.width() * 0.62)
    inner = box.adjusted(*(side * box.width() * 0.07 for side in (1, 1, -1, -1)))

    card = _Card(painter, inner, replace(facts, small=small), own_colours("dark"), unit)
    below = card.figures()
    painter.end()

    assert below + 0.03 * unit <= inner.bottom() - (0.11 + 0.036 * 1.9) * unit


def test_colours_that_cannot_be_read_are_refused(screen: StatementScreen) -> None:
    picture = screen.pane.picture
    before = picture.preview.colours
    picture.ground.setText("#777777")
    picture.letters.setText("#888888")
    picture.letters.editingFinished.emit()
    assert "cannot be read" in picture.problem
    assert picture.preview.colours == before

    picture.letters.setText("#ffffff")
    picture.ground.setText("#0a3d2c")
    picture.ground.editingFinished.emit()
    assert picture.problem == ""
    assert picture.preview.colours.ground == "#0a3d2c"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_groups_and_services_are_ticked_and_named(
    screen: StatementScreen, qtbot: QtBot, operations: Operations, measured: Newsroom
) -> None:
    numbers = [measured.service(name) for name in ("Cards", "Invoices", "Mail", "Search")]
    for number in numbers:
        measured.measures(number, (NOON - 400 * DAY, UP))
    with measured.database.writing(measured.clock.now(), person()) as unit:
        group = add_group(unit, "Payment")
        mine = [one for one in read_components(unit) if one.id in numbers[:2]]
        update_components(unit, [replace(one, group_id=group.id) for one in mine])
    measured.watched()
    screen.refresh()
    settle(qtbot, operations)
    popup = screen.services.open_list()
    assert popup is not None
    lines = {popup.list.item(row).text().strip(): row for row in range(popup.list.count())}

    for name in ("Payment, all 2", "Mail"):
        popup.list.scrollToItem(popup.list.item(lines[name]))
        place = popup.list.visualItemRect(popup.list.item(lines[name])).center()
        qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, operations)

    assert screen.component_ids == tuple(numbers[:3])
    assert screen.services.text().startswith("Our 2 Payment services")
    assert _headlines(screen)[0].endswith(": our 2 Payment services and Mail")
    assert dict(screen.claims.lines[0].row.figures)["Services"] == "Cards, Invoices, Mail"

    popup.list.setCurrentRow(lines["Cards"])
    qtbot.keyClick(popup.list, Qt.Key.Key_Space)
    group_line = popup.list.item(lines["Payment, all 2"])
    assert group_line.checkState() is Qt.CheckState.PartiallyChecked
    popup.list.setCurrentRow(lines["All services"])
    qtbot.keyClick(popup.list, Qt.Key.Key_Return)
    popup.close()
    settle(qtbot, operations)
    assert screen.component_ids == ()
    assert "Services" not in dict(screen.claims.lines[0].row.figures)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_any_other_period_is_chosen_or_typed(
    screen: StatementScreen, qtbot: QtBot, operations: Operations
) -> None:
    for typed, shown in (("last quarter", "Last quarter"), ("45d", "45d")):
        popup = screen.periods.open_list()
        qtbot.keyClicks(popup.search, typed)
        qtbot.keyClick(popup.search, Qt.Key.Key_Return)
        settle(qtbot, operations)
        assert screen.periods.button.text() == shown
        assert screen.periods.switch.current == ""

    assert _headlines(screen)[0].endswith("available over the last 45 days")
    screen.choose_period("12mo")
    assert screen.periods.switch.current == "12mo"
    assert screen.periods.button.text().startswith("Other")


def test_there_is_a_way_back(screen: StatementScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.wanted) as wanted:
        screen.back.click()

    assert wanted.args == [UptimePlace()]


def test_the_navigation_marks_what_it_lies_beneath(qtbot: QtBot, dressed: Theme) -> None:
    face = BoardFace()
    qtbot.addWidget(face)
    navigation = Navigation(entries(face), face)

    navigation.mark(ScreenKey.STATEMENT)

    assert navigation.items[ScreenKey.UPTIME].isChecked()
    assert ScreenKey.STATEMENT not in navigation.items
