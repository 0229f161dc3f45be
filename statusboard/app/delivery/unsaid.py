"""Takes a reader's own tokens out of what a provider answered: what it says is kept, and shown."""

from dataclasses import replace

from statusboard.catalog.echoes import HIDDEN, Echoes
from statusboard.channels.base import Outcome, Sent
from statusboard.storage.claim_texts import Claim


def without_tokens(claim: Claim, outcome: Outcome) -> Outcome:
    """The outcome with no token in it, in whatever form the provider wrote one."""
    own = [token for token in (claim.token, claim.to_confirm) if token]
    if not own:
        return outcome
    if isinstance(outcome, Sent):
        # Said of nearly every message: to look for every form would take longer than to send it.
        receipt = outcome.receipt
        for token in own:
            receipt = receipt.replace(token, HIDDEN)
        return Sent(receipt)
    return replace(outcome, reason=Echoes.of(own).hide(outcome.reason))
