"""What no alert condition watches is watched by its own figures, and a service level by its aim."""

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.services.kinds import check_kinds
from statusboard.catalog.fields import validate
from statusboard.domain.views.new_relic import EntityKind
from statusboard.domain.views.new_relic_figures import (
    FindReady,
    ReadyEntity,
    ReadyFound,
    ReadyQuestion,
)
from statusboard.errors import Unavailable
from tests.fixtures.monitored_database import StubDesk, settle
from tests.fixtures.views_verify import entity_page, service_detail, verify_view
from ui.runtime.operations import Operations
from ui.screens.verify.new_relic_picker import NewRelicPicker
from ui.screens.verify.screen import VerifyScreen
from ui.widgets.label import Label

Sort = TypeVar("Sort", bound=QDialog)


def shown(qtbot: QtBot, operations: Operations) -> VerifyScreen:
    screen = VerifyScreen(operations)
    qtbot.addWidget(screen)
    screen.resize(1256, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    settle(qtbot, operations)
    return screen


def dialog(sort: type[Sort]) -> Sort:
    """The one dialog of that sort that is open."""
    [found] = [w for w in QApplication.allWidgets() if isinstance(w, sort) and w.isVisible()]
    return found


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_two_clicks_watch_the_figures_of_what_no_alert_condition_watches(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    page = entity_page(2)
    unwatched = replace(page.entities[1], is_unwatched=True)
    rate = ReadyQuestion("Error rate", "%", "SELECT 1 FROM Metric", "above", 2.0, 10.0)
    stub_desk.answers = {
        "verify": verify_view(),
        "verify.service": service_detail(),
        "find_entities": replace(page, entities=(page.entities[0], unwatched)),
        "find_ready": ReadyFound((ReadyEntity(unwatched.guid, 1234567, (rate,)),)),
        "add_service": 5,
    }
    screen = shown(qtbot, operations)
    screen.tasks.pick()
    settle(qtbot, operations)
    picker = dialog(NewRelicPicker)
    picker.entities.item(0).setCheckState(Qt.CheckState.Checked)
    picker.entities.item(1).setCheckState(Qt.CheckState.Checked)
    press(qtbot, picker.add)
    settle(qtbot, operations)

    assert [given for name, given in stub_desk.asked if name == "find_ready"] == [
        FindReady((unwatched.guid,))
    ]
    plain, watched = (given for name, given in stub_desk.asked if name == "add_service")
    assert [check.kind for check in plain.checks] == ["new_relic_entity"]
    assert [check.kind for check in watched.checks] == ["new_relic_entity", "new_relic_nrql"]
    assert watched.checks[0].config["unwatched"] == "operational"
    config = watched.checks[1].config
    assert (config["label"], config["degraded_when"], config["down_when"]) == ("Error rate", 2, 10)
    validate(check_kinds()["new_relic_nrql"].fields, config)


def test_figures_that_cannot_be_read_add_nothing_and_say_so(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    page = entity_page(1)
    stub_desk.answers = {
        "verify": verify_view(),
        "verify.service": service_detail(),
        "find_entities": replace(page, entities=(replace(page.entities[0], is_unwatched=True),)),
        "find_ready": Unavailable("New Relic did not answer in time."),
    }
    screen = shown(qtbot, operations)
    screen.tasks.pick()
    settle(qtbot, operations)
    picker = dialog(NewRelicPicker)
    picker.entities.item(0).setCheckState(Qt.CheckState.Checked)
    press(qtbot, picker.add)
    settle(qtbot, operations)
    assert picker.isVisible()
    assert picker.entities.picked
    said = [
        label.text() for label in picker.findChildren(Label) if "nothing was added" in label.text()
    ]
    assert said == [
        "Their figures could not be read, so nothing was added. New Relic did not answer in time."
    ]


def test_a_service_level_is_watched_by_its_objective(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    page = entity_page(1)
    level = replace(page.entities[0], kind=EntityKind.SERVICE_LEVEL)
    stub_desk.answers = {
        "verify": verify_view(),
        "verify.service": service_detail(),
        "find_entities": replace(page, entities=(level,)),
        "add_service": 5,
    }
    screen = shown(qtbot, operations)
    screen.tasks.pick()
    settle(qtbot, operations)
    picker = dialog(NewRelicPicker)
    picker.entities.item(0).setCheckState(Qt.CheckState.Checked)
    press(qtbot, picker.add)
    settle(qtbot, operations)
    [given] = [given for name, given in stub_desk.asked if name == "add_service"]
    [check] = given.checks
    assert check.kind == "new_relic_service_level"
    assert check.interval == timedelta(minutes=5)
