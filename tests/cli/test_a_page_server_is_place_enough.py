"""With a page server alone, and no folder, notices are published and told."""

import asyncio
import json
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.free_port import free_port
from tests.fixtures.mail_server import mail_server
from tests.fixtures.page_programs import DESK, PATIENCE_S, PUBLIC, program, serving

pytestmark = pytest.mark.anyio
READER = "reader@customer.example"
SERVER = f'[server]\npublic_url = "{PUBLIC}"'
NOTICE = (
    *("--title", "Checkout fails", "--body", "We look into it. The next update is at 14:30."),
    *("--service", "Shop/Checkout API=major_outage", "--next-update", "30m"),
)


async def test_a_notice_is_on_its_page_before_anybody_is_told(
    statusboard: Callable[..., Any], tmp_path: Path
) -> None:
    place = {"STATUSBOARD_DATABASE": str(tmp_path / "statusboard.db")}
    async with AsyncExitStack() as stack:
        mails = await stack.enter_async_context(mail_server())
        desk = tmp_path / "desk.toml"
        text = DESK.format(public=PUBLIC, server=SERVER, web=free_port(), site="", port=mails.port)
        before, _, after = text.partition("[[target]]")
        desk.write_text(before + after[after.index("[[service]]") :])
        assert statusboard("apply", desk).code == 0
        await stack.enter_async_context(program("office", **place))
        _, web = await serving(stack, place)
        async with asyncio.timeout(PATIENCE_S):
            while (await web.get("/")).status_code != 200:  # noqa: ASYNC110 - its own end
                await asyncio.sleep(0.05)
        add = ("subscribers", "add", "--channel", "mail", READER, "--confirmed", "by phone")
        assert statusboard(*add).code == 0

        said = await asyncio.to_thread(
            statusboard, "notice", "new", *NOTICE, "--publish", "--override", "a test", "--json"
        )

        assert said.code == 0, said.err
        assert json.loads(said.out)["generation"]
        async with asyncio.timeout(PATIENCE_S):
            while not mails.took:  # noqa: ASYNC110 - the sink has no events
                await asyncio.sleep(0.02)
        assert "Checkout fails" in (await web.get("/")).text
        assert [address for address, _ in mails.took] == [READER]
