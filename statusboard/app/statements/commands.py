"""Verbs about statements: record where a claim is said, judge those, draft what follows.

None of them publishes anything.
"""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.health.claims import Claims
from statusboard.app.notices.commands import discard_draft
from statusboard.app.notices.fact_sheet import read_fact_sheet
from statusboard.app.notices.inputs import DiscardDraft
from statusboard.app.settings import notice_language, page_languages
from statusboard.app.statements.drafting import draft_announcement
from statusboard.app.statements.further_words import milestone_beside, quarter_beside
from statusboard.app.statements.inputs import (
    Drafted,
    DraftMilestone,
    DraftQuarter,
    JudgeUses,
    StopUse,
    UseClaim,
    UsesJudged,
)
from statusboard.app.statements.languages import known_language
from statusboard.app.statements.milestones import PLACES, best_of, milestone_key
from statusboard.app.statements.on_pages import claims_of_page, pages_for
from statusboard.app.statements.watching import Fallen, judged_uses
from statusboard.app.statements.words import best_words, correction, milestone_words
from statusboard.app.templates.queries import read_templates
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.claim import Asked, ClaimKind
from statusboard.domain.language import Language
from statusboard.domain.notice import TITLE_LIMIT, NoticeState, Wording
from statusboard.domain.percent import percent_text
from statusboard.domain.templates.house import begun
from statusboard.domain.templates.kinds import TemplateKind, TemplateText
from statusboard.domain.views.statement import ClaimRow, ClaimUse, MilestoneView
from statusboard.errors import RuleBroken
from statusboard.render.clean import clean_line
from statusboard.storage.claim_uses import add_use, end_use, mark_true, mark_untrue, read_uses
from statusboard.storage.milestones import add_milestone
from statusboard.storage.notices import read_notice
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

CHANGED = Changes.of(Topic.STATEMENTS)
DRAFTED = Changes.of(Topic.NOTICES)


@verb("statement.use", Permission.WRITE, UseClaim, int)
def use_claim(unit: Unit, given: UseClaim) -> Done[int]:
    """The id of the place, which the desk watches from now on.

    Raises RuleBroken, with what would be true, for a claim that is not carried.
    """
    where = clean_line(given.where)
    if not where:
        raise RuleBroken("Say where it is said, such as “home page”.", field="where")
    if len(where) > TITLE_LIMIT:
        raise RuleBroken(f"That is longer than {TITLE_LIMIT} characters.", field="where")
    row = Claims.of(unit, given.component_ids, known_language(given.language)).row(given.asked)
    if not row.is_carried:
        instead = f" True is: {row.nearest.text.headline}." if row.nearest else ""
        raise RuleBroken(f"{row.detail}{instead}", field="claim")
    use_id = add_use(
        unit,
        place=where,
        asked=row.asked,
        component_ids=given.component_ids,
        language=given.language,
        sentence=row.text.headline,
    )
    return Done(use_id, CHANGED, Audit(where, {"claim": row.text.headline}))


@verb("statement.stop", Permission.WRITE, StopUse, int)
def stop_use(unit: Unit, given: StopUse) -> Done[int]:
    """The id of the place, which is watched no more. Raises RuleBroken where there is no such."""
    where = {one.id: one.where for one in read_uses(unit)}
    end_use(unit, given.use_id)
    return Done(given.use_id, CHANGED, Audit(where.get(given.use_id, "a place")))


@verb("statement.judge_uses", Permission.RUN, JudgeUses, UsesJudged)
def judge_uses(unit: Unit, _given: JudgeUses) -> Done[UsesJudged]:
    """Marks what is not carried any more, and drafts its correction; nothing is sent.

    Whoever asks decides nothing: it follows from what is measured in this transaction.
    """
    fallen, risen = judged_uses(unit)
    for uses, row in _by_claim(fallen):
        text = correction(uses, *_in_language_of_drafts(unit, uses[0], row))
        notice_id = draft_announcement(unit, text).notice_id
        for use in uses:
            mark_untrue(unit, use.id, row.detail, notice_id)
    for use in risen:
        mark_true(unit, use.id)
    _withdraw(unit, {use.draft_id for use in risen if use.draft_id is not None})
    done = UsesJudged(tuple(use.id for use, _ in fallen), tuple(use.id for use in risen))
    if not fallen and not risen:
        return Done(done, Changes(), None)
    detail: dict[str, object] = {"places": [use.where for use, _ in fallen]}
    detail["again"] = [use.where for use in risen]
    return Done(done, CHANGED | DRAFTED, Audit("claims", detail))


def _in_language_of_drafts(unit: Unit, use: ClaimUse, row: ClaimRow) -> tuple[ClaimRow, Language]:
    """The judgement in the language in which its correction is drafted.

    Drafts begin in those whose words are judged; the notice desk translates them from there.
    """
    if use.language in set(Language):
        return row, Language(use.language)
    language = notice_language(unit)
    if row.nearest is None:
        return row, language
    return Claims.of(unit, use.component_ids, language).row(use.asked), language


def _by_claim(fallen: Fallen) -> list[tuple[list[ClaimUse], ClaimRow]]:
    """The uses of one claim together: it is taken back once, wherever it was said."""
    found: dict[tuple[object, ...], tuple[list[ClaimUse], ClaimRow]] = {}
    for use, row in fallen:
        key = use.asked, use.component_ids, use.language, row.is_unknown
        found.setdefault(key, ([], row))[0].append(use)
    return list(found.values())


def _withdraw(unit: Unit, drafts: set[int]) -> None:
    """Takes corrections off the list that nobody has touched, and whose claims all hold again.

    One that somebody wrote on stays: it is theirs.
    """
    needed = {use.draft_id for use in read_uses(unit)}
    for notice_id in sorted(drafts - needed):
        notice = read_notice(unit, notice_id)
        if notice is not None and notice.state is NoticeState.DRAFT and notice.revision == 1:
            discard_draft.run(unit, DiscardDraft(notice_id))


@verb("statement.draft_quarter", Permission.WRITE, DraftQuarter, Drafted)
def draft_quarter(unit: Unit, _given: DraftQuarter) -> Done[Drafted]:
    """The quarterly message as a draft, begun from the template in force.

    Raises RuleBroken where too little was observed to say anything of the last full quarter.
    """
    sheet = read_fact_sheet(unit, Wording(), None)
    values = sheet.values(notice_language(unit))
    if "uptime_quarter" not in values:
        raise RuleBroken(
            "Less than 99 % of the last full quarter was observed, so nothing is said of it."
        )
    templates = read_templates(unit)
    text = begun(templates.text(TemplateKind.QUARTER), values)
    beside = templates.beside(TemplateKind.QUARTER, sheet, has_title=False)
    if (TemplateKind.QUARTER, templates.language) not in templates.own:
        # What a team says in words of its own is known in no other language.
        beside |= quarter_beside(sheet, _further(unit))
    return _drafted(unit, text, pages_for(unit), beside)


@verb("statement.draft_milestone", Permission.WRITE, DraftMilestone, Drafted)
def draft_milestone(unit: Unit, given: DraftMilestone) -> Done[Drafted]:
    """A word about a run without a major outage, or a best period, as a draft. It is offered once.

    Raises RuleBroken where the run is not within a week of so many days, or the period is not over,
    or not better than every one before it.
    """
    language = notice_language(unit)
    if given.page:
        run = claims_of_page(unit, given.page, language)
    else:
        run = Claims.of(unit, given.component_ids, language)
    pages = (given.page,) if given.page else pages_for(unit, given.component_ids)
    if given.period:
        return _draft_best(unit, run, given, pages)
    soon = run.judged(Asked(ClaimKind.MAJOR_FREE))
    if not soon.is_carried or not soon.claim.count <= given.days <= soon.claim.count + 8:
        raise RuleBroken("The run without a major outage is not that long, and will not be soon.")
    ever = soon.claim.ever
    beside = milestone_beside(given.days, _further(unit), run.reader.subjects, ever=ever)
    for one in read_templates(unit).further:
        text = milestone_words(given.days, one, run.reader.subjects, ever=ever)
        beside[one.value] = text.title, text.body
    done = _drafted(
        unit,
        milestone_words(given.days, language, run.reader.subjects, ever=ever),
        pages,
        beside,
    )
    drafted = MilestoneView(given.days, unit.now, "", is_record=False)
    add_milestone(unit, milestone_key(drafted, run, given.page), done.result.notice_id)
    return replace(done, changes=DRAFTED | CHANGED)


def _draft_best(
    unit: Unit, claims: Claims, given: DraftMilestone, pages: tuple[str, ...]
) -> Done[Drafted]:
    period, language = given.period, notice_language(unit)
    best = best_of(unit, claims, period)
    if best is None or not best.is_over:
        raise RuleBroken(
            "That period is not over, or it was not better than every one before it. Look again "
            "on its first day after."
        )
    share = percent_text(best.measured.figure.uptime, places=PLACES)
    row = claims.row(Asked(ClaimKind.AVAILABILITY, period, share))
    if not row.is_carried:
        raise RuleBroken(row.detail)
    done = _drafted(unit, best_words(best, row.text.sentence, language), pages)
    drafted = MilestoneView(0, unit.now, "", is_record=True, period=period)
    add_milestone(unit, milestone_key(drafted, claims, given.page), done.result.notice_id)
    return replace(done, changes=DRAFTED | CHANGED)


def _further(unit: Unit) -> tuple[str, ...]:
    """The codes of the further languages of the page."""
    return page_languages(read_settings(unit))[1:]


def _drafted(
    unit: Unit,
    text: TemplateText,
    pages: tuple[str, ...],
    translated: Mapping[str, tuple[str, str]] | None = None,
) -> Done[Drafted]:
    saved = draft_announcement(unit, text, pages, translated)
    return Done(saved, DRAFTED, Audit(f"notice {saved.notice_id}"))
