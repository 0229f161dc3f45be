from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ui.keys.key import Key, Where
from ui.keys.words import key_words, shown_keys, where_words
from ui.palette.keys_sheet import KeysSheet
from ui.widgets.label import Label


def test_every_key_has_words_and_keys():
    for key in Key:
        assert key_words(key)
        assert all(isinstance(one, QKeySequence) and not one.isEmpty() for one in key.sequences)
        assert all(shown_keys(key))
    assert all(where_words(where) for where in Where)


def test_no_keys_mean_two_things_in_one_place():
    held = {}
    for key in Key:
        for one in key.sequences:
            # An arrow walks, and Home and End go with it: they are one thing.
            assert held.setdefault((key.where, one.toString()), key) is key


def test_the_keys_of_the_window_are_nowhere_else_but_where_they_leave_something():
    everywhere = {one for key in Key if key.where is Where.WINDOW for one in key.sequences}
    elsewhere = {
        (key.where, one.toString())
        for key in Key
        if key.where is not Where.WINDOW
        for one in key.sequences
        if one in everywhere
    }
    assert {keys for _, keys in elsewhere} <= {"Esc"}


def test_the_sheet_lists_all_of_them(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    sheet = KeysSheet(window)
    said = [one.text() for one in sheet.findChildren(Label)]
    assert {key_words(key) for key in Key} | {where_words(one) for one in Where} <= set(said)
