"""People says what waits for whoever sits at the window, and leads there."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from statusboard.app.maintenance.agreement_commands import submit_work
from statusboard.app.maintenance.commands import draft
from statusboard.app.maintenance.inputs import DraftWork, SubmitWork
from statusboard.app.notices.agreement_commands import submit
from statusboard.app.notices.agreement_inputs import Submit
from statusboard.domain.approval import Occasion
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.people import Team
from tests.fixtures.planned import plan_of
from tests.fixtures.speaking import MAJOR, MINUTE, wording
from ui.runtime.operations import Operations
from ui.screens.destinations import MaintenancePlace, NoticePlace, NoticeStep
from ui.screens.people.screen import PeopleScreen


@pytest.fixture
def desk(team: Team, tmp_path: Path) -> AgreeingDesk:
    desk = AgreeingDesk(team.database, team.clock)
    desk.publishes_to(tmp_path / "page")
    desk.rule(*Occasion)
    return desk


def test_it_is_named_and_leads_to_where_it_is_read(
    desk: AgreeingDesk, operations: Operations, qtbot: QtBot
) -> None:
    service = desk.service()
    work = desk.do(draft, DraftWork(plan_of([service])), "Ben")
    desk.do(submit_work, SubmitWork(work.maintenance_id, work.revision), "Ben")
    desk.clock.forward(MINUTE)
    text = desk.draft(wording({service: MAJOR}), who="Ben")
    desk.do(submit, Submit(text.notice_id, text.revision), "Ben")
    mine = desk.draft(wording({service: MAJOR}, title="Of Ada"), who="Ada")
    desk.do(submit, Submit(mine.notice_id, mine.revision), "Ada")

    screen = PeopleScreen(operations)
    qtbot.addWidget(screen)
    screen.resize(1200, 800)
    with qtbot.waitSignal(screen.view_shown):
        screen.show()

    lines = screen.team.waiting.lines
    assert [line.sentence.partition(", since")[0] for line in lines] == [
        "Waiting for you: planned work “Database upgrade”",
        "Waiting for you: “Some card payments are failing”",
    ]
    wanted = []
    screen.wanted.connect(wanted.append)
    for line in lines:
        line.button.click()
    assert wanted == [
        MaintenancePlace(work.window_id),
        NoticePlace(notice_id=text.notice_id, step=NoticeStep.REVIEW),
    ]


def test_where_nothing_waits_nothing_is_said(operations: Operations, qtbot: QtBot) -> None:
    screen = PeopleScreen(operations)
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.view_shown):
        screen.show()

    assert not screen.team.waiting.isVisible()
