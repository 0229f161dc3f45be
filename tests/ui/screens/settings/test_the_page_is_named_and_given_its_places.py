"""The page's settings and its places on the settings screen, against a real database."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from statusboard.app.desk.settings import SETTINGS
from statusboard.app.health.board import BOARD
from statusboard.app.page.commands import Served, serve
from statusboard.app.page.inputs import TargetSaved
from statusboard.app.page.kinds import target_kinds
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import RuleBroken
from statusboard.storage import generations
from statusboard.storage.targets import add_target, record_emptied
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom
from ui.screens.destinations import SettingsPart, SettingsPlace
from ui.screens.settings.removal_dialog import RemovalDialog
from ui.screens.settings.screen import SettingsScreen
from ui.screens.settings.target_card import TargetCard
from ui.widgets.field_controls import control_for
from ui.widgets.kept_form import KeptForm
from ui.widgets.path_field import PathField
from ui.widgets.zone_field import ZoneField, zone_names


@pytest.fixture
def page(screen: SettingsScreen) -> KeptForm:
    return screen.sections["page"].fields


def line(form: KeptForm, name: str) -> QLineEdit:
    control = form.form.row(name).control
    assert isinstance(control, QLineEdit)
    return control


def zone(form: KeptForm) -> ZoneField:
    control = form.form.row("zone").control
    assert isinstance(control, ZoneField)
    return control


def only_card(screen: SettingsScreen) -> TargetCard:
    (card,) = screen.targets.cards
    return card


def asked_dialog(qtbot: QtBot) -> RemovalDialog:
    def asked() -> list[RemovalDialog]:
        found = (w for w in QApplication.allWidgets() if isinstance(w, RemovalDialog))
        return [w for w in found if w.isVisible()]

    qtbot.waitUntil(lambda: bool(asked()))
    return asked()[0]


def confirm(qtbot: QtBot, *, empty: bool = False) -> None:
    dialog = asked_dialog(qtbot)
    assert dialog.leave.isChecked()
    dialog.empty.setChecked(empty)
    dialog.action.click()


def test_every_declared_setting_has_a_control(page: KeptForm) -> None:
    assert [row.spec.name for row in page.form.rows] == [
        "name",
        "url",
        "zone",
        "language",
        "languages",
        "texts",
        "fall_back_after",
    ]
    assert all(row.control.accessibleName() for row in page.form.rows)


@pytest.mark.parametrize("kind", FieldKind)
def test_every_kind_of_field_has_a_control(qtbot: QtBot, kind: FieldKind) -> None:
    control = control_for(FieldSpec("a", kind, "A", choices=("x",), default="x"))
    qtbot.addWidget(control.frame or control.widget)


def test_the_page_is_named(
    qtbot: QtBot, screen: SettingsScreen, page: KeptForm, newsroom: Newsroom
) -> None:
    assert not page.keep_button.isEnabled()
    line(page, "name").setText("Northwind")
    line(page, "url").setText("https://status.example.com/")
    zone(page).setEditText("new york")
    page.keep_button.click()
    # The address is tidied by the verb, so the fields were read again when it shows.
    qtbot.waitUntil(lambda: line(page, "url").text() == "https://status.example.com")
    assert newsroom.ask(SETTINGS).values == {
        "page.name": "Northwind",
        "page.url": "https://status.example.com",
        "page.zone": "America/New_York",
    }
    assert not page.keep_button.isEnabled()
    assert page.said.text() == "Saved"


def test_enter_saves(qtbot: QtBot, page: KeptForm, newsroom: Newsroom) -> None:
    line(page, "name").setText("Northwind")
    QTest.keyClick(line(page, "name"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.said.text() == "Saved")
    assert newsroom.ask(SETTINGS).values == {"page.name": "Northwind"}


def test_an_emptied_setting_is_back_at_its_default(
    qtbot: QtBot, screen: SettingsScreen, page: KeptForm, newsroom: Newsroom
) -> None:
    newsroom.setting("page.name", "Northwind")
    screen.refresh()
    qtbot.waitUntil(lambda: line(page, "name").text() == "Northwind")
    line(page, "name").setText("")
    page.keep_button.click()
    qtbot.waitUntil(lambda: page.said.text() == "Saved")
    assert newsroom.ask(SETTINGS).values == {}
    assert line(page, "name").placeholderText() == "Status"


def test_saved_stands_until_a_person_types_again(qtbot: QtBot, page: KeptForm) -> None:
    line(page, "url").setText("https://status.example.com/")
    page.keep_button.click()
    qtbot.waitUntil(lambda: line(page, "url").text() == "https://status.example.com")
    assert page.said.text() == "Saved"
    line(page, "name").setText("Northwind Traders")
    assert page.said.text() == ""


def test_what_is_typed_while_the_rest_is_being_kept_stays(
    qtbot: QtBot, page: KeptForm, newsroom: Newsroom
) -> None:
    line(page, "name").setText("Northwind")
    line(page, "url").setText("https://status.example.com/")
    page.keep_button.click()
    line(page, "name").setText("Northwind Traders")
    qtbot.waitUntil(lambda: line(page, "url").text() == "https://status.example.com")
    assert newsroom.ask(SETTINGS).values["page.name"] == "Northwind"
    assert line(page, "name").text() == "Northwind Traders"
    assert page.keep_button.isEnabled()


def test_what_cannot_be_is_told_at_its_field(qtbot: QtBot, page: KeptForm) -> None:
    zone(page).setEditText("Middle Earth")
    page.keep_button.click()
    row = page.form.row("zone")
    qtbot.waitUntil(lambda: bool(row.fault))
    assert "Middle Earth" in row.fault
    zone(page).setEditText("UTC")
    line(page, "url").setText("nonsense")
    page.keep_button.click()
    qtbot.waitUntil(lambda: bool(page.form.row("url").fault))
    assert row.fault == ""


def test_a_refresh_leaves_what_is_being_typed(
    qtbot: QtBot, screen: SettingsScreen, page: KeptForm, newsroom: Newsroom
) -> None:
    line(page, "name").setText("Northw")
    newsroom.setting("page.url", "https://status.example.com")
    screen.changes_arrived(Changes.of(Topic.SETTINGS))
    qtbot.waitUntil(lambda: line(page, "url").text() == "https://status.example.com")
    assert line(page, "name").text() == "Northw"


def test_the_wheel_changes_no_zone(page: KeptForm) -> None:
    before = zone(page).zone
    at = QPointF(5, 5)
    event = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(zone(page), event)
    assert zone(page).zone == before


def test_a_place_is_chosen_where_none_was(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom, tmp_path: Path
) -> None:
    card = only_card(screen)
    assert not card.remove_button.isVisible()
    line(card.form, "path").setText(str(tmp_path / "page"))
    QTest.keyClick(line(card.form, "path"), Qt.Key.Key_Return)
    qtbot.waitUntil(card.remove_button.isVisible)
    (target,) = newsroom.ask(SETTINGS).targets
    assert target.config == {"path": str(tmp_path / "page")}
    assert only_card(screen) is card
    assert card.form.said.text() == "Saved"
    assert screen.targets.add_button.isVisible()


def test_a_place_that_will_not_do_says_so_at_its_field(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom, tmp_path: Path
) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/index.html").write_text("theirs")
    card = only_card(screen)
    line(card.form, "path").setText(str(tmp_path / "theirs"))
    card.form.keep_button.click()
    row = card.form.form.row("path")
    qtbot.waitUntil(lambda: "other files" in row.fault)
    assert newsroom.ask(SETTINGS).targets == ()


def test_a_second_place_is_added_beside_the_first_and_removed_again(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.publishes_to(tmp_path / "one")
    screen.refresh()
    qtbot.waitUntil(screen.targets.add_button.isVisible)
    menu = screen.targets.add_button.menu()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    first, second = screen.targets.cards
    line(second.form, "path").setText(str(tmp_path / "two"))
    second.form.keep_button.click()
    qtbot.waitUntil(second.remove_button.isVisible)
    assert len(newsroom.ask(SETTINGS).targets) == 2

    first.remove_button.click()
    confirm(qtbot)
    qtbot.waitUntil(lambda: screen.targets.cards == [second])
    (left,) = newsroom.ask(SETTINGS).targets
    assert left.config == {"path": str(tmp_path / "two")}


def test_a_page_is_taken_away_by_choice_and_that_can_be_called_off(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.publishes_to(tmp_path / "one")
    screen.refresh()
    qtbot.waitUntil(lambda: only_card(screen).target_id is not None)
    only_card(screen).remove_button.click()
    confirm(qtbot, empty=True)
    qtbot.waitUntil(lambda: len(screen.targets.leaving) == 1)
    (leaving,) = screen.targets.leaving
    assert "being taken away" in leaving.words.text

    with newsroom.database.writing(NOON, COLLECTOR) as unit:
        record_emptied(unit, leaving.target_id or 0, problem="The folder is gone.")
    screen.refresh()
    qtbot.waitUntil(lambda: "The folder is gone." in leaving.words.text)
    leaving.leave_button.click()
    qtbot.waitUntil(lambda: not screen.targets.leaving)
    assert newsroom.ask(SETTINGS).targets == ()


def test_what_setting_a_place_up_has_found_is_said_until_something_is_wrong(qtbot: QtBot) -> None:
    card = TargetCard("sftp", target_kinds()["sftp"])
    qtbot.addWidget(card)
    card.was_saved(TargetSaved(1, is_changed=True, notes=("It was read back.", "No widgets.")))
    assert card.notes.text() == "It was read back.\nNo widgets."
    card.was_refused(RuleBroken("The server shows the key SHA256:x.", "host_key"))
    assert not card.notes.isVisibleTo(card)
    # The key is to be compared and entered: it can be copied.
    fault = card.form.form.row("host_key")._fault
    assert fault.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_a_place_that_cannot_be_emptied_offers_no_such_choice(qtbot: QtBot) -> None:
    for can_be_emptied in (True, False):
        dialog = RemovalDialog("Page server", can_be_emptied=can_be_emptied)
        qtbot.addWidget(dialog)
        assert dialog.empty.isVisibleTo(dialog) is can_be_emptied


def test_each_place_says_how_far_the_page_has_got(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.publishes_to(tmp_path / "one")
    newsroom.publishes_to(tmp_path / "two")
    with newsroom.database.writing(NOON, COLLECTOR) as unit:
        generations.open_generation(unit, "notice", ("folder", "folder 2"))
        generations.record_read_back(unit, 1, "folder", "digest")
        generations.record_problem(unit, 1, "folder 2", "The folder is gone.")
    screen.refresh()
    qtbot.waitUntil(lambda: len(screen.targets.cards) == 2)
    well, ill = screen.targets.cards
    assert "read back" in well.publication.sentence
    assert "The folder is gone." in ill.publication.sentence
    assert "tried again" in ill.publication.sentence


def test_a_page_server_is_shown_among_the_places_and_never_chosen(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom
) -> None:
    newsroom.do(serve, Served())
    screen.refresh()
    qtbot.waitUntil(lambda: [card.key for card in screen.targets.cards] == ["page_server"])
    card = only_card(screen)
    # A card that has just come into a layout is shown with Qt's next look at it.
    qtbot.waitUntil(lambda: card.remove_button.isVisibleTo(screen))
    assert not card.form.keep_button.isVisible()
    menu = screen.targets.add_button.menu()
    assert isinstance(menu, QMenu)
    assert "page_server" not in [action.objectName() for action in menu.actions()]


def test_a_place_of_another_version_is_shown_and_left_alone(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom
) -> None:
    with newsroom.database.writing(NOON, COLLECTOR) as unit:
        add_target(unit, kind="pigeon", config={"loft": "north"})
    screen.refresh()
    qtbot.waitUntil(lambda: screen.targets.cards[0].key == "pigeon")
    card = only_card(screen)
    assert not card.form.keep_button.isVisible()
    assert card.form.form.rows == ()
    assert newsroom.ask(SETTINGS).targets[0].is_known is False


def test_the_folder_chooser_does_not_stop_the_window(
    qtbot: QtBot, screen: SettingsScreen, tmp_path: Path
) -> None:
    card = only_card(screen)
    field = card.findChild(PathField)
    assert field is not None
    field.button.click()
    dialog = card.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    assert line(card.form, "path").text() == str(tmp_path)


def test_asking_for_the_places_scrolls_there(qtbot: QtBot, screen: SettingsScreen) -> None:
    screen.focus_on(SettingsPlace(SettingsPart.PUBLISH))
    qtbot.waitUntil(lambda: screen._scroll.verticalScrollBar().value() > 0)
    assert screen.targets.visibleRegion().boundingRect().height() > 100
    qtbot.waitUntil(lambda: line(only_card(screen).form, "path").hasFocus())


def test_every_zone_offered_is_known() -> None:
    from zoneinfo import ZoneInfo

    assert len(zone_names()) > 300
    assert all(ZoneInfo(name) for name in zone_names())


def test_the_public_address_is_watched_by_a_press_and_let_go_with_its_place(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.publishes_to(tmp_path / "page")
    screen.refresh()
    qtbot.waitUntil(lambda: only_card(screen).target_id is not None)
    assert only_card(screen).watch.isHidden()  # nobody knows where customers read it
    newsroom.setting("page.url", "https://status.example.com")
    screen.refresh()
    watch = only_card(screen).watch
    qtbot.waitUntil(watch.isVisible)
    assert "Nobody watches how https://status.example.com answers" in watch.words.text()
    watch.button.click()
    qtbot.waitUntil(lambda: watch.watched_by == "Status page")
    assert watch.button.isHidden()
    assert watch.words.text().startswith("“Status page” watches how")

    only_card(screen).remove_button.click()
    dialog = asked_dialog(qtbot)
    assert not dialog.unwatch.isChecked()
    dialog.unwatch.setChecked(True)
    dialog.action.click()
    qtbot.waitUntil(lambda: newsroom.ask(SETTINGS).targets == ())
    assert newsroom.ask(BOARD).tiles == ()
