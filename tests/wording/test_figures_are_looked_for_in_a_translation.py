"""A time or a figure that a translation leaves out is named; another way of writing it is not."""

import pytest

from statusboard.wording.translated_figures import missing_figures


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("Since 14:05 UTC it fails.", "Seit 14.05 Uhr UTC schlägt es fehl."),
        ("Since 14:05 UTC it fails.", "Depuis 14 h 05 UTC."),
        ("Since 14:05 UTC it fails.", "14時05分(UTC)から失敗しています。"),
        ("Since 14:05 UTC it fails.", "منذ الساعة ١٤:٠٥ بالتوقيت العالمي"),
        ("Since 2:05 pm it fails.", "Seit 14:05 Uhr schlägt es fehl."),
        ("Next update by 15:00 UTC.", "Nächste Meldung bis 15 Uhr UTC."),
        ("1,200 orders, 99.98 % worked.", "1.200 Aufträge, 99,98 % gingen."),
        ("1,200 orders wait.", "1 200 commandes attendent."),
        ("3 of 5 services fail.", "Drei von fünf Diensten schlagen fehl."),
        ("On 22 November 2026.", "2026年11月22日"),
        ("See https://example.com/2026/77 and ![a](image:123456.png).", "Siehe dort."),
        ("", ""),
    ],
)
def test_the_same_figure_written_otherwise_is_there(original: str, translation: str) -> None:
    assert missing_figures(original, translation) == ()


@pytest.mark.parametrize(
    ("original", "translation", "missing"),
    [
        ("Since 14:05 UTC.", "Seit 14:15 Uhr UTC.", ("14:05",)),
        ("Next update by 15:00 UTC.", "Nächste Meldung bald.", ("15:00",)),
        ("Next update by 15:00 UTC.", "Nächste Meldung bis 16:00 Uhr.", ("15:00",)),
        ("1,200 orders and 45 shops wait.", "12.000 Aufträge warten.", ("1,200", "45")),
    ],
)
def test_a_figure_that_is_told_nowhere_is_named(
    original: str, translation: str, missing: tuple[str, ...]
) -> None:
    assert missing_figures(original, translation) == missing
