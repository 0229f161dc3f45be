"""Past incidents of another program stand on the page too: under a rule, with a reason."""

from collections.abc import Iterable

from statusboard.app.agreement.emergencies import refuse_without_reason
from statusboard.app.agreement.rules import consent_for
from statusboard.domain.approval import Consent, occasion_of
from statusboard.domain.status import Impact
from statusboard.storage.unit import Unit

RULE = "Past incidents stand on the page, and somebody else would have to agree to that."


def refuse_unagreed_incidents(
    unit: Unit, impacts: Iterable[Impact], why: str, *, otherwise: str = "Leave them out"
) -> dict[str, object]:
    """What the audit trail says of it; empty where nobody else has to agree to any of them.

    Raises RuleBroken, with the field `APPROVAL`, without a reason or from somebody who may not.
    """
    if not somebody_has_to_agree(unit, impacts):
        return {}
    return refuse_without_reason(
        unit,
        why,
        rule=RULE,
        otherwise=otherwise,
    )


def rule_of(unit: Unit, impacts: Iterable[Impact], why: str) -> str:
    """What has to be said before, in a sentence; empty where nothing has, or it was said."""
    asks = not why.strip() and somebody_has_to_agree(unit, impacts)
    return f"{RULE} Leave them out, or say why it cannot wait." if asks else ""


def somebody_has_to_agree(unit: Unit, impacts: Iterable[Impact]) -> bool:
    """Whether the team's rule asks for somebody else, for any incident of these impacts."""
    occasions = {occasion_of(one) for one in impacts}
    return any(consent_for(unit, one) is not Consent.NOBODY for one in occasions)
