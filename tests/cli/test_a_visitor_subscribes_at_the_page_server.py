"""A stranger subscribes on the page, confirms by the mail, is told, changes it, and leaves.

Every part is the real one: office and page server are programs of their own, mails go over SMTP.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.fixtures.page_programs import PUBLIC, READER, Page, link_in, page

__all__ = ["page"]
pytestmark = pytest.mark.anyio


async def test_from_the_form_to_the_end_of_it(page: Page, statusboard: Callable[..., Any]) -> None:
    assert f'href="{PUBLIC}/subscribe"' in (await page.web.get("/")).text
    asked = await page.form(
        "/subscribe",
        **{"channel": "mail", "address.mail": READER, "scope": "everything", "sort": "incidents"},
    )
    assert asked.status_code == 200

    confirm = link_in(await page.mail("onfirm"), "confirm")
    # A scanner of mail looks at every link, and nothing comes of it.
    assert (await page.web.get(confirm)).status_code == 200
    assert statusboard("subscribers", "list", "--json").json["subscribers"] == []
    assert (await page.form(confirm)).status_code == 200
    assert (await page.web.get(confirm)).status_code == 410
    (reader,) = statusboard("subscribers", "list", "--json").json["subscribers"]
    assert (reader["address"], reader["state"]) == (READER, "active")

    said = ("--title", "Checkout fails", "--body", "We look into it.", "--next-update", "30m")
    service = ("--service", "Shop/Checkout API=major_outage", "--override", "a test")
    assert statusboard("notice", "new", "--publish", *said, *service).code == 0
    told = await page.mail("Checkout fails")

    manage = link_in(told, "subscriptions")
    changed = await page.form(manage, scope="everything", sort="planned", extent="every")
    assert changed.status_code == 200
    leave = manage.replace("/subscriptions/", "/leave/")
    once = await page.web.post(leave, data={"List-Unsubscribe": "One-Click"})
    assert once.status_code == 200
    (reader,) = statusboard("subscribers", "list", "--json").json["subscribers"]
    assert reader["state"] == "left"


async def test_nothing_is_done_for_what_no_form_of_ours_sent(
    page: Page, statusboard: Callable[..., Any]
) -> None:
    async def status(method: str, path: str, **more: Any) -> int:
        return (await page.web.request(method, path, **more)).status_code

    # A link that nobody was sent.
    for form in ("confirm", "subscriptions", "leave"):
        for method in ("GET", "HEAD", "POST"):
            assert await status(method, f"/{form}/x") == 404
        assert await status("GET", f"/{form}/%2e%2e%2fetc") == 404
        assert await status("PUT", f"/{form}/x") == 405
    fields = {"channel": "mail", "address.mail": READER, "sort": "incidents", "at": ""}
    # A form of another page, by what browsers say of it.
    for foreign in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert await status("POST", "/subscribe", data=fields, headers=foreign) == 403
    # No form, or more than one holds.
    assert await status("POST", "/subscribe", json=fields) == 415
    assert await status("POST", "/subscribe", data=fields | {"x": "x" * 300_000}) == 413
    assert await status("POST", "/subscribe", data={f"f{n}": "" for n in range(6_000)}) == 422
    # A mark that was never given, and a field that no person sees.
    for mark in ("", "1.0.x", "nan." + "0" * 32, "x" * 5_000):
        assert await status("POST", "/subscribe", data=fields | {"at": mark}) == 422
    assert await status("POST", "/subscribe", data=fields | {"topic": "cheap"}) == 200
    assert (await page.form("/subscribe", **fields | {"topic": "cheap"})).status_code == 200
    assert statusboard("deliveries", "--json").json == {"deliveries": []}
    assert page.mails.took == []


async def test_a_form_is_kept_nowhere_and_its_stylesheet_for_ever(page: Page) -> None:
    form = await page.web.get("/subscribe", headers={"accept-language": "de-AT, en;q=0.5"})
    assert 'lang="de"' in form.text
    assert form.headers["cache-control"] == "no-store"
    assert "form-action 'self'" in form.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in form.headers["content-security-policy"]
    styles = re.search(r'rel="stylesheet" href="([^"]+)"', form.text)
    assert styles is not None
    style = await page.web.get(f"/{styles[1]}")
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in style.headers["cache-control"]
    nested = await page.web.get("/leave/x")
    assert f'href="../{styles[1]}"' in nested.text
