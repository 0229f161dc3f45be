"""What ends without a draft is said at once: under a rule, with a reason why it cannot wait.

Withdrawing and joining have no text that lies ready to be read by somebody else. Whoever has time
for that writes an update, or a correction, which takes the usual way.
"""

from statusboard.app.agreement.emergencies import refuse_without_reason
from statusboard.app.agreement.rules import consent_for
from statusboard.domain.approval import Consent, Occasion, graver, occasion_of
from statusboard.domain.incident import Incident
from statusboard.domain.update_kind import NoticeSort
from statusboard.storage.unit import Unit


def is_emergency(unit: Unit, *told: Incident) -> bool:
    """Whether the team's rule asks for somebody else before more is said of these."""
    return consent_for(unit, _occasion(*told)) is not Consent.NOBODY


def refuse_unagreed_ending(unit: Unit, why: str, *told: Incident) -> dict[str, object]:
    """What the audit trail says of it; empty where nobody else has to agree.

    Raises RuleBroken, with the field `APPROVAL`, without a reason or from somebody who may not.
    """
    if not is_emergency(unit, *told):
        return {}
    return refuse_without_reason(
        unit,
        why,
        rule="Somebody else would have to agree to what customers read of this.",
        otherwise="Write an update or a correction and ask for approval",
    )


def _occasion(first: Incident, *others: Incident) -> Occasion:
    if first.sort is NoticeSort.ANNOUNCEMENT:
        return Occasion.ANNOUNCEMENT
    return occasion_of(graver(first.impact, *(one.impact for one in others)))
