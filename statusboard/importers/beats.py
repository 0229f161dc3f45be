"""What reported by itself in another program, as a check that is reported to here."""

from datetime import timedelta

from statusboard.catalog.durations import duration_text
from statusboard.domain.brought import FoundCheck
from statusboard.domain.manner import Manner

SHORTEST = timedelta(seconds=30)
LEAST_GRACE = timedelta(minutes=1)
# The address of the source holds a token of the source: ours is another one, and nobody has it yet.
NEW_ADDRESS = (
    "It reports to a new address from now on: make it with “Address” in Verify, or “statusboard "
    "signal address”, and give it to the job. Until it reports there, nothing is known of it."
)


def beat(
    every: timedelta,
    notes: list[str],
    *,
    grace: timedelta = timedelta(0),
    enabled: bool = True,
) -> FoundCheck:
    """A report that is due so long after the one before it, and late after the grace."""
    notes.append(NEW_ADDRESS)
    if every < SHORTEST:
        notes.append(f"A report is due every {duration_text(SHORTEST)} at the most often.")
    config = {
        "every": duration_text(max(every, SHORTEST)),
        "grace": duration_text(max(grace, LEAST_GRACE)),
    }
    return FoundCheck(Manner.BEAT, config, enabled=enabled)
