"""Times, numbers, names, causes and addresses of a text are held against the facts alone."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.fact_sheet import FactSheet, Uptime
from statusboard.domain.language import Language
from statusboard.domain.status import ComponentStatus, Impact
from statusboard.wording.unfounded import RULE, unfounded

NOW = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
YEAR = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SHEET = FactSheet(
    now=NOW,
    zone=ZoneInfo("Europe/Berlin"),
    services=("Checkout API", "Card payments"),
    status=ComponentStatus.MAJOR_OUTAGE,
    title="Payments are failing",
    impact=Impact.MAJOR,
    started=NOW - 18 * MINUTE,
    next_update=NOW + 30 * MINUTE,
    page_name="Northwind",
    page_url="https://status.northwind.example",
    uptimes=(Uptime(Fraction(9998, 10_000), 365),),
)


def marked(text: str, *templates: str, sheet: FactSheet = SHEET) -> list[str]:
    found = unfounded(text, sheet, templates)
    for finding in found:
        assert finding.rule == RULE
        assert not finding.blocks
        for words in finding.words:
            assert text[words.start : words.stop] == words.text
    return [words.text for finding in found for words in finding.words]


@pytest.mark.parametrize(
    "text",
    [
        "Checkout API and Card payments are unavailable since 14:02 CET. We are working on it.",
        "Since 2:02 PM CET, Checkout API has been unavailable, for 18 minutes now.",
        "It began at 13:02 UTC. We will update this notice by 14:50 CET, which is in 30 minutes.",
        "We will update this notice by 14:45 CET.",
        "On 22 November 2026 at 14:02 CET two services became unavailable.",
        "It began on November 22. It began on 22.11.2026. It began on 2026-11-22.",
        "We apologise for the inconvenience caused by this outage.",
        "The cause is not yet known. We know the cause and are mending it.",
        "The cause was identified and is being fixed.",
        "Payments are failing due to the ongoing problem with Checkout API.",
        "Checkout API has been available 99.98 % of the last 12 months. That is 99.98%.",
        "What to do:\n1. Wait a moment.\n2. Please try once more.\n\nThank you. Sorry for this.",
        "**What You Can Do**\nWait, please.",
        "See https://status.northwind.example for more. I'm sorry. Northwind is working on it.",
        "Seit 14:02 Uhr (MEZ) ist Checkout API nicht erreichbar. Wir melden uns bis 14:50 Uhr.",
        "Am 22. November 2026 kam es zu einem Ausfall. Wir bedauern die Störung aufgrund dieses "
        "Ausfalls. Die Ursache ist noch nicht bekannt. Unser Team arbeitet an der Behebung.",
        "",
    ],
)
def test_what_a_fact_carries_is_not_marked(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It began at 14:03 CET.", ["14:03"]),
        ("We are back by 3 pm.", ["3 pm"]),
        ("It ended at 25:71.", ["25:71"]),
        ("Roughly 40% of customers see it.", ["40%"]),
        ("About 1,200 orders are lost.", ["1,200"]),
        ("It takes two hours, or 3 days.", ["two hours", "3 days"]),
        ("It ended on November 23.", ["November 23"]),
        ("It began on 22 November 2025.", ["22 November 2025"]),
        ("It began on 21.11.2026.", ["21.11.2026"]),
        ("See https://evil.example/x, or write to me@evil.example.", None),
        ("It fails due to a broken database server, and we mend it.", None),
        ("The root cause was a faulty certificate.", None),
        ("Orders fail because of Search.", None),
        ("The trouble is in our AWS region. We told our partner Stripe.", ["AWS", "Stripe"]),
        ("The company Acme Cloud Services is informed.", ["Acme Cloud Services"]),
        ("Seit 14:02 Uhr ist die Zahlung gestört. Es dauert etwa zwei Stunden.", ["zwei Stunden"]),
        ("Die Zahlung ist bis 16 Uhr gestört, und wir arbeiten daran.", ["16 Uhr"]),
        ("Der Grund dafür ist ein defekter Server.", None),
        ("Die Zahlung ist wegen eines Fehlers bei CloudFlare gestört.", None),
        ("Rund 12,5 Prozent der Kunden sind betroffen.", ["12,5 Prozent"]),
    ],
)
def test_what_no_fact_carries_is_marked_in_the_text(text: str, words: list[str] | None) -> None:
    found = marked(text)
    assert found
    if words is not None:
        assert found == words


def test_a_cause_is_told_apart_from_numbers_and_names() -> None:
    found = unfounded("It fails due to a broken server since 9:15.", SHEET)
    assert [finding.sentence.partition(":")[0] for finding in found] == [
        "Stands in no fact",
        "A cause that stands in no fact",
    ]
    assert found[1].words[0].text == "due to a broken server"


def test_what_the_team_writes_in_its_templates_is_known() -> None:
    text = "Call our Hotline at 0800 4711. Ask for Mr Meier."
    template = "You can call the Hotline at 0800 4711 and ask for Mr Meier."
    assert marked(text) == ["0800", "4711", "Hotline", "Mr Meier"]
    assert marked(text, template) == []


NAMES = st.sampled_from(
    (
        "Search",
        "Card payments",
        "PayWise 2",
        "Kundenkonto",
        "SMS Versand",
        "24/7 Support",
        "Q3",
        "7",
    )
)
MOMENTS = st.integers(0, 364 * 1_440).map(lambda minutes: YEAR + minutes * MINUTE)
SHEETS = st.builds(
    FactSheet,
    now=MOMENTS,
    zone=st.sampled_from([ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), UTC]),
    services=st.lists(NAMES, max_size=5, unique=True).map(tuple),
    status=st.sampled_from(ComponentStatus),
    title=st.sampled_from(["", "Payments are failing due to a broken AWS server", "Störung"]),
    impact=st.sampled_from(Impact),
    started=st.none() | MOMENTS,
    ended=st.none() | MOMENTS,
    next_update=st.none() | MOMENTS,
    page_url=st.sampled_from(["", "https://status.example.com/de"]),
    follow_url=st.sampled_from(["", "https://status.example.com/subscribe?x=1"]),
    uptimes=st.lists(
        st.builds(
            Uptime, st.fractions(0, 1, max_denominator=100_000), st.sampled_from([365, 90, 30])
        ),
        max_size=3,
    ).map(tuple),
    is_all=st.booleans(),
    quarter=st.none()
    | st.tuples(st.just(date(2026, 7, 1)), st.fractions(0, 1, max_denominator=9_999)),
    days_since_last_major=st.none() | st.integers(0, 4_000),
)


@given(SHEETS, st.sampled_from(Language), st.data())
def test_a_text_made_of_the_sheet_s_own_values_has_nothing_marked(
    sheet: FactSheet, language: Language, data: st.DataObject
) -> None:
    values = sorted(sheet.values(language).values())
    chosen = data.draw(st.lists(st.sampled_from(values), max_size=8) if values else st.just([]))
    between = data.draw(st.sampled_from([". ", "\n\n", "\n- ", ", ", " – "]))
    assert marked(between.join(chosen), sheet=sheet) == []


@given(st.text(max_size=200))
def test_any_text_can_be_asked_about(text: str) -> None:
    marked(text)


@given(st.integers(0, 23), st.integers(0, 59))
def test_only_the_times_of_the_facts_stand_unmarked(hour: int, minute: int) -> None:
    said = f"{hour:02d}:{minute:02d}"
    is_fact = said == "14:02" or "14:40" <= said <= "14:50"
    assert (marked(f"It was at {said} CET.") == []) is is_fact
