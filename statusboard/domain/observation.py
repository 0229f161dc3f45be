"""How long an answer vouches for, and when somebody watching counts as gone."""

from datetime import timedelta

from statusboard.domain.instants import MINUTE_US, SECOND_US, duration_us

# The collector writes its heartbeat this often, and counts as gone after three missed ones.
HEARTBEAT = timedelta(seconds=5)
GONE_AFTER = 3 * HEARTBEAT
# After this long without an answer nothing is said of now: not the state of the services, nor
# whether a promise to customers still holds.
BLIND_AFTER = timedelta(seconds=120)
# A restart of the programs, or of the computer, is over within this. With the same before and
# after it nothing has begun anew; of uptime the time between stays out all the same.
SHORT_PAUSE_US = 10 * MINUTE_US


def watched_until_us(now_us: int, heartbeat_us: int | None) -> int:
    """Up to when open spans can be believed: now while the collector lives, else its last sign.

    With no heartbeat at all nothing was ever watched: 0.
    """
    if heartbeat_us is None:
        return 0
    if now_us - heartbeat_us <= duration_us(GONE_AFTER):
        return now_us
    return heartbeat_us


def vouched_us(interval_us: int) -> int:
    """How long a pause of the watch may last for a check's newest answer to speak for all of it."""
    return min(3 * interval_us + SECOND_US, duration_us(GONE_AFTER))


def is_stale(
    now_us: int, answered_us: int | None, interval_us: int, deadline_us: int, *, began_us: int = 0
) -> bool:
    """Whether a check's newest answer is too old to speak for now.

    Three intervals (New Relic contract, section 7), plus the deadline the running one may use.
    One from before the watch began speaks for that time alone, however long its interval is.
    """
    if answered_us is None or answered_us < began_us:
        return True
    return now_us - answered_us > 3 * interval_us + deadline_us + SECOND_US
