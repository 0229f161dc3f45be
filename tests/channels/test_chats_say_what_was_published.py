"""What every chat shows of an update, of a test and of what was missed; and what no text can do."""

import json
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.channels import discord, ntfy, slack, teams
from statusboard.channels.base import Outgoing, Sent, Standing
from statusboard.domain.status import Impact, IncidentStatus
from tests.channels.conftest import chat_at
from tests.fixtures.chat_servers import MENTION, in_halves, texts_in
from tests.fixtures.updates import LINK, a_test, about, after_missed, an_update

CHATS = ("slack", "teams", "discord", "ntfy")
# What a person could write who wants to reach everybody, or who breaks things by chance.
HOSTILE = (
    "<!channel> <!here|x> <@U123> <#C1> @channel @here @everyone <@&99> <at>Ann</at>",
    '"}],"blocks":[{"type":"divider"}] \\" \\u0000 {"a": 1}',
    "https://a.example/|x><!channel> <https://b.example|c> [d](https://e.example) ]( ) |",
    "*bold* _under_ ~~gone~~ `code` ```block``` > quote # head ||spoiler|| \\*",
    "\u202emirrored\u202c zero\u200bwidth \ud800 \x00 \x1b[31m",
    "👩‍👩‍👧‍👦" * 300,
)
WORDS = (
    *'<>&!@#*_`|[]()\\"\n é',
    "👍🏽",
    "\u200d",
    "<!here>",
    "@everyone",
    "https://a.example/b_c_d",
)
SCRIPTS = st.lists(st.sampled_from(WORDS)).map("".join)


@pytest.mark.anyio
@pytest.mark.parametrize("key", CHATS)
async def test_an_update_is_told_with_title_state_services_promise_and_link(key: str) -> None:
    async with chat_at(key) as chat:
        outcome = await chat.send(about(an_update(), chat.kind.form, chat.address))
        (taken,) = chat.server.taken
    assert isinstance(outcome, Sent)
    words = "\n".join(texts_in(taken)).replace("\\", "")
    for said in (
        "Card payments fail: Investigating",
        "Northwind · Investigating · 29 November 2026, 15:02 CET · update 1",
        "We look into it.",
        "Checkout API: Major outage",
        "Next update by 15:32 CET on 29 November. We tell you the moment it is over.",
        LINK,
    ):
        assert said in words
    assert "unsubscribe" not in words
    assert words.count("We look into it.") <= 2  # Slack says it once more for screen readers


@pytest.mark.anyio
@pytest.mark.parametrize("key", CHATS)
async def test_a_test_and_a_message_to_who_was_behind_are_taken_too(key: str) -> None:
    async with chat_at(key) as chat:
        assert isinstance(await chat.send(a_test(chat.address)), Sent)
        behind = after_missed(about(an_update(), chat.kind.form, chat.address))
        assert isinstance(await chat.send(behind), Sent)
        test, missed = ("\n".join(texts_in(taken)) for taken in chat.server.taken)
    assert "A test from Northwind" in test
    assert "4-1-9" in test.replace("\\", "")
    assert LINK not in test
    assert "Before that:" in missed
    assert "We are looking into it since 14:02." in missed


@pytest.mark.anyio
@pytest.mark.parametrize("key", CHATS)
@pytest.mark.parametrize("hostile", HOSTILE)
async def test_no_text_breaks_or_outgrows_a_message(key: str, hostile: str) -> None:
    for title, body in (
        ("Card payments fail", hostile),
        (hostile[:200], "We look into it."),
        (hostile[:200], f"{hostile} " * 20),
        ("", ""),
        ("x" * 255, "word " * 5_000),
    ):
        async with chat_at(key) as chat:
            outcome = await chat.send(
                about(an_update(title=title, body=body), chat.kind.form, chat.address)
            )
        assert isinstance(outcome, Sent), outcome
        assert LINK in "\n".join(texts_in(chat.server.taken[0]))


@pytest.mark.parametrize("key", CHATS)
@pytest.mark.anyio
async def test_what_is_long_is_cut_with_the_link_kept(key: str) -> None:
    body = "A long story of what happened. " * 800
    async with chat_at(key) as chat:
        assert isinstance(
            await chat.send(about(an_update(body=body), chat.kind.form, chat.address)), Sent
        )
        words = "\n".join(texts_in(chat.server.taken[0]))
    assert "…" in words
    assert LINK in words


@given(SCRIPTS, SCRIPTS)
def test_slack_is_given_no_mention_and_no_link_but_ours(title: str, text: str) -> None:
    message = slack.message_of(_saying(title, text))
    said = [text for text in texts_in(message) if not text.startswith(f"<{LINK}|")]
    assert not any(MENTION.search(text) or "<" in text for text in said)
    assert not any("&" in text.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
                   for text in said)  # fmt: skip
    assert (message["link_names"], message["unfurl_links"]) == (False, False)
    assert json.loads(json.dumps(message)) == message


@given(SCRIPTS, SCRIPTS)
def test_discord_mentions_nobody_and_keeps_its_limits(title: str, text: str) -> None:
    message = discord.message_of(_saying(title * 40, text * 200))
    assert message["allowed_mentions"] == {"parse": []}
    (embed,) = message["embeds"]  # type: ignore[misc]
    assert in_halves(embed["title"]) <= 256
    assert in_halves(embed["description"]) <= 4_096
    assert LINK in embed["description"]
    bare = embed["description"].replace(f"<{LINK}>", "")
    assert all(bare[at - 1] == "\\" for at, letter in enumerate(bare) if letter in "<@*`")


@given(SCRIPTS, SCRIPTS)
def test_teams_gets_runs_of_words_within_28_kb(title: str, text: str) -> None:
    content = teams.message_of(_saying(title * 40, text * 500))
    assert len(content) <= 28_000
    card = json.loads(content)["attachments"][0]["content"]
    assert card["actions"][0]["url"] == LINK
    blocks = [*card["body"], *(item for block in card["body"] for item in block.get("items", []))]
    assert {block["type"] for block in blocks} <= {"Container", "RichTextBlock"}
    assert "entities" not in card.get("msteams", {})


@given(SCRIPTS, SCRIPTS)
def test_ntfy_gets_no_more_than_becomes_a_notification(title: str, text: str) -> None:
    message = ntfy.message_of(_saying(title * 40, text * 500))
    assert len(str(message["message"]).encode()) <= 4_096
    assert message["click"] == LINK


def _saying(title: str, text: str) -> Outgoing:
    given = an_update()
    return Outgoing("x", title, text, "k" * 40, given.published_at, update=given)


@pytest.mark.parametrize(
    ("status", "impact", "colour", "priority"),
    [
        (IncidentStatus.INVESTIGATING, Impact.CRITICAL, 0xC4262E, 5),
        (IncidentStatus.IDENTIFIED, Impact.MAJOR, 0xC2570C, 4),
        (IncidentStatus.MONITORING, Impact.MINOR, 0xA87400, 3),
        (IncidentStatus.MONITORING, Impact.NONE, 0x3B62C4, 3),
        (IncidentStatus.RESOLVED, Impact.CRITICAL, 0x12855F, 3),
    ],
)
def test_the_colour_and_the_noise_come_from_what_is_said(
    status: IncidentStatus, impact: Impact, colour: int, priority: int
) -> None:
    outgoing = about(an_update(status=status, impact=impact), "chat", "topic")
    (embed,) = discord.message_of(outgoing)["embeds"]  # type: ignore[misc]
    assert embed["color"] == colour
    assert ntfy.message_of(outgoing)["priority"] == priority


def test_the_preview_is_what_is_read() -> None:
    preview = slack.DECLARATION.preview(about(an_update(), "chat", slack.EXAMPLE))
    assert preview.form == "text"
    assert preview.content.startswith("Card payments fail: Investigating\n\nNorthwind · ")
    assert preview.content.endswith(f"Follow it on the status page: {LINK}\n")


@pytest.mark.parametrize("chat", [slack, teams, discord, ntfy])
def test_the_preview_shows_where_a_chat_cuts_a_text(chat: ModuleType) -> None:
    form, address = chat.DECLARATION.form, "northwind"
    short = chat.DECLARATION.preview(about(an_update(), form, address))
    assert short.notes == ()
    long = "We look into it. " * 2_000
    preview = chat.DECLARATION.preview(about(an_update(body=long), form, address))
    assert any(note.startswith("The text is longer than") for note in preview.notes)
    assert len(preview.content) < len(long)
    assert "…" in preview.content
    assert LINK in preview.content


@pytest.mark.anyio
@pytest.mark.parametrize("key", CHATS)
async def test_where_the_incident_has_no_address_the_page_s_own_is_told(key: str) -> None:
    async with chat_at(key) as chat:
        update = about(an_update(url=""), chat.kind.form, chat.address)
        assert isinstance(await chat.send(update), Sent)
        words = "\n".join(texts_in(chat.server.taken[0]))
    assert "https://status.northwind.example" in words
    assert LINK not in words


@pytest.mark.anyio
@pytest.mark.parametrize("key", ["slack", "teams", "discord", "ntfy"])
async def test_the_proof_asks_the_server_and_sends_nothing(key: str) -> None:
    async with chat_at(key) as chat:
        steps = [step async for step in chat.kind.prove(chat.config)]
        assert chat.server.taken == []
    assert {step.standing for step in steps} == {Standing.WELL}
    assert steps[0].title == "The server answers"
    assert [asked.method for asked in chat.server.asked if asked.body] == []
    gone = [step async for step in chat.kind.prove(chat.config)]
    assert [step.standing for step in gone] == [Standing.WRONG]
    assert gone[0].title == "The server does not answer"
