"""Past incidents of another program stand on the page too: under a rule, with a reason."""

from collections.abc import Iterable

from statusboard.app.agreement.emergencies import refuse_without_reason
from statusboard.app.agreement.rules import consent_for
from statusboard.app.importing.past import PastIncident
from statusboard.domain.approval import Consent, occasion_of
from statusboard.storage.unit import Unit


def refuse_unagreed_incidents(
    unit: Unit, incidents: Iterable[PastIncident], why: str
) -> dict[str, object]:
    """What the audit trail says of it; empty where nobody else has to agree to any of them.

    Raises RuleBroken, with the field `APPROVAL`, without a reason or from somebody who may not.
    """
    occasions = {occasion_of(one.impact) for one in incidents}
    if all(consent_for(unit, one) is Consent.NOBODY for one in occasions):
        return {}
    return refuse_without_reason(
        unit,
        why,
        rule="Past incidents stand on the page, and somebody else would have to agree to that.",
        otherwise="Leave them out",
    )
