"""The statement screen offers every language that the team chose for its pages."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from statusboard.app.settings import PAGE_LANGUAGES, PAGE_URL
from statusboard.domain.status import ComponentStatus
from tests.fixtures.monitored_database import settle
from tests.fixtures.speaking import NOON, Newsroom
from ui.runtime.operations import Operations
from ui.screens.statement.card_file import card_image, card_svg
from ui.screens.statement.card_look import own_colours
from ui.screens.statement.screen import StatementScreen
from ui.widgets.paragraph import Paragraph


@pytest.fixture
def screen(newsroom: Newsroom, qtbot: QtBot, operations: Operations) -> StatementScreen:
    newsroom.setting(PAGE_LANGUAGES, "fr, ar")
    newsroom.setting(PAGE_URL, "https://status.northwind.example")
    newsroom.measures(newsroom.service(), (NOON - timedelta(days=400), ComponentStatus.OPERATIONAL))
    newsroom.watched()
    made = StatementScreen(operations)
    qtbot.addWidget(made)
    made.resize(960, 600)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, operations)
    return made


def _choose(screen: StatementScreen, code: str, qtbot: QtBot, operations: Operations) -> None:
    screen.languages.setCurrentIndex(screen.languages.findData(code))
    screen.languages.activated.emit(screen.languages.currentIndex())
    settle(qtbot, operations)


def test_the_languages_of_the_page_are_offered_beside_english_and_german(
    screen: StatementScreen, qtbot: QtBot, operations: Operations
) -> None:
    choice = screen.languages
    offered = [choice.itemText(number) for number in range(choice.count())]
    assert offered == ["English", "Deutsch", "Français", "العربية"]

    _choose(screen, "fr", qtbot, operations)
    assert choice.currentData() == "fr"
    assert screen.chosen is not None
    assert screen.chosen.headline == "100\u00a0% de disponibilité sur les 12 derniers mois"
    figures = dict(screen.chosen.figures)
    assert figures["Mesuré par"] == "1 contrôle de 1 service"
    assert figures["Règle"].startswith("Pondéré par le temps.")
    assert "si rien n’était observé" in figures["Jusqu’au"]
    # What the desk says to its own people stays in its own language.
    assert screen.chosen.detail.startswith("time-weighted")
    assert screen.pane.text.text.startswith("Nos services ont été disponibles 100\u00a0% du temps")
    assert "Notre façon de compter\u00a0: https://" in screen.pane.text.text


def test_a_picture_in_arabic_begins_on_the_right(
    screen: StatementScreen, qtbot: QtBot, operations: Operations
) -> None:
    size, colours = QSize(1200, 630), own_colours("dark")
    _choose(screen, "fr", qtbot, operations)
    facts = screen.pane.picture.preview.facts
    assert facts is not None
    french = card_image(facts, size, colours)
    _choose(screen, "ar", qtbot, operations)
    facts = screen.pane.picture.preview.facts
    assert facts is not None
    arabic = card_image(facts, size, colours)

    # The ground of the company's mark, in its corner away from the letter.
    left, right = (90, 115), (1200 - 90, 115)
    white = QColor(colours.text)
    assert [french.pixelColor(*at) == white for at in (left, right)] == [True, False]
    assert [arabic.pixelColor(*at) == white for at in (left, right)] == [False, True]
    assert "توفر" in card_svg(facts, size, colours).decode()


@pytest.mark.usefixtures("dressed")
def test_a_text_in_arabic_begins_on_the_right(qtbot: QtBot) -> None:
    inked = []
    for text in ("99.98% available", "99.98% توفر"):
        made = Paragraph(text)
        qtbot.addWidget(made)
        made.resize(400, 24)
        shown = made.grab().toImage()
        columns = (x for x in range(shown.width()) if _is_inked(shown, x))
        inked.append(next(columns))

    assert inked[0] < 10
    assert inked[1] > 200


def _is_inked(shown: QImage, x: int) -> bool:
    ground = shown.pixelColor(shown.width() // 2, 0)
    return any(shown.pixelColor(x, y) != ground for y in range(shown.height()))
