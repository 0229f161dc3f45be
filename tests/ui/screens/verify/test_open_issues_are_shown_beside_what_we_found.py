"""Issues of New Relic in Verify: read, opened in the browser, and never a state."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from statusboard.domain.views.new_relic_figures import FindIssues, IssuesFound, NewRelicIssue
from statusboard.errors import Unavailable
from tests.fixtures.monitored_database import StubDesk, settle
from tests.fixtures.views_verify import NOW, service_detail, verify_view
from ui.runtime.operations import Operations
from ui.screens.verify.asking import guids_of
from ui.screens.verify.screen import VerifyScreen
from ui.widgets.new_relic_issues import SHOWN, NewRelicIssues

NASTY = "<b>Checkout</b> down & out <a href='https://evil.example'>here</a>"


def issue(number: int = 1, title: str = NASTY, **more: object) -> NewRelicIssue:
    since = NOW - timedelta(minutes=14)
    return NewRelicIssue(f"i{number}", title, "critical", since, is_active=True, **more)  # type: ignore[arg-type]


def shown(operations: Operations, desk: StubDesk, qtbot: QtBot, found: object) -> NewRelicIssues:
    desk.answers = {
        "verify": verify_view(),
        "verify.service": service_detail(),
        "find_issues": found,
    }
    screen = VerifyScreen(operations)
    qtbot.addWidget(screen)
    screen.resize(1256, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    settle(qtbot, operations)
    return screen.pane.issues


def test_an_issue_is_read_as_plain_text_with_its_page(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    link = "https://one.newrelic.example/issue/1"
    issues = shown(
        operations,
        stub_desk,
        qtbot,
        IssuesFound((issue(link=link, is_muted=True, incidents=("Error rate",)),)),
    )
    (row,) = [row for row in issues.rows if row.isVisible()]
    assert row.title.text() == NASTY
    assert row.said.text == "Critical · opened 14 min ago · muted · Error rate"
    assert row.open.isVisible()
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in issues.findChildren(QLabel))
    asked = [given for name, given in stub_desk.asked if name == "find_issues"]
    assert asked[0] == FindIssues(guids_of(service_detail()))


def test_no_issue_many_issues_and_a_failure_are_told(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    issues = shown(operations, stub_desk, qtbot, IssuesFound(()))
    assert issues.said.text() == "No issue is open in New Relic."
    many = tuple(issue(number) for number in range(SHOWN + 3))
    issues.show_issues(many, now=NOW, zone=NOW.tzinfo)
    assert sum(row.isVisible() for row in issues.rows) == SHOWN
    assert not issues.rows[0].open.isVisible()
    assert issues.said.text() == "and 3 more in New Relic"
    issues.show_problem("New Relic did not answer in time.")
    assert not any(row.isVisible() for row in issues.rows)
    assert issues.said.text() == (
        "Open issues could not be read. New Relic did not answer in time."
    )


def test_a_failure_leaves_the_rest_of_the_service_as_it_is(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    issues = shown(operations, stub_desk, qtbot, Unavailable("New Relic is not connected."))
    assert issues.said.text() == "Open issues could not be read. New Relic is not connected."
