"""Confirm, change, leave: a link shows what is so, and nothing happens before a button."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from statusboard.domain.subscriber import About, Extent
from statusboard.domain.views.visiting import Link, Settled, Standing, Wanted
from statusboard.render.forms.frame import Visit
from statusboard.render.forms.personal import (
    confirm_html,
    confirmed_html,
    leave_html,
    left_html,
    manage_html,
)
from statusboard.render.forms.said import no_link_html, not_now_html, too_many_html
from tests.fixtures.offers import OFFER, offer
from tests.fixtures.public import Page

BELOW = Visit(root="../")
LINK = Link("dG9rZW4tb2YtYS1yZWFkZXI")
CHOSEN = Wanted(
    services=("svc000000005", "svc999999999"),
    groups=("grp000000001",),
    about=About.INCIDENTS,
    extent=Extent.START_END,
    language="de",
)
STANDING = Standing("E-mail", "r…r@customer.example", True, CHOSEN)
ASKED = replace(STANDING, is_active=False, until=datetime(2026, 11, 30, 13, 20, tzinfo=UTC))
PASSING = Standing(
    "Text message", "+1 … 23", True, Wanted(), awaiting=("Cards are failing",), is_passing=True
)


def said(page: Page) -> str:
    return page.all("main")[0].text


def posts(page: Page) -> list[tuple[str | None, str]]:
    """Where each form goes, and what its button says."""
    assert {e.attributes["method"] for e in page.all("form")} <= {"post"}
    buttons = [e.text for e in page.all("button")]
    return list(zip((e.attributes.get("action") for e in page.all("form")), buttons, strict=True))


def leads(page: Page) -> dict[str, str | None]:
    """What the links of the page itself say, and where they lead."""
    return {
        e.text: e.attributes["href"] for e in page.all("a") if e.attributes.get("class") == "button"
    }


def test_a_link_to_confirm_shows_the_wishes_and_a_button() -> None:
    page = Page.of(confirm_html(OFFER, BELOW, ASKED))

    assert posts(page) == [(None, "Confirm")]
    assert "asked us to write to r…r@customer.example (E-mail)." in said(page)
    assert [e.text for e in page.all("dd")] == [
        "Shop, Public API",
        "Incidents",
        "Only when it starts and when it is over",
        "Deutsch",
    ]
    assert "This link works until 30 November 2026, 13:20 UTC." in said(page)
    berlin = Page.of(confirm_html(replace(OFFER, zone="Europe/Berlin"), BELOW, ASKED))
    assert "This link works until 30 November 2026, 14:20 CET." in said(berlin)
    assert "Without the button nothing happens" in said(page)


def test_who_asked_for_one_end_confirms_that_and_no_more() -> None:
    page = Page.of(confirm_html(OFFER, BELOW, replace(PASSING, is_active=False)))

    assert page.all("dl") == []
    assert [e.text for e in page.all("li")] == ["Cards are failing"]


def test_who_confirmed_is_told_what_comes_and_where_to_change_it() -> None:
    page = Page.of(confirmed_html(OFFER, BELOW, Settled(STANDING, LINK.token)))

    assert page.all("h1")[0].text == "You are on the list"
    assert page.all("form") == []
    assert leads(page) == {"Change it, or unsubscribe": f"../subscriptions/{LINK.token}"}
    passing = Page.of(confirmed_html(OFFER, BELOW, Settled(PASSING, LINK.token)))
    assert passing.all("h1")[0].text == "We tell you when it is fixed"


def test_who_confirmed_and_can_change_nothing_is_led_nowhere() -> None:
    page = Page.of(confirmed_html(OFFER, BELOW, Settled(STANDING)))

    assert leads(page) == {}
    assert "Every message has this link" not in said(page)


def test_a_personal_link_shows_the_wishes_as_they_are() -> None:
    page = Page.of(manage_html(OFFER, BELOW, STANDING, LINK))

    assert posts(page) == [(None, "Save"), (f"../leave/{LINK.token}", "Unsubscribe")]
    ticked = {e.attributes["value"] for e in page.all("input") if "checked" in e.attributes}
    assert ticked == {"some", "grp000000001", "svc000000005", "incidents", "start_end"}
    assert [e.text for e in page.all("option") if "selected" in e.attributes] == ["Deutsch"]
    assert "We write to r…r@customer.example (E-mail)." in said(page)
    assert "Saved" not in said(page)


def test_what_was_saved_is_said_and_the_browser_goes_there() -> None:
    page = Page.of(manage_html(OFFER, BELOW, STANDING, LINK, is_saved=True))

    (line,) = (e for e in page.all("p") if e.attributes.get("role") == "status")
    assert line.text == "Saved. From now on we tell you this."
    assert "autofocus" in line.attributes


def test_an_address_that_is_not_written_to_is_said_to_rest() -> None:
    page = Page.of(manage_html(OFFER, BELOW, replace(STANDING, is_active=False), LINK))

    assert "At present we do not write to r…r@customer.example (E-mail)." in said(page)


def test_who_waits_for_one_end_alone_has_no_wishes_to_change() -> None:
    page = Page.of(manage_html(OFFER, BELOW, PASSING, LINK))

    assert posts(page) == [(f"../leave/{LINK.token}", "Unsubscribe")]
    assert "Cards are failing" in said(page)
    both = Page.of(manage_html(OFFER, BELOW, replace(PASSING, is_passing=False), LINK))
    assert "Cards are failing" in said(both)
    assert len(posts(both)) == 2


def test_a_link_to_leave_shows_a_button_and_another_way() -> None:
    page = Page.of(leave_html(OFFER, BELOW, STANDING, LINK))

    assert posts(page) == [(None, "Unsubscribe")]
    assert leads(page) == {"Change what we tell you instead": f"../subscriptions/{LINK.token}"}
    assert "After that we no longer write to r…r@customer.example (E-mail)." in said(page)


def test_who_left_can_come_back() -> None:
    page = Page.of(left_html(OFFER, BELOW, STANDING))

    assert page.all("h1")[0].text == "You are unsubscribed"
    assert posts(page) == []
    assert leads(page) == {"Subscribe": "../subscribe"}


@pytest.mark.parametrize(
    ("why", "heading", "links"),
    [
        ("token.ended", "This link has ended", {"Ask once more": "../subscribe"}),
        ("token.used", "This link was used already", {}),
        ("token.left", "You are unsubscribed", {"Subscribe": "../subscribe"}),
        ("token.unknown", "We do not know this link", {"Ask once more": "../subscribe"}),
        ("", "We do not know this link", {"Ask once more": "../subscribe"}),
    ],
)
def test_a_link_that_does_nothing_says_why_and_leads_on(
    why: str, heading: str, links: dict[str, str]
) -> None:
    shown = Page.of(no_link_html(OFFER, BELOW, why))

    assert shown.all("h1")[0].text == heading
    assert posts(shown) == []
    assert leads(shown) == links


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        (too_many_html, "Too many requests"),
        (not_now_html, "This does not work right now"),
    ],
)
def test_what_cannot_be_done_now_says_that_nothing_was(page, heading: str) -> None:
    shown = Page.of(page(OFFER, BELOW))

    assert shown.all("h1")[0].text == heading
    assert "Nothing was changed." in said(shown)
    assert posts(shown) == []


def test_a_token_is_one_part_of_an_address() -> None:
    page = Page.of(leave_html(OFFER, BELOW, STANDING, Link('a/../b?c#d"e')))

    assert set(leads(page).values()) == {"../subscriptions/a%2F..%2Fb%3Fc%23d%22e"}


def test_of_one_language_none_is_spoken_of() -> None:
    page = Page.of(confirm_html(offer(languages=("en",)), BELOW, ASKED))

    assert [e.text for e in page.all("dt")] == ["About", "Which news", "How much"]
