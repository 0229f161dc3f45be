"""What the editor offers: to follow the facts, to set a field from them, to join what is open."""

from datetime import UTC, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.domain.notice import Wording
from statusboard.domain.told_already import OtherIncident
from statusboard.domain.views.notices import Choice, EditorView, NoticeState
from tests.fixtures.clock import ManualClock
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, PARTIAL
from ui.screens.notices.editor.offers import Offers
from ui.screens.notices.editor.services_field import ServicesField
from ui.screens.notices.editor.started_field import StartedField
from ui.theme.theme import Theme

LEFT = Qt.MouseButton.LeftButton


def choice(number: int, name: str, measured: object = MAJOR) -> Choice:
    return Choice(number, name, "", measured, NOON - 18 * MINUTE, "")  # type: ignore[arg-type]


CHOICES = (choice(1, "Checkout API"), choice(2, "Card payments"), choice(3, "Search", GOOD))


def view(wording: Wording, **more: object) -> EditorView:
    given: dict[str, object] = {"is_suggested": False, "others": (), "saved_at": NOON} | more
    return EditorView(
        notice_id=1,
        incident=None,
        state=NoticeState.DRAFT,
        revision=1,
        wording=wording,
        saved_by="",
        choices=CHOICES,
        zone="UTC",
        uptime_sentence="",
        **given,  # type: ignore[arg-type]
    )


@pytest.fixture
def offers(qtbot: QtBot, theme: Theme) -> Offers:
    made = Offers()
    qtbot.addWidget(made)
    return made


def test_the_difference_is_shown_and_followed_by_one_press(offers: Offers, qtbot: QtBot) -> None:
    wording = Wording("Title", body="Mine.", components={1: PARTIAL})
    offers.show_offers(view(wording), wording, NOON, is_own=True)
    offers.show()

    assert offers.facts.sentence == (
        "Monitoring sees more: Checkout API: Partial outage → Major outage · "
        "Card payments (not named here): Major outage"
    )
    with qtbot.waitSignal(offers.follow_wanted) as told:
        qtbot.mouseClick(offers.facts.button, LEFT)
    assert told.args == [Wording("Title", body="Mine.", components={1: MAJOR, 2: MAJOR})]


def test_a_notice_that_says_what_is_seen_is_left_alone(offers: Offers) -> None:
    wording = Wording(components={1: MAJOR, 2: MAJOR})
    offers.show_offers(view(wording), wording, NOON, is_own=False)

    assert offers.isHidden()


def test_a_suggestion_says_that_it_is_one_until_a_person_changes_it(offers: Offers) -> None:
    wording = Wording(components={1: MAJOR, 2: MAJOR})
    seen = view(wording, is_suggested=True)

    offers.show_offers(seen, wording, NOON, is_own=False)
    assert offers.origin.sentence.startswith("Suggested by monitoring, 12:00.")
    assert not offers.origin.isHidden()

    offers.show_offers(seen, wording, NOON, is_own=True)
    assert offers.origin.isHidden()


def test_what_is_told_already_can_be_joined(offers: Offers, qtbot: QtBot) -> None:
    wording = Wording(components={1: MAJOR, 2: MAJOR})
    other = OtherIncident(5, "Card payments fail", ((2, "Card payments"),))
    offers.show_offers(view(wording, others=(other,)), wording, NOON, is_own=True)
    offers.show()

    assert "“Card payments fail” is open and names Card payments." in offers.other.sentence
    with qtbot.waitSignal(offers.join_wanted) as told:
        qtbot.mouseClick(offers.other.button, LEFT)
    assert told.args == [5]


def test_services_are_set_from_monitoring_by_one_press(qtbot: QtBot, theme: Theme) -> None:
    field = ServicesField()
    qtbot.addWidget(field)
    field.know(CHOICES, NOON, UTC)
    field.load({1: MAJOR, 3: PARTIAL})
    field.show()
    assert field.measured_link.text() == "Set from monitoring: Search: Operational"

    with qtbot.waitSignal(field.edited):
        qtbot.mouseClick(field.measured_link, LEFT)

    assert field.named == {1: MAJOR, 3: GOOD}
    assert field.measured_link.isHidden()


def test_the_start_is_set_from_monitoring_by_one_press(qtbot: QtBot, theme: Theme) -> None:
    field = StartedField(ManualClock(NOON))
    qtbot.addWidget(field)
    measured = NOON - timedelta(minutes=18, seconds=-20)
    field.load(NOON - 30 * MINUTE, measured, UTC)
    field.show()
    assert field.measured_link.text() == "Set from monitoring: 11:42"

    with qtbot.waitSignal(field.edited):
        qtbot.mouseClick(field.measured_link, LEFT)

    assert field.started_at == NOON - 18 * MINUTE
    assert field.measured_link.isHidden()
