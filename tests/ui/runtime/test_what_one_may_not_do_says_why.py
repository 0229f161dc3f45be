"""What whoever sits here may not do is shown, cannot be pressed, and says why and whom to ask."""

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from statusboard.domain.access import Actor, ActorKind, Permission, Role
from ui.runtime.permitted import Permitted


def actor(role: Role) -> Actor:
    return Actor(ActorKind.PERSON, "Ben", role.permissions, 2)


def made(qtbot: QtBot) -> tuple[Permitted, QPushButton]:
    button = QPushButton("Add")
    button.setToolTip("Ctrl+N")
    qtbot.addWidget(button)
    permitted = Permitted(button)
    permitted.bind(Permission.PUBLISH, button)
    return permitted, button


def test_until_it_is_known_who_acts_nothing_is_held_back(qtbot: QtBot) -> None:
    permitted, button = made(qtbot)

    assert button.isEnabled()
    assert permitted.may(Permission.CONFIGURE)


def test_it_says_why_and_whom_to_ask_and_comes_back(qtbot: QtBot) -> None:
    permitted, button = made(qtbot)
    permitted.know(actor(Role.AUTHOR), ("Ada", "Cleo"))

    assert not button.isEnabled()
    assert button.toolTip() == (
        "Ben may not do this: it takes the role of publisher. Ask Ada, Cleo."
    )
    permitted.know(actor(Role.PUBLISHER), ("Ada",))
    assert button.isEnabled()
    assert button.toolTip() == "Ctrl+N"


def test_a_name_that_looks_like_markup_is_read_as_it_is(qtbot: QtBot) -> None:
    permitted, button = made(qtbot)
    permitted.know(actor(Role.AUTHOR), ("<img src=x>",))

    assert "Ask &lt;img src=x&gt;." in button.toolTip()


def test_what_else_decides_about_it_goes_on_deciding(qtbot: QtBot) -> None:
    permitted, button = made(qtbot)
    button.setEnabled(False)
    permitted.know(actor(Role.ADMINISTRATOR), ())
    assert not button.isEnabled()

    permitted.know(actor(Role.VIEWER), ())
    button.setEnabled(True)
    assert not button.isEnabled()
    permitted.know(actor(Role.ADMINISTRATOR), ())
    assert button.isEnabled()


def test_what_it_holds_is_held_with_it(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    field = QLineEdit()
    QVBoxLayout(room).addWidget(field)
    permitted = Permitted(room)
    permitted.bind(Permission.WRITE, room)
    permitted.know(actor(Role.VIEWER), ("Ada",))

    field.setEnabled(True)
    assert not field.isEnabled()
    permitted.know(actor(Role.AUTHOR), ("Ada",))
    assert field.isEnabled()
