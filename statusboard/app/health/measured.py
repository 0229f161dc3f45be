"""What monitoring sees of every service now, for people who write about it."""

from dataclasses import replace

from statusboard.app.health.by_hand import read_by_hand
from statusboard.app.health.elsewhere import watched_elsewhere
from statusboard.domain.evidence import Measured
from statusboard.domain.instants import from_us
from statusboard.domain.observation import SHORT_PAUSE_US, watched_until_us
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.by_hand import ByHand
from statusboard.storage import leases
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.history import spans
from statusboard.storage.history.since import read_since
from statusboard.storage.unit import Unit


def read_watched_until(unit: Unit) -> int:
    """Up to when open spans can be believed, in microseconds; 0 where nobody ever watched.

    By home, which follows every service; others may be watching some (elsewhere.py).
    """
    lease = leases.read(unit, "collector")
    if lease is None or not lease.renewed_us:
        return watched_until_us(unit.now_us, None)
    if not lease.holder:
        # It said goodbye: nobody has to wait to find that it is gone.
        return min(lease.renewed_us, unit.now_us)
    return watched_until_us(unit.now_us, lease.renewed_us)


def is_starting(unit: Unit) -> bool:
    """Whether a collector is there that has had no answer yet: somebody watches, and sees nothing.

    It is no heartbeat, and nothing that stands there is believed because of it.
    """
    lease = leases.read(unit, "collector")
    if lease is None or not lease.is_held(unit.now_us):
        return False
    return read_watched_until(unit) != unit.now_us


def read_measured(unit: Unit) -> tuple[Measured, ...]:
    """Every service as monitoring sees it. Nothing is known of one that nobody is watching now.

    What a person set takes no evidence away: where the checks see worse, that is what stands here.
    """
    components = read_components(unit)
    lasting = spans.read_open(unit)
    if read_watched_until(unit) != unit.now_us:
        seen = watched_elsewhere(unit, read_checks(unit, enabled_only=True, with_config=False))
        lasting = {one: span for one, span in lasting.items() if one in seen}
    since_us = read_since(unit, pause_us=SHORT_PAUSE_US)
    status_us = read_since(unit, pause_us=SHORT_PAUSE_US, of_status=True)
    by_hand = read_by_hand(unit)
    return tuple(
        Measured(component.id, component.name, ComponentStatus.UNKNOWN, None)
        if (span := lasting.get(component.id)) is None
        else _beneath(
            Measured(
                component.id,
                component.name,
                span.status,
                from_us(since_us[component.id]),
                from_us(status_us[component.id]),
            ),
            by_hand.get(component.id),
        )
        for component in components
    )


def _beneath(seen: Measured, one: ByHand | None) -> Measured:
    """What monitoring sees beneath what a person set; planned work stays over both."""
    if one is None or seen.status is not one.status:
        return seen
    set_to = replace(seen, set_to=one.status, set_until=one.until)
    if not one.is_hiding:
        return set_to
    since = one.measured_since
    return replace(set_to, status=one.measured, since=since, status_since=since)
