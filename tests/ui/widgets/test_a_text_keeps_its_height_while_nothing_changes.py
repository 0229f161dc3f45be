"""A wrapped text is measured once for a width, and anew when it, its face or its limit changes."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph

SHORT = "Some orders cannot be placed."
LONG = f"{SHORT} We are looking into it, and will tell more at noon."
WIDTHS = (90, 200, 90)


def label(text: str, size: float) -> Label:
    return Label(text, size=size, wrap=True)


def paragraph(text: str, size: float) -> Paragraph:
    return Paragraph(text, size=size)


def heights(widget: QWidget) -> list[int]:
    return [widget.heightForWidth(width) for width in WIDTHS]


@pytest.mark.parametrize("make", [label, paragraph])
def test_it_is_as_high_as_one_made_anew(
    qtbot: QtBot, theme: Theme, make: Callable[[str, float], Label | Paragraph]
) -> None:
    shown = make(SHORT, 13)
    qtbot.addWidget(shown)
    assert heights(shown) == heights(make(SHORT, 13))

    (shown.setText if isinstance(shown, Label) else shown.set_text)(LONG)
    assert heights(shown) == heights(make(LONG, 13)) != heights(make(SHORT, 13))

    shown.set_size(22)
    assert heights(shown) == heights(make(LONG, 22)) != heights(make(LONG, 13))


def test_a_label_is_as_high_as_its_toolkit_says(qtbot: QtBot, theme: Theme) -> None:
    shown = label(LONG, 13)
    qtbot.addWidget(shown)

    assert heights(shown) == [QLabel.heightForWidth(shown, width) for width in WIDTHS]


def test_a_paragraph_obeys_another_limit_of_lines(qtbot: QtBot, theme: Theme) -> None:
    shown = paragraph(LONG, 13)
    qtbot.addWidget(shown)
    whole = shown.heightForWidth(90)

    shown.set_max_lines(1)

    assert shown.heightForWidth(90) < whole
