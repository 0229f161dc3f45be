"""Dates, numbers and counted things in every language, held against CLDR as Qt carries it."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from string import Formatter
from typing import Any

import pytest
from PySide6.QtCore import QDate, QLocale

from statusboard.domain.languages import LANGUAGES, is_right_to_left
from statusboard.domain.views.public_rule import RuleFacts
from statusboard.render.page_words.base import PageWords
from statusboard.render.page_words.english import ENGLISH
from statusboard.render.page_words.known import WORDS
from statusboard.render.page_words.metrics import METRIC_WORDS
from statusboard.render.rule_said import rule_said
from tests.fixtures.public import view

EVERY = pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
# A hundred and more are counted anew in Arabic.
COUNTS = (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111)


def texts(said: Any, path: str = "") -> dict[str, str]:
    """Every text of some words, by where it stands."""
    if isinstance(said, str):
        return {path: said}
    if is_dataclass(said):
        inside = [(one.name, getattr(said, one.name)) for one in fields(said)]
    elif isinstance(said, dict):
        inside = list(said.items())
    elif isinstance(said, tuple):
        inside = list(enumerate(said))
    else:
        return {}
    return {
        where: text for name, one in inside for where, text in texts(one, f"{path}.{name}").items()
    }


def forms_of(said: Any, path: str = "") -> dict[str, dict[str, str]]:
    """Everything counted, by where it stands."""
    found: dict[str, dict[str, str]] = {}
    if is_dataclass(said):
        for one in fields(said):
            found |= forms_of(getattr(said, one.name), f"{path}.{one.name}")
    elif isinstance(said, dict) and "other" in said:
        found[path] = said
    elif isinstance(said, dict):
        for name, each in said.items():
            found |= forms_of(each, f"{path}.{name}")
    return found


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_page_speaks_every_language_that_the_desk_knows() -> None:
    assert list(WORDS) == list(LANGUAGES)
    assert {code for code, words in WORDS.items() if words.direction == "rtl"} == {
        code for code in LANGUAGES if is_right_to_left(code)
    }


@EVERY
def test_months_and_the_order_of_a_date_are_those_of_cldr(words: PageWords) -> None:
    locale = QLocale(words.code)
    for month in range(1, 13):
        day = QDate(2026, month, 22)
        said = words.dates.on(date(2026, month, 22))
        usual = locale.toString(day, QLocale.FormatType.LongFormat)
        name = locale.monthName(month, QLocale.FormatType.LongFormat)
        assert words.dates.months[month - 1].casefold() == name.casefold() or words.code == "ja"
        assert said.split()[0] in usual.replace("\u200f", "") or words.code == "ar"
        digits = f"2026{month}22" if words.code == "ja" else "222026"
        assert "".join(one for one in said if one.isdigit()) == digits


@EVERY
def test_a_counted_thing_has_exactly_the_forms_of_its_language(words: PageWords) -> None:
    plurals = words.dates.plurals
    counted = forms_of(words)

    assert set(counted) == set(forms_of(ENGLISH))
    assert {tuple(sorted(forms)) for forms in counted.values()} == {tuple(sorted(plurals.forms))}
    assert {plurals.form_of(count) for count in COUNTS} == set(plurals.forms)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ["1 hour", "2 hours 5 minutes", "11 days 1 hour", "less than a minute"]),
        ("de", ["1 Stunde", "2 Stunden 5 Minuten", "11 Tage 1 Stunde", "weniger als eine Minute"]),
        ("fr", ["1 heure", "2 heures 5 minutes", "11 jours 1 heure", "moins d’une minute"]),
        ("ja", ["1時間", "2時間5分", "11日1時間", "1分未満"]),
        ("ar", ["ساعة واحدة", "ساعتان و5 دقائق", "11 يومًا وساعة واحدة", "أقل من دقيقة"]),
    ],
)
def test_lengths_are_said_in_the_right_forms(code: str, said: list[str]) -> None:
    lengths = [
        timedelta(hours=1),
        timedelta(hours=2, minutes=5),
        timedelta(days=11, hours=1),
        timedelta(seconds=20),
    ]

    assert [WORDS[code].dates.length(one) for one in lengths] == said


@pytest.mark.parametrize(
    ("code", "full", "month", "share"),
    [
        ("en", "1 December 2026, 14:02 UTC", "December 2026", "99.982 %"),
        ("de", "1. Dezember 2026, 14:02 UTC", "Dezember 2026", "99,982 %"),
        ("fr", "1er décembre 2026, 14:02 UTC", "Décembre 2026", "99,982\u00a0%"),
        ("es", "1 de diciembre de 2026, 14:02 UTC", "Diciembre de 2026", "99,982\u00a0%"),
        ("pt", "1 de dezembro de 2026, 14:02 UTC", "Dezembro de 2026", "99,982%"),
        ("nl", "1 december 2026, 14:02 UTC", "December 2026", "99,982%"),
        ("ja", "2026年12月1日 14:02 UTC", "2026年12月", "99.982%"),
        ("ar", "1 ديسمبر 2026، 14:02 UTC", "ديسمبر 2026", "99.982%"),
    ],
)
def test_times_and_percentages_are_written_as_the_language_does(
    code: str, full: str, month: str, share: str
) -> None:
    dates = WORDS[code].dates

    assert dates.full(datetime(2026, 12, 1, 14, 2, tzinfo=UTC), UTC) == full
    assert dates.month(date(2026, 12, 1)) == month
    assert dates.share("99.982") == share
    assert "0" in dates.share("less than 0.1")
    assert "less" not in dates.share("less than 0.1") or code == "en"


@EVERY
def test_every_text_is_filled_with_what_the_english_one_is(words: PageWords) -> None:
    """Whatever is counted may leave its number to the word for it."""
    english, counted = texts(ENGLISH), forms_of(words)
    inside = {f"{path}.{form}" for path, forms in counted.items() for form in forms}

    for path, text in texts(words).items():
        if path.startswith(".dates.plurals"):
            continue
        if path in inside:
            whole = braces(counted[path.rpartition(".")[0]]["other"])
            assert whole - {"n"} <= braces(text) <= whole or not text
        else:
            assert braces(text) == braces(english[path]), path
    assert not any("!" in text or "<" in text for text in texts(words).values())


def test_response_times_are_told_in_every_language() -> None:
    assert list(METRIC_WORDS) == list(LANGUAGES)
    english = METRIC_WORDS["en"]
    for code, words in METRIC_WORDS.items():
        assert len(words.ranges) == len(set(words.ranges)) == len(english.ranges)
        for one in fields(words):
            said, usual = getattr(words, one.name), getattr(english, one.name)
            if isinstance(said, str):
                assert said.count("{") == usual.count("{")
                assert said != usual or code == "en" or len(said.split()) < 2


@EVERY
def test_no_sentence_is_left_in_english(words: PageWords) -> None:
    if words.code == "en":
        return
    english = texts(ENGLISH)
    same = {
        path: text
        for path, text in texts(words).items()
        if english.get(path) == text and len(text.split()) > 1 and not braces(text)
    }

    assert same == {}


@EVERY
def test_the_rule_tells_everything_that_a_figure_is_made_of(words: PageWords) -> None:
    facts = RuleFacts((("Checkout", 3), ("Search", 1), ("Old", 0)), 2, date(2026, 3, 1), 1, "99.5")
    shown = view(language=words.code, languages=(words.code,))
    said = rule_said(replace(shown, record=replace(shown.record, rule_facts=facts)), words)

    if words.code != "en":
        assert words.rule.rule in said
        for part in ("Checkout 3", "Search 1", "Old", words.dates.share("99.5")):
            assert part in said
        assert words.dates.on(date(2026, 3, 1)) in said
