import pytest
from PySide6.QtCore import Qt

from ui.screens.destinations import (
    NewServicePlace,
    SampleWindow,
    ServiceSource,
    SettingsPart,
    SettingsPlace,
)
from ui.screens.welcome.face import WelcomeFace
from ui.screens.welcome.offer import Offer


@pytest.fixture
def face(qtbot, theme):
    made = WelcomeFace()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Connect New Relic", SettingsPlace(SettingsPart.NEW_RELIC)),
        ("Watch an address", NewServicePlace(ServiceSource.ADDRESS)),
        ("Bring what you have", NewServicePlace(ServiceSource.ELSEWHERE)),
        ("Look around first", SampleWindow()),
    ],
)
@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_each_offer_leads_somewhere(face, qtbot, title, wanted, way):
    offer = next(o for o in face.findChildren(Offer) if o.accessibleName() == title)
    with qtbot.waitSignal(face.wanted) as signal:
        if way == "mouse":
            qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(offer, Qt.Key.Key_Return)
    assert signal.args == [wanted]


def test_there_are_only_offers_that_work(face):
    assert len(face.findChildren(Offer)) == 4
