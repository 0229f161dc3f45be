from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.widgets.tab_order import chain


def walked(first: QWidget) -> list[str]:
    """What Tab comes to, from one widget on."""
    found, control = [], first
    while True:
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.focusProxy() is None:
            found.append(control.objectName())
        control = control.nextInFocusChain()
        if control is first:
            return found


def a_part(name: str) -> QWidget:
    """A part with two buttons, one of them deeper, and a word that takes no focus."""
    part, within = QWidget(), QWidget()
    rows, deep = QVBoxLayout(part), QHBoxLayout(within)
    for letter, place in (("1", rows), ("2", deep)):
        button = QPushButton(letter)
        button.setObjectName(f"{name}{letter}")
        place.addWidget(button)
    rows.addWidget(QLabel("a word"))
    rows.addWidget(within)
    return part


def test_parts_follow_each_other_and_each_keeps_its_own_order(qapp) -> None:
    window = QWidget()
    rows = QVBoxLayout(window)
    alone, a, b, other = QLineEdit(), a_part("a"), a_part("b"), QLineEdit()
    alone.setObjectName("alone")
    other.setObjectName("other")
    for part in (a, alone, other, b):
        rows.addWidget(part)

    chain(alone, b, other, a)

    assert walked(alone) == ["alone", "b1", "b2", "other", "a1", "a2"]
    chain(b, a, alone, other)
    assert walked(alone) == ["alone", "other", "b1", "b2", "a1", "a2"]


def test_a_part_that_hands_its_focus_on_is_walked_by_what_it_hands_it_to(qapp) -> None:
    window = QWidget()
    rows = QVBoxLayout(window)
    first, part = QLineEdit(), a_part("p")
    first.setObjectName("first")
    part.setFocusProxy(part.findChild(QPushButton, "p2"))
    for one in (part, first):
        rows.addWidget(one)

    chain(first, part)

    assert walked(first) == ["first", "p1", "p2"]
