"""When a message that was not taken is tried again, and when no more."""

from datetime import datetime, timedelta

from statusboard.channels.base import Again, Outcome, Refused, Sent, Unclear
from statusboard.domain.delivery import DeliveryState
from statusboard.storage.claims import Claim, Settled

# After the first failure, the second, … ; each later pause is the last. A day after the update
# nobody needs it any more.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360))
GIVEN_UP_AFTER = timedelta(hours=24)


def settled(claim: Claim, outcome: Outcome, now: datetime) -> Settled:
    """What is written down of one try. Times out for good a day after the update."""
    match outcome:
        case Sent(receipt):
            return Settled(claim.id, DeliveryState.SENT, receipt=receipt)
        case Refused(reason):
            return Settled(claim.id, DeliveryState.FAILED, reason=reason)
        case Unclear(reason):
            # One more try, with the same key; the second doubt is the last word.
            again = None if claim.attempts else now + PAUSES[0]
            state = DeliveryState.MAY_HAVE_ARRIVED
            return Settled(claim.id, state, reason=reason, due_at=again)
        case Again(reason, after_s):
            pause = PAUSES[min(claim.attempts, len(PAUSES) - 1)]
            if after_s is not None:
                pause = (
                    max(pause, timedelta(seconds=after_s))
                    if claim.attempts
                    else timedelta(seconds=after_s)
                )
            if now + pause > claim.written_at + GIVEN_UP_AFTER:
                words = f"given up after a day: {reason}"
                return Settled(claim.id, DeliveryState.FAILED, reason=words)
            return Settled(claim.id, DeliveryState.RETRYING, reason=reason, due_at=now + pause)
