"""A text is broken at words and cut after so many lines; a column fits the texts in it."""

import pytest
from PySide6.QtGui import QFontMetricsF

from ui.theme.fonts import SEMIBOLD, font
from ui.theme.tokens import BODY
from ui.widgets.column_width import column_width
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.text_lines import lines_of

TEXT = "Benachrichtigungen für Geschäftskunden der Niederlassung in Oberösterreich"


def test_all_of_it_is_there_and_no_line_is_too_wide(theme) -> None:
    lines, is_cut = lines_of(TEXT, font(BODY), 180)
    assert "".join(lines) == TEXT
    assert not is_cut
    assert len(lines) > 2
    assert max(QFontMetricsF(font(BODY)).horizontalAdvance(line.rstrip()) for line in lines) <= 180


def test_what_is_left_out_leaves_an_ellipsis(theme) -> None:
    lines, is_cut = lines_of(TEXT, font(BODY), 180, most=2)
    assert is_cut
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert lines_of("", font(BODY), 180) == ([], False)
    assert lines_of("a\n\nb", font(BODY), 180)[0] == ["a", "", "b"]


def test_a_label_of_several_lines_says_all_on_hover_where_it_is_cut(qtbot, theme) -> None:
    label = ElidedLabel(TEXT, max_lines=2)
    qtbot.addWidget(label)
    label.resize(180, 40)
    label.show()
    assert label.shown.count("\n") == 1
    assert label.toolTip() == TEXT
    label.resize(900, 40)
    assert label.shown == TEXT
    assert label.toolTip() == ""


@pytest.mark.parametrize(
    ("texts", "width"), [([], 50), (["a"], 50), (["Microsoft Teams"] * 3, None), ([TEXT], 200)]
)
def test_a_column_fits_its_widest_text_within_bounds(theme, texts, width) -> None:
    found = column_width(texts, least=50, most=200, weight=SEMIBOLD)
    words = QFontMetricsF(font(BODY, SEMIBOLD)).horizontalAdvance("Microsoft Teams")
    assert found == width or words + 24 <= found < words + 27
