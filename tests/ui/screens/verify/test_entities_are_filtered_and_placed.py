"""The picker of New Relic entities: by what they are looked for, and where those picked go."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.domain.views.new_relic import EntityPage, FindEntities
from tests.fixtures.views_verify import entity_page
from ui.screens.verify.asking import ONE_EACH, Destination
from ui.screens.verify.new_relic_picker import NewRelicPicker
from ui.theme.theme import Theme

ACCOUNTS = ((1, "Shop production"), (2, "Shop staging"))


@pytest.fixture
def picker(qtbot: QtBot, theme: Theme) -> NewRelicPicker:
    made = NewRelicPicker(("Shop",), services=[(7, "Checkout")])
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    return made


def page_of(count: int, cursor: str = "", *, first: int = 0, of: int = 0) -> EntityPage:
    page = entity_page(count)
    named = tuple(
        replace(one, guid=f"guid-{first + place}", name=f"host-{first + place}")
        for place, one in enumerate(page.entities)
    )
    return replace(page, entities=named, count=of or count, next_cursor=cursor, accounts=ACCOUNTS)


def test_account_and_tag_narrow_the_search(picker: NewRelicPicker, qtbot: QtBot) -> None:
    picker.show_page(page_of(2), is_more=False)
    with qtbot.waitSignal(picker.asked) as asked:
        picker.accounts.setCurrentIndex(2)
    assert asked.args == [FindEntities(account_id=2)]
    # The next page brings the accounts again: what is chosen stays.
    picker.show_page(page_of(1), is_more=False)
    assert picker.accounts.currentData() == 2
    picker.tag.setText("team: shop")
    picker.tag.setFocus()
    with qtbot.waitSignal(picker.asked) as asked:
        qtbot.keyClick(picker.tag, Qt.Key.Key_Return)
    assert asked.args == [FindEntities(account_id=2, tag="team: shop")]


def test_a_connection_that_was_not_searched_is_named_as_long_as_the_search_goes_on(
    picker: NewRelicPicker,
) -> None:
    away = (("Europe", "It cannot be reached."),)
    told = "Europe was not searched: It cannot be reached."
    picker.show_page(replace(page_of(2, "2 c", of=4), away=away), is_more=False)
    assert picker._said.text() == f"2 of 4 shown · {told}"
    picker.show_page(page_of(2, first=2, of=4), is_more=True)
    assert picker._said.text() == f"4 of 4 shown · {told}"
    picker.show_page(page_of(1), is_more=False)
    assert picker._said.text() == "1 of 1 shown"
    picker.show_page(replace(page_of(0), away=away), is_more=False)
    assert picker._state.isVisible()
    assert picker._state._sentence.text() == told


def test_several_go_into_one_service(picker: NewRelicPicker, qtbot: QtBot) -> None:
    picker.show_page(page_of(3), is_more=False)
    picker.tick_all.click()
    assert picker.add.text() == "Add 3 services"
    assert picker.destination.chosen == ONE_EACH
    picker.destination.box.setCurrentIndex(1)
    assert not picker.add.isEnabled()
    picker.destination.name.setText(" Shop ")
    assert picker.add.text() == "Add 3 entities"
    with qtbot.waitSignal(picker.picked) as picked:
        picker.add.click()
    assert picked.args[4] == Destination(service_name="Shop")
    picker.show_added((), "Not now.")
    picker.destination.box.setCurrentIndex(2)
    assert picker.destination.box.currentText() == "Add to Checkout"
    with qtbot.waitSignal(picker.picked) as picked:
        picker.add.click()
    assert picked.args[4] == Destination(service_id=7)


def test_what_is_watched_says_so_and_is_not_ticked_with_the_rest(picker: NewRelicPicker) -> None:
    page = page_of(2)
    watched = replace(page.entities[0], watched_by=("Checkout", "Shop"))
    picker.show_page(replace(page, entities=(watched, page.entities[1])), is_more=False)
    assert "Watched by Checkout, Shop" in picker.entities.item(0).text()
    picker.tick_all.click()
    assert [one.name for one in picker.entities.picked] == ["host-1"]


def test_all_pages_come_one_after_the_other(picker: NewRelicPicker, qtbot: QtBot) -> None:
    asked: list[str] = []

    def answer(given: FindEntities) -> None:
        asked.append(given.cursor)
        number = int(given.cursor or 0)
        following = str(number + 1) if number < 9 else ""
        page = page_of(200, following, first=200 * number, of=2000)
        picker.show_page(page, is_more=bool(given.cursor))

    picker.asked.connect(answer)
    picker.search_now()
    assert asked == [""]
    picker.show_all.click()
    assert asked == ["", *map(str, range(1, 10))]
    assert picker.entities.count() == 2000
    picker.tick_all.click()
    assert picker.add.text() == "Add 2000 services"


def test_a_page_that_fails_takes_nothing_from_what_was_found(picker: NewRelicPicker) -> None:
    picker.show_page(page_of(2, "1", of=4), is_more=False)
    picker.tick_all.click()
    picker.show_all.click()
    picker.show_problem("New Relic does not answer.")
    assert picker.entities.isVisible()
    assert picker.entities.count() == 2
    assert picker.add.isEnabled()
