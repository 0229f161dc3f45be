"""When a message that was not taken is tried again, and when no more."""

from datetime import datetime, timedelta

from statusboard.channels.base import Again, Outcome, Refused, Sent, Unclear
from statusboard.domain.delivery import DeliveryState
from statusboard.storage.claim_texts import Claim
from statusboard.storage.claims import Settled
from statusboard.storage.troubles import PAUSE

# After the first failure, the second, … ; each later pause is the last. A day after the update
# nobody needs it any more.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360))
GIVEN_UP_AFTER = timedelta(hours=24)


def settled(claim: Claim, outcome: Outcome, now: datetime) -> Settled:
    """What is written down of one try. Times out for good a day after the update.

    What may have arrived stays so, unless it is taken for sure: nobody can say that it failed.
    """
    doubted = claim.before is DeliveryState.MAY_HAVE_ARRIVED
    match outcome:
        case Sent(receipt):
            return _row(claim, DeliveryState.SENT, receipt=receipt)
        case Refused(reason, quarantines, _):
            state = DeliveryState.MAY_HAVE_ARRIVED if doubted else DeliveryState.FAILED
            return _row(claim, state, reason=reason, is_gone=quarantines)
        case Unclear(reason):
            # One more try, with the same key; the second doubt is the last word.
            again = None if doubted else now + PAUSES[0]
            state = DeliveryState.MAY_HAVE_ARRIVED
            return _row(claim, state, reason=reason, due_at=again)
        case Again(reason, after_s):
            pause = _pause(claim.attempts, after_s)
            state = DeliveryState.MAY_HAVE_ARRIVED if doubted else DeliveryState.RETRYING
            if now + pause > claim.written_at + GIVEN_UP_AFTER:
                ended = DeliveryState.MAY_HAVE_ARRIVED if doubted else DeliveryState.FAILED
                return _row(claim, ended, reason=f"given up after a day: {reason}")
            return _row(claim, state, reason=reason, due_at=now + pause)


def given_back(claim: Claim, now: datetime) -> Settled:
    """A row that nobody tried to send is as it was."""
    return _row(claim, claim.before, due_at=now, was_begun=False)


def tried_in_vain(claim: Claim, reason: str, now: datetime) -> Settled:
    """A row by which a channel was found to take nothing: another one tries next.

    It may be this address alone at which the server takes offence, so it stands aside for as long
    again as its update is old. It uses up no try: the trouble may be everybody's.
    """
    doubted = claim.before is DeliveryState.MAY_HAVE_ARRIVED
    state = DeliveryState.MAY_HAVE_ARRIVED if doubted else DeliveryState.RETRYING
    age_s = (now - claim.written_at).total_seconds()
    due_at = now + timedelta(seconds=min(max(age_s, PAUSE.first_s), PAUSE.most_s))
    return _row(claim, state, reason=reason, due_at=due_at, was_tried=False)


def _row(
    claim: Claim,
    state: DeliveryState,
    *,
    receipt: str = "",
    reason: str = "",
    due_at: datetime | None = None,
    was_tried: bool = True,
    was_begun: bool = True,
    is_gone: bool = False,
) -> Settled:
    return Settled(
        claim.id,
        state,
        receipt,
        reason,
        due_at,
        was_tried=was_tried,
        was_begun=was_begun,
        is_confirmation=claim.is_confirmation,
        is_handover=claim.is_handover,
        is_gone=is_gone,
    )


def _pause(attempts: int, after_s: float | None) -> timedelta:
    usual = PAUSES[min(attempts, len(PAUSES) - 1)]
    if after_s is None:
        return usual
    asked = timedelta(seconds=after_s)
    return max(usual, asked) if attempts else asked
