"""Pages that say something, and lead on by one button or one link."""

from dataclasses import dataclass

from statusboard.domain.views.visiting import Offer
from statusboard.render.forms.choices import sort_of_address
from statusboard.render.forms.frame import Visit, contact_link, filled, form_html
from statusboard.render.forms.paths import subscribe_path


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says, in this order.

    `wishes` are lines with what they are about, `awaiting` titles of incidents. `button` is what
    acts, `link` with its `href` what only leads on.
    """

    lines: tuple[str, ...] = ()
    wishes: tuple[tuple[str, str], ...] = ()
    awaiting: tuple[str, ...] = ()
    button: str = ""
    notes: tuple[str, ...] = ()
    link: str = ""
    href: str = ""


def said_html(
    offer: Offer, visit: Visit, heading: str, said: Said, *, may_switch: bool = False
) -> bytes:
    """A page that says that."""
    return form_html("said.html", offer, visit, heading, may_switch=may_switch, said=said)


def asked_html(offer: Offer, visit: Visit, channel: str, *, incident: str = "") -> bytes:
    """What follows, once somebody asked: the same for every address on a channel."""
    words = visit.words
    sorts = {each.name: sort_of_address(each) for each in offer.channels}
    lines = (words.asked_way, words.asked_known, words.asked_nothing)
    return said_html(
        offer,
        visit,
        words.asked.get(sorts.get(channel, ""), words.asked[""]),
        _again(visit, *lines, incident=incident),
    )


def no_link_html(offer: Offer, visit: Visit, why: str) -> bytes:
    """Why a link does nothing: `why` is the field that the desk's refusal names.

    `token.ended`, `token.used` and `token.left` have pages of their own; anything else opens
    nothing that is known here.
    """
    words = visit.words
    match why:
        case "token.ended":
            return said_html(offer, visit, words.ended, _again(visit, words.ended_lead))
        case "token.used":
            return said_html(offer, visit, words.used, Said((words.used_lead,)))
        case "token.left":
            said = _again(visit, words.nobody, link=words.subscribe)
            return said_html(offer, visit, words.left, said)
        case _:
            return said_html(offer, visit, words.unknown, _again(visit, words.unknown_lead))


def too_many_html(offer: Offer, visit: Visit) -> bytes:
    """Somebody asked too often; nothing was done."""
    words = visit.words
    return said_html(offer, visit, words.too_many, Said((words.too_many_lead,)))


def not_now_html(offer: Offer, visit: Visit) -> bytes:
    """The desk does not answer; nothing was done."""
    words = visit.words
    return said_html(offer, visit, words.not_now, Said((words.not_now_lead,)))


def closed_html(offer: Offer, visit: Visit) -> bytes:
    """Visitors may choose no channel; whom they can write to, where there is somebody."""
    words = visit.words
    contact = contact_link(offer)
    more = (filled(words.closed_contact, contact=contact),) if contact else ()
    return said_html(offer, visit, words.closed, Said((words.closed_lead, *more)))


def _again(visit: Visit, *lines: str, link: str = "", incident: str = "") -> Said:
    href = visit.to(subscribe_path(incident))
    return Said(lines, link=link or visit.words.again, href=href)
