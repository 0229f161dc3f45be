"""How planned work stands on its way to being agreed to, in words."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.access import Actor
from statusboard.domain.approval import ApprovalState, Deed
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.views.agreement import AgreementView
from statusboard.domain.views.maintenance import ChangeView, WindowLine
from ui.widgets.time_words import moment_words

# A longer name has no room in a chip.
_SHORT_NAME = 14
_MOST_NAMES = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


def draft_word(line: WindowLine) -> str:
    """What a draft is called: “Draft · approved” where somebody else has to agree to it."""
    view = line.agreement
    if line.window.status is not MaintenanceStatus.DRAFT or not view.is_needed:
        return _tr("Draft")
    match view.state:
        case ApprovalState.APPROVED:
            return _tr("Draft · approved") if view.is_enough else _tr("Draft · approved late")
        case ApprovalState.ASKED:
            names = view.can_approve
            if len(names) == 1 and len(names[0]) <= _SHORT_NAME:
                return _tr("Draft · waits for {name}").format(name=names[0])
            return _tr("Draft · waits for approval")
        case ApprovalState.REJECTED:
            return _tr("Draft · sent back")
        case ApprovalState.OPEN:
            return _tr("Draft · not approved")


def draft_sentence(
    view: AgreementView, me: Actor | None, now: datetime, zone: tzinfo, *, is_changed: bool
) -> str:
    """What stands above a draft that somebody else has to agree to."""
    step, lapsed = view.step, view.approval.lapsed
    if is_changed and view.state in (ApprovalState.ASKED, ApprovalState.APPROVED):
        return _tr("You are changing the plan, so it needs approval again.")
    if step is None or view.state is ApprovalState.OPEN:
        if lapsed is None:
            return _tr("Somebody else has to approve this plan before customers are told.")
        words = (
            _tr("The plan was changed since {name} approved it ({when}). Ask again.")
            if lapsed.deed is Deed.APPROVED
            else _tr("The plan was changed since {name} asked for approval ({when}). Ask again.")
        )
        return words.format(name=lapsed.by.name, when=moment_words(lapsed.at, now, zone))
    is_mine = me is not None and view.waits_for(me)
    words = {
        ApprovalState.ASKED: (
            _tr("{name} asks for your approval since {when}.")
            if is_mine
            else _tr("{name} asked for approval, {when}. {others} can give it.")
        ),
        ApprovalState.APPROVED: (
            _tr("Approved by {name}, {when}. Changing the plan takes that back.")
            if view.is_enough
            else _tr(
                "{name} approved this, {when}: less than a day before it begins. Let it begin "
                "later, or say why it cannot wait."
            )
        ),
        ApprovalState.REJECTED: _tr("{name} sent this back: “{why}”."),
    }[view.state]
    when = moment_words(step.at, now, zone)
    return words.format(
        name=step.by.name,
        when=when,
        why=step.words.rstrip("."),
        others=_others_words(view.can_approve),
    )


def _others_words(names: Sequence[str]) -> str:
    """Who could give it: by name where they are few."""
    if not 0 < len(names) <= _MOST_NAMES:
        return _tr("Somebody else")
    *before, last = names
    return _tr("{names} or {name}").format(names=", ".join(before), name=last) if before else last


def change_sentence(*, is_waiting: bool) -> str:
    """What stands above a change of what customers know of already, while it is written."""
    if is_waiting:
        return _tr(
            "Customers know of this work, and a change of it waits. Ask for approval of this one "
            "instead, or say why it cannot wait."
        )
    return _tr(
        "Customers know of this work. Somebody else has to agree to a change: ask for approval, "
        "or say why it cannot wait. Until then it stays as announced."
    )


def asked_sentence(change: ChangeView, me: Actor | None, now: datetime, zone: tzinfo) -> str:
    """What stands above announced work of which somebody asked for a change."""
    view, step = change.agreement, change.agreement.step
    when = moment_words(change.made_at, now, zone)
    if change.problem:
        words = _tr("{name} asked, {when}: {asks} {problem}")
        return words.format(name=change.by, when=when, asks=change.asks, problem=change.problem)
    if view.state is ApprovalState.REJECTED and step is not None:
        words = _tr("{name} sent a change back: “{why}”. It asked: {asks}")
        return words.format(name=step.by.name, why=step.words.rstrip("."), asks=change.asks)
    if view.state is ApprovalState.APPROVED and step is not None:
        words = _tr("{name} approved this: {asks} It is done in a moment, by an office.")
        return words.format(name=step.by.name, asks=change.asks)
    if me is not None and view.waits_for(me):
        words = _tr("{name} asks for your approval since {when}: {asks}")
        return words.format(name=change.by, when=when, asks=change.asks)
    words = _tr("{name} asked, {when}: {asks} {others} can approve it; until then nothing changes.")
    others = _others_words(view.can_approve)
    return words.format(name=change.by, when=when, asks=change.asks, others=others)
