"""“Get updates” and “Tell me when it's fixed”: where a page server is set, and nowhere else."""

import base64
import hashlib
from dataclasses import replace

import pytest

from statusboard.render.memory import SiteMemory
from statusboard.render.site import render_site
from statusboard.render.update_links import UpdateLinks
from tests.fixtures.public import Page, incident, service, told_view, view

SERVER = UpdateLinks("https://told.northwind.example/")
SUBSCRIBE = "https://told.northwind.example/subscribe"


def pages(updates: UpdateLinks, shown=None) -> dict[str, Page]:
    files = render_site(shown or told_view(), updates=updates)
    return {path: Page.of(text) for path, text in files.items() if path.endswith(".html")}


def buttons(page: Page) -> list[tuple[str, str | None]]:
    return [
        (e.text, e.attributes["href"])
        for e in page.all("a")
        if (e.attributes.get("class") or "").startswith("button")
    ]


def test_every_page_leads_to_the_form() -> None:
    for page in pages(SERVER).values():
        assert not page.open
        assert buttons(page)[0] == ("Get updates", SUBSCRIBE)


def test_what_is_not_over_can_be_waited_for_on_the_page_and_on_its_own() -> None:
    found = {path: buttons(page)[1:] for path, page in pages(SERVER).items()}

    fixed = [("Tell me when it’s fixed", f"{SUBSCRIBE}/inc000000001")]
    waiting = {"index.html", "incidents/inc000000001/index.html"}
    assert found == {path: fixed if path in waiting else [] for path in found}


def test_a_page_in_another_language_leads_to_the_form_in_it() -> None:
    shown = replace(told_view(), languages=("en", "ar"))
    found = {path: buttons(page)[0][1] for path, page in pages(SERVER, shown).items()}

    assert {path: path.startswith("ar/") for path in found} == {
        path: link == f"{SUBSCRIBE}?lang=ar" for path, link in found.items()
    }
    waited = [link for _, link in buttons(pages(SERVER, shown)["ar/index.html"])]
    assert f"{SUBSCRIBE}/inc000000001?lang=ar" in waited


def test_without_a_promise_it_can_be_waited_for_too() -> None:
    shown = view(service(1), incidents=(incident(next_update_at=None),))

    assert len(buttons(pages(SERVER, shown)["index.html"])) == 2


def test_without_a_page_server_readers_are_led_to_a_mail_address() -> None:
    found = pages(UpdateLinks(contact="help@northwind.example"))

    for page in found.values():
        assert buttons(page) == [("Get updates", "mailto:help@northwind.example")]


def test_without_both_a_page_leads_nowhere_and_looks_as_it_did() -> None:
    shown = render_site(told_view(), updates=UpdateLinks())

    assert shown == render_site(told_view())
    assert b"button" not in b"".join(shown.values())


def test_the_policy_allows_the_stylesheet_with_the_buttons() -> None:
    for page in pages(SERVER).values():
        (style,) = page.all("style")
        digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
        policies = [e.attributes.get("content") or "" for e in page.all("meta")]
        assert any(f"style-src 'sha256-{digest}'" in policy for policy in policies)
        assert ".button" in style.text


def test_a_server_that_is_set_later_reaches_the_pages_that_are_remembered() -> None:
    memory = SiteMemory()
    before = render_site(told_view(), memory)
    after = render_site(told_view(), memory, SERVER)

    assert after == render_site(told_view(), updates=SERVER)
    assert render_site(told_view(), memory) == before


@pytest.mark.parametrize("field", ["server", "contact"])
def test_a_hostile_address_stays_an_address(field: str) -> None:
    plain, hostile = (
        pages(replace(UpdateLinks(), **{field: address}))
        for address in ("https://a.example", 'https://a.example/"><script>')
    )

    for path, page in plain.items():
        assert page.shape() == hostile[path].shape()
