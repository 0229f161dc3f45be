"""Every answer that Slack, Teams, Discord and ntfy are known to give, and what it means for us."""

from collections.abc import Callable

import pytest

from statusboard.channels import discord, ntfy, slack, teams
from statusboard.channels.base import Again, Outcome, Refused, Sent, Standing, Unclear
from statusboard.errors import RuleBroken
from tests.channels.conftest import chat_at
from tests.fixtures.chat_servers import as_ntfy, said
from tests.fixtures.updates import about, an_update

pytestmark = pytest.mark.anyio
TEAMS_FAILED = (
    "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error "
)
GONE, REFUSED, LATER, UNCLEAR = "gone", "refused", "later", "unclear"
ANSWERS = [
    ("slack", said("400 Bad Request", "invalid_payload"), REFUSED),
    ("slack", said("400 Bad Request", "invalid_blocks"), REFUSED),
    ("slack", said("400 Bad Request", "user_not_found"), REFUSED),
    ("slack", said("403 Forbidden", "action_prohibited"), REFUSED),
    ("slack", said("403 Forbidden", "invalid_token"), GONE),
    ("slack", said("404 Not Found", "no_service"), GONE),
    ("slack", said("404 Not Found", "no_team"), GONE),
    ("slack", said("404 Not Found", "channel_not_found"), GONE),
    ("slack", said("410 Gone", "channel_is_archived"), GONE),
    ("slack", said("200 OK", "no_service"), GONE),
    ("slack", said("200 OK", {"ok": False, "error": "channel_is_archived"}), GONE),
    ("slack", said("200 OK", {"ok": False, "error": "invalid_blocks"}), REFUSED),
    ("slack", said("200 OK", "rate_limited"), LATER),
    ("slack", said("200 OK", ""), UNCLEAR),
    ("slack", said("500 Internal Server Error", "rollup_error"), LATER),
    ("slack", said("503 Service Unavailable", "<html>"), LATER),
    ("slack", said("302 Found", Location="https://elsewhere.example/"), LATER),
    ("teams", said("200 OK", f"{TEAMS_FAILED}429 with ContextId tcid=0..", Retry_After="7"), LATER),
    ("teams", said("200 OK", f"{TEAMS_FAILED}413 with ContextId tcid=0.."), REFUSED),
    ("teams", said("200 OK", f"{TEAMS_FAILED}400 with ContextId tcid=0.."), REFUSED),
    ("teams", said("200 OK", f"{TEAMS_FAILED}404 with ContextId tcid=0.."), GONE),
    ("teams", said("200 OK", f"{TEAMS_FAILED}503 with ContextId tcid=0.."), LATER),
    (
        "teams",
        said("200 OK", "Webhook message delivery failed with error: Error contacting Teams"),
        LATER,
    ),
    ("teams", said("200 OK", {"error": {"code": "BadRequest", "message": "no card"}}), REFUSED),
    ("teams", said("400 Bad Request", {"error": {"code": "TriggerInputSchemaMismatch"}}), REFUSED),
    ("teams", said("401 Unauthorized", {"error": {"code": "AuthorizationFailed"}}), GONE),
    ("teams", said("404 Not Found", {"error": {"code": "WorkflowNotFound"}}), GONE),
    ("teams", said("410 Gone"), GONE),
    ("teams", said("413 Request Entity Too Large"), REFUSED),
    ("teams", said("429 Too Many Requests", Retry_After="7"), LATER),
    ("teams", said("502 Bad Gateway", {"error": {"code": "NoResponse"}}), LATER),
    ("discord", said("400 Bad Request", {"code": 50035, "message": "Invalid Form Body"}), REFUSED),
    ("discord", said("401 Unauthorized", {"code": 50027, "message": "Invalid Webhook"}), GONE),
    ("discord", said("403 Forbidden", {"code": 50013, "message": "Missing Permissions"}), REFUSED),
    ("discord", said("404 Not Found", {"code": 10015, "message": "Unknown Webhook"}), GONE),
    ("discord", said("500 Internal Server Error"), LATER),
    ("ntfy", said("400 Bad Request", {"code": 40009, "error": "topic invalid"}), GONE),
    ("ntfy", said("400 Bad Request", {"code": 40017, "error": "no JSON"}), REFUSED),
    ("ntfy", said("403 Forbidden", {"code": 40301, "error": "forbidden"}), REFUSED),
    ("ntfy", said("404 Not Found", {"code": 40401, "error": "page not found"}), LATER),
    ("ntfy", said("413 Request Entity Too Large", {"code": 41303}), REFUSED),
    ("ntfy", said("429 Too Many Requests", {"code": 42901, "error": "be nice"}), LATER),
    ("ntfy", said("429 Too Many Requests", {"code": 42908, "error": "too many"}), LATER),
    ("ntfy", said("500 Internal Server Error", {"code": 50001}), LATER),
]


async def outcome_at(key: str, answer: bytes, **config: object) -> Outcome:
    async with chat_at(key, **config) as chat:
        chat.server.says = [answer]
        return await chat.send(about(an_update(), "chat", chat.address))


def sort_of(outcome: Outcome) -> str:
    match outcome:
        case Refused(quarantines=True):
            return GONE
        case Refused():
            return REFUSED
        case Again():
            return LATER
        case Unclear():
            return UNCLEAR
        case Sent():
            return "sent"


@pytest.mark.parametrize(("key", "answer", "sort"), ANSWERS)
async def test_every_answer_has_its_meaning(key: str, answer: bytes, sort: str) -> None:
    outcome = await outcome_at(key, answer)
    assert sort_of(outcome) == sort, outcome


@pytest.mark.parametrize(
    ("key", "answer", "receipt"),
    [
        ("slack", said("200 OK", "ok"), "ok"),
        ("slack", said("200 OK", {"ok": True}), "ok"),
        ("teams", said("202 Accepted"), "202 Accepted"),
        ("teams", said("200 OK", "1"), "200 OK: 1"),
        ("discord", said("200 OK", {"id": "123456789012345678"}), "message 123456789012345678"),
        ("discord", said("204 No Content"), "204 No Content"),
        ("ntfy", said("200 OK", {"id": "hwQ2YpKdmg"}), "message hwQ2YpKdmg"),
    ],
)
async def test_the_receipt_is_what_the_provider_calls_it(
    key: str, answer: bytes, receipt: str
) -> None:
    assert await outcome_at(key, answer) == Sent(receipt)


@pytest.mark.parametrize(
    ("key", "answer", "after_s", "is_channel"),
    [
        ("slack", said("429 Too Many Requests", "rate_limited", Retry_After="30"), 30.0, False),
        ("slack", said("503 Service Unavailable", Retry_After="5"), 5.0, True),
        ("teams", said("200 OK", f"{TEAMS_FAILED}429", Retry_After="7"), 7.0, False),
        ("teams", said("429 Too Many Requests", Retry_After="7"), 7.0, False),
        (
            "discord",
            said("429 Too Many Requests", {"retry_after": 0.65, "global": False}),
            0.65,
            False,
        ),
        (
            "discord",
            said("429 Too Many Requests", {"retry_after": 64.57, "global": True}),
            64.57,
            True,
        ),
        ("discord", said("429 Too Many Requests", "<html>", Retry_After="90"), 90.0, True),
        (
            "discord",
            said("429 Too Many Requests", {"retry_after": True}, Retry_After="9"),
            9.0,
            True,
        ),
        ("ntfy", said("429 Too Many Requests", {"code": 42901}), None, True),
    ],
)
async def test_who_is_too_fast_is_told_when_to_come_back(
    key: str, answer: bytes, after_s: float | None, *, is_channel: bool
) -> None:
    outcome = await outcome_at(key, answer)
    assert isinstance(outcome, Again)
    assert (outcome.after_s, outcome.is_channel) == (after_s, is_channel)


async def test_a_token_that_is_refused_is_the_channel_s_trouble_and_stays_unseen() -> None:
    async with chat_at("ntfy", token="tk_not_the_right_one") as chat:
        chat.server.reply = lambda server, asked: as_ntfy(server, asked, token="tk_right")
        outcome = await chat.send(about(an_update(), "chat", "topic"))
        *_, step = [step async for step in chat.kind.prove(chat.config)]
    assert isinstance(outcome, Again)
    assert outcome.is_channel
    assert (step.title, step.standing) == ("The token is refused", Standing.WRONG)
    assert "tk_not" not in repr((outcome, step))


async def test_a_token_that_is_right_lets_us_write_and_proves_itself() -> None:
    async with chat_at("ntfy", token="tk_right") as chat:
        chat.server.reply = lambda server, asked: as_ntfy(server, asked, token="tk_right")
        assert isinstance(await chat.send(about(an_update(), "chat", "topic")), Sent)
        *_, step = [step async for step in chat.kind.prove(chat.config)]
    assert (step.title, step.detail) == ("The token is accepted", "as statusboard")


async def test_a_server_that_is_no_ntfy_server_is_told_from_one() -> None:
    async with chat_at("ntfy") as chat:
        chat.server.reply = lambda _server, _asked: said("200 OK", "<html>hello</html>")
        *_, step = [step async for step in chat.kind.prove(chat.config)]
    assert (step.title, step.standing) == ("This is no ntfy server", Standing.WRONG)


@pytest.mark.parametrize("key", ["slack", "teams", "discord"])
async def test_an_address_that_is_echoed_is_shown_to_nobody(key: str) -> None:
    async with chat_at(key) as chat:
        echo = f"no hook at {chat.address} or {chat.server.url}/x, {chat.address[-20:]}"
        chat.server.says = [said("400 Bad Request", echo)]
        outcome = await chat.send(about(an_update(), "chat", chat.address))
    assert isinstance(outcome, Refused)
    assert "XXXXXXXX" not in outcome.reason
    assert "://" not in outcome.reason


@pytest.mark.parametrize(
    ("address_of", "text"),
    [
        (slack.address_of, "https://hooks.slack.com.evil.example/services/T0/B0/x"),
        (slack.address_of, "http://hooks.slack.com/services/T0/B0/x"),
        (slack.address_of, "https://u:p@hooks.slack.com/services/T0/B0/x"),
        (slack.address_of, "https://hooks.slack.com:8443/services/T0/B0/x"),
        (slack.address_of, "https://hooks.slack.com/workflows/T0/A0/1/x"),
        (slack.address_of, "https://hooks.slack.com/services/T0/B0/x/../../admin"),
        (slack.address_of, "https://hooks.slack.com/services/T0/B0/x?to=@all"),
        (teams.address_of, "https://logic.azure.com.evil.example/workflows/1?sig=x"),
        (teams.address_of, "https://evillogic.azure.example/workflows/1?sig=x"),
        (teams.address_of, "https://prod-01.westeurope.logic.azure.com/workflows/1/triggers"),
        (teams.address_of, "https://prod-01.westeurope.logic.azure.com:8443/workflows/1?sig=x"),
        (discord.address_of, "https://discord.com.evil.example/api/webhooks/100000000000000000/x"),
        (discord.address_of, "https://discord.com/api/webhooks/1/token"),
        (discord.address_of, "https://discord.com/channels/100000000000000000/token12345"),
        (discord.address_of, f"{discord.EXAMPLE}?thread_id=../x"),
        (ntfy.address_of, "https://ntfy.sh/topic"),
        (ntfy.address_of, "x" * 65),
        (ntfy.address_of, "tópic"),
    ],
)
async def test_what_leads_elsewhere_is_refused(
    address_of: Callable[[str], tuple[str, str]], text: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        address_of(text)
    assert refused.value.field == "address"


@pytest.mark.parametrize(
    ("address_of", "text", "kept"),
    [
        (slack.address_of, f" {slack.EXAMPLE} ", slack.EXAMPLE),
        (slack.address_of, slack.EXAMPLE.replace("hooks.slack", "HOOKS.Slack"), slack.EXAMPLE),
        (discord.address_of, discord.EXAMPLE.replace("discord.com/api", "discordapp.com/api/v10"),
         discord.EXAMPLE),
        (discord.address_of, f"{discord.EXAMPLE}?wait=true", discord.EXAMPLE),
        (
            discord.address_of,
            f"{discord.EXAMPLE}?thread_id=100000000000000001",
            f"{discord.EXAMPLE}?thread_id=100000000000000001",
        ),
        (
            teams.address_of,
            teams.EXAMPLE.replace(".azure.com/", ".azure.com:443/"),
            teams.EXAMPLE,
        ),
        (ntfy.address_of, " Northwind_status-1 ", "Northwind_status-1"),
    ],
)  # fmt: skip
async def test_one_place_is_written_in_one_way(
    address_of: Callable[[str], tuple[str, str]], text: str, kept: str
) -> None:
    assert address_of(text) == (kept, kept)


async def test_a_thread_of_discord_s_is_written_into() -> None:
    async with chat_at("discord") as chat:
        address = f"{discord.EXAMPLE}?thread_id=100000000000000001"
        assert isinstance(await chat.send(about(an_update(), "chat", address)), Sent)
    (asked,) = chat.server.asked
    assert asked.path.endswith("?thread_id=100000000000000001&wait=true")
