"""How a desk may stand."""

from datetime import UTC, datetime, timedelta

from statusboard.domain.alarms.alarm import AlarmSeverity
from ui.alarms.desk_state import DeskState, Failing

NOW = datetime(2026, 12, 1, 10, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CHECKOUT = Failing(1, "Checkout & API", AlarmSeverity.CRITICAL, NOW - 18 * MINUTE)
CARDS = Failing(2, "Card payments", AlarmSeverity.MINOR, NOW - 17 * MINUTE)
TROUBLE = DeskState(NOW, (CHECKOUT, CARDS), 22, 24, due=NOW + 32 * MINUTE)
WELL = DeskState(NOW, (), 24, 24)
BLIND = DeskState(NOW, (), 0, 24, blind="Nobody is watching.")
HALF_SEEN = DeskState(NOW, (), 20, 24)
