"""Whatever a person enters as a secret is shown nowhere, not even where a server echoes it."""

import asyncio
import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.catalog.echoes import Echoes
from statusboard.domain.result import Outcome
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.masking import MASK, header_line, mask_url, secrets_of
from tests.fixtures.web import Asked, answer, ask, serving

WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=6, max_size=20)


async def echo(asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Says everything it was told, in its header and body, and fails."""
    told = f"{asked.path}\n" + "\n".join(f"{k}={v}" for k, v in asked.headers.items())
    shown = {"X-Echo": asked.headers.get("authorization", ""), "Set-Cookie": "sid=abc123def"}
    writer.write(answer(told + asked.body.decode(), status="500 Oops", headers=shown))


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("user_info", "headers", "query", "secrets"),
    [
        ("anna:hunter22@", {}, "", ["hunter22", base64.b64encode(b"anna:hunter22").decode()]),
        ("", {"Authorization": "Bearer tok3nvalue"}, "", ["tok3nvalue"]),
        ("", {"Cookie": "sid=cook1evalue; b=other2value"}, "", ["cook1evalue", "other2value"]),
        ("", {"X-Api-Key": "k3yvalue"}, "", ["k3yvalue"]),
        ("", {}, "?token=qu3ryvalue&page=2", ["qu3ryvalue"]),
        ("t0kenuser@", {}, "", ["t0kenuser"]),
    ],
)
async def test_no_secret_is_in_an_answer(
    user_info: str, headers: dict[str, str], query: str, secrets: list[str]
) -> None:
    async with serving(echo) as site:
        url = site.url(f"/echo{query}").replace("://", f"://{user_info}")
        got = await ask(url, headers=headers, expect_text="never there")
    shown = repr(got)
    assert "abc123def" not in shown
    for secret in secrets:
        assert secret not in shown
        assert secret not in DECLARATION.describe({"url": url})
    assert MASK in shown


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("config", "echoed"),
    [
        ({"url": "http://anna:p%40ss%2Fw0rd@{site}/"}, "p@ss/w0rd"),
        ({"url": "http://{site}/?token=a%2Fb%2Bc9"}, "a%2Fb%2Bc9"),
        ({"method": "POST", "body": '{"login": {"password": "inn3rvalue"}}'}, "inn3rvalue"),
        ({"method": "POST", "body": "user=anna&password=f0rmvalue"}, "f0rmvalue"),
    ],
)
async def test_a_secret_that_comes_back_in_another_form_is_hidden(
    config: dict[str, str], echoed: str
) -> None:
    async def repeat(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        shown = {"X-Echo": "x" * 195 + echoed}  # a long header is cut in the middle of it
        writer.write(answer(f"we got {echoed}", status=f"500 {echoed}", headers=shown))

    async with serving(repeat) as site:
        address = f"127.0.0.1:{site.port}"
        given = {name: text.replace("{site}", address) for name, text in config.items()}
        got = await ask(given.pop("url", site.url()), **given)
    assert echoed not in repr(got)
    assert echoed[:4] not in "".join(line for line in got.transcript if "x" * 50 in line)


@pytest.mark.anyio
async def test_what_a_redirect_repeats_or_hands_us_is_hidden() -> None:
    async def lead(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/":
            where = f"/on?token=fr0mredirect&seen={asked.headers['x-api-key']}"
            writer.write(answer("", status="302 Found", headers={"Location": where}))
        else:
            writer.write(answer("your token is fr0mredirect", status="500 Oops"))

    async with serving(lead) as site:
        got = await ask(site.url("/"), headers={"X-Api-Key": "k3yvalue"})
    assert "k3yvalue" not in repr(got)
    assert "fr0mredirect" not in repr(got)


@pytest.mark.anyio
async def test_a_user_in_the_address_is_sent_as_basic_authentication() -> None:
    async with serving(echo) as site:
        await ask(site.url().replace("://", "://anna:p%40ss%3Aword@"))
    sent = site.asked[0].headers["authorization"].removeprefix("Basic ")
    assert base64.b64decode(sent) == b"anna:p@ss:word"


@given(user=WORDS, password=WORDS, host=WORDS, path=WORDS)
def test_an_address_is_shown_without_its_user(
    user: str, password: str, host: str, path: str
) -> None:
    shown = mask_url(f"https://{user}:{password}@{host}.example/{path}")
    assert shown == f"https://{MASK}@{host}.example/{path}"


@given(value=WORDS)
@pytest.mark.parametrize(
    "name",
    ["Authorization", "proxy-authorization", "Cookie", "Set-Cookie", "X-Api-Key", "X-Auth-Token"],
)
def test_a_telling_header_shows_its_name_only(name: str, value: str) -> None:
    assert header_line(name, value) == f"{name}: {MASK}"


def test_an_ordinary_header_is_shown() -> None:
    assert header_line("Retry-After", "30") == "Retry-After: 30"


def test_short_values_are_not_hunted_for_in_answers() -> None:
    sent = secrets_of("http://a:b@host/", {"Cookie": "a=1", "X-Pin": "007"}, '{"ok": "yes"}')
    assert Echoes.of(sent).hide("a yes to 007, and 1 b") == "a yes to 007, and 1 b"


ODD = 'p@ss/w"rd & +ü'
ECHOED = {
    "as it is": ODD,
    "in capitals": ODD.upper(),
    "with percent signs": "p%40ss%2Fw%22rd%20%26%20%2B%C3%BC",
    "with small percent signs": "p%40ss%2fw%22rd%20%26%20%2b%c3%bc",
    "slashes left": "p%40ss/w%22rd%20%26%20%2B%C3%BC",
    "as a form": "p%40ss%2Fw%22rd+%26+%2B%C3%BC",
    "twice": "p%2540ss%252Fw%2522rd%2520%2526%2520%252B%25C3%25BC",
    "as JSON": 'p@ss/w\\"rd & +ü',
    "as JSON in ASCII": 'p@ss\\/w\\"rd & +\\u00fc',
    "as HTML": "p@ss/w&quot;rd &amp; +ü",
    "as HTML with numbers": "p@ss/w&#34;rd &amp; +ü",
    "in base64": base64.b64encode(ODD.encode()).decode(),
    "in base64 for addresses": base64.urlsafe_b64encode(ODD.encode()).decode().rstrip("="),
    "as a user's": base64.b64encode(f"anna:{ODD}".encode()).decode(),
}


@pytest.mark.anyio
@pytest.mark.parametrize("form", ECHOED)
@pytest.mark.parametrize("place", ["phrase", "header", "body", "title", "json", "redirect", "host"])
async def test_a_secret_is_hidden_wherever_and_however_a_server_repeats_it(
    form: str, place: str
) -> None:
    """One password, sent in the body of a form, in JSON, and as a user's; echoed in each form."""
    echoed = ECHOED[form]

    async def repeat(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if place == "phrase":
            writer.write(answer("", status=f"500 no {echoed} here"))
        elif place == "header":
            writer.write(answer("", status="500 Oops", headers={"X-Said": f"you: {echoed}."}))
        elif place == "body":
            writer.write(answer(f"we do not know {echoed}.", status="500 Oops"))
        elif place == "title":
            page = f"<html><title>no {echoed}</title>"
            writer.write(answer(page, status="500 Oops", headers={"Content-Type": "text/html"}))
        elif place == "json":
            writer.write(answer(json.dumps({"status": f"{'x' * 45}{echoed}"})))
        elif place == "host":
            plain = "".join(letter for letter in echoed if letter.isalnum() and letter.isascii())
            writer.write(answer("", status="302", headers={"Location": f"ftp://{plain}/"}))
        else:
            where = f"ftp://h/{'y' * 160}?said={echoed}"
            writer.write(answer("", status="302 Found", headers={"Location": where}))

    async with serving(repeat) as site:
        address = f"http://anna:{quote(ODD, safe='')}@127.0.0.1:{site.port}/"
        got = await ask(
            address,
            method="POST",
            body=json.dumps({"login": ODD}),
            **({"expect_json": "$.status", "expect_json_value": "ok"} if place == "json" else {}),
        )
    # Neither the whole nor half of it, where a long text was cut within it.
    shown = repr(got).lower()
    assert echoed.lower() not in shown
    assert echoed[:6].lower() not in shown or place == "host"
    assert got.outcome is Outcome.DOWN


@pytest.mark.anyio
async def test_a_body_that_is_no_json_is_hidden_by_its_values_too() -> None:
    body = (
        "<login>\n  <user>anna77</user>\n  <pass kind='long one'>c0rrect&amp;h0rse</pass>\n</login>"
    )

    async def repeat(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer("c0rrect&h0rse is not anna77's, and long one no kind", status="500 No"))

    async with serving(repeat) as site:
        got = await ask(site.url(), method="POST", body=body)
    assert "h0rse" not in repr(got)
    assert "anna77" not in repr(got)


@pytest.mark.anyio
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-32"])
async def test_a_secret_at_the_edge_of_what_is_quoted_is_hidden(charset: str) -> None:
    for before in range(1_990, 2_001):

        async def repeat(_asked: Asked, writer: asyncio.StreamWriter, n: int = before) -> None:
            page = ("\n".join(["й" * 150] * 13)[:n] + "s3cretvalue" * 3).encode(charset)
            told = {"Content-Type": f"text/plain; charset={charset}"}
            writer.write(answer(page, status="500 No", headers=told))

        async with serving(repeat) as site:
            got = await ask(site.url(), headers={"X-Key": "s3cretvalue"})
        assert "s3cr" not in "".join(got.transcript)


@pytest.mark.anyio
async def test_what_redirects_hand_us_on_the_way_is_hidden_to_the_end() -> None:
    async def lead(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/":
            told = {"Location": "/two?sig=fr0mredirect", "Set-Cookie": "sid=fr0mcookie77"}
            writer.write(answer("", status="302 Found", headers=told))
        elif asked.path.startswith("/two"):
            where = f"http://bert:l0cati0n@{asked.headers['host']}/three"
            writer.write(answer("", status="302 Found", headers={"Location": where}))
        else:
            writer.write(answer("fr0mredirect, fr0mcookie77 and l0cati0n", status="500 Oops"))

    async with serving(lead) as site:
        got = await ask(site.url("/"))
    assert len(site.asked) == 3
    for secret in ("fr0mredirect", "fr0mcookie77", "l0cati0n"):
        assert secret not in repr(got)
