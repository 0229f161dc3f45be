"""The small graph of what a service depends on, and the rows of the form that describe it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.app.services.kinds import check_kinds
from statusboard.domain.component_rule import ComponentRule, RuleKind
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.verify import Neighbour, ServiceDetail
from statusboard.errors import RuleBroken
from statusboard.storage.dependencies import write_parents
from tests.fixtures.history import COLLECTOR
from tests.fixtures.monitored_database import MonitoredDatabase, settle
from tests.fixtures.views_verify import service_detail
from ui.screens.verify.dependency_graph import MOST, DependencyGraph
from ui.screens.verify.screen import VerifyScreen
from ui.screens.verify.service_dialog import ServiceDialog
from ui.theme.theme import Theme
from ui.widgets.field_row import FieldRow
from ui.widgets.names_field import NamesField

GOOD, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
LONG = "Rechnungsstellungsdatenübertragungsschnittstelle für Geschäftskunden"
PARENTS = (Neighbour(7, "Database", MAJOR), Neighbour(8, LONG, GOOD, stale=True))
CHILDREN = (Neighbour(9, "Shop front", GOOD),)
DETAIL = replace(service_detail(), parents=PARENTS, children=CHILDREN)


def graph(qtbot: QtBot, detail: ServiceDetail) -> DependencyGraph:
    made = DependencyGraph()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show_detail(detail)
    made.resize(340, made.sizeHint().height())
    return made


def test_parents_stand_above_and_children_below_each_with_its_word(
    qtbot: QtBot, theme: Theme
) -> None:
    names = [node.accessibleName() for node in graph(qtbot, DETAIL).nodes]
    assert names == [
        "Depends on Database: Major outage",
        f"Depends on {LONG}: Operational, out of date",
        "Needed by Shop front: Operational",
    ]


def test_a_click_and_the_keyboard_go_there(qtbot: QtBot, theme: Theme) -> None:
    made = graph(qtbot, DETAIL)
    gone: list[int] = []
    made.chosen.connect(gone.append)
    first, _, last = made.nodes
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    qtbot.keyClick(last, Qt.Key.Key_Return)
    qtbot.keyClick(last, Qt.Key.Key_Space)
    assert gone == [7, 9, 9]
    assert all(node.focusPolicy() is Qt.FocusPolicy.StrongFocus for node in made.nodes)


@pytest.mark.parametrize("width", [220, 340])
def test_long_names_are_cut_and_nothing_stands_out(qtbot: QtBot, theme: Theme, width: int) -> None:
    made = graph(qtbot, DETAIL)
    made.resize(width, made.height())
    assert made.grab().width() >= width
    assert made.minimumSizeHint().width() <= width
    assert LONG in made.nodes[1].toolTip()


def test_of_many_the_worst_are_shown_and_the_others_counted(qtbot: QtBot, theme: Theme) -> None:
    many = tuple(Neighbour(n, f"Service {n}", GOOD) for n in range(10, 30))
    made = graph(qtbot, replace(DETAIL, parents=(), children=(*many, Neighbour(40, "Z", MAJOR))))
    assert len(made.nodes) == MOST
    assert made.nodes[0].shown.name == "Z"
    assert "and 15 more" in [
        one.text() for one in made.findChildren(QWidget) if hasattr(one, "text")
    ]


def test_the_same_again_keeps_the_focus_and_nothing_around_shows_nothing(
    qtbot: QtBot, theme: Theme
) -> None:
    made = graph(qtbot, DETAIL)
    made.nodes[0].setFocus()
    before = made.nodes
    made.show_detail(DETAIL)
    assert made.nodes == before
    worse = replace(DETAIL, status=MAJOR, children=(Neighbour(9, "Shop front", MAJOR),))
    made.show_detail(worse)
    assert made.nodes[0].shown.component_id == 7
    assert made.focusWidget() is made.nodes[0]
    made.show_detail(replace(DETAIL, parents=(), children=()))
    assert made.isHidden()


def test_a_click_in_the_pane_chooses_the_other_service(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    base = monitored_database.watch("Database", "uuddd")
    shop = monitored_database.add("Checkout")
    with monitored_database.database.writing(monitored_database.clock.now(), COLLECTOR) as unit:
        write_parents(unit, {shop: [base]})
    screen = VerifyScreen(monitored_database.operations)
    qtbot.addWidget(screen)
    screen.resize(1256, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    settle(qtbot, monitored_database.operations)
    assert screen.pane.detail is not None
    assert screen.pane.detail.component_id == base
    [child] = screen.pane.graph.nodes

    qtbot.mouseClick(child, Qt.MouseButton.LeftButton)
    settle(qtbot, monitored_database.operations)

    assert screen.pane.detail.component_id == shop
    assert [node.accessibleName() for node in screen.pane.graph.nodes] == [
        "Depends on Database: Major outage"
    ]


# The form


def row(dialog: ServiceDialog, name: str) -> FieldRow:
    return next(one for one in dialog.findChildren(FieldRow) if one.spec.name == name)


def weight_of_check(dialog: ServiceDialog) -> FieldRow:
    rows = dialog.findChildren(FieldRow)
    return next(one for one in rows if "Among its service's checks" in one.spec.help)


def test_the_form_describes_rule_weight_and_dependencies(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.add("Database", group="")
    shop = monitored_database.add("Checkout")
    detail = monitored_database.doorway.ask(SERVICE_DETAIL, shop)
    dialog = ServiceDialog(check_kinds(), ["Shop"], detail=detail, services=["Database"])
    qtbot.addWidget(dialog)
    before = dialog.value()
    assert (before.rule, before.depends_on, before.checks[0].weight) == (ComponentRule(), (), 1)
    assert not dialog.is_touched

    rule = row(dialog, "rule").control
    assert isinstance(rule, QComboBox)
    rule.setCurrentIndex(rule.findData(RuleKind.WEIGHTED.value))
    partial, weight = row(dialog, "partial_at").control, weight_of_check(dialog).control
    assert isinstance(partial, QLineEdit)
    assert isinstance(weight, QLineEdit)
    partial.setText("30")
    weight.setText("4")
    needs = row(dialog, "depends_on").control
    assert isinstance(needs, NamesField)
    needs.pick("Database")

    given = dialog.value()
    assert given.rule == ComponentRule(RuleKind.WEIGHTED, partial_at=30)
    assert given.depends_on == ("Database",)
    assert given.checks[0].weight == 4


def test_a_fault_of_a_rule_stands_at_its_row(qtbot: QtBot, theme: Theme) -> None:
    detail = replace(DETAIL, rule=ComponentRule(RuleKind.QUORUM), depends_on=("Database",))
    dialog = ServiceDialog(check_kinds(), [], detail=detail)
    qtbot.addWidget(dialog)
    for name in ("quorum", "depends_on"):
        dialog.show_error(RuleBroken("It does not fit.", field=name))
        assert row(dialog, name).fault == "It does not fit."
    assert dialog.findChild(QPushButton) is not None
    assert dialog.value().depends_on == ("Database",)


def test_no_service_is_offered_that_depends_on_it_already(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    database, shop, desk, other = (
        monitored_database.add(name, group=group)
        for name, group in (("Database", ""), ("Checkout", ""), ("Desk", ""), ("Checkout", "EU"))
    )
    with monitored_database.database.writing(monitored_database.clock.now(), COLLECTOR) as unit:
        write_parents(unit, {shop: [database], desk: [shop]})
    screen = VerifyScreen(monitored_database.operations)
    qtbot.addWidget(screen)
    screen.show()
    settle(qtbot, monitored_database.operations)

    def offered(component_id: int) -> set[str]:
        detail = monitored_database.doorway.ask(SERVICE_DETAIL, component_id)
        screen.tasks.describe(detail)
        [form] = [one for one in screen.findChildren(ServiceDialog) if one.isVisible()]
        needs = row(form, "depends_on").control
        assert isinstance(needs, NamesField)
        form.close()
        form.deleteLater()
        return set(needs.left)

    assert offered(database) == {"EU/Checkout"}
    assert offered(desk) == {"Database", "EU/Checkout"}  # one is picked
    assert offered(other) == {"Database", "Checkout", "Desk"}
