"""`statusboard channel`: the list, the proof with its test and code, and reports pasted."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from anyio import to_thread

from tests.fixtures.bounced import report
from tests.fixtures.mail_server import MailServer, mail_server

pytestmark = pytest.mark.anyio
DESK = """\
[[channel]]
kind = "email"
name = "mail"
host = "127.0.0.1"
port = {port}
security = "none"
sender = "Northwind Status <status@northwind.example>"
"""
ME = "me@customer.example"


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with mail_server() as kept:
        yield kept


@pytest.fixture
async def desk(statusboard, server: MailServer, tmp_path: Path):
    file = tmp_path / "desk.toml"
    file.write_text(DESK.format(port=server.port))

    async def run(*arguments: object):
        return await to_thread.run_sync(lambda: statusboard(*arguments))

    assert (await run("apply", file)).code == 0
    return run


async def test_a_channel_is_proved_and_the_code_given_back(desk, server: MailServer) -> None:
    assert "never proved" in (await desk("channel", "list")).out
    proved = await desk("channel", "prove", "mail", "--to", ME, "--json")
    assert proved.code == 0
    assert proved.json["awaits_code"]
    assert proved.json["steps"][0]["title"] == "The server answers"
    assert {step["standing"] for step in proved.json["steps"]} == {"well", "doubtful"}
    found = re.search(r"\d-\d-\d", server.took[0][1].get_content())
    assert found is not None
    wrong = await desk("channel", "prove", "mail", "--code", "abc")
    assert wrong.code == 1
    assert "not the code" in wrong.err
    confirmed = await desk("channel", "prove", "mail", "--code", found[0])
    assert confirmed.code == 0
    assert f"A test arrived: you confirmed the code {found[0]}" in confirmed.out
    (row,) = (await desk("channel", "list", "--json")).json["channels"]
    assert (row["name"], row["people"], row["awaits_code"]) == ("mail", 0, False)
    assert row["steps"][-1]["title"] == "A test arrived"
    both = await desk("channel", "prove", "mail", "--to", ME, "--code", "1-2-3")
    assert both.code == 1


async def test_a_step_that_is_wrong_ends_with_one(desk, server: MailServer) -> None:
    server.says_to = lambda _address: "550 5.7.1 not you"
    refused = await desk("channel", "prove", "mail", "--to", ME)
    assert refused.code == 1
    assert "The test was not taken" in refused.out
    assert "Nobody is reached by mail until that is mended." in refused.err
    assert ME not in refused.out + refused.err


async def test_a_pasted_report_says_what_became_of_it(desk, tmp_path: Path) -> None:
    file = tmp_path / "report.eml"
    file.write_bytes(report())
    done = await desk("channel", "bounces", "mail", "--file", file, "--json")
    assert done.json == {"failed": 0, "quarantined": 0, "others": 1}
    file.write_bytes(b"Dear all")
    assert (await desk("channel", "bounces", "mail", "--file", file)).code == 1
    assert (await desk("channel", "bounces", "mail", "--file", tmp_path / "none")).code == 1
