"""The form that one subscribes with: everything on offer, labelled, without any script."""

from dataclasses import replace

import pytest

from statusboard.domain.languages import LANGUAGES
from statusboard.domain.subscriber import Extent
from statusboard.domain.views.visiting import Offer
from statusboard.render.forms.fields import Entry
from statusboard.render.forms.frame import Visit
from statusboard.render.forms.said import asked_html
from statusboard.render.forms.style import form_files
from statusboard.render.forms.subscribing import subscribe_html
from tests.fixtures.offers import CARDS, HOOK, MAIL, OFFER, SHOP, TEXT, large_offer, offer
from tests.fixtures.public import Element, Page


def form(offered: Offer = OFFER, visit: Visit = Visit(), **more: object) -> Page:  # noqa: B008
    return Page.of(subscribe_html(offered, visit, **more))  # type: ignore[arg-type]


def field(page: Page, name: str, value: str | None = None) -> Element:
    (found,) = (
        e
        for e in page.all("input", "select")
        if e.attributes.get("name") == name and value in (None, e.attributes.get("value"))
    )
    return found


def names(page: Page, name: str) -> list[str | None]:
    return [e.attributes["value"] for e in page.all("input") if e.attributes.get("name") == name]


def ticked(page: Page) -> set[str | None]:
    return {e.attributes["value"] for e in page.all("input") if "checked" in e.attributes}


def test_the_same_offer_gives_the_same_bytes() -> None:
    assert subscribe_html(OFFER, Visit()) == subscribe_html(OFFER, Visit())


def test_everything_on_offer_can_be_chosen() -> None:
    page = form()

    assert names(page, "channel") == ["mail", "phone", "hook"]
    assert names(page, "scope") == ["everything", "some"]
    assert names(page, "group") == ["grp000000001", "grp000000002"]
    assert names(page, "service") == [f"svc00000000{number}" for number in range(1, 8)]
    assert names(page, "sort") == ["incidents", "planned"]
    assert names(page, "extent") == ["every", "start_end"]
    assert [e.attributes["value"] for e in page.all("option")] == list(LANGUAGES)


def test_it_begins_with_the_first_channel_and_everything() -> None:
    assert ticked(form()) == {"mail", "everything", "incidents", "planned", "every"}


@pytest.mark.parametrize(
    ("channel", "sort", "autocomplete"),
    [(MAIL, "email", "email"), (TEXT, "tel", "tel"), (HOOK, "url", "off")],
)
def test_an_address_has_a_field_of_its_sort(channel, sort: str, autocomplete: str) -> None:
    page = form()
    found = field(page, f"address.{channel.name}")

    assert found.attributes["type"] == sort
    assert found.attributes["autocomplete"] == autocomplete
    assert "placeholder" not in found.attributes
    (label,) = (e for e in page.all("label") if e.attributes["for"] == found.attributes["id"])
    assert label.text == channel.address_label
    (example,) = (
        e for e in page.elements if e.attributes.get("id") == found.attributes["aria-describedby"]
    )
    assert example.text == f"For example {channel.address_example}"


def test_of_one_channel_there_is_nothing_to_choose() -> None:
    page = form(offer(channels=(TEXT,)))

    assert field(page, "channel").attributes["type"] == "hidden"
    assert names(page, "channel") == ["phone"]
    assert field(page, "address.phone").attributes["type"] == "tel"


def test_of_one_service_or_one_language_there_is_nothing_to_choose() -> None:
    page = form(offer(groups=(replace(SHOP, services=SHOP.services[:1]),), languages=("en",)))

    assert names(page, "scope") == names(page, "group") == names(page, "service") == []
    assert page.all("select") == []


def test_services_in_no_group_need_no_heading_where_there_are_no_others() -> None:
    page = form(offer(groups=(replace(SHOP, public_id="", name=""),)))

    assert names(page, "group") == []
    assert len(names(page, "service")) == 4
    assert page.all("details") == []
    assert "Other services" not in page.all("main")[0].text


def test_four_hundred_services_stay_folded_until_one_is_wanted() -> None:
    offered = large_offer()
    page = form(offered)

    assert len(names(page, "service")) == 400
    assert [e.attributes for e in page.all("details")] == [{}] * 40
    assert page.all("summary")[6].text == "Choose single services of Region 7"
    assert "Service 7.0, Service 7.1" not in page.all("main")[0].text
    kept = form(offered, entry=Entry(everything=False, services=frozenset({"svc000000075"})))
    folded = [number for number, e in enumerate(kept.all("details")) if "open" in e.attributes]
    assert folded == [6]
    assert len(subscribe_html(offered, Visit())) < 150_000


def test_what_was_chosen_before_is_chosen_still() -> None:
    entry = Entry(
        channel="phone",
        addresses={"phone": "+12025550199", "mail": "reader@customer.example"},
        everything=False,
        groups=frozenset({"grp000000002"}),
        services=frozenset({"svc000000003"}),
        planned=False,
        extent=Extent.START_END,
        language="de",
    )
    page = form(entry=entry)

    wanted = {"phone", "some", "grp000000002", "svc000000003", "incidents", "start_end"}
    assert ticked(page) == wanted
    assert field(page, "address.phone").attributes["value"] == "+12025550199"
    assert field(page, "address.mail").attributes["value"] == "reader@customer.example"
    assert [e.text for e in page.all("option") if "selected" in e.attributes] == ["Deutsch"]


def test_who_waits_for_one_end_gives_an_address_and_no_more() -> None:
    page = form(incident=CARDS.public_id)

    assert page.all("h1")[0].text == "Tell me when it’s fixed"
    text = page.all("main")[0].text
    assert CARDS.title in text
    assert "We tell you once, when it is fixed, and forget your address." in text
    for name in ("scope", "group", "service", "sort", "extent"):
        assert names(page, name) == []
    assert len(page.all("section")) == 0


def test_what_is_open_can_be_waited_for() -> None:
    page = form()

    (link,) = (e for e in page.all("a") if e.text == "Tell me when it’s fixed")
    assert link.attributes["href"] == "subscribe/inc000000001"
    assert CARDS.title in page.all("section")[0].text


def test_of_an_incident_that_is_over_the_usual_form_says_so() -> None:
    page = form(incident="inc000000009")

    assert page.all("h1")[0].text == "Hear from us, your way"
    assert "That is over already" in page.all("main")[0].text
    assert "That is over already" not in form().all("main")[0].text


def test_the_stamp_goes_along_and_a_field_for_programs_that_nobody_meets() -> None:
    page = form(visit=Visit(stamp='a"b'))

    assert field(page, "at").attributes["value"] == 'a"b'
    trap = field(page, "topic")
    assert trap.attributes["tabindex"] == "-1"
    assert trap.attributes["autocomplete"] == "off"
    (around,) = (e for e in page.all("div") if e.attributes.get("class") == "unseen")
    assert around.attributes["aria-hidden"] == "true"
    assert around.text == "Leave this field empty"


def test_where_visitors_may_choose_no_channel_the_page_says_whom_to_ask() -> None:
    page = form(offer(channels=()))
    assert page.all("form") == []
    assert page.all("h1")[0].text == "There is no list to join"
    (asked,) = (e for e in page.all("main")[0].text.splitlines() if "write to" in e)
    assert asked == "To be told of news, write to help@northwind.example."

    nobody = form(offer(channels=(), contact=""))
    assert "write to" not in nobody.all("body")[0].text
    assert [e for e in nobody.all("a") if (e.attributes["href"] or "").startswith("mailto")] == []


@pytest.mark.parametrize(
    ("channel", "heading"),
    [
        ("mail", "Look into your inbox"),
        ("phone", "Look at your phone"),
        ("hook", "Look where you want to be told"),
        ("gone", "Look where you want to be told"),
    ],
)
def test_who_asked_is_sent_to_where_the_message_goes(channel: str, heading: str) -> None:
    page = Page.of(asked_html(OFFER, Visit(root="../"), channel))

    assert page.all("h1")[0].text == heading
    assert page.all("form") == []
    assert "works for 24 hours" in page.all("main")[0].text
    assert [e.attributes["href"] for e in page.all("a") if e.text == "Ask once more"] == [
        "../subscribe"
    ]


def test_the_stylesheet_stands_where_the_form_looks_for_it() -> None:
    (path,) = form_files()
    for root in ("", "../"):
        links = form(visit=Visit(root=root)).all("link")
        icon, sheet = (str(e.attributes["href"]) for e in links)
        assert icon.startswith("data:image/svg+xml,")
        assert sheet == f"{root}{path}"
    css = form_files()[path].decode()
    assert "url(" not in css
    assert "@import" not in css


def test_sample_data_says_that_it_is_one() -> None:
    assert "Sample data" not in form().all("body")[0].text
    assert "Sample data" in form(visit=Visit(is_demo=True)).all("header")[0].text


def test_the_way_back_leads_to_the_page_or_to_the_server_that_shows_it() -> None:
    for url, href in [
        ("https://status.northwind.example", "https://status.northwind.example"),
        ("javascript:alert(1)", "../"),
        ("", "../"),
    ]:
        page = form(offer(page_url=url), Visit(root="../"))
        assert {e.attributes["href"] for e in page.all("a")[:2]} == {href}


def test_the_way_back_leads_to_the_page_in_the_language_of_the_form() -> None:
    for url, language, href in [
        ("https://status.northwind.example", "de", "https://status.northwind.example/de/"),
        ("https://status.northwind.example", "ja", "https://status.northwind.example"),
        ("", "de", "../de/"),
    ]:
        given = offer(page_url=url, further=("de", "fr"))
        page = form(given, Visit(language=language, root="../"))
        assert {e.attributes["href"] for e in page.all("a")[:2]} == {href}
