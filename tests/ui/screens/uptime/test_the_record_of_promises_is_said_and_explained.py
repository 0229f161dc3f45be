"""The record of promised updates in words, and where it stands on the uptime screen."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from statusboard.domain.promises import PromiseRecord
from statusboard.domain.views.uptime import Range
from tests.fixtures.views_uptime import NOW, figures
from ui.screens.uptime.figures import FigureRow
from ui.screens.uptime.promise_words import kept_words, record_sentences
from ui.widgets.time_words import zone_of

MINUTE = timedelta(minutes=1)


def late(*minutes: int, kept: int = 0, still_open: int = 0) -> PromiseRecord:
    ordered = sorted(minutes)
    middle = ordered[len(ordered) // 2] * MINUTE if len(ordered) > 2 else None
    return PromiseRecord(
        kept,
        len(ordered),
        still_open,
        median_late=middle,
        longest_late=ordered[-1] * MINUTE if ordered else None,
    )


@pytest.mark.parametrize(
    ("record", "card", "sentences"),
    [
        (PromiseRecord(), "", ""),
        (PromiseRecord(withdrawn=1), "", ""),
        (PromiseRecord(open=1), "", "An update is promised, and not due yet."),
        (late(kept=1), "1 of 1 updates on time", "The promised update came on time."),
        (late(kept=12), "all 12 updates on time", "All 12 promised updates came on time."),
        (
            late(8, kept=11),
            "11 of 12 updates on time",
            "11 of 12 promised updates came on time. One was late by 8 min.",
        ),
        (
            late(8, 3, kept=10, still_open=1),
            "10 of 12 updates on time",
            "10 of 12 promised updates came on time. 2 were late, by 8 min at most. "
            "One more is not due yet.",
        ),
        (
            late(1, 4, 90),
            "0 of 3 updates on time",
            "0 of 3 promised updates came on time. "
            "3 were late: by 4 min in the middle, and by 1 h 30 min at most.",
        ),
        (
            late(2),
            "0 of 1 updates on time",
            "The promised update did not come on time. It was late by 2 min.",
        ),
    ],
)
def test_the_record_says_how_many_came_on_time_and_how_late_the_others(
    qapp: object, record: PromiseRecord, card: str, sentences: str
) -> None:
    assert kept_words(record) == card
    assert record_sentences(record) == sentences


def row(qtbot: QtBot, **given: object) -> FigureRow:
    made = FigureRow()
    qtbot.addWidget(made)
    made.show_figures(figures(**given), Range.YEAR, as_of=NOW, zone=zone_of("Europe/Berlin"))
    return made


def test_the_card_of_the_first_notice_says_whether_the_next_ones_came(qtbot: QtBot) -> None:
    shown = row(qtbot, first_notices=4, updates=late(8, kept=11))
    card = shown.first_notice
    assert card.figure == "3 min 10 s"
    assert card.caption == "median, 4 incidents\n11 of 12 updates on time"
    assert "11 of 12 updates on time" in card.accessibleName()
    assert "published by the minute that the one before it promised" in card.toolTip()
    assert "published by the minute" in card.accessibleDescription()


def test_what_a_correction_replaced_is_told_where_the_rule_stands(qtbot: QtBot) -> None:
    shown = row(qtbot, updates=PromiseRecord(kept=2, withdrawn=1))
    assert "One promise was replaced by a correction" in shown.first_notice.toolTip()


def test_promises_are_told_although_no_start_was_measured(qtbot: QtBot) -> None:
    shown = row(qtbot, first_notice_us=None, updates=late(kept=3))
    card = shown.first_notice
    assert (card.figure, card.caption) == (
        "\N{EN DASH}",
        "start not measured\nall 3 updates on time",
    )


def test_the_lateness_is_told_with_the_rule_behind_its_card(qtbot: QtBot) -> None:
    shown = row(qtbot, updates=late(8, kept=11))
    assert shown.standing.text.startswith("Observed 99.2")
    assert "promised updates" not in shown.standing.text
    said = shown.first_notice.toolTip()
    assert "11 of 12 promised updates came on time. One was late by 8 min." in said
