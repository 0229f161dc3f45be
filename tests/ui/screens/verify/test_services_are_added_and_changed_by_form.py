"""The dialogs of the verify screen, from a click to the row in a real database."""

from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.services.kinds import check_kinds
from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.fields import Example, FieldKind
from statusboard.domain.instants import from_us
from statusboard.domain.objective import Objective, read_window
from statusboard.domain.views.new_relic import EntityKind, FindEntities, Unwatched
from statusboard.errors import RuleBroken, Unavailable
from statusboard.newrelic.kinds import PICKABLE
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from tests.fixtures.keys import MemoryKeyring
from tests.fixtures.monitored_database import MonitoredDatabase, StubDesk, settle
from tests.fixtures.views_verify import entity_page, service_detail, verify_view
from ui.runtime.operations import Operations
from ui.screens.destinations import NewServicePlace, ServiceSource, SettingsPart, SettingsPlace
from ui.screens.verify.choices import SourceDialog
from ui.screens.verify.entity_filters import kind_words
from ui.screens.verify.new_relic_picker import NewRelicPicker
from ui.screens.verify.screen import VerifyScreen
from ui.screens.verify.service_dialog import ServiceDialog
from ui.screens.verify.service_fields import timing_fields
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.field_row import FieldRow
from ui.widgets.form_from_fields import FieldForm

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


def field(dialog: QDialog, name: str) -> FieldRow:
    return next(row for row in dialog.findChildren(FieldRow) if row.spec.name == name)


def write(dialog: QDialog, name: str, text: str) -> None:
    control = field(dialog, name).control
    if isinstance(control, QComboBox):
        control.setCurrentText(text)
    else:
        assert isinstance(control, QLineEdit)
        control.setText(text)


def test_an_address_becomes_a_service_with_a_check(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    screen = shown(qtbot, monitored_database.operations)
    press(qtbot, screen.add_button)
    press(qtbot, dialog(SourceDialog).findChild(QPushButton, "http"))
    form = dialog(ServiceDialog)

    write(form, "name", "Checkout API")
    write(form, "group", "Shop")
    write(form, "promised", "99.95")
    write(form, "url", "http://127.0.0.1:9/health")
    write(form, "interval", "20s")
    press(qtbot, form.save)
    settle(qtbot, monitored_database.operations)

    with monitored_database.database.reading(from_us(monitored_database.clock.now_us)) as unit:
        [component] = read_components(unit)
        [check] = read_checks(unit)
    assert (component.name, component.promised_ppm) == ("Checkout API", 999_500)
    assert check.config == {"url": "http://127.0.0.1:9/health"}
    assert check.interval.total_seconds() == 20
    assert screen.pane.detail is not None
    assert screen.pane.detail.name == "Checkout API"


def test_who_wants_to_watch_an_address_is_not_asked_again_what_to_watch(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    screen = shown(qtbot, monitored_database.operations)
    screen.focus_on(NewServicePlace(ServiceSource.ADDRESS))
    assert dialog(ServiceDialog).isVisible()


def test_a_wrong_field_says_so_in_its_place_and_the_form_stays(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    screen = shown(qtbot, monitored_database.operations)
    screen.tasks.describe()
    form = dialog(ServiceDialog)

    press(qtbot, form.save)
    assert field(form, "name").fault == "Name of the service is missing."
    write(form, "name", "Checkout API")
    assert field(form, "name").fault == ""
    write(form, "url", "ftp://shop.example")
    press(qtbot, form.save)

    assert field(form, "url").fault == "The address must begin with http:// or https://."
    assert form.isVisible()
    form.reject()


def test_a_rule_of_the_desk_is_said_at_its_field_too(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    screen = shown(qtbot, monitored_database.operations)
    screen.tasks.describe()
    form = dialog(ServiceDialog)

    write(form, "name", "Checkout API")
    write(form, "url", "http://127.0.0.1:9/")
    write(form, "promised", "often")
    write(form, "interval", "2d")
    press(qtbot, form.save)
    settle(qtbot, monitored_database.operations)
    assert field(form, "interval").fault.startswith("The interval cannot be 2d.")

    write(form, "interval", "20s")
    press(qtbot, form.save)
    settle(qtbot, monitored_database.operations)
    assert "is not a promise" in field(form, "promised").fault
    assert form.save.isEnabled()
    form.reject()


def test_a_service_is_edited_and_keeps_its_check(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    component_id = monitored_database.watch("Checkout", "uu")
    before = monitored_database.check_id(component_id)
    screen = shown(qtbot, monitored_database.operations)
    press(qtbot, screen.pane._edit)
    form = dialog(ServiceDialog)
    assert isinstance(field(form, "url").control, QLineEdit)

    write(form, "name", "Checkout API")
    write(form, "expect_status", "200,204")
    write(form, "promised_over", "month")
    write(form, "weight", "3")
    press(qtbot, form.save)
    settle(qtbot, monitored_database.operations)

    with monitored_database.database.reading(from_us(monitored_database.clock.now_us)) as unit:
        [component] = read_components(unit)
        [check] = read_checks(unit)
    assert component.name == "Checkout API"
    assert component.objective == Objective(999_000, read_window("month"))
    assert component.weight == 3
    assert check.id == before
    assert check.config["expect_status"] == "200,204"


def test_removing_says_what_happens_to_the_history_first(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("Checkout API", "uu")
    screen = shown(qtbot, monitored_database.operations)

    screen.pane.more.remove.trigger()
    question = dialog(ConfirmDialog)
    assert "history" in question.accessibleDescription()
    question.reject()
    settle(qtbot, monitored_database.operations)
    assert screen.table.table.rowCount() == 1

    screen.pane.more.remove.trigger()
    press(qtbot, dialog(ConfirmDialog).action)
    settle(qtbot, monitored_database.operations)

    assert screen._state.button.text() == "Add service"


def test_a_second_check_can_be_added_and_taken_away(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("Checkout API", "uu")
    screen = shown(qtbot, monitored_database.operations)
    press(qtbot, screen.pane._edit)
    form = dialog(ServiceDialog)

    form._another.menu().actions()[0].trigger()
    [_, second] = form._sections
    second._own.show_values({"url": "http://127.0.0.1:9/other"})
    press(qtbot, form.save)
    settle(qtbot, monitored_database.operations)

    assert screen.pane.detail is not None
    assert [c.config["url"] for c in screen.pane.detail.checks] == [
        "http://127.0.0.1:9/health",
        "http://127.0.0.1:9/other",
    ]


def test_a_form_shows_masks_and_keeps_what_they_stand_for(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    screen = shown(qtbot, monitored_database.operations)
    screen.tasks.describe()
    form = dialog(ServiceDialog)
    write(form, "name", "Checkout API")
    write(form, "url", "http://ada:pw-1815@127.0.0.1:9/health")
    press(qtbot, form.save)
    settle(qtbot, monitored_database.operations)
    [before] = checks_of(monitored_database)

    press(qtbot, screen.pane._edit)
    form = dialog(ServiceDialog)
    control = field(form, "url").control
    assert isinstance(control, QLineEdit)
    assert control.text() == "http://***@127.0.0.1:9/health"
    write(form, "expect_status", "200")
    press(qtbot, form.save)
    settle(qtbot, monitored_database.operations)

    assert checks_of(monitored_database) == [before | {"expect_status": "200"}]
    assert "pw-1815" not in str(before)


def test_without_a_key_store_the_form_asks_once_whether_files_will_do(
    monitored_database: MonitoredDatabase, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MemoryKeyring, "priority", 0)
    screen = shown(qtbot, monitored_database.operations)
    for name in ("Checkout API", "Search"):
        screen.tasks.describe()
        form = dialog(ServiceDialog)
        write(form, "name", name)
        write(form, "url", f"http://ada:pw-{name[:4]}@127.0.0.1:9/health")
        assert not form._consent.isVisible()
        press(qtbot, form.save)
        settle(qtbot, monitored_database.operations)
        if name == "Search":
            break
        assert "no key store" in form._consent._question.text()
        assert form._consent.agree.hasFocus()
        form._consent.agree.setChecked(True)
        press(qtbot, form.save)
        settle(qtbot, monitored_database.operations)

    assert len(checks_of(monitored_database)) == 2
    assert len(monitored_database.doorway.secrets.names()) == 2


def checks_of(monitored_database: MonitoredDatabase) -> list[dict[str, object]]:
    with monitored_database.database.reading(from_us(monitored_database.clock.now_us)) as unit:
        return [dict(check.config) for check in read_checks(unit)]


def test_every_field_of_every_kind_goes_through_its_form_unchanged(qtbot: QtBot) -> None:
    for kind in check_kinds().values():
        form = FieldForm(kind.fields)
        qtbot.addWidget(form)
        for example in kind.good:
            form.show_values(example.config)
            read = form.values()
            assert {name: read[name] for name in example.config} == dict(example.config)


def _cannot_even_be_entered(kind: CheckKind, example: Example) -> bool:
    """A choice shows known values only, as do zones; a line of a mapping holds no line break.

    Nor is there a row for what is not asked beside the other values.
    """
    spec = next(spec for spec in kind.fields if spec.name == example.bad_field)
    value = example.config.get(spec.name)
    is_picked = spec.kind in (FieldKind.CHOICE, FieldKind.ZONE)
    return (
        is_picked
        or not spec.is_asked(example.config)
        or (
            spec.kind is FieldKind.MAPPING and any("\n" in str(v) for v in value.values())  # type: ignore[attr-defined]
        )
    )


def test_every_bad_example_is_refused_at_its_own_field(qtbot: QtBot) -> None:
    for kind in check_kinds().values():
        for example in kind.bad:
            form = FieldForm(kind.fields)
            qtbot.addWidget(form)
            form.show_values(example.config)
            if _cannot_even_be_entered(kind, example):
                continue
            with pytest.raises(RuleBroken) as refused:
                form.values()
            assert refused.value.field == example.bad_field
            assert form.row(example.bad_field).fault == refused.value.sentence


def test_entities_become_services_each_with_its_check(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    page = entity_page(3)
    link = "https://one.newrelic.example/redirect/entity/1"
    linked = replace(page.entities[0], permalink=link)
    odd = replace(page.entities[2], permalink="javascript:alert(1)")
    page = replace(page, entities=(linked, page.entities[1], odd))
    stub_desk.answers = {
        "verify": verify_view(),
        "verify.service": service_detail(),
        "find_entities": page,
        "add_service": 5,
    }
    screen = shown(qtbot, operations)
    screen.focus_on(NewServicePlace(ServiceSource.NEW_RELIC))
    settle(qtbot, operations)
    picker = dialog(NewRelicPicker)
    assert not picker.add.isEnabled()

    for row in (0, 2):
        picker.entities.item(row).setCheckState(Qt.CheckState.Checked)
    assert picker.add.text() == "Add 2 services"
    press(qtbot, picker.add)
    settle(qtbot, operations)

    added = [given for name, given in stub_desk.asked if name == "add_service"]
    assert [given.name for given in added] == ["checkout-1", "checkout-3"]
    assert added[0].checks[0].kind == "new_relic_entity"
    assert added[0].checks[0].config["account"] == 1234567
    assert added[0].checks[0].config["permalink"] == link
    assert "permalink" not in added[1].checks[0].config
    check_kinds()["new_relic_entity"]  # the key exists


def test_what_no_alert_condition_watches_is_counted_and_chosen_as_it_is_picked(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    page = entity_page(4)
    odd = tuple(replace(one, is_unwatched=True) for one in page.entities[1:])
    page = replace(page, entities=(page.entities[0], *odd), unwatched=Unwatched.NO_DATA)
    stub_desk.answers = {
        "verify": verify_view(),
        "verify.service": service_detail(),
        "find_entities": page,
        "add_service": 5,
    }
    screen = shown(qtbot, operations)
    screen.tasks.pick()
    settle(qtbot, operations)
    picker = dialog(NewRelicPicker)
    choice = picker.unwatched
    assert choice.isVisible()
    assert choice.said.text().startswith("3 of the 4 shown report, but no alert condition")
    assert not choice.box.isVisible()
    choice.figures.setChecked(False)
    assert choice.box.isVisible()
    assert choice.said.text().endswith("If picked, they count as:")
    assert [choice.box.itemText(n) for n in range(choice.box.count())] == [
        "As the team has chosen: No data",
        "It reports, so count it as operational",
        "No data",
    ]
    picker.entities.item(0).setCheckState(Qt.CheckState.Checked)
    assert not choice.isVisible()
    picker.entities.item(1).setCheckState(Qt.CheckState.Checked)
    assert choice.said.text().startswith("1 of the 2 picked reports")
    choice.box.setCurrentIndex(1)
    press(qtbot, picker.add)
    settle(qtbot, operations)

    added = [given for name, given in stub_desk.asked if name == "add_service"]
    # It concerns the one alone that no alert condition watches.
    assert [given.checks[0].config.get("unwatched") for given in added] == [None, "operational"]


def test_a_choice_left_to_the_team_is_not_written_into_the_check(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    page = entity_page(1)
    page = replace(
        page,
        entities=(replace(page.entities[0], is_unwatched=True),),
        unwatched=Unwatched.OPERATIONAL,
    )
    stub_desk.answers = {
        "verify": verify_view(),
        "verify.service": service_detail(),
        "find_entities": page,
        "add_service": 5,
    }
    screen = shown(qtbot, operations)
    screen.tasks.pick()
    settle(qtbot, operations)
    picker = dialog(NewRelicPicker)
    assert picker.unwatched.said.text().startswith("The one shown reports")
    picker.unwatched.figures.setChecked(False)
    first = picker.unwatched.box.itemText(0)
    assert first == "As the team has chosen: It reports, so count it as operational"
    picker.entities.item(0).setCheckState(Qt.CheckState.Checked)
    press(qtbot, picker.add)
    settle(qtbot, operations)
    [given] = [given for name, given in stub_desk.asked if name == "add_service"]
    assert "unwatched" not in given.checks[0].config


def test_the_form_says_a_choice_in_words_and_writes_its_value(qtbot: QtBot) -> None:
    form = FieldForm(check_kinds()["new_relic_entity"].fields)
    qtbot.addWidget(form)
    box = form.row("unwatched").control
    assert isinstance(box, QComboBox)
    assert box.currentText() == "As the team has chosen in Settings"
    form.show_values({"guid": "MTIzNDU2N3xBUE18QVBQTElDQVRJT058NDI", "unwatched": "operational"})
    assert box.currentText() == "It reports, so count it as operational"
    box.setCurrentText("No data")
    assert form.values()["unwatched"] == "no_data"


def test_the_next_page_is_asked_with_its_cursor_and_ticks_stay(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    def find(asked: FindEntities) -> object:
        first = 1 if not asked.cursor else 4
        return entity_page(3, first=first, cursor="" if asked.cursor else "two")

    stub_desk.answers = {
        "verify": verify_view(),
        "verify.service": service_detail(),
        "find_entities": find,
    }
    screen = shown(qtbot, operations)
    screen.tasks.pick()
    settle(qtbot, operations)
    picker = dialog(NewRelicPicker)
    picker.entities.item(1).setCheckState(Qt.CheckState.Checked)

    press(qtbot, picker._more)
    settle(qtbot, operations)
    assert picker.entities.count() == 6
    assert not picker._more.isVisible()

    picker.kinds.setCurrentIndex(picker.kinds.findData(EntityKind.HOST.value))
    settle(qtbot, operations)
    assert stub_desk.asked[-1] == ("find_entities", FindEntities(kinds=(EntityKind.HOST,)))
    assert [entity.name for entity in picker.entities.picked] == ["checkout-2"]
    picker.reject()


def test_an_entity_that_comes_on_two_pages_is_shown_once(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    def find(asked: FindEntities) -> object:
        first = 1 if not asked.cursor else 3
        return entity_page(3, first=first, cursor="" if asked.cursor else "two")

    stub_desk.answers = {
        "verify": verify_view(),
        "verify.service": service_detail(),
        "find_entities": find,
    }
    screen = shown(qtbot, operations)
    screen.tasks.pick()
    settle(qtbot, operations)
    picker = dialog(NewRelicPicker)
    press(qtbot, picker._more)
    settle(qtbot, operations)
    names = [picker.entities.item(row).text().split("\n")[0] for row in range(5)]
    assert names == [f"checkout-{number}" for number in range(1, 6)]
    assert picker.entities.count() == 5
    picker.reject()


def test_a_search_that_has_more_to_look_through_does_not_say_there_is_nothing(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = {
        "verify": verify_view(),
        "verify.service": service_detail(),
        "find_entities": lambda asked: entity_page(0, cursor="" if asked.cursor else "two"),
    }
    screen = shown(qtbot, operations)
    screen.tasks.pick()
    settle(qtbot, operations)
    picker = dialog(NewRelicPicker)
    assert picker._state._title.text() == "Nothing found yet"
    press(qtbot, picker._more)
    settle(qtbot, operations)
    assert picker._state._title.text() == "Nothing found"
    picker.reject()


def test_only_sorts_that_can_have_a_state_are_offered() -> None:
    assert {kind for kind, _ in kind_words()} == set(PICKABLE)


def test_without_a_connection_the_settings_are_offered(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = {
        "verify": verify_view(),
        "verify.service": service_detail(),
        "find_entities": Unavailable("New Relic is not connected. Connect it in the settings."),
    }
    screen = shown(qtbot, operations)
    screen.tasks.pick()
    settle(qtbot, operations)
    picker = dialog(NewRelicPicker)
    assert picker._state._sentence.text().startswith("New Relic is not connected")

    with qtbot.waitSignal(screen.wanted) as wanted:
        press(qtbot, picker._state.button)

    assert wanted.args == [SettingsPlace(SettingsPart.NEW_RELIC)]


def test_a_kind_that_may_be_asked_rarely_alone_says_so_at_its_interval(qtbot: QtBot) -> None:
    rarely = max(check_kinds().values(), key=lambda kind: kind.shortest_interval)
    form = FieldForm(timing_fields(rarely))
    qtbot.addWidget(form)
    form.show_values({"interval": "5m"})

    with pytest.raises(RuleBroken):
        form.values()

    assert "Choose from 1h to 1d" in form.row("interval").fault
