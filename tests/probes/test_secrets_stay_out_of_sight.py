"""Whatever a person enters as a secret is shown nowhere, not even where a server echoes it."""

import asyncio
import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    assert all(len(secret) >= 4 for secret in secrets_of("http://a:b@host/", {"Cookie": "a=1"}))
