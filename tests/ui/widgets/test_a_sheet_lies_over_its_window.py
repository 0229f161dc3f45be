"""What is asked is asked over the window it is about: dimmed, in the middle, and until answered."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.fixtures import views
from ui.screens.board.face import BoardFace
from ui.screens.board.painting.tile import BoardTile
from ui.screens.destinations import NoticesPlace
from ui.shell.navigation import NavigationItem
from ui.startup.screens import entries
from ui.theme.theme import Theme
from ui.theme.tokens import ThemeChoice
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.paragraph import Paragraph
from ui.widgets.shade import Shade
from ui.widgets.sheet import Sheet

CONTROL = Qt.KeyboardModifier.ControlModifier


class Form(Sheet):
    """Two fields, a way back, and what it is for."""

    def __init__(self, parent: QWidget | None, *, lines: int = 2) -> None:
        super().__init__("Add a service", parent, width=500)
        self.inner = QWidget()
        self.rows = QVBoxLayout(self.inner)
        self.fields = [QLineEdit() for _ in range(lines)]
        for field in self.fields:
            self.rows.addWidget(field)
        self.hold(self.inner)
        self.cancel, self.save = QPushButton("Cancel"), QPushButton("Save")
        self.cancel.clicked.connect(self.reject)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.save)
        self.main_button = self.save
        self.saved: list[str] = []
        self.save.clicked.connect(lambda: self.saved.append(self.fields[0].text()))


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    made.resize(1280, 800)
    column = QVBoxLayout(made)
    made.field = QLineEdit()  # type: ignore[attr-defined]
    made.button = QPushButton("Behind")  # type: ignore[attr-defined]
    column.addWidget(made.field)  # type: ignore[attr-defined]
    column.addWidget(made.button)  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.field.setFocus()  # type: ignore[attr-defined]
    return made


def opened(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.open()
    qtbot.waitUntil(lambda: sheet.isVisible() and sheet.isAncestorOf(QApplication.focusWidget()))


def place(sheet: Sheet) -> QRect:
    """Where it lies in its window."""
    return QRect(sheet.mapTo(sheet.window(), QPoint(0, 0)), sheet.size())


def test_it_is_part_of_its_window_and_stands_in_the_middle(qtbot: QtBot, window: QWidget) -> None:
    form = Form(window.button)  # type: ignore[attr-defined]
    opened(qtbot, form)
    assert form.window() is window
    assert not form.isWindow()
    assert (place(form).center() - window.rect().center()).manhattanLength() <= 2
    [shade] = window.findChildren(Shade)
    assert shade.geometry() == window.rect()


def test_it_is_as_high_as_what_it_holds_and_follows_it(qtbot: QtBot, window: QWidget) -> None:
    short, long = Form(window), Form(window, lines=10)
    opened(qtbot, short)
    opened(qtbot, long)
    for form, lines in ((short, 2), (long, 10)):
        fields = sum(field.height() for field in form.fields)
        around = form.rows.spacing() * (lines - 1) + 2 * form.rows.contentsMargins().top()
        assert form.inner.height() == fields + around
    before = short.height()
    short.rows.addWidget(more := QPlainTextEdit())
    more.setFixedHeight(120)
    qtbot.waitUntil(lambda: short.height() >= before + 120)
    more.hide()
    qtbot.waitUntil(lambda: short.height() == before)


@pytest.mark.parametrize("size", [(960, 600), (1280, 800), (3840, 2160)])
def test_it_follows_the_size_of_its_window_with_its_buttons_in_reach(
    qtbot: QtBot, window: QWidget, size: tuple[int, int]
) -> None:
    form = Form(window, lines=40)
    opened(qtbot, form)
    window.resize(*size)
    qtbot.waitUntil(lambda: window.rect().contains(place(form)))
    qtbot.waitUntil(lambda: form.width() == min(500, size[0]))
    assert (place(form).center() - window.rect().center()).manhattanLength() <= 2
    bottom = form.save.mapTo(form, QPoint(0, form.save.height())).y()
    assert bottom <= form.height()
    assert window.findChildren(Shade)[0].geometry() == window.rect()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_the_focus_walks_round_within_it(qtbot: QtBot, window: QWidget, key: Qt.Key) -> None:
    form = Form(window)
    opened(qtbot, form)
    assert QApplication.focusWidget() is form.fields[0]
    seen = []
    for _ in range(8):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(seen[-1], key)
    assert set(seen) == {*form.fields, form.cancel, form.save}
    assert seen[:4] == seen[4:]


def test_what_asks_for_the_focus_behind_does_not_get_it(qtbot: QtBot, window: QWidget) -> None:
    form = Form(window)
    opened(qtbot, form)
    form.save.setFocus()
    window.field.setFocus()  # type: ignore[attr-defined]
    assert QApplication.focusWidget() is form.save


def test_it_goes_back_also_from_a_sheet_that_chose_where_it_begins(
    qtbot: QtBot, window: QWidget
) -> None:
    window.button.setFocus()  # type: ignore[attr-defined]
    form = Form(window)
    form.cancel.setFocus()
    opened(qtbot, form)
    assert QApplication.focusWidget() is form.cancel
    qtbot.keyClick(form.cancel, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.button  # type: ignore[attr-defined]


@pytest.mark.parametrize("came_by_key", [True, False])
@pytest.mark.parametrize("kind", [NavigationItem, BoardTile])
def test_it_comes_back_with_a_ring_only_where_one_was(
    qtbot: QtBot, window: QWidget, kind: type[QAbstractButton], came_by_key: bool
) -> None:
    item: QAbstractButton
    if kind is NavigationItem:
        notices = next(e for e in entries(BoardFace(window)) if e.place == NoticesPlace())
        item = NavigationItem(notices, "", window)
    else:
        item = BoardTile(views.a_tile(1, "Basket", "Shop", views.QUIET_AT), window)
    item.setGeometry(0, 0, 200, 40)
    item.show()
    by = Qt.FocusReason.TabFocusReason if came_by_key else Qt.FocusReason.MouseFocusReason
    item.setFocus(by)
    before = item.grab().toImage()
    form = Form(window)
    opened(qtbot, form)
    assert item.grab().toImage() != before or not came_by_key
    form.reject()
    assert item.hasFocus()
    assert item.grab().toImage() == before


def test_the_focus_goes_back_to_where_it_was(qtbot: QtBot, window: QWidget) -> None:
    window.button.setFocus()  # type: ignore[attr-defined]
    form = Form(window)
    opened(qtbot, form)
    form.reject()
    assert QApplication.focusWidget() is window.button  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not window.findChildren(Shade))


def test_what_lies_behind_hears_no_click_and_no_shortcut(qtbot: QtBot, window: QWidget) -> None:
    heard = []
    window.button.clicked.connect(lambda: heard.append("click"))  # type: ignore[attr-defined]
    shortcut = QShortcut(QKeySequence("Ctrl+2"), window)
    shortcut.activated.connect(lambda: heard.append("shortcut"))
    form = Form(window)
    opened(qtbot, form)

    spot = window.button.geometry().topLeft() + QPoint(3, 3)  # type: ignore[attr-defined]
    assert isinstance(window.childAt(spot), Shade)
    qtbot.keyClick(form.fields[0], Qt.Key.Key_2, CONTROL)
    assert heard == []

    form.reject()
    qtbot.keyClick(window.field, Qt.Key.Key_2, CONTROL)  # type: ignore[attr-defined]
    assert heard == ["shortcut"]


def test_enter_does_what_has_the_focus_and_nothing_where_that_does_nothing(
    qtbot: QtBot, window: QWidget
) -> None:
    form = Form(window)
    opened(qtbot, form)
    qtbot.keyClick(form.fields[1], Qt.Key.Key_Return)
    assert form.saved == []
    form.save.setFocus()
    qtbot.keyClick(form.save, Qt.Key.Key_Enter)
    assert form.saved == [""]
    form.cancel.setFocus()
    qtbot.keyClick(form.cancel, Qt.Key.Key_Return)
    assert not form.isVisible()


@pytest.mark.parametrize("at", ["field", "cancel", "save"])
def test_control_enter_does_what_it_is_for_wherever_the_focus_is(
    qtbot: QtBot, window: QWidget, at: str
) -> None:
    form = Form(window)
    opened(qtbot, form)
    control = {"field": form.fields[1], "cancel": form.cancel, "save": form.save}[at]
    control.setFocus()
    qtbot.keyClick(control, Qt.Key.Key_Return, CONTROL)
    assert form.saved == [""]
    assert form.isVisible()


def test_keys_that_are_held_since_before_it_opened_do_nothing(
    qtbot: QtBot, window: QWidget
) -> None:
    form = Form(window)
    opened(qtbot, form)
    form.cancel.setFocus()
    held = QKeyEvent(
        QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, CONTROL, "\r", autorep=True, count=1
    )
    QApplication.sendEvent(form.cancel, held)
    assert form.saved == []
    assert form.isVisible()


def test_what_cannot_be_done_now_is_not_done_by_key(qtbot: QtBot, window: QWidget) -> None:
    form = Form(window)
    opened(qtbot, form)
    form.save.setEnabled(False)
    qtbot.keyClick(form.fields[0], Qt.Key.Key_Return, CONTROL)
    assert form.saved == []


def test_escape_closes_it(qtbot: QtBot, window: QWidget) -> None:
    form = Form(window)
    opened(qtbot, form)
    with qtbot.waitSignal(form.rejected):
        qtbot.keyClick(form.fields[0], Qt.Key.Key_Escape)


def test_a_question_lies_over_a_form_and_gives_it_back(qtbot: QtBot, window: QWidget) -> None:
    form = Form(window)
    opened(qtbot, form)
    form.fields[1].setFocus()
    question = ConfirmDialog("Remove it?", "It is gone then.", action="Remove", parent=form)
    opened(qtbot, question)
    assert question.window() is window
    form.fields[0].setFocus()
    assert question.isAncestorOf(QApplication.focusWidget())

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not question.isVisible()
    assert form.isVisible()
    assert QApplication.focusWidget() is form.fields[1]


def test_a_long_path_in_a_question_is_read_whole(qtbot: QtBot, window: QWidget) -> None:
    path = "C:" + "\\a-folder-far-down" * 12
    question = ConfirmDialog("Remove it?", f"{path} stays.", action="Remove", parent=window)
    opened(qtbot, question)
    [words] = question.findChildren(Paragraph)
    assert words.text == f"{path} stays."
    assert words.height() >= words.heightForWidth(words.width()) > 2 * words.font().pixelSize()
    assert words.width() < question.width()


def test_a_question_goes_with_the_form_that_it_is_about(qtbot: QtBot, window: QWidget) -> None:
    form = Form(window)
    opened(qtbot, form)
    question = ConfirmDialog("Remove it?", "It is gone then.", action="Remove", parent=form.save)
    opened(qtbot, question)
    form.accept()
    assert not question.isVisible()
    qtbot.waitUntil(lambda: not window.findChildren(Shade))


def test_a_window_is_closed_only_once_what_lies_over_it_lets_go(
    qtbot: QtBot, window: QWidget
) -> None:
    class Deciding(Form):
        is_decided = False

        def reject(self) -> None:
            if self.is_decided:
                super().reject()

    form = Deciding(window)
    opened(qtbot, form)
    window.close()
    assert window.isVisible()
    assert form.isVisible()

    form.is_decided = True
    window.close()
    assert not window.isVisible()


def test_it_is_a_dialog_with_a_name_for_screen_readers(qtbot: QtBot, window: QWidget) -> None:
    form = Form(window)
    opened(qtbot, form)
    told = QAccessible.queryAccessibleInterface(form)
    assert told.role() == QAccessible.Role.Dialog
    assert told.text(QAccessible.Text.Name) == "Add a service"


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_it_stands_out_from_what_it_dims_in_both_themes(
    qtbot: QtBot, window: QWidget, theme: Theme, choice: ThemeChoice
) -> None:
    theme.choose(choice)
    label = QLabel(window)
    label.setFixedSize(40, 40)
    bare = window.grab().toImage().pixelColor(4, 4).lightness()
    form = Form(window)
    opened(qtbot, form)
    shown = window.grab().toImage()
    ground = shown.pixelColor(4, 4).lightness()
    paper = shown.pixelColor(place(form).center()).lightness()
    title = shown.pixelColor(place(form).topLeft() + QPoint(60, 6)).lightness()
    assert ground < bare
    assert max(paper, title) > ground + 8
    # A round corner: behind it lies the shade, not the paper.
    assert shown.pixelColor(place(form).topLeft() + QPoint(1, 1)).lightness() < title


def test_no_button_is_squeezed(window: QWidget, qtbot: QtBot) -> None:
    form = Form(window)
    form.foot.addWidget(QPushButton("Erst um Zustimmung bitten und dann veröffentlichen"))
    form.foot.addWidget(QPushButton("Alles so lassen, wie es ist"))
    form.open()
    buttons = form.findChildren(QPushButton)
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in buttons))
