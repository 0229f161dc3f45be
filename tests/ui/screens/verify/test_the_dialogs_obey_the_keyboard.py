"""Whoever works by key reaches things in the order they stand, and Enter does what has focus."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from statusboard.app.services.kinds import check_kinds
from tests.fixtures.views_verify import service_detail
from ui.screens.verify.choices import SourceDialog
from ui.screens.verify.service_dialog import ServiceDialog
from ui.theme.theme import Theme
from ui.widgets.confirm_dialog import ConfirmDialog


def opened(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()


def stops(dialog: QDialog) -> list[QWidget]:
    """Where Tab stops, from the first control of the dialog on."""
    found: list[QWidget] = []
    control = dialog.nextInFocusChain()
    while control is not dialog:
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isVisible():
            found.append(control)
        control = control.nextInFocusChain()
    return found


def test_enter_takes_the_answer_that_has_focus(qtbot: QtBot, theme: Theme) -> None:
    asked = SourceDialog(check_kinds())
    opened(qtbot, asked)
    option = asked.findChild(QPushButton, "http")
    option.setFocus()

    with qtbot.waitSignal(asked.chosen) as chosen:
        qtbot.keyClick(option, Qt.Key.Key_Return)

    assert chosen.args == ["http"]


def test_what_cannot_be_undone_waits_for_a_choice(qtbot: QtBot, theme: Theme) -> None:
    asked = ConfirmDialog("Remove it?", "It is gone then.", action="Remove service")
    opened(qtbot, asked)
    assert [b.text() for b in asked.findChildren(QPushButton) if b.isDefault()] == ["Keep it"]
    asked.action.setFocus()

    with qtbot.waitSignal(asked.accepted):
        qtbot.keyClick(asked.action, Qt.Key.Key_Return)


def test_the_fields_of_a_service_follow_each_other_as_they_stand(
    qtbot: QtBot, theme: Theme
) -> None:
    window = QWidget()
    window.resize(800, 4_000)
    qtbot.addWidget(window)
    window.show()
    form = ServiceDialog(check_kinds(), ("Shop",), detail=service_detail(), parent=window)
    opened(qtbot, form)
    form._another.menu().actions()[0].trigger()
    QApplication.processEvents()

    tops = [control.mapTo(form, QPoint(0, 0)).y() for control in stops(form)]

    assert len(tops) > 20
    assert tops == sorted(tops)


def test_every_button_of_the_form_says_what_it_unfolds(qtbot: QtBot, theme: Theme) -> None:
    form = ServiceDialog(check_kinds(), ("Shop",))
    opened(qtbot, form)
    words = [button.text() for button in form.findChildren(QPushButton) if button.isVisible()]
    assert len(words) == len(set(words))
