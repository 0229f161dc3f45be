"""What the statement screen asks the desk. The queries bring storage along, so they load late."""

from statusboard.app.desk.desk import Desk
from statusboard.app.statements.inputs import (
    Drafted,
    DraftMilestone,
    DraftQuarter,
    StopUse,
    UseClaim,
)
from statusboard.domain.claim import Asked
from statusboard.domain.views.statement import ClaimRow, MilestoneView, StatementView


async def ask_statement(
    desk: Desk, period: str, component_ids: tuple[int, ...], language: str
) -> StatementView:
    """What may be said, of a period and these services (none: all)."""
    from statusboard.app.statements.queries import STATEMENT, StatementAsk

    return await desk.ask(STATEMENT, StatementAsk(period, component_ids, language))


async def ask_judgement(
    desk: Desk, text: str, component_ids: tuple[int, ...], language: str
) -> ClaimRow:
    """A claim in somebody's own words, judged."""
    from statusboard.app.statements.queries import JUDGED, ClaimAsk

    return await desk.ask(JUDGED, ClaimAsk(text, component_ids, language))


async def record_use(
    desk: Desk, where: str, asked: Asked, component_ids: tuple[int, ...], language: str
) -> int:
    """Records where a claim is said."""
    from statusboard.app.statements.commands import use_claim

    return await desk.do(use_claim, UseClaim(where, asked, component_ids, language))


async def end_use(desk: Desk, use_id: int) -> int:
    """Watches a claim no more."""
    from statusboard.app.statements.commands import stop_use

    return await desk.do(stop_use, StopUse(use_id))


async def draft_quarterly(desk: Desk) -> Drafted:
    """The quarterly message as a draft."""
    from statusboard.app.statements.commands import draft_quarter

    return await desk.do(draft_quarter, DraftQuarter())


async def draft_record(desk: Desk, found: MilestoneView, component_ids: tuple[int, ...]) -> Drafted:
    """A word about a milestone as a draft."""
    from statusboard.app.statements.commands import draft_milestone

    return await desk.do(
        draft_milestone, DraftMilestone(found.days, component_ids, found.period, found.page)
    )


async def show_on_page(desk: Desk, line: str) -> object:
    """Lets one more claim stand on the page, beside those that do."""
    from statusboard.app.desk.settings import SETTINGS
    from statusboard.app.page.commands import choose_settings
    from statusboard.app.page.inputs import ChooseSettings
    from statusboard.app.settings import PAGE_CLAIMS

    known = str((await desk.ask(SETTINGS, None)).values.get(PAGE_CLAIMS, ""))
    lines = dict.fromkeys((*known.splitlines(), line))
    return await desk.do(choose_settings, ChooseSettings({PAGE_CLAIMS: "\n".join(lines)}))


async def ask_claim(
    desk: Desk, asked: Asked, component_ids: tuple[int, ...], language: str
) -> ClaimRow:
    """One claim, judged."""
    from statusboard.app.statements.queries import CLAIM, OneClaim

    return await desk.ask(CLAIM, OneClaim(asked, component_ids, language))
