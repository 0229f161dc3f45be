"""What strangers try at the forms: each is refused in words, and nothing in the database moves."""

import re
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from statusboard.app.delivery.tokens import Purpose, Tokens
from statusboard.domain.subscriber import SubscriberState
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.page_server_of import FORM, WHOLE, PageServerOf, page_server_of, subscribes
from tests.fixtures.visiting import READER, Visited, desk, token_in, visited

__all__ = ["desk", "visited"]
pytestmark = [pytest.mark.anyio, ON_SQLITE]

PATHS = ("confirm", "subscriptions", "leave")


@pytest.fixture
async def page(visited: Visited, tmp_path: Path) -> AsyncIterator[PageServerOf]:
    async with page_server_of(visited, tmp_path) as at:
        yield at


async def mails(visited: Visited) -> list[tuple[str, EmailMessage]]:
    """To whom what goes out now."""
    await visited.desk.dispatch()
    took = [*visited.desk.server.took]
    visited.desk.server.took.clear()
    return took


# ── links ───────────────────────────────────────────────────────────────────────────────────────


async def test_scanners_that_follow_every_link_change_nothing(
    visited: Visited, page: PageServerOf
) -> None:
    await subscribes(visited, page, READER)
    to_confirm = token_in(await visited.mail())
    manage = (await visited.confirmed("other@customer.example")).manage
    before = visited.everything()
    for method in ("GET", "HEAD", "GET"):
        for target in (f"/confirm/{to_confirm}", f"/subscriptions/{manage}", f"/leave/{manage}"):
            answer = await page.ask(method, target)
            assert answer.status == 200
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers.get("set-cookie") is None
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS"):
        assert (await page.ask(method, f"/leave/{manage}")).status in (204, 405)
    assert visited.everything() == before


async def test_a_link_that_confirmed_confirms_nothing_again(
    visited: Visited, page: PageServerOf
) -> None:
    await subscribes(visited, page, READER)
    link = f"/confirm/{token_in(await visited.mail())}"
    manage = re.search(rb'href="\.\./subscriptions/([^"]+)"', (await page.post(link)).body)
    assert manage is not None
    assert (await page.post(link)).status == 410
    # Whoever finds the link later cannot bring back somebody who left.
    assert (await page.post(f"/leave/{manage[1].decode()}")).status == 200
    before = visited.everything()
    for _ in range(3):
        assert (await page.post(link)).status == 410
        assert (await page.ask("GET", link)).status == 410
    assert visited.everything() == before
    known = visited.known()
    assert known is not None
    assert known.state is SubscriberState.LEFT


async def test_no_token_but_its_own_opens_anything(visited: Visited, page: PageServerOf) -> None:
    await subscribes(visited, page, READER)
    to_confirm = token_in(await visited.mail())
    manage = (await visited.confirmed("other@customer.example")).manage
    elsewhere = Tokens(b"\1" * 32)
    with visited.desk.database.reading(visited.desk.clock.now()) as unit:
        here = Tokens.read(unit)
    foreign = [elsewhere.make(purpose, n, "") for purpose in Purpose for n in (1, 2)]
    unbound = [here.make(purpose, n, "") for purpose in Purpose for n in (1, 2)]
    flipped = [
        manage[:at] + ("A" if manage[at] != "A" else "B") + manage[at + 1 :] for at in (0, 31)
    ]
    guessed = ["1", "0", "-1", "A" * 32, "A" * 5_000, "%00", "%ed%a0%80", "%ff", "..", "%2e%2e"]
    guessed += [manage[:-1], manage + "A", manage.swapcase(), f"{manage}%00", f"{manage}%0d%0aX:y"]
    before = visited.everything()
    wrong = {path: [*foreign, *unbound, *flipped, *guessed] for path in PATHS}
    wrong["confirm"].append(manage)
    wrong["subscriptions"].append(to_confirm)
    wrong["leave"].append(to_confirm)
    for path, tokens in wrong.items():
        answers = [
            await page.ask("POST", f"/{path}/{token}", content_type=FORM) for token in tokens
        ]
        assert [each.status for each in answers] == [404] * len(tokens), path
        assert not any(b"customer.example" in each.body for each in answers)
    assert visited.everything() == before


async def test_a_link_shows_and_changes_its_own_reader_alone(
    visited: Visited, page: PageServerOf
) -> None:
    mine = (await visited.confirmed("mine@customer.example")).manage
    await visited.confirmed("other@elsewhere.example")
    theirs = visited.known("other@elsewhere.example")
    assert theirs is not None
    fields = WHOLE | {"address.mail": "other@elsewhere.example", "channel": "mail"}
    # What a form does not hold is no part of what it does, whatever it is called.
    fields |= {"token": "x", "id": str(theirs.id), "subscriber_id": str(theirs.id), "name": "x"}
    for target in (f"/subscriptions/{mine}?id={theirs.id}", f"/leave/{mine}?id={theirs.id}"):
        answer = await page.post(target, fields)
        assert answer.status == 200
        assert b"elsewhere" not in answer.body
    assert visited.known("other@elsewhere.example") == theirs
    gone = visited.known("mine@customer.example")
    assert gone is not None
    assert gone.state is SubscriberState.LEFT


# ── other pages ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "said",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "cross-site", "origin": "null"},
        {"sec_fetch_site": "cross-site", "origin": "https://status.example"},
        {"sec_fetch_site": ""},
        {"origin": "https://evil.example"},
        {"origin": "https://status.example.evil.example"},
        {"origin": "https://status.example:8443"},
        {"origin": "https://status.example@evil.example"},
        {"origin": "http://["},
        {"origin": "https://status.example, https://evil.example"},
        {"origin": ""},
    ],
    ids=str,
)
async def test_a_form_of_another_page_does_nothing(
    visited: Visited, page: PageServerOf, said: dict[str, str]
) -> None:
    await subscribes(visited, page, READER)
    to_confirm = token_in(await visited.mail())
    manage = (await visited.confirmed("other@customer.example")).manage
    before = visited.everything()
    for target in (
        *("/subscribe", f"/confirm/{to_confirm}", f"/subscriptions/{manage}"),
        f"/leave/{manage}",
    ):
        assert (await page.post(target, WHOLE, **said)).status == 403
    assert visited.everything() == before


# ── who is told ─────────────────────────────────────────────────────────────────────────────────


async def test_the_answer_tells_nobody_who_is_told(visited: Visited, page: PageServerOf) -> None:
    await visited.confirmed("told@customer.example")
    left = (await visited.confirmed("left@customer.example")).manage
    await page.post(f"/leave/{left}")
    answers = []
    for name in ("told", "left", "nobody", "told", "told", "told", "told", "nobody"):
        answers.append(await subscribes(visited, page, f"{name}@customer.example"))
    assert {(each.status, each.body) for each in answers} == {(200, answers[0].body)}
    heads = [{k: v for k, v in each.headers.items() if k != "date"} for each in answers]
    assert all(each == heads[0] for each in heads)


async def test_nobody_s_mailbox_is_flooded_by_the_form(
    visited: Visited, page: PageServerOf
) -> None:
    for spelled in (READER, READER.upper(), f" {READER} ", READER.replace("c", "C")) * 3:
        assert (await subscribes(visited, page, spelled)).status == 200
    assert len(await mails(visited)) <= 3


# ── mails ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "ending",
    [
        *("\r\nBcc: evil@elsewhere.example", "\nBcc: evil@elsewhere.example", "\r\n\r\nBuy"),
        *("%0d%0aBcc: evil@elsewhere.example", "\u2028Bcc: x", "\x00evil@elsewhere.example"),
        *(", evil@elsewhere.example", "; evil@elsewhere.example", "\rX: y"),
        "> RCPT TO:<evil@elsewhere.example",
    ],
    ids=ascii,
)
async def test_no_line_can_be_added_to_a_mail(
    visited: Visited, page: PageServerOf, ending: str
) -> None:
    for address in (READER + ending, ending + READER):
        assert (await subscribes(visited, page, address)).status in (200, 422)
    fields = {"lang": f"de{ending}", "extent": f"every{ending}", "language": f"de{ending}"}
    await subscribes(visited, page, READER, **fields)
    for address, mail in await mails(visited):
        # What was no part of an address is not there; another address is another one's.
        assert re.fullmatch(r"(buy)?reader@customer\.example", address, re.IGNORECASE)
        assert mail["bcc"] is None
        assert mail["x"] is None
        assert "elsewhere" not in str(mail)
        assert len(mail.get_all("to") or ()) == 1


# ── what a page server may ask for ──────────────────────────────────────────────────────────────


async def test_a_page_server_may_ask_for_this_and_nothing_else(page: PageServerOf) -> None:
    assert page.methods == {
        *("page.guarded_site", "page.further", "page.further_site", "visitor.links_used"),
        *("page.site", "page.content", "visitor.offer", "visitor.standing", "visitor.reply"),
        "visitor.count",
        *("visitor.ask", "visitor.confirm", "visitor.change", "visitor.leave"),
        *("signal.listen", "signal.report"),
        "report.content",
    }
