"""Where one can go, and on which screen it is."""

from typing import get_args

import pytest
from pytestqt.qtbot import QtBot

from ui.screens.board.face import BoardFace
from ui.screens.destinations import (
    AnotherWindow,
    Destination,
    SampleWindow,
    ScreenKey,
    ScreenPlace,
    screen_for,
)
from ui.startup.screens import entries
from ui.theme.theme import Theme

PLACES = get_args(ScreenPlace)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_on_one_screen_whatever_it_names(place: type[ScreenPlace]) -> None:
    assert screen_for(place()) in ScreenKey


def test_every_screen_has_an_entry_that_leads_to_it(qtbot: QtBot, theme: Theme) -> None:
    face = BoardFace()
    qtbot.addWidget(face)
    assert [entry.key for entry in entries(face)] == list(ScreenKey)
    assert {screen_for(place()) for place in PLACES} == set(ScreenKey)


def test_only_sample_data_and_another_window_are_elsewhere() -> None:
    assert set(get_args(Destination)) - set(PLACES) == {SampleWindow, AnotherWindow}
