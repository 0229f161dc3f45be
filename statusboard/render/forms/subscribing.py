"""The form to subscribe, and the one to be told once that something is fixed."""

from statusboard.domain.views.visiting import Offer
from statusboard.render.clean import clean_line
from statusboard.render.forms.choices import groups_of, messages_of, problems_of, ways_of
from statusboard.render.forms.fields import (
    LONGEST_ADDRESS,
    NOTHING_WRONG,
    Entry,
    Problem,
    Wrong,
    new_entry,
)
from statusboard.render.forms.frame import Visit, form_html
from statusboard.render.forms.paths import subscribe_path
from statusboard.render.forms.said import closed_html


def subscribe_html(
    offer: Offer,
    visit: Visit,
    entry: Entry | None = None,
    wrong: Wrong = NOTHING_WRONG,
    *,
    incident: str = "",
) -> bytes:
    """The form to subscribe; for an open incident, by its public id, the one to hear of its end.

    `entry` is what was typed before, and `wrong` what is said of it. Of an incident that is over
    the usual form says so; where visitors may choose no channel, a page without a form does.
    """
    if not offer.channels:
        return closed_html(offer, visit)
    words = visit.words
    shown = entry or new_entry(offer, visit.language)
    ways = ways_of(offer, shown, words)
    awaited = next((one for one in offer.incidents if one.is_called(incident)), None)
    is_over = bool(incident) and awaited is None
    usual = words.problems[Problem.INCIDENT] if is_over else words.lead
    return form_html(
        "subscribe.html",
        offer,
        visit,
        words.heading if awaited is None else words.fixed,
        may_switch=entry is None,
        lead=usual if awaited is None else words.fixed_lead,
        button=words.subscribe if awaited is None else words.fixed,
        incident="" if awaited is None else clean_line(awaited.title),
        is_passing=awaited is not None,
        ways=ways,
        longest=LONGEST_ADDRESS,
        entry=shown,
        groups=groups_of(offer, shown, words),
        messages=messages_of(offer),
        consent=clean_line(offer.consent.get(words.language) or offer.consent.get("en", "")),
        waiting=_waiting(offer, visit) if awaited is None else (),
        **problems_of(wrong, ways),
    )


def _waiting(offer: Offer, visit: Visit) -> tuple[tuple[str, str], ...]:
    """What is open, by its title, with the address where one asks to hear of its end."""
    return tuple(
        (clean_line(incident.title), visit.to(subscribe_path(incident.public_id)))
        for incident in offer.incidents
    )
