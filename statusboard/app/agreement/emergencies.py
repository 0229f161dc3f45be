"""What has no text that lies ready to be agreed to: done at once, with a reason, or not at all."""

from statusboard.app.agreement.agreeing import APPROVAL, actor_of
from statusboard.domain.access import Permission
from statusboard.errors import RuleBroken
from statusboard.storage.unit import Unit


def refuse_without_reason(unit: Unit, why: str, *, rule: str, otherwise: str) -> dict[str, object]:
    """What the audit trail says of it. Ask it where the team's rule asks for somebody else.

    `rule` is the sentence that says so, `otherwise` what to do in its place, without its full
    stop. Raises RuleBroken, with the field `APPROVAL`, without a reason why it cannot wait, or
    from somebody who may not give one.
    """
    actor = actor_of(unit)
    if not why.strip():
        raise RuleBroken(f"{rule} {otherwise}, or say why it cannot wait.", field=APPROVAL)
    if not actor.may(Permission.OVERRIDE):
        raise RuleBroken(
            f"{actor.name} may not do this without approval. {otherwise}, or ask somebody who may "
            "publish in an emergency.",
            field=APPROVAL,
        )
    return {"without_approval": why.strip()}
