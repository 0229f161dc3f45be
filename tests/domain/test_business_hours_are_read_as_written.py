"""Business hours of a week: what is written is what is read, and nothing else is."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from statusboard.domain.business_week import read_business_week
from statusboard.domain.instants import HOUR_US, Interval

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = Interval.between(
    datetime(2026, 11, 2, tzinfo=BERLIN), datetime(2026, 11, 2, tzinfo=BERLIN) + timedelta(days=7)
)


@pytest.mark.parametrize(
    ("text", "said", "hours"),
    [
        ("Mon-Fri 08:00-18:00", "Mon-Fri 08:00-18:00", 50),
        ("mon – fri 8:00 – 18:00,Sat 09:00-13:00", "Mon-Fri 08:00-18:00, Sat 09:00-13:00", 54),
        ("Sat 22:00-24:00, Sun 00:00-02:00", "Sat 22:00-24:00, Sun 00:00-02:00", 4),
        ("Fri-Mon 10:00-12:00", "Mon 10:00-12:00, Fri-Sun 10:00-12:00", 8),
        ("Mon 08:00-12:00, Mon 10:00-14:00", "Mon 08:00-12:00, Mon 10:00-14:00", 6),
    ],
)
def test_hours_are_read_and_said_again(text: str, said: str, hours: int) -> None:
    week = read_business_week(text)

    assert week.text == said
    assert sum(part.length_us for part in week.within(WEEK, BERLIN)) == hours * HOUR_US
    again = read_business_week(week.text)
    assert again.within(WEEK, BERLIN) == week.within(WEEK, BERLIN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("weekdays", "are no business hours"),
        ("Mon-Fri", "are no business hours"),
        ("Mon 9-17", "are no business hours"),
        ("Mon-Fri 18:00-08:00", "end after they begin"),
        ("Mon 09:00-24:30", "A day ends at 24:00"),
        ("Mon-Frl 09:00-17:00", "is no day of the week"),
        (", ".join(["Mon 09:00-10:00"] * 15), "At most 14"),
    ],
)
def test_what_are_no_hours_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_business_week(text)
