"""Says where a claim about uptime still stands that is not carried any more."""

from statusboard.storage.claim_uses import read_uses
from statusboard.storage.unit import Unit


def claim_words(unit: Unit) -> tuple[str, ...]:
    """A sentence for each place, with the reason; the correction is drafted by then."""
    return tuple(
        f"“{one.sentence}” ({one.where}) no longer holds. {one.reason} A correction is drafted "
        "under Notices."
        for one in read_uses(unit)
        if one.untrue_since is not None
    )
