"""What becomes of a question to a helper that answers, refuses, hangs, or says too much."""

import asyncio
import json
import ssl

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from statusboard.catalog.secret import Secret
from statusboard.errors import Rejected, StatusBoardError, Unavailable, field_of
from statusboard.writing_help.chat import BODY_LIMIT, Assistant, ask
from statusboard.writing_help.replies import RawAnswer, Reply, read_reply, readable
from tests.fixtures.assistants import (
    PROMPT,
    TEXT,
    chat,
    document,
    dripping,
    endless,
    refusal,
    silent,
    wanting_key,
)
from tests.fixtures.certificates import EXPIRED, STRANGE, shown, trusting
from tests.fixtures.free_port import free_port
from tests.fixtures.web import Behaviour, always, answer, serving

pytestmark = pytest.mark.anyio
KEY = "sk-sample-0123456789"


def assistant(url: str, *, key: str = "", timeout_s: float = 20.0) -> Assistant:
    return Assistant(url, "llama3.2", Secret(key) if key else None, timeout_s)


async def asked(behaviour: Behaviour, *, key: str = "", timeout_s: float = 20.0) -> Reply:
    async with serving(behaviour) as site:
        return await ask(assistant(site.url("/v1"), key=key, timeout_s=timeout_s), PROMPT)


async def refused(
    behaviour: Behaviour, *, key: str = "", timeout_s: float = 20.0
) -> StatusBoardError:
    with pytest.raises(StatusBoardError) as caught:
        await asked(behaviour, key=key, timeout_s=timeout_s)
    return caught.value


async def test_the_question_holds_the_prompt_and_the_model_and_nothing_else() -> None:
    async with serving(always(chat())) as site:
        reply = await ask(assistant(site.url("/v1/")), PROMPT)

    assert reply == Reply(TEXT)
    (request,) = site.asked
    assert (request.method, request.path) == ("POST", "/v1/chat/completions")
    assert json.loads(request.body) == {
        "model": "llama3.2",
        "messages": [
            {"role": "system", "content": PROMPT.instructions},
            {"role": "user", "content": PROMPT.facts},
        ],
    }
    assert not {"authorization", "cookie", "referer"} & request.headers.keys()


async def test_the_key_goes_along_where_there_is_one() -> None:
    assert (await asked(wanting_key(KEY), key=KEY)).text == TEXT


async def test_a_refused_key_is_said_at_the_key_and_never_repeated() -> None:
    error = await refused(wanting_key("another"), key=KEY)

    assert isinstance(error, Rejected)
    assert field_of(error) == "key"
    assert str(error) == "The helper refuses the key. Enter the key in Settings."
    assert KEY not in str(error)


async def test_a_key_that_a_helper_repeats_is_hidden() -> None:
    error = await refused(always(refusal("400 Bad Request", f"No to Bearer {KEY}")), key=KEY)
    assert KEY not in str(error)
    assert "•••" in str(error)
    assert KEY not in (await asked(always(chat(f"Your key is {KEY}.")), key=KEY)).text


async def test_a_helper_that_wants_a_key_says_so() -> None:
    assert str(await refused(wanting_key(KEY))).startswith("The helper wants a key.")


@pytest.mark.parametrize(
    ("response", "field", "words"),
    [
        (
            refusal("404 Not Found", 'model "llama3.2" not found, try pulling it first'),
            "model",
            "does not know the model “llama3.2”",
        ),
        (refusal("400 Bad Request", "Unknown model."), "model", "does not know the model"),
        (answer("404 page not found", status="404 Not Found"), "url", "No helper answers"),
        (
            answer("<!DOCTYPE html><title>Welcome</title>", headers={"Content-Type": "text/html"}),
            "url",
            "a web page at this address",
        ),
        (answer(b"\xff\xfe\x00garbage"), "url", "does not speak the OpenAI chat form"),
        (answer("[" * 5_000), "url", "does not speak the OpenAI chat form"),
        (document(["a", "list"]), "url", "does not speak the OpenAI chat form"),
        (document({"choices": "none"}), "url", "does not speak the OpenAI chat form"),
        (document({"choices": [{"text": "old form"}]}), "url", "does not speak the OpenAI"),
        (chat({"type": "text"}), "url", "does not speak the OpenAI chat form"),
        (
            answer('data: {"choices": []}\n\n', headers={"Content-Type": "text/event-stream"}),
            "url",
            "piece by piece",
        ),
        (chat(""), "", "without a text"),
        (chat(None), "", "without a text"),
        (chat("\u202e\x00 \x1b"), "", "without a text"),
        (chat("far too long " * 3_000), "", "at most 25,000"),
        (refusal("429 Too Many Requests", "Quota.", Retry_After="30"), "", "for now. It says"),
        (refusal("503 Service Unavailable", "Loading."), "", "in trouble (503). It says"),
        (refusal("422 Unprocessable Entity", "No."), "", "refuses the question (422)"),
    ],
)
async def test_what_is_no_text_for_a_draft_ends_in_a_sentence(
    response: bytes, field: str, words: str
) -> None:
    error = await refused(always(response))

    assert words in str(error)
    assert field_of(error) == field
    assert str(error).isprintable()


async def test_how_long_to_wait_is_handed_on() -> None:
    error = await refused(always(refusal("429 Too Many Requests", "No.", Retry_After="30")))
    assert isinstance(error, Unavailable)
    assert error.retry_after_s == 30


async def test_no_redirect_is_followed() -> None:
    async with serving(always(chat("from elsewhere"))) as other:
        there = answer(status="307 Temporary Redirect", headers={"Location": other.url("/v1")})
        error = await refused(always(there), key=KEY)
    assert "sends on to 127.0.0.1" in str(error)
    assert other.asked == []


@pytest.mark.parametrize("behaviour", [silent, dripping])
async def test_a_helper_that_takes_too_long_is_left(behaviour: Behaviour) -> None:
    error = await refused(behaviour, timeout_s=0.3)
    assert isinstance(error, Unavailable)
    assert "did not answer within" in str(error)


async def test_more_than_a_notice_is_not_read_to_its_end() -> None:
    error = await refused(endless, timeout_s=5.0)
    assert "longer than any notice" in str(error)


async def test_nobody_at_the_address_is_said() -> None:
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1 cannot be reached"):
        await ask(assistant(f"http://127.0.0.1:{free_port()}/v1"), PROMPT)


async def test_a_helper_that_breaks_off_is_said() -> None:
    async def hang_up(_asked: object, _writer: asyncio.StreamWriter) -> bool:
        return False

    assert "broke off" in str(await refused(hang_up))


@pytest.mark.parametrize("sort", [EXPIRED, STRANGE])
async def test_a_certificate_that_nobody_trusts_gets_nothing(sort: str) -> None:
    authority = trustme.CA()
    trusted: ssl.SSLContext = trusting(authority)
    async with serving(always(chat()), tls=shown(authority, sort)) as site:
        with pytest.raises(Rejected, match="is not safe"):
            await ask(assistant(site.url("/v1"), key=KEY), PROMPT, tls=trusted)
    assert site.asked == []


async def test_a_certificate_that_is_trusted_does() -> None:
    authority = trustme.CA()
    async with serving(always(chat()), tls=shown(authority)) as site:
        assert (await ask(assistant(site.url("/v1")), PROMPT, tls=trusting(authority))).text == TEXT


async def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(always(chat("proxied"))) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        assert (await asked(always(chat()))).text == TEXT
    assert proxy.asked == []


async def test_an_answer_that_stopped_early_says_so() -> None:
    assert (await asked(always(chat("We are working", reason="length")))).is_cut


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<think>Hm, 14:02 …</think>\n\nWe are working on it.", "We are working on it."),
        ("Hm, 14:02 …\n</think>\n\nWe are working on it.", "We are working on it."),
        ("<thinking>Hm</thinking><think>So</think>We are on it.", "We are on it."),
        ("<think>Hm, db-01 is down, and I may not say so", ""),
        ("```markdown\nWe are working on it.\n```", "We are working on it."),
        ("One\r\ntwo\rthree\x07\x00", "One\ntwo\nthree"),
        ("a\u202eb\u2066c\u200b\ufeff", "abc"),
        ("Zahlungen schlagen fehl – für alle.", "Zahlungen schlagen fehl – für alle."),
    ],
)
def test_what_surrounds_a_text_or_hides_in_it_is_taken_away(written: str, read: str) -> None:
    assert readable(written) == read


@given(st.text())
def test_what_was_read_once_is_read_the_same_again(text: str) -> None:
    once = readable(text)
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in once)
    if "```" not in once and "<think" not in once:
        assert readable(once) == once


@given(
    st.binary(max_size=300),
    st.integers(100, 599),
    st.sampled_from(["application/json", "text/html", "", "text/event-stream"]),
)
def test_no_answer_raises_anything_but_a_sentence(body: bytes, status: int, kind: str) -> None:
    raw = RawAnswer(status, {"content-type": kind, "location": "http://["}, body)
    try:
        said = read_reply(raw, model="m", has_key=False).text
    except StatusBoardError as error:
        said = str(error)
    assert said


def test_a_whole_answer_fits_what_is_read() -> None:
    assert len(chat("\x01" * 25_000)) < BODY_LIMIT
