"""The first screen leads on from what was done, and says what is still open."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.domain.views.settings import OpenStep
from ui.screens.destinations import (
    Destination,
    NewServicePlace,
    ServiceSource,
    SettingsPart,
    SettingsPlace,
)
from ui.screens.welcome.face import WelcomeFace
from ui.screens.welcome.offer import Offer
from ui.theme.theme import Theme

EVERYTHING = tuple(OpenStep)


@pytest.fixture
def face(qtbot: QtBot, theme: Theme) -> WelcomeFace:
    made = WelcomeFace()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def offers(face: WelcomeFace) -> list[str]:
    return [offer.text() for offer in face.findChildren(Offer) if offer.isVisible()]


def test_where_nothing_was_done_the_offers_say_it_all(face: WelcomeFace) -> None:
    face.show_open(EVERYTHING)

    assert offers(face) == [
        "Connect New Relic",
        "Watch an address",
        "Bring what you have",
        "Look around first",
    ]
    assert face._offers._still_open.isHidden()


def test_once_new_relic_is_connected_the_first_offer_leads_to_the_picker(
    face: WelcomeFace, qtbot: QtBot
) -> None:
    face.show_open([step for step in EVERYTHING if step is not OpenStep.NEW_RELIC])
    assert offers(face) == [
        "Pick services from New Relic",
        "Watch an address",
        "Bring what you have",
    ]
    [pick] = [o for o in face.findChildren(Offer) if o.isVisible() and "Pick" in o.text()]

    with qtbot.waitSignal(face.wanted) as wanted:
        qtbot.mouseClick(pick, Qt.MouseButton.LeftButton)

    assert wanted.args == [NewServicePlace(ServiceSource.NEW_RELIC)]


@pytest.mark.parametrize(
    ("step", "place"),
    [
        (OpenStep.SERVICES, NewServicePlace()),
        (OpenStep.NAME, SettingsPlace(SettingsPart.NAME)),
        (OpenStep.PUBLISH, SettingsPlace(SettingsPart.PUBLISH)),
        (OpenStep.ADDRESS, SettingsPlace(SettingsPart.ADDRESS)),
    ],
)
def test_each_thing_that_is_open_leads_to_where_it_is_done(
    face: WelcomeFace, qtbot: QtBot, step: OpenStep, place: Destination
) -> None:
    face.show_open([OpenStep.NEW_RELIC, step])
    still_open = face._offers._still_open
    assert list(still_open.buttons) == [step]

    with qtbot.waitSignal(face.wanted) as wanted:
        qtbot.mouseClick(still_open.buttons[step], Qt.MouseButton.LeftButton)

    assert wanted.args == [place]


def test_nothing_is_said_to_be_open_where_nothing_is(face: WelcomeFace) -> None:
    face.show_open([OpenStep.NEW_RELIC])

    assert face._offers._still_open.isHidden()
