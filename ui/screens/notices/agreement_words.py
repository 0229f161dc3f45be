"""How a draft stands on its way to being approved and published, in the words of each place."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.access import Actor
from statusboard.domain.approval import ApprovalState, Deed, Step
from statusboard.domain.schedule import Schedule
from statusboard.domain.views.agreement import AgreementView
from ui.widgets.time_words import moment_words, spoken_length


def _tr(text: str) -> str:
    return QCoreApplication.translate("Agreement", text)


def waits_for(view: AgreementView, me: Actor | None) -> bool:
    """Whether whoever sits here can give the approval that is asked for."""
    return me is not None and view.waits_for(me)


def line_words(view: AgreementView, me: Actor | None, now: datetime, zone: tzinfo) -> str:
    """The few words of a line of the list; empty where there is nothing to say."""
    if view.schedule is not None:
        return _schedule_line(view.schedule, now, zone)
    step = view.step
    if step is None:
        if view.approval.lapsed is not None and view.is_needed:
            return _tr("changed, needs approval again")
        return _tr("needs approval") if view.is_needed else ""
    when = moment_words(step.at, now, zone)
    match view.state:
        case ApprovalState.ASKED if waits_for(view, me):
            return _tr("waiting for you since {when}").format(when=when)
        case ApprovalState.ASKED:
            return _tr("waiting for approval since {when}").format(when=when)
        case ApprovalState.APPROVED:
            return _tr("approved {when}").format(when=when)
        case ApprovalState.REJECTED:
            return _tr("sent back by {name}").format(name=step.by.name)
        case ApprovalState.OPEN:
            return _tr("needs approval") if view.is_needed else ""


def _schedule_line(schedule: Schedule, now: datetime, zone: tzinfo) -> str:
    when = moment_words(schedule.at, now, zone)
    if not schedule.is_standing:
        if schedule.at > now:
            return _tr("not scheduled any more")
        return _tr("not sent, planned for {when}").format(when=when)
    words = _tr("scheduled {when} · in {length}")
    left = max(0.0, (schedule.at - now).total_seconds())
    return words.format(when=when, length=spoken_length(left))


def sentence_of(view: AgreementView, me: Actor | None, now: datetime, zone: tzinfo) -> str:
    """What stands above the text in the editor; empty where there is nothing to say."""
    if view.schedule is not None:
        return schedule_sentence(view.schedule, now, zone)
    step = view.step
    if step is None:
        return _lapsed_sentence(view, now, zone)
    when, name = moment_words(step.at, now, zone), step.by.name
    if view.state is ApprovalState.OPEN:
        return ""
    asked = (
        _tr("{name} asks for your approval since {when}.")
        if waits_for(view, me)
        else _tr("{name} asked for approval, {when}. Another text has to be asked for again.")
    )
    words = {
        ApprovalState.ASKED: asked,
        ApprovalState.APPROVED: _tr(
            "Approved by {name}, {when}. Changing the text takes that back."
        ),
        ApprovalState.REJECTED: _tr("{name} sent this back: “{why}”."),
    }[view.state]
    return words.format(name=name, when=when, why=step.words.rstrip("."))


def _lapsed_sentence(view: AgreementView, now: datetime, zone: tzinfo) -> str:
    lapsed = view.approval.lapsed
    if lapsed is None or not view.is_needed:
        return ""
    words = (
        _tr("The text was changed since {name} approved it ({when}), so it needs approval again.")
        if lapsed.deed is Deed.APPROVED
        else _tr("The text was changed since {name} asked for approval ({when}). Ask again.")
    )
    return words.format(name=lapsed.by.name, when=moment_words(lapsed.at, now, zone))


def schedule_sentence(schedule: Schedule, now: datetime, zone: tzinfo) -> str:
    """When it goes out by itself, or why it did not."""
    when = moment_words(schedule.at, now, zone)
    if schedule.is_standing:
        words = _tr("Scheduled for {when} by {name}. Changing the text stops that.")
        return words.format(when=when, name=schedule.by.name)
    words = (
        _tr("Scheduled for {when}, it does not go out. {why}")
        if schedule.at > now
        else _tr("Scheduled for {when}, it did not go out. {why}")
    )
    return words.format(when=when, why=schedule.problem)


def left_words(schedule: Schedule, now: datetime) -> str:
    """How long it is until it goes out; empty where it does not."""
    if not schedule.is_standing:
        return ""
    left = max(0.0, (schedule.at - now).total_seconds())
    return _tr("That is in {length}.").format(length=spoken_length(left))


def is_missed(view: AgreementView, now: datetime) -> bool:
    """Whether it was to be said by now, and was not."""
    schedule = view.schedule
    return schedule is not None and not schedule.is_standing and schedule.at <= now


def since_words(step: Step, now: datetime, zone: tzinfo) -> str:
    """Who did it, and when."""
    return _tr("by {name}, {when}").format(name=step.by.name, when=moment_words(step.at, now, zone))
