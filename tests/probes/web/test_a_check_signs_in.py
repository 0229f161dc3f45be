"""Signing in: by user and password, by a token, and by one that a real token server gives."""

import asyncio
import base64
import json
from urllib.parse import parse_qs

import pytest

from statusboard.catalog.fields import validate
from statusboard.domain.result import Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.connections import Connections
from tests.fixtures.web import Asked, Behaviour, always, answer, ask, serving

pytestmark = pytest.mark.anyio
SECRET = "cl1entsecret/+"


def oauth(token_url: str, **more: object) -> dict[str, object]:
    return {
        "sign_in": "oauth2",
        "token_url": token_url,
        "client_id": "status board",
        "client_secret": SECRET,
        **more,
    }


class TokenServer:
    """Gives out tokens by number; `said` is what else its answers say."""

    def __init__(self, **said: object) -> None:
        self.given = 0
        self._said = said

    @property
    def newest(self) -> str:
        return f"t0ken-number-{self.given}"

    async def give(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        assert (asked.method, asked.path) == ("POST", "/token")
        self.given += 1
        said = {"access_token": self.newest, "token_type": "Bearer", **self._said}
        writer.write(answer(json.dumps(said), headers={"Content-Type": "application/json"}))


def taking(server: TokenServer) -> Behaviour:
    """A service that takes the newest token alone, and repeats what it was told."""

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        told = asked.headers.get("authorization", "")
        is_known = told == f"Bearer {server.newest}"
        status = "200 OK" if is_known else "401 Unauthorized"
        writer.write(answer(f"you said {told}", status=status))

    return behave


async def test_a_user_and_a_password_are_sent_as_basic_authentication() -> None:
    async with serving(always(answer())) as site:
        got = await ask(site.url(), sign_in="basic", user="änna", password="p:ss wörd")
    sent = site.asked[0].headers["authorization"].removeprefix("Basic ")
    assert base64.b64decode(sent).decode() == "änna:p:ss wörd"
    assert got.outcome is Outcome.UP
    assert "Authorization: •••" in "\n".join(got.transcript) or sent not in repr(got)
    assert sent not in repr(got)


async def test_a_bearer_token_is_sent_as_it_is() -> None:
    async with serving(always(answer())) as site:
        got = await ask(site.url(), sign_in="bearer", token="abc.def-123")
    assert site.asked[0].headers["authorization"] == "Bearer abc.def-123"
    assert "abc.def-123" not in repr(got)


async def test_a_token_is_fetched_and_kept_for_all_who_ask_the_same() -> None:
    server = TokenServer(expires_in=3600)
    connections = Connections()
    async with serving(server.give) as tokens, serving(taking(server)) as site:
        config = oauth(tokens.url("/token"), scope="health:read")
        for check_id in (1, 1, 2):
            got = await ask(site.url(), connections=connections, check_id=check_id, **config)
            assert got.outcome is Outcome.UP, got.detail
    await connections.aclose()
    [asked] = tokens.asked
    assert parse_qs(asked.body.decode()) == {
        "grant_type": ["client_credentials"],
        "scope": ["health:read"],
    }
    user, _, password = (
        base64.b64decode(asked.headers["authorization"].removeprefix("Basic ")).decode()
    ).partition(":")
    assert (user, password) == ("status+board", "cl1entsecret%2F%2B")


async def test_a_token_that_has_run_out_is_fetched_anew() -> None:
    server = TokenServer(expires_in=0)
    connections = Connections()
    async with serving(server.give) as tokens, serving(taking(server)) as site:
        for _ in range(2):
            got = await ask(site.url(), connections=connections, **oauth(tokens.url("/token")))
            assert got.outcome is Outcome.UP, got.detail
    await connections.aclose()
    assert server.given == 2


async def test_a_token_that_is_refused_is_fetched_anew_once() -> None:
    server = TokenServer()
    connections = Connections()
    async with serving(server.give) as tokens, serving(taking(server)) as site:
        config = oauth(tokens.url("/token"))
        await ask(site.url(), connections=connections, **config)
        server.given += 1  # taken back before its time
        got = await ask(site.url(), connections=connections, **config)
        assert got.outcome is Outcome.UP, got.detail
    async with (
        serving(server.give) as tokens,
        serving(always(answer("no", status="401 Unauthorized"))) as site,
    ):
        before = server.given
        refused = await ask(site.url(), connections=connections, **oauth(tokens.url("/token")))
    await connections.aclose()
    assert (refused.outcome, refused.reason) == (Outcome.DOWN, Reason.STATUS_CODE)
    assert server.given == before + 2
    assert len(site.asked) == 2


async def test_a_client_is_known_by_the_form_where_the_server_reads_that_alone() -> None:
    async def read_form(asked: Asked, writer: asyncio.StreamWriter) -> None:
        form = parse_qs(asked.body.decode())
        if form.get("client_secret") != [SECRET]:
            writer.write(answer('{"error": "invalid_client"}', status="401 Unauthorized"))
        else:
            writer.write(answer('{"access_token": "f0rm-token", "token_type": "bearer"}'))

    async with serving(read_form) as tokens, serving(always(answer())) as site:
        got = await ask(site.url(), **oauth(tokens.url("/token")))
    assert got.outcome is Outcome.UP, got.detail
    assert site.asked[0].headers["authorization"] == "Bearer f0rm-token"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (answer('{"error": "invalid_scope"}', status="400 Bad"), "it answered 400, invalid_scope"),
        (answer("<html>", status="502 Bad Gateway"), "it answered 502"),
        (answer("", status="302 Found", headers={"Location": "/"}), "it answered 302"),
        (answer("<html>"), "there is no token in its answer"),
        (answer('{"access_token": 5}'), "there is no token in its answer"),
        (answer('{"access_token": "a\\r\\nb"}'), "there is no token in its answer"),
        (answer('{"access_token": "a", "token_type": "mac"}'), "of another sort than bearer"),
        (answer("[" * 100_000), "there is no token in its answer"),
        (answer("x" * 200_000), "the answer is larger than"),
        (b"nonsense", "what came back is not HTTP"),
        (b"", "closed the connection"),
    ],
)
async def test_where_no_token_comes_nothing_is_known_of_the_service(
    reply: bytes, words: str
) -> None:
    async def say(_asked: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(reply)
        await writer.drain()
        return False

    async with serving(say) as tokens, serving(always(answer())) as site:
        got = await ask(site.url(), **oauth(tokens.url("/token")))
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.TOKEN)
    assert got.detail.startswith(f"no token came from 127.0.0.1:{tokens.port}/token: ")
    assert words in got.detail
    assert site.asked == []


async def test_a_token_server_that_is_gone_says_nothing_of_the_service() -> None:
    async with serving(always(answer())) as site:
        got = await ask(site.url(), **oauth("http://127.0.0.1:1/token"))
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.TOKEN)


async def test_neither_token_nor_secret_is_repeated() -> None:
    server = TokenServer()

    async def repeat(asked: Asked, writer: asyncio.StreamWriter) -> None:
        told = asked.headers["authorization"]
        writer.write(answer(f"{told} {SECRET}", status="500 Oops", headers={"X-Echo": told}))

    async with serving(server.give) as tokens, serving(repeat) as site:
        got = await ask(site.url(), **oauth(tokens.url("/token")), expect_text="never")
    assert got.outcome is Outcome.DOWN
    assert server.newest not in repr(got)
    assert SECRET not in repr(got)


async def test_a_token_is_not_shown_to_another_host() -> None:
    server = TokenServer()
    async with serving(server.give) as tokens, serving(always(answer())) as other:
        away = answer("", status="302 Found", headers={"Location": other.url("/")})
        async with serving(always(away)) as site:
            got = await ask(site.url(), **oauth(tokens.url("/token")))
    assert got.outcome is Outcome.UP, got.detail
    assert site.asked[0].headers["authorization"] == f"Bearer {server.newest}"
    assert "authorization" not in other.asked[0].headers


@pytest.mark.parametrize(
    ("config", "field"),
    [
        ({"sign_in": "basic"}, "user"),
        ({"sign_in": "bearer"}, "token"),
        ({"sign_in": "bearer", "token": "Bearer abc"}, "token"),
        ({"sign_in": "oauth2", "client_id": "a", "client_secret": "b"}, "token_url"),
        ({"sign_in": "basic", "user": "a", "token": "b"}, "token"),
        ({"user": "a"}, "user"),
        ({"sign_in": "basic", "user": "a", "headers": {"authorization": "b"}}, "sign_in"),
        ({"url": "https://a:b@shop.example", "sign_in": "bearer", "token": "c"}, "sign_in"),
    ],
)
def test_what_cannot_sign_in_is_refused_at_its_field(config: dict[str, object], field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        validate(DECLARATION.fields, {"url": "https://shop.example", **config})
    assert refused.value.field == field
