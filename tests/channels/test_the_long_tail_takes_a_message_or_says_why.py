"""Services by Apprise, at a server on loopback that answers as Gotify does."""

import asyncio
import importlib
import json
import logging
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from subprocess import run

import pytest
from msgspec.structs import replace

from statusboard.app.services.secrets import masked, secrets_in
from statusboard.catalog.fields import validate
from statusboard.channels.apprise import DECLARATION, LongTail, addresses_problem, prove
from statusboard.channels.apprise_library.calls import in_thread, sender_of
from statusboard.channels.apprise_library.services import SERVICES, url_problem
from statusboard.channels.base import Again, Outgoing, Refused, Sent, Standing, Step, Unclear
from statusboard.domain.notice import Wording
from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.message import UpdateMessage
from statusboard.errors import RuleBroken
from tests.fixtures.web import Asked, Behaviour, Site, always, answer, serving

pytestmark = pytest.mark.anyio
TOKEN = "AaBbCcDdEeFfGg1"
AT = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
LINK = "https://status.northwind.example/incidents/1.html"
GOTIFY = SERVICES["gotify"]


def message(status: IncidentStatus = IncidentStatus.IDENTIFIED, text: str = "We look into it."):
    wording = Wording(title="Checkout fails", body="We look into it.", status=status)
    update = UpdateMessage("Northwind", LINK, "UTC", wording, AT, 1)
    return Outgoing("On-call", "Checkout fails: Identified", text, "key", AT, update=update)


@asynccontextmanager
async def gotify(behaviour: Behaviour) -> AsyncIterator[tuple[Site, LongTail]]:
    async with serving(behaviour) as site:
        address = f"gotify://127.0.0.1:{site.port}/{TOKEN}"
        yield site, LongTail({"on-call": address})


async def test_a_service_gets_title_words_and_link_once() -> None:
    async with gotify(always(answer("{}"))) as (site, sender):
        assert await sender.send(message()) == Sent("Gotify took it")
    (asked,) = site.asked
    said = json.loads(asked.body)
    assert said["title"] == "Checkout fails: Identified"
    assert said["message"] == f"We look into it.\n\n{LINK}"
    assert asked.headers["x-gotify-key"] == TOKEN


async def test_a_long_text_is_cut_and_keeps_its_link() -> None:
    async with gotify(always(answer("{}"))) as (site, sender):
        await sender.send(message(text="We look into it. " * 4_000))
    said = json.loads(site.asked[0].body)["message"]
    assert len(said) < 32_768
    assert said.endswith(f"…\n\n{LINK}")


@pytest.mark.parametrize("status", ["400 Bad", "401 Unauthorized", "404 Not Found", "500 Error"])
async def test_a_no_is_tried_again_with_what_apprise_said(status: str) -> None:
    body = answer(f"no {TOKEN} here", status=status)
    async with gotify(always(body)) as (_, sender):
        outcome = await sender.send(message())
    assert isinstance(outcome, Again)
    assert outcome.reason.startswith("Gotify did not take it: ")
    assert status[:3] in outcome.reason
    assert TOKEN not in outcome.reason


async def test_nobody_there_is_tried_again() -> None:
    sender = LongTail({"on-call": f"gotify://127.0.0.1:9/{TOKEN}"})
    outcome = await sender.send(message())
    assert isinstance(outcome, Again)
    assert TOKEN not in outcome.reason


async def test_a_defect_of_a_service_tells_nothing_of_its_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(sender: object, **_: object) -> bool:
        raise ValueError(sender.url())  # type: ignore[attr-defined]

    monkeypatch.setattr(type(sender_of(GOTIFY, f"gotify://h/{TOKEN}")), "send", fail)
    outcome = await LongTail({"on-call": f"gotify://h/{TOKEN}"}).send(message())
    assert outcome == Again("Gotify did not take it: ValueError")


async def test_a_service_that_never_answers_leaves_a_doubt_and_holds_up_nobody() -> None:
    async def say_nothing(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    async with serving(say_nothing) as site:
        sender = LongTail({"on-call": f"gotify://127.0.0.1:{site.port}/{TOKEN}"}, timeout_s=0.2)
        await in_thread(lambda: sender_of(GOTIFY, f"gotify://h/{TOKEN}"), 60.0)
        assert await sender.send(message()) == Unclear("Gotify did not answer in time")
        await until_apprise_has_ended()


async def until_apprise_has_ended() -> None:
    """Nothing breaks off what Apprise has begun: it ends by its own time limit."""
    for thread in threading.enumerate():
        if thread.name == "apprise":
            await in_thread(thread.join, 60.0)


async def test_a_server_that_sends_us_elsewhere_is_not_followed() -> None:
    async with serving(always(answer())) as other:
        away = answer(status="307 Temporary Redirect", headers={"Location": other.url("/x")})
        async with gotify(always(away)) as (_, sender):
            assert isinstance(await sender.send(message()), Again)
    assert other.asked == []


async def test_a_name_without_an_address_ends_for_good() -> None:
    sender = LongTail({"press": f"gotify://h/{TOKEN}"})
    gone = await sender.send(message())
    assert isinstance(gone, Refused)
    assert gone.quarantines
    for url in ("file:///etc/passwd", "gotify://h/t?verify=no"):
        other = LongTail({"on-call": url})
        refused = await other.send(message())
        assert refused == Refused("the address behind this name is of no service that is offered")


async def test_what_apprise_does_not_take_as_an_address_is_refused() -> None:
    outcome = await LongTail({"on-call": "tgram://no-token/"}).send(message())
    assert outcome == Refused("the address behind this name is none of Telegram")


async def test_no_secret_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with gotify(always(answer(status="401 Unauthorized"))) as (_, sender):
        await sender.send(message())
        await sender.send(replace(message(), address="nobody"))
    assert TOKEN not in caplog.text


async def test_what_fails_on_the_thread_fails_for_whoever_waits() -> None:
    def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        await in_thread(fail, 60.0)


def given(addresses: dict[str, str]) -> dict[str, object]:
    return validate(DECLARATION.fields, {"addresses": addresses})


async def proof(addresses: dict[str, str]) -> list[Step]:
    return [step async for step in prove(given(addresses))]


async def test_a_proof_reads_every_address_and_looks_for_own_servers() -> None:
    async with serving(always(answer())) as site:
        addresses = {
            "press": "tgram://123456789:abcdefg_hijklmnop/12315544/",
            "on-call": f"gotify://127.0.0.1:{site.port}/{TOKEN}",
        }
        steps = await proof(addresses)
    assert [(step.title, step.standing) for step in steps] == [
        ("“press” is an address of Telegram", Standing.WELL),
        ("“on-call” is an address of Gotify", Standing.WELL),
        ("The Gotify server of “on-call” answers", Standing.WELL),
    ]
    assert TOKEN not in repr(steps)


async def test_a_proof_ends_where_something_is_wrong() -> None:
    steps = await proof({"a": "gotify://127.0.0.1:9/" + TOKEN, "b": "tgram://x/"})
    assert steps[-1] == Step(
        "The Gotify server of “a” does not answer", Standing.WRONG, "127.0.0.1:9"
    )
    (wrong,) = await proof({"b": "tgram://x/"})
    assert wrong.title == "“b” is no address of Telegram"
    (unknown,) = [step async for step in prove({"addresses": {"c": "file:///x"}})]
    assert unknown.title == "“c” is of no service that is offered"


@pytest.mark.parametrize("scheme", sorted(SERVICES))
def test_every_service_is_the_one_that_its_scheme_belongs_to(scheme: str) -> None:
    service = SERVICES[scheme]
    kind = getattr(importlib.import_module(f"apprise.plugins.{service.module}"), service.name)
    protocols = (kind.protocol, kind.secure_protocol)
    known = {p for one in protocols for p in ((one,) if isinstance(one, str) else one or ())}
    assert scheme in known


@pytest.mark.parametrize(
    "url",
    [
        "file:///tmp/x",
        "exec://ls",
        "syslog://",
        "rsyslog://127.0.0.1",
        "dbus://",
        "gnome://",
        "windows://",
        "macosx://",
        "json://127.0.0.1/x",
        "xml://127.0.0.1/x",
        "form://127.0.0.1/x",
        "mailto://user:pass@mail.example",
        "mqtt://127.0.0.1/topic",
        "http://127.0.0.1/",
        "twilio://sid:token@from/to",
        "gotify",
        "",
        "gotify://h/\nx",
        "gotify://" + "h" * 2_000,
        "gotify://[h/t",
    ],
)
def test_what_is_not_on_the_list_is_refused(url: str) -> None:
    problem = url_problem(url)
    assert problem is not None
    assert url not in problem or not url
    assert addresses_problem({"x": url}) is not None


def test_a_subscriber_is_the_name_of_an_address_of_the_channel() -> None:
    assert DECLARATION.address_in is not None
    stored = {"addresses": {"On-call": "${secret:channel.on-call.1}"}}
    assert DECLARATION.address_in(" on-CALL ", stored) == ("On-call", "on-call")
    with pytest.raises(RuleBroken, match="Its names: On-call"):
        DECLARATION.address_in("press", stored)
    with pytest.raises(RuleBroken, match="none yet"):
        DECLARATION.address_in("press", {})
    with pytest.raises(RuleBroken, match="holds a secret") as refused:
        DECLARATION.address(f"gotify://h/{TOKEN}")
    assert TOKEN not in refused.value.sentence


def test_all_of_an_address_is_secret_and_nothing_of_it_is_shown() -> None:
    config = given({"On-call": f"gotify://h/{TOKEN}"})
    assert secrets_in(DECLARATION, config) == (("On-call", f"gotify://h/{TOKEN}"),)
    assert TOKEN not in repr(masked(DECLARATION, config))
    assert DECLARATION.describe(masked(DECLARATION, config)) == "By Apprise: On-call"
    assert addresses_problem({"On-call": "***"}) is None
    assert DECLARATION.for_visitors is False


def test_whoever_only_reads_the_list_of_kinds_carries_no_library() -> None:
    """In a process of its own, for others here have loaded it."""
    told = run(
        [
            sys.executable,
            "-c",
            "import sys; from statusboard.app.delivery.kinds import channel_kinds; channel_kinds();"
            "sys.exit(bool({'apprise', 'phonenumbers'} & set(sys.modules)))",
        ],
        check=False,
    )
    assert told.returncode == 0
