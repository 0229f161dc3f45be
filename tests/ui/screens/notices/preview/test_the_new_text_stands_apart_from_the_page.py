"""*On the page now* is what customers read at this moment; the new text stands apart from it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.queries import EDITOR
from statusboard.domain.views.notices import EditorView
from statusboard.storage import generations
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, wording
from ui.screens.notices.preview.side_column import SideColumn
from ui.theme.theme import Theme

FIRST = "Some card payments fail. We are looking into it."


@pytest.fixture
def incident(newsroom: Newsroom, tmp_path: Path) -> int:
    component_id = newsroom.service()
    newsroom.measures(component_id, (NOON - 60 * MINUTE, GOOD), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    newsroom.publishes_to(tmp_path / "page")
    return newsroom.publish(wording({component_id: MAJOR}, body=FIRST)).incident_id


@pytest.fixture
def column(qtbot: QtBot, dressed: Theme, newsroom: Newsroom) -> Iterator[SideColumn]:
    made = SideColumn(newsroom.clock)
    qtbot.addWidget(made)
    made.resize(360, 800)
    made.show()
    yield made
    made.preview._timer.stop()
    made.page._timer.stop()


def read_back(newsroom: Newsroom, number: int) -> None:
    with newsroom.database.writing(newsroom.clock.now(), None) as unit:  # type: ignore[arg-type]
        for view in generations.read_publications(unit, number):
            generations.record_read_back(unit, number, view.target, "digest")


def opened(newsroom: Newsroom, incident: int) -> EditorView:
    view: EditorView = newsroom.ask(EDITOR, EditorAsk(incident_id=incident))
    return view


def test_typing_changes_the_new_text_and_nothing_of_the_page(
    column: SideColumn, newsroom: Newsroom, incident: int
) -> None:
    read_back(newsroom, 1)
    view = opened(newsroom, incident)
    column.follow(view, replace(view.wording, title="Other", body="We found it."), NOON)
    column.preview.draw()
    column.page.draw()
    new, page = column.preview.text.toPlainText(), column.page.text.toPlainText()
    assert "We found it." in new
    assert FIRST not in new
    assert "Some card payments are failing" in page
    assert FIRST in page
    assert "We found it." not in page
    assert not column.page_says.isVisible()


def test_what_was_published_and_not_read_back_is_not_on_the_page(
    column: SideColumn, newsroom: Newsroom, incident: int
) -> None:
    view = opened(newsroom, incident)
    column.follow(view, view.wording, NOON)
    assert not column.page.isVisible()
    assert column.page_says.text() == "The newest update is on its way there."

    read_back(newsroom, 1)
    newsroom.clock.forward(MINUTE)
    newsroom.publish(wording({1: MAJOR}, body="We found it."), incident_id=incident)
    view = opened(newsroom, incident)
    column.follow(view, view.wording, NOON)
    column.page.draw()
    assert FIRST in column.page.text.toPlainText()
    assert "We found it." not in column.page.text.toPlainText()
    assert column.page_says.isVisible()

    read_back(newsroom, 2)
    view = opened(newsroom, incident)
    column.follow(view, view.wording, NOON)
    column.page.draw()
    assert "We found it." in column.page.text.toPlainText()
    assert not column.page_says.isVisible()


def test_of_a_new_notice_nothing_is_on_the_page(
    column: SideColumn, newsroom: Newsroom, incident: int
) -> None:
    view: EditorView = newsroom.ask(EDITOR, EditorAsk())
    column.follow(view, view.wording, NOON)
    assert not column.page.isVisible()
    assert column.page_says.text() == "Nothing of this is there yet."
