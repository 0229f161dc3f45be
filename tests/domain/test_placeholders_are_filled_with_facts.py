"""Placeholders are filled by name, gaps are told, and every other brace stays as it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.fact_sheet import FactSheet, Uptime
from statusboard.domain.language import Language
from statusboard.domain.placeholders import PLACEHOLDERS, filled, places_in
from statusboard.domain.status import ComponentStatus

NOON = datetime(2026, 11, 22, 13, 2, tzinfo=UTC)
SHEET = FactSheet(
    now=NOON + timedelta(minutes=44),
    zone=ZoneInfo("Europe/Berlin"),
    services=("Checkout", "Mailer"),
    status=ComponentStatus.MAJOR_OUTAGE,
    started=NOON,
    next_update=NOON + timedelta(minutes=74),
    page_url="https://status.example.com",
    follow_url="https://status.example.com/tell",
    uptimes=(Uptime(Fraction(99_988, 100_000), 365), Uptime(Fraction(1), 90)),
    quarter=(datetime(2026, 7, 1, tzinfo=UTC).date(), Fraction(99_999, 100_000)),
    quarter_coverage=Fraction(9_969, 10_000),
    days_since_last_major=61,
)


def test_facts_are_told_in_each_language() -> None:
    english, german = SHEET.values(Language.ENGLISH), SHEET.values(Language.GERMAN)
    assert (english["services"], german["services"]) == (
        "Checkout and Mailer",
        "Checkout und Mailer",
    )
    assert (english["effect"], german["effect"]) == ("are unavailable", "sind nicht erreichbar")
    assert (english["started"], german["started"]) == ("14:02 CET", "14:02 Uhr MEZ")
    assert (english["duration"], german["duration"]) == ("44 minutes", "44 Minuten")
    assert (english["uptime_12_months"], german["uptime_12_months"]) == ("99.98 %", "99,98 %")
    assert (english["quarter"], english["uptime_quarter"]) == ("Q3 2026", "99.99 %")
    assert (english["quarter_coverage"], german["quarter_coverage"]) == ("99.6 %", "99,6 %")
    assert english["next_update_promise"] == "We will update this notice by 15:16 CET."
    assert german["uptime_record"] == (
        "Checkout und Mailer waren in 99,98 % der letzten 12 Monate verfügbar."
    )


def test_of_services_that_differ_each_is_said_to_be_as_it_is() -> None:
    differ = replace(
        SHEET,
        services=("Mailer", "Search", "Checkout"),
        statuses=(
            ComponentStatus.PARTIAL_OUTAGE,
            ComponentStatus.MAJOR_OUTAGE,
            ComponentStatus.PARTIAL_OUTAGE,
        ),
    )
    english, german = differ.values(Language.ENGLISH), differ.values(Language.GERMAN)

    assert english["effect"] == "are not working as usual"
    assert english["trouble"] == (
        "Search has been unavailable since 14:02 CET. "
        "Mailer and Checkout are failing for some customers."
    )
    assert german["trouble"] == (
        "Search ist seit 14:02 Uhr MEZ nicht erreichbar. "
        "Mailer und Checkout sind für einen Teil der Kunden gestört."
    )


@pytest.mark.parametrize(
    ("changed", "english", "german"),
    [
        (
            (False, False),
            "Checkout and Mailer have been unavailable since 14:02 CET.",
            "Checkout und Mailer sind seit 14:02 Uhr MEZ nicht erreichbar.",
        ),
        (
            (False, True),
            "Checkout and Mailer are unavailable. The trouble has lasted since 14:02 CET.",
            "Checkout und Mailer sind nicht erreichbar. Die Störung besteht seit 14:02 Uhr MEZ.",
        ),
    ],
)
def test_a_status_that_came_later_is_not_said_to_have_lasted_since_the_start(
    changed: tuple[bool, ...], english: str, german: str
) -> None:
    sheet = replace(SHEET, changed=changed)

    assert sheet.values(Language.ENGLISH)["trouble"] == english
    assert sheet.values(Language.GERMAN)["trouble"] == german


def test_of_services_that_differ_the_worst_may_have_come_later() -> None:
    sheet = replace(
        SHEET,
        statuses=(ComponentStatus.DEGRADED_PERFORMANCE, ComponentStatus.MAJOR_OUTAGE),
        changed=(False, True),
    )

    assert sheet.values(Language.ENGLISH)["trouble"] == (
        "Mailer is unavailable. Checkout is not working as usual. "
        "The trouble has lasted since 14:02 CET."
    )


@pytest.mark.parametrize(
    ("days", "english", "german"),
    [(61, "61 days", "61 Tagen"), (1, "1 day", "1 Tag"), (0, None, None), (None, None, None)],
)
def test_the_days_without_a_major_outage_are_told_with_their_unit(
    days: int | None, english: str | None, german: str | None
) -> None:
    sheet = replace(SHEET, days_since_last_major=days)
    for language, text in ((Language.ENGLISH, english), (Language.GERMAN, german)):
        assert sheet.values(language).get("days_since_last_major") == text


def test_what_is_not_known_is_a_gap() -> None:
    bare = FactSheet(now=NOON, zone=UTC)
    found = filled("Since {started} {services} fail.", bare.values(Language.ENGLISH))
    assert found.text == "Since {started} {services} fail."
    assert found.gaps == ("started", "services")
    assert found.fillings == ()


def test_every_placeholder_can_be_filled() -> None:
    whole = SHEET.values(Language.ENGLISH).keys()
    unfilled = PLACEHOLDERS.keys() - whole
    # Nobody chose them here, and nothing is over.
    assert unfilled == {"title", "ended", "impact", "page_name", "recovery", "lasted"}


def test_other_braces_are_plain_text() -> None:
    text = "{no} {{started}} { started } {Started}"
    assert filled(text, {"started": "now"}).text == "{no} {now} { started } {Started}"
    assert [one.name for one in places_in("{started} {now} {ended}")] == ["started", "ended"]


@given(
    st.lists(st.one_of(st.text(), st.sampled_from([f"{{{name}}}" for name in PLACEHOLDERS]))),
    st.dictionaries(st.sampled_from(list(PLACEHOLDERS)), st.text(min_size=1)),
)
def test_what_is_filled_stands_where_it_is_said_to(
    parts: list[str], values: dict[str, str]
) -> None:
    found = filled("".join(parts), values)
    for one in found.fillings:
        assert found.text[one.start : one.stop] == values[one.name]
    assert set(found.gaps).isdisjoint(values)


@pytest.mark.parametrize("language", Language)
def test_names_are_joined_as_people_do(language: Language) -> None:
    many = FactSheet(now=NOON, zone=UTC, services=tuple("ABCDE")).values(language)["services"]
    assert many in ("A, B and 3 more services", "A, B und 3 weitere Dienste")


PARTS = st.lists(st.one_of(st.text(), st.sampled_from([f"{{{name}}}" for name in PLACEHOLDERS])))
VALUES = st.dictionaries(st.sampled_from(list(PLACEHOLDERS)), st.text(min_size=1))


@given(PARTS, VALUES, st.data())
def test_words_between_fillings_are_found_where_they_were_written(
    parts: list[str], values: dict[str, str], data: st.DataObject
) -> None:
    written = "".join(parts)
    found = filled(written, values)
    start = data.draw(st.integers(0, len(found.text)))
    stop = data.draw(st.integers(start, len(found.text)))
    begin, end = found.to_written(start, stop)

    assert 0 <= begin <= end <= len(written)
    if not found.touches(start, stop):
        assert written[begin:end] == found.text[start:stop]


@given(PARTS, VALUES)
def test_words_inside_a_filling_stand_on_its_whole_placeholder(
    parts: list[str], values: dict[str, str]
) -> None:
    written = "".join(parts)
    found = filled(written, values)
    for one in found.fillings:
        for start in range(one.start, one.stop):
            begin, end = found.to_written(start, start + 1)
            assert written[begin:end] == one.placeholder
        assert found.to_written(one.start, one.stop) == found.to_written(one.start, one.start + 1)


def test_words_half_inside_a_filling_reach_over_its_placeholder() -> None:
    written = "It fails since {started} here."
    found = filled(written, {"started": "14:02 CET"})
    place = found.text.index("since 14")
    begin, end = found.to_written(place, place + len("since 14"))
    assert written[begin:end] == "since {started}"
    place = found.text.index("CET here")
    begin, end = found.to_written(place, place + len("CET here"))
    assert written[begin:end] == "{started} here"
