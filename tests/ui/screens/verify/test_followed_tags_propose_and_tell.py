"""Tags of New Relic that are followed: the badge, the proposals, what is gone."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from statusboard.domain.views.new_relic_discovery import (
    FollowedTag,
    FollowedView,
    FollowTag,
    GoneEntity,
    SetAside,
    UnfollowTag,
)
from statusboard.errors import Rejected
from tests.fixtures.monitored_database import StubDesk
from tests.fixtures.views_verify import entity_page
from ui.runtime.operations import Operations
from ui.screens.verify.follow_tasks import FollowTasks
from ui.screens.verify.followed_sheet import FollowedSheet
from ui.theme.theme import Theme

NOON = datetime(2026, 10, 25, 12, tzinfo=UTC)
TAG = FollowedTag(4, "team: shop", None, "Shop", NOON, found=3)
PROPOSED = tuple((4, entity) for entity in entity_page(3).entities)
GONE = GoneEntity("g", "search", "team: shop", ("Search",))
VIEW = FollowedView((TAG,), PROPOSED, (GONE,), (("x", "old"),))


def opened(
    qtbot: QtBot, operations: Operations, stub_desk: StubDesk, view: FollowedView
) -> tuple[FollowTasks, FollowedSheet]:
    stub_desk.answers = dict(stub_desk.answers) | {
        "new_relic.followed": view,
        "new_relic.follow_tag": 5,
        "new_relic.unfollow_tag": None,
        "new_relic.set_aside": None,
        "add_service": 9,
    }
    home = QWidget()
    home.resize(960, 600)
    qtbot.addWidget(home)
    home.show()
    tasks = FollowTasks(operations, home)
    tasks.open()
    settle(qtbot, operations)
    [sheet] = home.findChildren(FollowedSheet)
    return tasks, sheet


def settle(qtbot: QtBot, operations: Operations) -> None:
    qtbot.waitUntil(lambda: not operations.is_busy)


def given_to(stub_desk: StubDesk, verb: str) -> list[object]:
    return [given for name, given in stub_desk.asked if name == verb]


def test_the_badge_counts_what_waits_and_is_gone_where_nothing_does(
    qtbot: QtBot, theme: Theme, operations: Operations, stub_desk: StubDesk
) -> None:
    tasks, sheet = opened(qtbot, operations, stub_desk, VIEW)
    assert tasks.badge.text() == "3 new in New Relic · 1 gone"
    assert sheet.gone.item(0).text() == (
        "search: not found by team: shop any more, watched by Search"
    )
    stub_desk.answers = dict(stub_desk.answers) | {"new_relic.followed": FollowedView((TAG,))}
    tasks.refresh()
    settle(qtbot, operations)
    assert tasks.badge.isHidden()
    assert "watched or set aside" in sheet.said.text()


def test_what_is_ticked_is_watched_in_the_group_of_its_tag(
    qtbot: QtBot, theme: Theme, operations: Operations, stub_desk: StubDesk
) -> None:
    tasks, sheet = opened(qtbot, operations, stub_desk, VIEW)
    assert not sheet.add.isEnabled()
    sheet.proposed.item(1).setCheckState(Qt.CheckState.Checked)
    assert tasks.is_writing
    assert sheet.add.text() == "Watch 1 entity"
    sheet.add.click()
    settle(qtbot, operations)
    [given] = given_to(stub_desk, "add_service")
    assert (given.name, given.group) == (PROPOSED[1][1].name, "Shop")
    assert sheet.isVisible()
    assert not sheet.is_touched


def test_proposals_are_set_aside_and_back_and_what_is_gone_is_noted(
    qtbot: QtBot, theme: Theme, operations: Operations, stub_desk: StubDesk
) -> None:
    _, sheet = opened(qtbot, operations, stub_desk, VIEW)
    sheet.proposed.item(0).setCheckState(Qt.CheckState.Checked)
    sheet.aside.click()
    settle(qtbot, operations)
    sheet.back.click()
    settle(qtbot, operations)
    sheet.forget.click()
    settle(qtbot, operations)
    assert given_to(stub_desk, "new_relic.set_aside") == [
        SetAside((PROPOSED[0][1].guid,)),
        SetAside(("x",), is_back=True),
        SetAside(("g",)),
    ]


def test_tags_are_followed_and_ended(
    qtbot: QtBot, theme: Theme, operations: Operations, stub_desk: StubDesk
) -> None:
    failing = replace(TAG, id=5, tag="team: web", problem="New Relic refuses the key.")
    view = FollowedView((TAG, failing))
    _, sheet = opened(qtbot, operations, stub_desk, view)
    assert sheet.tags.item(0).text() == "team: shop · 3 found"
    assert sheet.tags.item(1).text() == "team: web · New Relic refuses the key."
    assert not sheet.follow.isEnabled()
    sheet.tag.setText(" env: live ")
    sheet.follow.click()
    settle(qtbot, operations)
    assert given_to(stub_desk, "new_relic.follow_tag") == [FollowTag("env: live")]
    assert sheet.tag.text() == ""
    sheet.tags.setCurrentRow(1)
    sheet.unfollow.click()
    settle(qtbot, operations)
    assert given_to(stub_desk, "new_relic.unfollow_tag") == [UnfollowTag(5)]


def test_a_tag_that_is_refused_stays_to_be_mended(
    qtbot: QtBot, theme: Theme, operations: Operations, stub_desk: StubDesk
) -> None:
    _, sheet = opened(qtbot, operations, stub_desk, FollowedView())
    assert "proposed here within five minutes" in sheet.said.text()
    refused = Rejected("This is no tag.")
    stub_desk.answers = dict(stub_desk.answers) | {"new_relic.follow_tag": refused}
    sheet.tag.setText(":x")
    sheet.follow.click()
    settle(qtbot, operations)
    assert sheet.said.text() == "This is no tag."
    assert sheet.tag.text() == ":x"
