import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.shell.geometry import WindowGeometry


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_it_stands_where_it_was(window, qtbot, tmp_path):
    window.setGeometry(20, 30, 500, 400)
    WindowGeometry(tmp_path / "window.ini").save(window)
    other = QWidget()
    qtbot.addWidget(other)
    again = WindowGeometry(tmp_path / "window.ini")
    again.restore(other)
    assert other.geometry() == QRect(20, 30, 500, 400)
    assert not again.was_maximized()


def test_it_fills_the_display_again(window, tmp_path):
    window.showMaximized()
    WindowGeometry(tmp_path / "window.ini").save(window)
    assert WindowGeometry(tmp_path / "window.ini").was_maximized()


def test_a_place_that_no_display_shows_is_not_taken(window, tmp_path):
    window.setGeometry(90000, 90000, 500, 400)
    geometry = WindowGeometry(tmp_path / "window.ini")
    geometry.save(window)
    geometry.restore(window)
    assert window.geometry() != QRect(90000, 90000, 500, 400)
    assert window.screen().availableGeometry().intersects(window.geometry())
