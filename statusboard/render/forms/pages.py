"""Every page that a visitor can be answered with. The same values give the same bytes."""

from statusboard.domain.views.visiting import Offer
from statusboard.render.clean import clean_line
from statusboard.render.forms.choices import groups_of, sort_of_address, ways_of
from statusboard.render.forms.fields import (
    LONGEST_ADDRESS,
    Entry,
    Place,
    Wrong,
    new_entry,
)
from statusboard.render.forms.frame import Visit, contact_link, filled, form_html
from statusboard.render.forms.languages import LANGUAGES
from statusboard.render.forms.paths import subscribe_path

_NOTHING_WRONG = Wrong({})


def subscribe_html(
    offer: Offer,
    visit: Visit,
    entry: Entry | None = None,
    wrong: Wrong = _NOTHING_WRONG,
    *,
    incident: str = "",
) -> bytes:
    """The form to subscribe; for an open incident, by its public id, the one to hear of its end.

    `entry` is what was typed before, and `wrong` what is said of it. Where visitors may choose no
    channel, the page says so.
    """
    if not offer.channels:
        return _closed_html(offer, visit)
    words = visit.words
    shown = entry or new_entry(offer, visit.language)
    ways = ways_of(offer, shown, words)
    chosen = next(way for way in ways if way.chosen)
    awaited = next((one for one in offer.incidents if one.public_id == incident), None)
    return form_html(
        "subscribe.html",
        offer,
        visit,
        words.heading if awaited is None else words.fixed,
        may_switch=entry is None,
        lead=words.lead if awaited is None else words.fixed_lead,
        button=words.subscribe if awaited is None else words.fixed,
        incident="" if awaited is None else clean_line(awaited.title),
        is_passing=awaited is not None,
        ways=ways,
        longest=LONGEST_ADDRESS,
        entry=shown,
        groups=groups_of(offer, shown, words),
        messages=_messages(offer),
        consent=clean_line(offer.consent.get(words.language) or offer.consent.get("en", "")),
        waiting=_waiting(offer, visit) if awaited is None else (),
        problems={place: wrong.problems.get(place, "") for place in Place},
        problem_list=_ordered(wrong),
        targets={
            Place.CHANNEL: ways[0].id,
            Place.ADDRESS: f"{chosen.id}-address",
            Place.SCOPE: "scope-everything",
            Place.SORTS: "sort-incidents",
        },
    )


def asked_html(offer: Offer, visit: Visit, channel: str, *, incident: str = "") -> bytes:
    """What follows, once somebody asked: the same for every address on a channel."""
    words = visit.words
    sorts = {each.name: sort_of_address(each) for each in offer.channels}
    heading = words.asked.get(sorts.get(channel, ""), words.asked[""])
    return form_html(
        "said.html",
        offer,
        visit,
        heading,
        lines=(words.asked_way, words.asked_known, words.asked_nothing),
        href=visit.root + subscribe_path(incident),
        link=words.again,
    )


def _closed_html(offer: Offer, visit: Visit) -> bytes:
    words = visit.words
    contact = contact_link(offer)
    more = (filled(words.closed_contact, contact=contact),) if contact else ()
    return form_html(
        "said.html", offer, visit, words.closed, lines=(words.closed_lead, *more), href=""
    )


def _ordered(wrong: Wrong) -> tuple[tuple[Place, str], ...]:
    return tuple((place, wrong.problems[place]) for place in Place if place in wrong.problems)


def _messages(offer: Offer) -> tuple[tuple[str, str], ...]:
    """The languages of messages, each by what its readers call it."""
    return tuple(
        (code, LANGUAGES[code].name if code in LANGUAGES else code) for code in offer.languages
    )


def _waiting(offer: Offer, visit: Visit) -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "title": clean_line(incident.title),
            "href": visit.root + subscribe_path(incident.public_id),
        }
        for incident in offer.incidents
    )
