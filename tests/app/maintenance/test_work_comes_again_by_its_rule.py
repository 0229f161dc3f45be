"""Rules of recurrence: read as RFC 5545 says, told in words, and refused where they are no plan."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from statusboard.app.maintenance.recurrence import instants_of, next_instant, refuse_unfit_rule
from statusboard.app.maintenance.rule_words import repeats_text
from statusboard.domain.language import Language
from statusboard.domain.maintenance import Plan
from statusboard.domain.status import ComponentStatus
from statusboard.errors import RuleBroken

TUESDAY = datetime(2026, 12, 1, 6)  # noqa: DTZ001
WORK = {1: ComponentStatus.UNDER_MAINTENANCE}


def rule(repeats: str, *, lasts: timedelta = timedelta(minutes=20)) -> Plan:
    return Plan("Report run", "Europe/Berlin", TUESDAY, lasts, WORK, repeats=repeats)


def firsts(repeats: str, count: int = 3) -> list[str]:
    return [f"{one:%d.%m. %H:%M}" for one in islice(instants_of(rule(repeats)), count)]


def test_without_a_rule_it_comes_once() -> None:
    assert list(instants_of(rule(""))) == [datetime(2026, 12, 1, 5, tzinfo=UTC)]


def test_each_week_it_stands_at_the_same_time_of_the_clock() -> None:
    plan = rule("FREQ=WEEKLY;BYDAY=TU")
    march = next_instant(plan, datetime(2027, 3, 25, tzinfo=UTC))
    winter = next_instant(plan, datetime(2027, 3, 20, tzinfo=UTC))

    assert winter == datetime(2027, 3, 23, 5, tzinfo=UTC)
    assert march == datetime(2027, 3, 30, 4, tzinfo=UTC)


def test_a_rule_ends_where_it_says() -> None:
    assert firsts("FREQ=WEEKLY;COUNT=2", 9) == ["01.12. 05:00", "08.12. 05:00"]
    assert firsts("FREQ=DAILY;UNTIL=20261203T050000Z", 9)[-1] == "03.12. 05:00"
    assert firsts("FREQ=DAILY;UNTIL=20261203T045959Z", 9)[-1] == "02.12. 05:00"
    assert firsts("FREQ=DAILY;UNTIL=20261203", 9)[-1] == "03.12. 05:00"
    assert next_instant(rule("FREQ=DAILY;COUNT=2"), datetime(2026, 12, 2, 5, tzinfo=UTC)) is None


def test_it_can_be_written_as_calendars_write_it() -> None:
    assert firsts("RRULE:freq=monthly;byday=2SU") == [
        "13.12. 05:00",
        "10.01. 05:00",
        "14.02. 05:00",
    ]


@pytest.mark.parametrize(
    ("repeats", "sentence"),
    [
        ("every tuesday", "is no rule that can be read"),
        ("FREQ=WEEKLY;BYDAY=XX", "is no rule that can be read"),
        ("FREQ=WEEKLY;INTERVAL=0", "is no rule that can be read"),
        ("FREQ=WEEKLY;NONSENSE=3", "is no rule that can be read"),
        ("FREQ=WEEKLY;UNTIL=soon", "is no rule that can be read"),
        ("FREQ=MONTHLY;BYDAY=99MO", "is no rule that can be read"),
        ("FREQ=YEARLY;BYEASTER=400", "is no rule that can be read"),
        ("FREQ=DAILY;BYMONTH=0", "is no rule that can be read"),
        ("FREQ=DAILY;BYMONTHDAY=32", "is no rule that can be read"),
        ("FREQ=DAILY;BYHOUR=-1", "is no rule that can be read"),
        ("FREQ=DAILY;BYMINUTE=00000060", "is no rule that can be read"),
        ("FREQ=WEEKLY;FREQ=DAILY", "says FREQ twice"),
        ("FREQ=MINUTELY", "Work repeats by day, week, month or year"),
        ("BYDAY=TU", "Work repeats by day, week, month or year"),
        ("FREQ=DAILY;COUNT=0", "is no number of times"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "by COUNT or by UNTIL"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never comes to pass"),
        ("FREQ=DAILY;BYHOUR=0,1,2,3,4,5;BYMINUTE=0,5,10,15,20,25", "more than 24 times a day"),
        ("FREQ=DAILY;BYHOUR=6;BYMINUTE=0,10", "its windows would overlap"),
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence(repeats: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence) as broken:
        refuse_unfit_rule(rule(repeats))
    assert broken.value.field == "plan.repeats"


def test_a_day_that_the_clocks_make_shorter_counts() -> None:
    refuse_unfit_rule(rule("FREQ=DAILY", lasts=timedelta(hours=23)))
    with pytest.raises(RuleBroken, match="its windows would overlap"):
        refuse_unfit_rule(rule("FREQ=DAILY", lasts=timedelta(hours=24)))


@pytest.mark.parametrize(
    ("repeats", "english", "german"),
    [
        ("", "", ""),
        ("FREQ=DAILY", "Every day", "Jeden Tag"),
        ("FREQ=DAILY;INTERVAL=3", "Every 3 days", "Alle 3 Tage"),
        ("FREQ=WEEKLY", "Every Tuesday", "Jeden Dienstag"),
        (
            "FREQ=WEEKLY;BYDAY=TU,TH",
            "Every Tuesday and Thursday",
            "Jeden Dienstag und Donnerstag",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
            "Every 2 weeks on Sunday",
            "Alle 2 Wochen am Sonntag",
        ),
        ("FREQ=MONTHLY", "Every month on day 1", "Jeden Monat am 1."),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day", "Jeden Monat am letzten Tag"),
        (
            "FREQ=MONTHLY;BYDAY=-1SU;COUNT=4",
            "Every month on the last Sunday, 4 times",
            "Jeden Monat am letzten Sonntag, 4-mal",
        ),
        ("FREQ=YEARLY", "Every year on 1 December", "Jedes Jahr am 1. Dezember"),
        (
            "FREQ=WEEKLY;UNTIL=20270301",
            "Every Tuesday, until 1 March 2027",
            "Jeden Dienstag, bis 1. März 2027",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
            "By a rule: FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
            "Nach einer Regel: FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
        ),
    ],
)
def test_a_rule_is_told_in_words(repeats: str, english: str, german: str) -> None:
    assert repeats_text(repeats, TUESDAY) == english
    assert repeats_text(repeats, TUESDAY, Language.GERMAN) == german
