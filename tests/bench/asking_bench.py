"""From a visitor's form to the mail that asks for a confirmation, through all the real programs.

Office and page server are programs of their own, and the mail server takes what comes over SMTP.
The floor is a request for the page itself. Each visitor comes by another network, as limits want.
"""

import asyncio
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

import httpx

from tests.fixtures.free_port import free_port
from tests.fixtures.mail_server import mail_server
from tests.fixtures.page_programs import CHECKOUT, DESK, PUBLIC, program, serving

VISITORS = int(os.environ.get("BENCH_VISITORS", "40"))
PATIENCE_S = 60.0
SERVER = f'[server]\npublic_url = "{PUBLIC}"\ntrusted_proxies = "127.0.0.1"'


async def _asked(web: httpx.AsyncClient, number: int) -> float:
    """When the form of a visitor was sent that is answered with thanks, by the monotonic clock."""
    network = {"X-Forwarded-For": f"203.0.{number}.7"}
    shown = await web.get("/subscribe", headers=network)
    stamp = re.search(r'name="at" value="([^"]*)"', shown.text)
    fields = {"channel": "mail", "scope": "everything", "sort": "incidents"}
    fields |= {"address.mail": f"r{number}@b{number}.example", "at": stamp[1] if stamp else ""}
    async with asyncio.timeout(PATIENCE_S):
        while True:  # sent as slowly as a person is
            begun_s = time.monotonic()
            answer = await web.post("/subscribe", data=fields, headers=network)
            if answer.status_code != 422:
                assert answer.status_code == 200, answer.text
                return begun_s
            await asyncio.sleep(0.2)


async def _measured(folder: Path) -> tuple[list[float], list[float]]:
    """Seconds until each mail was handed over, and those of a request for the page."""
    place = {"STATUSBOARD_DATABASE": str(folder / "statusboard.db")}
    handed_s: list[float] = []
    page_s: list[float] = []
    async with AsyncExitStack() as stack:
        mails = await stack.enter_async_context(mail_server())
        desk = folder / "desk.toml"
        places = {"public": PUBLIC, "web": free_port(), "site": folder / "site"}
        desk.write_text(DESK.format(**places, server=SERVER, port=mails.port))
        applying = [sys.executable, "-m", "statusboard", "apply", str(desk)]
        await asyncio.to_thread(
            subprocess.run,
            applying,
            cwd=CHECKOUT,
            env={**os.environ, **place},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        await stack.enter_async_context(program("office", **place))
        _, web = await serving(stack, place)
        async with asyncio.timeout(PATIENCE_S):
            while (await web.get("/")).status_code != 200:  # noqa: ASYNC110 - its own end
                await asyncio.sleep(0.05)
        for number in range(VISITORS):
            begun_s = time.monotonic()
            await web.get("/")
            page_s.append(time.monotonic() - begun_s)
            begun_s = await _asked(web, number)
            async with asyncio.timeout(PATIENCE_S):
                while len(mails.took) <= number:  # noqa: ASYNC110 - the sink has no events
                    await asyncio.sleep(0.001)
            handed_s.append(time.monotonic() - begun_s)
    return handed_s, page_s


def measure() -> list[dict[str, object]]:
    """The figure of asking."""
    with tempfile.TemporaryDirectory() as scratch:
        handed_s, page_s = asyncio.run(_measured(Path(scratch)))
    return [
        {
            "name": "from a visitor's form to the confirmation handed over, the slowest",
            "value": max(handed_s),
            "unit": f"s (median {statistics.median(handed_s):.3f} of {len(handed_s)})",
            "floor": f"{statistics.median(page_s) * 1000:.1f} ms for the page itself",
            "goal": "≤ 1 s",
        }
    ]
