"""In a chat what asks for a confirmation has a link to follow: an address in its words is none."""

import json
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from statusboard.channels import discord, ntfy, slack, teams
from statusboard.channels.base import Outgoing
from statusboard.domain.personal_links import confirm_link
from statusboard.domain.views.confirmation import ConfirmationMessage
from statusboard.render.confirming import confirming_mail
from tests.fixtures.updates import AT, KEY

TOKEN = "_-a_b-c_d-e_f-g_h-i_j-k_l-m_n-o_"
LINK = confirm_link("https://status.northwind.example", TOKEN)
HOSTILE = "Northwind <!channel> *[x](https://evil.example)*|@everyone"


def asked(page: str = "Northwind Status", link: str = LINK) -> Outgoing:
    server = "https://status.northwind.example"
    message = ConfirmationMessage(
        page, server, ends_at=AT + timedelta(days=1), zone="UTC", language="de"
    )
    texts = confirming_mail(message)
    text = texts.text.replace(confirm_link(server), link)
    plain = Outgoing(address="a", subject=texts.subject, text=text, key=KEY, written_at=AT)
    return replace(plain, to_confirm=link, language="de")


def test_slack_has_a_link_of_its_own_words() -> None:
    last: Any = slack.message_of(asked())["blocks"][-1]  # type: ignore[index]
    assert last["text"]["type"] == "mrkdwn"
    link, _, words = last["text"]["text"].strip("<>").partition("|")
    assert link == LINK
    assert words == "Northwind Status: Bitte bestätigen Sie Ihre Adresse"


def test_teams_has_a_button() -> None:
    card = json.loads(teams.message_of(asked()))["attachments"][0]["content"]
    assert card["actions"] == [
        {
            "type": "Action.OpenUrl",
            "title": "Northwind Status: Bitte bestätigen Sie Ihre Adresse",
            "url": LINK,
        }
    ]


def test_discord_has_a_link_whose_address_is_whole() -> None:
    (embed,) = discord.message_of(asked())["embeds"]  # type: ignore[misc]
    words = "Northwind Status: Bitte bestätigen Sie Ihre Adresse"
    assert embed["description"].endswith(f"[{words}](<{LINK}>)")
    assert embed["url"] == LINK


def test_a_tap_on_ntfy_opens_it() -> None:
    assert ntfy.message_of(asked())["click"] == LINK


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "file:///etc/passwd"])
def test_what_is_no_address_of_a_page_is_no_link(link: str) -> None:
    outgoing = asked(link=link)
    assert not [one for one in slack.message_of(outgoing)["blocks"] if "mrkdwn" in str(one)]  # type: ignore[attr-defined]
    assert "actions" not in teams.message_of(outgoing).decode()
    assert "click" not in ntfy.message_of(outgoing)
    assert "url" not in discord.message_of(outgoing)["embeds"][0]  # type: ignore[index]


def test_the_name_of_a_page_becomes_no_mark_in_the_words_of_the_link() -> None:
    block: Any = slack.message_of(asked(HOSTILE))["blocks"][-1]  # type: ignore[index]
    assert block["text"]["text"].startswith(f"<{LINK}|Northwind &lt;!channel&gt; ")
    assert block["text"]["text"].count("<") == block["text"]["text"].count(">") == 1
    (embed,) = discord.message_of(asked(HOSTILE))["embeds"]  # type: ignore[misc]
    assert r"\[x\]\(https://evil.example\)" in embed["description"]
