"""Where weaknesses are reported, as it was chosen, for as long as it holds."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from statusboard.app.settings import (
    REPORTS_POLICY,
    REPORTS_TO,
    REPORTS_UNTIL,
    text_setting,
)
from statusboard.domain.views.public_security import PublicSecurity


def public_security(settings: Mapping[str, object], now: datetime) -> PublicSecurity | None:
    """What the page says; None where nothing was chosen, no day with it, or the day is over."""
    contact = text_setting(settings, REPORTS_TO)
    expires = reports_until(settings)
    if not contact or expires is None or expires <= now:
        return None
    return PublicSecurity(contact, expires, text_setting(settings, REPORTS_POLICY))


def reports_until(settings: Mapping[str, object]) -> datetime | None:
    """The end of the day until which the contact holds, in UTC; None where nobody said one."""
    try:
        day = date.fromisoformat(text_setting(settings, REPORTS_UNTIL))
    except ValueError:
        return None
    try:
        return datetime.combine(day, time(), UTC) + timedelta(days=1)
    except OverflowError:
        return datetime.combine(day, time(), UTC)
