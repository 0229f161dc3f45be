"""The rules of the team: shown to everybody, chosen by whoever may."""

from pytestqt.qtbot import QtBot

from statusboard.app.agreement.queries import RULES
from statusboard.domain.access import Credentials, Role
from statusboard.domain.approval import Consent, Occasion
from statusboard.domain.views.agreement import RuleView
from tests.fixtures.people import Team
from tests.fixtures.people_screen import SeatedDesk
from tests.ui.screens.people.test_people_are_set_up_on_screen import screen
from ui.screens.people.agreement_card import AgreementCard
from ui.screens.people.screen import PeopleScreen

__all__ = ["screen"]


def choose(card: AgreementCard, occasion: Occasion, words: str) -> None:
    (action,) = [a for a in card.buttons[occasion].menu().actions() if a.text() == words]
    action.trigger()


def test_a_rule_is_chosen_and_both_cards_say_so(
    qtbot: QtBot, screen: PeopleScreen, team: Team
) -> None:
    cards = (screen.team.agreement, screen.rules.agreement)
    assert {card.words[Occasion.CRITICAL].text() for card in cards} == {"Nobody"}

    choose(cards[0], Occasion.CRITICAL, "One other person")

    qtbot.waitUntil(
        lambda: {c.words[Occasion.CRITICAL].text() for c in cards} == {"One other person"}
    )
    assert RuleView(Occasion.CRITICAL, Consent.OTHER) in team.doorway.ask(RULES, None)


def test_only_planned_work_can_have_to_be_agreed_to_a_day_before(screen: PeopleScreen) -> None:
    card = screen.team.agreement
    offered = {occasion: len(button.menu().actions()) for occasion, button in card.buttons.items()}

    assert offered.pop(Occasion.PLANNED_WORK) == 3
    assert set(offered.values()) == {2}


def test_whoever_may_not_choose_is_told_who_may(
    qtbot: QtBot, screen: PeopleScreen, team: Team, office: SeatedDesk
) -> None:
    team.add("Ada", login="ada")
    team.add("Ben", Role.AUTHOR, login="ben")
    office.seat.credentials = Credentials("Ben", "ben", device="d1", device_name="Desk 1")
    screen.refresh()

    button = screen.team.agreement.buttons[Occasion.MAJOR]
    qtbot.waitUntil(lambda: not button.isEnabled())
    assert "Ask Ada" in button.toolTip()
