from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QLabel, QRadioButton, QWidget

from statusboard.app.services.kinds import check_kinds
from statusboard.domain.status import ComponentStatus as Status
from statusboard.domain.status import IncidentStatus
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from ui.theme.fonts import BOLD, font
from ui.theme.icons import STATUS_GLYPHS, icon, pixmap
from ui.theme.status_style import status_style
from ui.theme.tokens import DARK, LIGHT, ThemeChoice
from ui.widgets.banner import Banner
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_tip import plain_tip
from ui.widgets.relative_time import RelativeTime
from ui.widgets.search_field import SearchField
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.status_chip import StatusChip
from ui.widgets.strip_painting import bar_at, bar_edges
from ui.widgets.time_words import age_words, exact_length, moment_words, zone_of
from ui.widgets.uptime_strip import UptimeStrip


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_own_glyph_word_and_colour(theme, status):
    styles = {status_style(s, LIGHT) for s in Status}
    assert len({s.glyph for s in styles}) == len({s.word for s in styles}) == len(Status)
    style = status_style(status, DARK)
    assert style.glyph in STATUS_GLYPHS
    assert not pixmap(style.glyph, style.colour, 24).isNull()


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_word_can_be_read_on_what_it_stands_on(colours):
    grounds = (colours.bg, colours.surface)
    for name in (
        "text",
        "muted",
        "faint",
        "accent",
        *(f"{status}_ink" for status in STATUS_GLYPHS),
    ):
        for ground in grounds:
            assert contrast(getattr(colours, name), ground) >= 4.5, name
    for status in STATUS_GLYPHS:
        soft = getattr(colours, f"{status}_soft")
        assert contrast(getattr(colours, f"{status}_ink"), soft) >= 4.5, status
        assert contrast(colours.muted, soft) >= 4.5, status
        # A glyph beside its word needs less than the word.
        assert contrast(getattr(colours, status), soft) >= 3, status
    assert contrast(colours.muted, colours.sunken) >= 4.5
    assert contrast(colours.accent, colours.accent_soft) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2: from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[n : n + 2], 16)) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_an_icon_is_drawn_once_for_each_density(theme):
    assert pixmap("check", "#123456", 18, 2.0) is pixmap("check", "#123456", 18, 2.0)
    assert pixmap("check", "#123456", 18, 2.0).size() == QSize(36, 36)
    assert not icon("settings", "#123456").isNull()


def test_an_icon_that_is_not_bundled_is_an_error(theme):
    with pytest.raises(LookupError, match="no icon is called"):
        pixmap("nothing-like-it", "#000000", 18)


def test_an_icon_wears_the_colour_that_was_asked_for(theme):
    image = pixmap("major", "#ff0000", 24).toImage()
    assert image.pixelColor(3, 12).name() == "#ff0000"


def test_the_bundled_typeface_is_the_one_that_is_shown(theme):
    assert QFontInfo(font(14)).family() == "Inter"
    assert QFontInfo(font(14, BOLD)).weight() == BOLD.value


def test_figures_are_equally_wide(qtbot, theme):
    label = Label("1")
    qtbot.addWidget(label)
    metrics = label.fontMetrics()
    assert metrics.horizontalAdvance("11:11") == metrics.horizontalAdvance("00:00")


def test_a_label_never_reads_markup(qtbot, theme):
    label = Label("<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_label_changes_its_tone(qtbot, theme):
    label = Label("late", tone="muted")
    qtbot.addWidget(label)
    label.show()
    label.set_tone("major")
    assert label.palette().color(label.foregroundRole()).name() == LIGHT.major_ink.lower()


def test_the_theme_changes_what_is_shown(qtbot, theme):
    label = QLabel("x")
    label.setProperty("tone", "muted")
    qtbot.addWidget(label)
    label.show()
    theme.choose(ThemeChoice.DARK)
    assert label.palette().color(label.foregroundRole()).name() == DARK.muted.lower()


@pytest.mark.parametrize(
    ("status", "word"),
    [(Status.MAJOR_OUTAGE, "Major outage"), (IncidentStatus.RESOLVED, "Resolved")],
)
def test_a_chip_says_its_word(qtbot, theme, status, word):
    chip = StatusChip(status)
    qtbot.addWidget(chip)
    assert chip.accessibleName() == word
    chip.show_status(status, "Checkout API: out")
    assert chip.accessibleName() == "Checkout API: out"


def test_a_strip_says_what_it_shows(qtbot, theme):
    strip = UptimeStrip([Status.OPERATIONAL] * 88 + [Status.MAJOR_OUTAGE, Status.UNKNOWN])
    qtbot.addWidget(strip)
    assert strip.accessibleName() == "88 Operational, 1 Major outage, 1 No data"
    strip.show_statuses([])
    assert strip.accessibleName() == "Nothing recorded yet"


def test_bars_fill_their_width_on_whole_pixels():
    for width in (90, 180, 431, 1200):
        edges = bar_edges(0, width, 90)
        assert len(edges) == 90
        assert edges[-1][0] + edges[-1][1] <= width + 1
        assert all(size >= 1 for _, size in edges)


def test_the_bar_under_the_pointer_is_found():
    assert bar_at(0, 0, 90, 90) == 0
    assert bar_at(89.5, 0, 90, 90) == 89
    assert bar_at(90, 0, 90, 90) is None
    assert bar_at(5, 0, 90, 0) is None


def test_segments_are_chosen_by_mouse_and_by_key(qtbot, theme):
    control = SegmentedControl(
        [("day", "24 h"), ("week", "7 d"), ("year", "12 months")], name="Range"
    )
    qtbot.addWidget(control)
    with qtbot.waitActive(control):
        control.show()
        control.activateWindow()
    heard = []
    control.chosen.connect(heard.append)
    qtbot.mouseClick(control.button("week"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(control.button("week"), Qt.Key.Key_Right)
    assert heard == ["week", "year"]
    control.choose("day")
    assert (control.current, heard) == ("day", ["week", "year"])


def test_a_paragraph_stops_after_so_many_lines_and_says_all_on_hover(qtbot, theme):
    text = "one two three four five " * 20
    paragraph = Paragraph(text, max_lines=2)
    qtbot.addWidget(paragraph)
    all_of_it = Paragraph(text)
    qtbot.addWidget(all_of_it)
    assert paragraph.heightForWidth(200) < all_of_it.heightForWidth(200)
    paragraph.resize(200, paragraph.heightForWidth(200))
    paragraph.grab()
    assert paragraph.toolTip() == text
    assert paragraph.accessibleName() == text


def test_a_cut_label_says_all_on_hover(qtbot, theme):
    label = ElidedLabel("Kundenbenachrichtigungsdienst")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.toolTip() == "Kundenbenachrichtigungsdienst"
    label.resize(600, 20)
    assert label.toolTip() == ""


@pytest.mark.parametrize("make", [ElidedLabel, lambda text: Paragraph(text, max_lines=1)])
def test_what_somebody_typed_is_no_markup_on_hover_either(qtbot, theme, make):
    label = make("<img src='file:///secret'> a very long name that is cut off")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    qtbot.waitUntil(lambda: bool(label.toolTip()))
    assert "<img" not in label.toolTip()
    assert "&lt;img" in label.toolTip()


def test_a_tip_keeps_its_lines_and_plain_words_stay_as_they_are():
    assert plain_tip("R&D\nlate") == "<qt>R&amp;D<br>late</qt>"
    assert plain_tip("Checkout API\nlate") == "Checkout API\nlate"


def test_an_age_counts_on_only_while_it_is_seen(qtbot, theme):
    clock = ManualClock(views.QUIET_AT)
    label = RelativeTime(pattern="Checked {age}", never="Not checked yet", clock=clock)
    qtbot.addWidget(label)
    assert label.text() == "Not checked yet"
    label.show_instant(views.QUIET_AT - timedelta(seconds=4), zone_of(views.ZONE))
    assert label.text() == "Checked 4 s ago"
    assert label.toolTip() == "23 November 2026, 09:11:56 CET (08:11:56 UTC)"
    label.show()
    clock.forward(timedelta(seconds=60))
    label.tick()
    assert label.text() == "Checked 1 min ago"
    label.hide()


def test_a_banner_says_its_sentence_and_offers_its_way_out(qtbot, theme):
    banner = Banner("The collector stopped.", tone="major", action="Start it")
    qtbot.addWidget(banner)
    banner.show()
    with qtbot.waitSignal(banner.acted):
        qtbot.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    assert banner.accessibleName() == "The collector stopped."


def test_escape_clears_a_search(qtbot, theme):
    field = SearchField("Search services")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "shop")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_flow_begins_a_new_row_where_there_is_no_more_room(qtbot, theme):
    outer = QWidget()
    qtbot.addWidget(outer)
    flow = FlowLayout(outer, gap=10)
    for _ in range(4):
        box = QWidget()
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    assert flow.heightForWidth(430) == 20
    assert flow.heightForWidth(250) == 50
    assert flow.heightForWidth(50) == 110


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "now"), (4, "4 s ago"), (179, "2 min ago"), (7200, "2 h ago"), (172800, "2 days ago")],
)
def test_ages_are_short(seconds, words):
    assert age_words(seconds) == words


def test_lengths_have_two_units():
    assert exact_length(115 * 60) == "1 h 55 min"
    assert exact_length(76 * 3600) == "3 days 4 h"


def test_a_moment_is_as_short_as_it_is_clear():
    zone = zone_of(views.ZONE)
    now = views.QUIET_AT
    assert moment_words(now - timedelta(minutes=10), now, zone) == "09:02"
    assert moment_words(now - timedelta(days=1), now, zone) == "yesterday 09:12"
    assert moment_words(now - timedelta(days=48), now, zone) == "6 Oct 10:12"
    assert moment_words(now - timedelta(days=700), now, zone) == "23 Dec 2024"


def test_an_unknown_zone_is_read_as_utc():
    assert zone_of("Mars/Olympus").utcoffset(views.QUIET_AT) == timedelta(0)


def test_every_kind_of_check_has_an_icon_that_is_bundled(theme):
    for kind in check_kinds().values():
        assert not pixmap(kind.icon, LIGHT.muted, 18).isNull()


@pytest.mark.parametrize(
    ("choice", "colours"), [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)]
)
def test_a_radio_button_is_seen_and_says_whether_it_is_chosen(theme, qtbot, choice, colours):
    theme.choose(choice)
    button = QRadioButton("All that follow")
    qtbot.addWidget(button)
    button.setAutoExclusive(False)
    button.show()
    seen = []
    for is_chosen in (False, True):
        button.setChecked(is_chosen)
        picture = button.grab().toImage()
        spot = range(3, 20)
        seen.append({picture.pixelColor(x, picture.height() // 2).name() for x in spot})
    theme.choose(ThemeChoice.LIGHT)

    assert len(seen[0]) > 1
    assert colours.accent.lower() in seen[1] - seen[0]
