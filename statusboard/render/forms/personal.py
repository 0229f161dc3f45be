"""The pages that personal links lead to. Looking at them changes nothing: only their buttons do."""

from zoneinfo import ZoneInfo

from statusboard.domain.personal_links import leave_path, manage_path
from statusboard.domain.views.visiting import Link, Offer, Settled, Standing
from statusboard.render.clean import clean_line
from statusboard.render.forms.choices import groups_of, messages_of, problems_of, wishes_of
from statusboard.render.forms.fields import NOTHING_WRONG, Entry, Wrong, entry_of
from statusboard.render.forms.frame import Visit, filled, form_html
from statusboard.render.forms.paths import subscribe_path
from statusboard.render.forms.said import Said, said_html
from statusboard.render.languages import frame_in


def confirm_html(offer: Offer, visit: Visit, standing: Standing) -> bytes:
    """What a link to confirm shows: what it is about, and the button that confirms it."""
    words = visit.words
    until = standing.until and frame_in(words.language).full(standing.until, ZoneInfo(offer.zone))
    ends = (words.confirm_until.format(at=until),) if until else ()
    return said_html(
        offer,
        visit,
        words.confirm,
        Said(
            (_to(words.confirm_lead, standing, visit),),
            _wishes(offer, visit, standing),
            _awaiting(standing),
            words.confirm_button,
            (*ends, words.confirm_not_you),
        ),
        may_switch=True,
    )


def confirmed_html(offer: Offer, visit: Visit, settled: Settled) -> bytes:
    """What the button to confirm answers: what is told from now on, and where to change it."""
    words, standing = visit.words, settled.standing
    can_manage = bool(settled.manage)
    return said_html(
        offer,
        visit,
        words.confirmed_fixed if standing.is_passing else words.confirmed,
        Said(
            (_to(words.written_to, standing, visit),),
            _wishes(offer, visit, standing),
            _awaiting(standing),
            notes=(words.manage_later,) if can_manage else (),
            link=words.manage_link if can_manage else "",
            href=visit.to(manage_path(settled.manage)),
        ),
    )


def manage_html(
    offer: Offer,
    visit: Visit,
    standing: Standing,
    link: Link,
    entry: Entry | None = None,
    wrong: Wrong = NOTHING_WRONG,
    *,
    is_saved: bool = False,
) -> bytes:
    """What a personal link shows: the wishes as they are, to be changed, and the way to leave.

    `entry` is what was chosen before, and `wrong` what is said of it. `is_saved`: it was taken.
    """
    words = visit.words
    shown = entry or entry_of(standing.wanted)
    return form_html(
        "manage.html",
        offer,
        visit,
        words.manage,
        may_switch=entry is None and not is_saved,
        lead=_to(words.written_to if standing.is_active else words.resting, standing, visit),
        awaiting=_awaiting(standing),
        is_passing=standing.is_passing,
        is_saved=is_saved,
        entry=shown,
        groups=groups_of(offer, shown, words),
        messages=messages_of(offer),
        leave_lead=_to(words.leave_lead, standing, visit),
        leave_to=visit.to(leave_path(link.token)),
        **problems_of(wrong),
    )


def leave_html(offer: Offer, visit: Visit, standing: Standing, link: Link) -> bytes:
    """What a link to leave shows: the button that does it, and the way to change wishes instead."""
    words = visit.words
    return said_html(
        offer,
        visit,
        words.leave,
        Said(
            (_to(words.leave_lead, standing, visit),),
            button=words.leave,
            link=words.stay,
            href=visit.to(manage_path(link.token)),
        ),
        may_switch=True,
    )


def left_html(offer: Offer, visit: Visit, standing: Standing) -> bytes:
    """What follows, once somebody left; also a second time."""
    words = visit.words
    return said_html(
        offer,
        visit,
        words.left,
        Said(
            (_to(words.left_lead, standing, visit),),
            link=words.subscribe,
            href=visit.to(subscribe_path()),
        ),
    )


def _to(sentence: str, standing: Standing, visit: Visit) -> str:
    channel = clean_line(visit.words.of_kind(standing.channel_label))
    return filled(sentence, address=clean_line(standing.address), channel=channel)


def _wishes(offer: Offer, visit: Visit, standing: Standing) -> tuple[tuple[str, str], ...]:
    return () if standing.is_passing else wishes_of(offer, standing.wanted, visit.words)


def _awaiting(standing: Standing) -> tuple[str, ...]:
    return tuple(clean_line(title) for title in standing.awaiting)
