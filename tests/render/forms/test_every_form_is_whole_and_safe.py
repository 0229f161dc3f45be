"""Every page that visitors get: no script, nothing inline, all labelled, names that stay names."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.domain.languages import LANGUAGES as OWN_NAMES
from statusboard.domain.views.visiting import Link, Offer, OpenIncident, Settled, Standing, Wanted
from statusboard.render.forms.fields import Entry, Place, Problem, Wrong
from statusboard.render.forms.frame import Visit
from statusboard.render.forms.languages import ENGLISH, GERMAN, LANGUAGES, words_in
from statusboard.render.forms.personal import (
    confirm_html,
    confirmed_html,
    leave_html,
    left_html,
    manage_html,
)
from statusboard.render.forms.said import (
    asked_html,
    closed_html,
    no_link_html,
    not_now_html,
    too_many_html,
)
from statusboard.render.forms.subscribing import subscribe_html
from tests.fixtures.offers import CARDS, OFFER, SHOP, offer
from tests.fixtures.public import Page
from tests.render.test_hostile_texts_stay_texts import TEXTS

LINK = Link("token")
UNTIL = datetime(2026, 11, 30, 13, 20, tzinfo=UTC)
ALL_WRONG = Wrong(
    {
        Place.FORM: Problem.STALE,
        Place.CHANNEL: Problem.CHANNEL,
        Place.ADDRESS: Problem.LONG,
        Place.SCOPE: Problem.SERVICES,
        Place.SORTS: Problem.SORTS,
    }
)
PAGES: dict[str, Callable[[Offer, Visit, Standing], bytes]] = {
    "subscribe": lambda o, v, s: subscribe_html(o, v),
    "subscribe_wrong": lambda o, v, s: subscribe_html(
        o, v, Entry(addresses={c.name: s.address for c in o.channels}), ALL_WRONG
    ),
    "subscribe_one_channel": lambda o, v, s: subscribe_html(replace(o, channels=o.channels[:1]), v),
    "fixed": lambda o, v, s: subscribe_html(o, v, incident=CARDS.public_id),
    "closed": lambda o, v, s: closed_html(o, v),
    "asked": lambda o, v, s: asked_html(o, v, "mail"),
    "confirm": confirm_html,
    "confirmed": lambda o, v, s: confirmed_html(o, v, Settled(s, "token")),
    "manage": lambda o, v, s: manage_html(o, v, s, LINK),
    "manage_saved": lambda o, v, s: manage_html(o, v, s, LINK, is_saved=True),
    "manage_wrong": lambda o, v, s: manage_html(o, v, s, LINK, Entry(), ALL_WRONG),
    "leave": lambda o, v, s: leave_html(o, v, s, LINK),
    "left": left_html,
    "ended": lambda o, v, s: no_link_html(o, v, "token.ended"),
    "used": lambda o, v, s: no_link_html(o, v, "token.used"),
    "nobody": lambda o, v, s: no_link_html(o, v, "token.left"),
    "unknown": lambda o, v, s: no_link_html(o, v, "token.unknown"),
    "too_many": lambda o, v, s: too_many_html(o, v),
    "not_now": lambda o, v, s: not_now_html(o, v),
}
STANDING = Standing(
    "E-mail",
    "r…r@customer.example",
    True,
    Wanted(services=("svc000000001",), groups=("grp000000001",)),
    awaiting=(CARDS.title,),
    until=UNTIL,
)


def page_of(name: str, language: str = "en") -> Page:
    return Page.of(PAGES[name](OFFER, Visit(language, "../"), STANDING))


@pytest.mark.parametrize("name", PAGES)
def test_no_page_runs_anything_or_fetches_more_than_its_stylesheet(name: str) -> None:
    page = page_of(name)

    assert not page.open
    assert not page.comments
    assert not page.all("script", "style", "iframe", "object", "embed", "img", "base")
    for element in page.elements:
        assert not {"style", "src", "srcset", "formaction", "ping"} & set(element.attributes)
        assert not any(attribute.startswith("on") for attribute in element.attributes)
    policy = next(
        e.attributes["content"]
        for e in page.all("meta")
        if e.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy == (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'"
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_token_in_an_address_is_told_to_nobody(name: str) -> None:
    metas = {
        e.attributes.get("name"): e.attributes.get("content") for e in page_of(name).all("meta")
    }

    assert metas["referrer"] == "no-referrer"
    assert metas["robots"] == "noindex"


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_used_without_seeing_it(name: str) -> None:
    page = page_of(name)

    assert [len(page.all(tag)) for tag in ("header", "main", "footer", "title", "h1")] == [1] * 5
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        for reference in ("aria-labelledby", "aria-describedby", "for"):
            assert set((element.attributes.get(reference) or "").split()) <= set(ids)
        used = element.attributes.get("href") or ""
        assert not used.startswith("#") or used[1:] in ids
    labelled = {e.attributes["for"] for e in page.all("label")}
    for field in page.all("input", "select"):
        assert field.attributes.get("type") == "hidden" or field.attributes["id"] in labelled
        assert "placeholder" not in field.attributes
    levels = [int(e.tag[1]) for e in page.elements if e.tag in {"h1", "h2", "h3"}]
    assert all(after <= level + 1 for level, after in itertools.pairwise(levels))
    fieldsets, legends = page.all("fieldset"), page.all("legend")
    assert len(fieldsets) == len(legends)
    assert all(legend.text for legend in legends)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_leads_back_and_says_whom_to_ask(name: str) -> None:
    page = page_of(name)

    links = {e.text: e.attributes["href"] for e in page.all("a")}
    assert links["Back to the page"] == "https://status.northwind.example"
    assert links["help@northwind.example"] == "mailto:help@northwind.example"


def lines(page: Page) -> set[str]:
    return {line.strip() for line in page.all("body")[0].text.splitlines()} - {""}


# What people wrote, and what is called the same everywhere.
NAMED = {
    *("Northwind status", CARDS.title, "Webhook", *OWN_NAMES.values()),
    *(group.name for group in OFFER.groups if group.name),
    *(service.name for group in OFFER.groups for service in group.services),
}
# Words that are written alike in English.
ALIKE = {"fr": {"E-mail", "Incidents"}, "pt": {"E-mail"}, "nl": {"E-mail"}}
ASKED_FOR = {"subscribe", "subscribe_one_channel", "fixed", "confirm", "manage", "leave"}


@pytest.mark.parametrize("name", PAGES)
def test_what_can_be_asked_for_again_can_be_in_another_language(name: str) -> None:
    links = [e for e in page_of(name).all("a") if "hreflang" in e.attributes]

    expected = [f"?lang={one}" for one in LANGUAGES if one != "en"] if name in ASKED_FOR else []
    assert [e.attributes["href"] for e in links] == expected


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_reader_reads_every_form_in_its_language(language: str) -> None:
    for name in PAGES:
        english, other = page_of(name), page_of(name, f"{language}-XX")

        html = other.all("html")[0].attributes
        assert html["lang"] == language
        assert html.get("dir") == ("rtl" if language == "ar" else None)
        assert sorted(tag for tag, _ in other.shape()) == sorted(tag for tag, _ in english.shape())
        assert other.all("h1")[0].text != english.all("h1")[0].text
        same = lines(english) & lines(other) - ALIKE.get(language, set())
        assert {line for line in same if not any(one in line for one in NAMED)} == set(), name


@pytest.mark.parametrize("name", PAGES)
def test_a_language_that_was_asked_for_goes_along_to_the_next_form(name: str) -> None:
    page = Page.of(PAGES[name](OFFER, Visit("ar", "../", asked="ar"), STANDING))

    leads = [e.attributes.get("href") or "" for e in page.all("a")]
    leads += [e.attributes.get("action") or "" for e in page.all("form")]
    assert {one for one in leads if one.startswith("../") and not one.endswith("?lang=ar")} == set()


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_channel_of_visitors_has_words_in_every_language(language: str) -> None:
    same_everywhere = {"Slack", "Discord", "Microsoft Teams", "ntfy", "Webhook"}
    labels = set()
    for kind in channel_kinds().values():
        if kind.for_visitors:
            labels |= {kind.label, kind.address_label}

    assert labels - set(LANGUAGES[language].of_kinds) == same_everywhere & labels


def test_a_language_is_found_by_its_first_letters() -> None:
    assert words_in("de") is words_in("DE-at") is GERMAN
    assert words_in("it") is words_in("") is ENGLISH


def named(text: str) -> tuple[Offer, Standing]:
    """An offer and a standing in which everything that people wrote holds a text."""
    channels = tuple(
        replace(one, name=f"{one.name}{text}", label=text, address_label=text, address_example=text)
        for one in OFFER.channels
    )
    services = tuple(replace(one, name=f"s{text}") for one in SHOP.services)
    hostile = offer(
        page_name=f"N{text}",
        page_url=f"https://a.example/{text}",
        channels=channels,
        groups=(replace(SHOP, name=f"g{text}", services=services),),
        incidents=(OpenIncident(CARDS.public_id, f"i{text}"),),
        consent={"en": f"c{text}"},
        contact="",
    )
    standing = replace(STANDING, channel_label=text, address=f"a{text}", awaiting=(f"i{text}",))
    return hostile, standing


PLAIN = {
    name: Page.of(make(named("x")[0], Visit(), named("x")[1])).shape()
    for name, make in PAGES.items()
}


@pytest.mark.parametrize("name", PAGES)
@settings(max_examples=30)
@given(text=TEXTS)
def test_no_name_adds_an_element_or_an_attribute(name: str, text: str) -> None:
    offered, standing = named(f"x{text}")

    assert Page.of(PAGES[name](offered, Visit(), standing)).shape() == PLAIN[name]


class Apart(Page):
    """Fails where a name stands in a line without being kept apart from it."""

    name = "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET}"

    def handle_data(self, data: str) -> None:
        if self.name in data and self.open[-1].tag != "title":
            assert any(e.tag == "bdi" or e.attributes.get("dir") == "auto" for e in self.open), data
        super().handle_data(data)


@pytest.mark.parametrize("name", PAGES)
def test_names_in_other_scripts_are_kept_apart_from_the_words_around_them(name: str) -> None:
    offered, standing = named(Apart.name)

    assert Apart.name in Apart.of(PAGES[name](offered, Visit(), standing)).all("body")[0].text
