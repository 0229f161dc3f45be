"""What checks were configured with before there was more to say means what it meant."""

import asyncio

import pytest

from statusboard.catalog.fields import validate
from statusboard.domain.result import Outcome, Reason
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.question import question_of
from statusboard.probes.web.route import DIRECT
from tests.fixtures.web import Asked, always, answer, ask, serving

# As they stand in databases: with every field that was entered, and with none but the address.
OLDER: tuple[dict[str, object], ...] = (
    {"url": "https://shop.example/health"},
    {
        "url": "https://anna:secret@shop.example/health?token=abc",
        "method": "POST",
        "headers": {"Authorization": "Bearer example", "Host": "shop.example"},
        "body": '{"ping": true}',
        "expect_status": "200,301-302",
        "expect_text": "ok",
        "expect_text_absent": "maintenance",
        "expect_json": "$.status",
        "expect_json_value": "ok",
        "expect_json_match": "any",
        "slow_after": "800ms",
        "follow_redirects": False,
        "verify_tls": False,
        "largest_answer": 200,
    },
    {
        "url": "http://127.0.0.1:8080/",
        "method": "GET",
        "expect_status": "200-299",
        "headers": {},
        "follow_redirects": True,
        "verify_tls": True,
        "largest_answer": 1_000,
    },
)


@pytest.mark.parametrize("config", OLDER)
def test_nothing_new_is_asked_or_expected_of_it(config: dict[str, object]) -> None:
    parsed = validate(DECLARATION.fields, config)
    for key, value in config.items():
        assert parsed[key] == value or key == "slow_after"
    question = question_of(parsed)
    assert question.route is DIRECT
    assert question.token is None
    assert question.most_redirects == 5
    assert (question.down_unless, question.degraded_unless, question.certificate_days) == (
        (),
        (),
        (),
    )
    assert not question.needs_certificates


@pytest.mark.parametrize("config", OLDER)
def test_it_is_read_without_the_fields_that_came_later(config: dict[str, object]) -> None:
    """A collector that was not started anew holds what it parsed before."""
    added = {"down_unless", "sign_in", "proxy", "ip_version", "most_redirects", "authority"}
    parsed = validate(DECLARATION.fields, config)
    kept = {name: value for name, value in parsed.items() if name not in added}
    assert question_of(kept).request.sent == question_of(parsed).request.sent


@pytest.mark.anyio
async def test_it_is_judged_as_it_was() -> None:
    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/moved":
            writer.write(answer("", status="302 Found", headers={"Location": "/"}))
        else:
            writer.write(answer('{"status": "ok"}'))

    async with serving(behave) as site:
        plain = await ask(site.url("/moved"))
        wrong = await ask(site.url(), expect_json="$.status", expect_json_value="down")
        text = await ask(site.url(), expect_text="fine")
        led = await ask(site.url("/moved"), follow_redirects=False)
    assert plain.outcome is Outcome.UP
    assert (wrong.reason, wrong.detail) == (
        Reason.JSON_MISMATCH,
        'expected $.status = down, got "ok"',
    )
    assert (text.reason, text.detail) == (Reason.TEXT_MISSING, "expected “fine” in the answer")
    assert led.reason is Reason.REDIRECT_REFUSED


@pytest.mark.anyio
async def test_its_user_in_the_address_still_signs_it_in() -> None:
    async with serving(always(answer())) as site:
        await ask(site.url().replace("://", "://anna:secret@"))
    assert site.asked[0].headers["authorization"].startswith("Basic ")
