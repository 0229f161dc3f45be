"""Where a private page may be put: where whoever serves it lets nobody in who may not read it."""

from collections.abc import Mapping, Sequence

from statusboard.app.page.kinds import TargetKinds
from statusboard.app.page.readers import is_private
from statusboard.app.page.rules import described
from statusboard.app.settings import IS_PRIVATE
from statusboard.domain.target import Target
from statusboard.errors import RuleBroken

NOT_THERE = (
    "The page is private, and this place would show it to everybody. Nothing is put there; take it "
    "from the places of the page."
)


def refuse_public_places(
    settings: Mapping[str, object], targets: Sequence[Target], kinds: TargetKinds
) -> None:
    """Raises RuleBroken where the page is private, and one of its places is everybody's."""
    if not is_private(settings):
        return
    public = [
        described(target, kinds)
        for target in targets
        if target.kind not in kinds or not kinds[target.kind].keeps_private
    ]
    if public:
        raise RuleBroken(
            f"A private page cannot be put at {' or '.join(public)}, which shows it to everybody. "
            "Take that from the places of the page, and the page away that stands there; the page "
            "server shows a private page.",
            field=IS_PRIVATE,
        )
