"""What other sites show of the page stands in the settings, for the page that is chosen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from statusboard.app.desk.settings import SETTINGS
from statusboard.app.page.page_commands import add_page
from statusboard.app.page.page_inputs import PageInput
from statusboard.domain.snippets import SnippetKind, snippets
from tests.fixtures.speaking import Newsroom
from ui.screens.settings.embed_section import EmbedSection
from ui.theme.theme import Theme

URL = "https://status.example.com"
README = Path(__file__).parents[4] / "README.md"


@pytest.fixture
def embed(qtbot: QtBot, dressed: Theme, newsroom: Newsroom) -> Iterator[EmbedSection]:
    made = EmbedSection()
    qtbot.addWidget(made)
    made.load(newsroom.ask(SETTINGS))
    made.show()
    assert not any(text.isVisible() for text in made.texts.values())
    assert "has no address yet" in made.none.text()
    newsroom.setting("page.url", URL)
    newsroom.do(add_page, PageInput("inside", {"page.name": "Inside", "page.url": f"{URL}/in/"}))
    made.load(newsroom.ask(SETTINGS))
    assert made.page.isVisible()
    yield made
    made.hide()


def test_each_is_copied_as_it_stands(embed: EmbedSection) -> None:
    assert len(embed.texts) == len(SnippetKind)
    for kind, text in {one.kind: one.text for one in snippets(URL)}.items():
        embed.copy_buttons[kind].click()
        assert QGuiApplication.clipboard().text() == embed.texts[kind].toPlainText() == text
    said = [button.text() for button in embed.copy_buttons.values()]
    assert said.count("Copied") == 1
    # The clipboard of the next test is its own.
    QGuiApplication.clipboard().clear()


def test_another_page_has_lines_of_its_own_and_stays_chosen(
    embed: EmbedSection, newsroom: Newsroom
) -> None:
    embed.page.setCurrentIndex(1)
    banner = embed.texts[SnippetKind.BANNER]
    assert banner.toPlainText() == f'<script src="{URL}/in/embed.js" async></script>'
    newsroom.setting("page.url", "https://other.example.com")
    newsroom.setting("access.private", value=True)
    embed.load(newsroom.ask(SETTINGS))
    assert embed.page.currentData() == "inside"
    assert "in/embed.js" in banner.toPlainText()
    assert banner.isVisible()
    embed.page.setCurrentIndex(0)
    assert "private" in embed.none.text()
    assert not banner.isVisible()


def test_the_readme_has_the_same_lines() -> None:
    told = README.read_text("utf-8")
    texts = {one.kind: one.text for one in snippets(URL)}
    assert texts[SnippetKind.BANNER] in told
    assert texts[SnippetKind.ERROR_PAGE] in told
