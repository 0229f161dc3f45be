"""The numbers at *Notices*: what is live and what is being written, on every screen, at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from statusboard.app.maintenance.agreement_commands import submit_work
from statusboard.app.maintenance.commands import draft
from statusboard.app.maintenance.inputs import DraftWork, SubmitWork
from statusboard.app.notices.commands import discard_draft
from statusboard.app.notices.inputs import DiscardDraft
from statusboard.app.settings import AGREEMENT
from statusboard.domain.approval import Consent, Occasion
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.notices import NoticeCounts
from tests.fixtures.database import _migrated_file
from tests.fixtures.planned import plan_of
from tests.fixtures.screens import (
    OfficeDesk,
    dressed,
    loop,
    newsroom,
    office,
    operations,
    sqlite_database,
)
from tests.fixtures.speaking import MAJOR, Newsroom, person, wording
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.destinations import ScreenKey, UptimePlace
from ui.shell.navigation import NavigationItem
from ui.shell.window import Window
from ui.startup.screens import window_around
from ui.theme.tokens import LIGHT

__all__ = [
    "_migrated_file", "dressed", "loop", "newsroom", "office", "operations", "sqlite_database",
]  # fmt: skip


@pytest.fixture
def window(
    qtbot: QtBot, operations: Operations, newsroom: Newsroom, tmp_path: Path
) -> Iterator[Window]:
    newsroom.service()
    newsroom.publishes_to(tmp_path / "page")
    made = window_around(BoardFace(clock=newsroom.clock), clock=newsroom.clock)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.hide()


@pytest.fixture
def item(window: Window) -> NavigationItem:
    return window.navigation.items[ScreenKey.NOTICES]


def test_it_is_right_before_notices_was_ever_opened(
    window: Window, item: NavigationItem, newsroom: Newsroom, operations: Operations, qtbot: QtBot
) -> None:
    newsroom.publish(wording({1: MAJOR}))
    newsroom.draft(wording({}, title="Holiday hours"))
    window.go_to(UptimePlace())
    window.set_operations(operations)
    qtbot.waitUntil(lambda: item.counts == NoticeCounts(1, 1))
    assert window.screen_of(ScreenKey.NOTICES) is None
    assert item.accessibleName() == "Notices, 1 live, 1 draft"
    assert item.toolTip().startswith("Notices, 1 live, 1 draft")


def test_planned_work_that_waits_for_whoever_sits_here_has_one_too(
    window: Window, newsroom: Newsroom, operations: Operations, office: OfficeDesk, qtbot: QtBot
) -> None:
    newsroom.setting(AGREEMENT.setting(Occasion.PLANNED_WORK.value), Consent.OTHER.value)
    for who in ("Bea", "Ada"):
        work = newsroom.do(draft, DraftWork(plan_of([1], title=f"Of {who}")), who)
        newsroom.do(submit_work, SubmitWork(work.maintenance_id, work.revision), who)
    window.go_to(UptimePlace())
    window.set_operations(operations)
    item = window.navigation.items[ScreenKey.MAINTENANCE]

    qtbot.waitUntil(lambda: item.counts == NoticeCounts(waiting=1))
    assert item.accessibleName() == "Maintenance, 1 waiting for you"

    work = newsroom.do(draft, DraftWork(plan_of([1], title="Another")), "Bea")
    newsroom.do(submit_work, SubmitWork(work.maintenance_id, work.revision), "Bea")
    window.changes_arrived(Changes.of(Topic.MAINTENANCE))
    qtbot.waitUntil(lambda: item.counts == NoticeCounts(waiting=2))

    office.local = replace(office.local, actor=person("Bea"))  # somebody else sits down
    window.changes_arrived(Changes.of(Topic.PEOPLE))
    qtbot.waitUntil(lambda: item.counts == NoticeCounts(waiting=1))


def test_it_follows_what_another_desk_publishes_and_discards_while_another_screen_is_shown(
    window: Window, item: NavigationItem, newsroom: Newsroom, operations: Operations, qtbot: QtBot
) -> None:
    window.set_operations(operations)
    window.go_to(UptimePlace())
    draft = newsroom.draft(wording({}), who="Bea")
    window.changes_arrived(Changes.of(Topic.NOTICES))
    qtbot.waitUntil(lambda: item.counts == NoticeCounts(0, 1))

    newsroom.do(discard_draft, DiscardDraft(draft.notice_id), "Bea")
    window.changes_arrived(Changes.of(Topic.NOTICES))
    qtbot.waitUntil(lambda: item.counts == NoticeCounts())
    assert item.accessibleName() == "Notices"

    said = newsroom.publish(wording({1: MAJOR}))
    window.changes_arrived(Changes.of(Topic.INCIDENTS))
    qtbot.waitUntil(lambda: item.counts == NoticeCounts(1, 0))

    newsroom.draft(wording({1: MAJOR}), incident_id=said.incident_id)
    window.changes_arrived(Changes.of(Topic.NOTICES))
    qtbot.waitUntil(lambda: item.counts == NoticeCounts(1, 1))


def test_what_is_suggested_is_told_apart_from_drafts(item: NavigationItem) -> None:
    item.set_counts(NoticeCounts(live=1, suggested=2, drafts=3))
    assert item.accessibleName() == "Notices, 1 live, 2 suggested, 3 drafts"


@pytest.mark.parametrize("is_narrow", [False, True])
def test_drafts_are_not_red(window: Window, item: NavigationItem, is_narrow: bool) -> None:
    window.navigation.set_narrow(is_narrow=is_narrow)

    def wears(colour: str) -> bool:
        image = item.grab().toImage()
        return any(
            image.pixelColor(x, y) == QColor(colour)
            for x in range(image.width())
            for y in range(image.height())
        )

    item.set_counts(NoticeCounts(drafts=3))
    assert not wears(LIGHT.major_soft)
    assert wears(LIGHT.unknown_soft)
    item.set_counts(NoticeCounts(live=2, drafts=3))
    assert wears(LIGHT.major_soft)
    assert wears(LIGHT.unknown_soft)
    item.set_counts(NoticeCounts(live=2))
    assert not wears(LIGHT.unknown_soft)
    item.set_counts(NoticeCounts())
    assert not wears(LIGHT.major_soft)
