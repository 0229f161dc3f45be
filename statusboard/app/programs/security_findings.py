"""What the doctor says of the contact for weaknesses: whether readers may still trust it."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from statusboard.app.page.security import reports_until
from statusboard.app.programs.finding import Finding, Verdict
from statusboard.app.settings import REPORTS_TO, text_setting
from statusboard.domain.time_text import day_text

SUBJECT = "security contact"
# So long before its end there is time to renew it; so far ahead nobody trusts it (RFC 9116, 2.5.5).
SOON, FAR = timedelta(days=30), timedelta(days=366)


def security_findings(settings: Mapping[str, object], now: datetime) -> Iterator[Finding]:
    """Until when it holds; nothing where none was chosen."""
    if not text_setting(settings, REPORTS_TO):
        return
    until = reports_until(settings)
    if until is None:
        words = "no day is said until which it holds, so the page has no security.txt; give it as "
        yield Finding(SUBJECT, Verdict.NOTE, f"{words}expires under [security]")
        return
    last = day_text((until - timedelta(days=1)).date())
    if until <= now:
        words = f"held until {last}, and the page has no security.txt any more; give a later day"
        yield Finding(SUBJECT, Verdict.PROBLEM, f"{words} as expires under [security]")
    elif until - now <= SOON:
        words = f"holds until {last} only; give a later day as expires under [security]"
        yield Finding(SUBJECT, Verdict.NOTE, words)
    elif until - now > FAR:
        words = f"holds until {last}, which is more than a year ahead: readers may not trust it"
        yield Finding(SUBJECT, Verdict.NOTE, words)
    else:
        yield Finding(SUBJECT, Verdict.FINE, f"holds until {last}")
