"""A channel is proved where messages are sent from; what was found is kept, with its times."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from statusboard.app.delivery.channel_commands import confirm_code, record_proof
from statusboard.app.delivery.channel_list import CHANNEL_LIST
from statusboard.app.delivery.inputs import ConfirmCode, ProveChannel, RecordProof
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.proving import Proving
from statusboard.app.doorway import Doorway
from statusboard.app.keys.choose import SecretPlace
from statusboard.catalog.declaration import ChannelKind, Config
from statusboard.catalog.references import reference
from statusboard.catalog.secret import Secret
from statusboard.channels.base import Again, Outcome, Outgoing, Refused, Sent, Step, Unclear
from statusboard.domain.access import loop, person
from statusboard.domain.proof import Standing, worst
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.domain.views.channels import ChannelView, Proof
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage.channels import add_channel, update_channel
from statusboard.storage.database import Database
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import AUDIT
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR
from tests.fixtures.keys import stored_texts
from tests.fixtures.mail_server import MailServer, mail_server
from tests.fixtures.mails import SENDER

pytestmark = pytest.mark.anyio
ADA = person("Ada")
ME = "me@customer.example"
WELL, DOUBTFUL, WRONG = Standing.WELL, Standing.DOUBTFUL, Standing.WRONG
CODE = re.compile(r"\d-\d-\d")


@dataclass
class Desk:
    """A desk with one mail channel, and the server that it leads to."""

    database: Database
    server: MailServer
    clock: ManualClock = field(default_factory=ManualClock)
    channel_id: int = 0
    config: dict[str, object] = field(default_factory=dict)

    @property
    def door(self) -> Doorway:
        return Doorway(self.database, self.clock)

    async def prove(self, to: str = "", **changed: Any) -> Proof:
        return await Proving(self.door, **changed)(ProveChannel("mail", to), ADA)

    def confirm(self, code: str) -> Proof:
        return self.door.do(confirm_code, ConfirmCode("mail", code), ADA).result

    def listed(self) -> ChannelView:
        (found,) = self.door.ask(CHANNEL_LIST, None)
        return found

    def code(self) -> str:
        """That of the newest message."""
        found = CODE.search(self.server.took[-1][1].get_content())
        assert found is not None
        return found[0]


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    async with mail_server() as server:
        made = Desk(database, server)
        made.config = {"host": "127.0.0.1", "port": server.port, "security": "none"}
        made.config |= {"sender": SENDER}
        with database.writing(made.clock.now(), COLLECTOR) as unit:
            channel = add_channel(unit, name="mail", kind="email", config=made.config)
            made.channel_id = channel.id
        yield made


def kind_with(**changed: Any) -> dict[str, ChannelKind]:
    """E-mail, but for one of its functions."""
    return {"email": replace(channel_kinds()["email"], **changed)}


def sending(outcome: Outcome | Exception) -> Any:
    """What opens a sender that comes to that, whatever it is given."""

    class Sender:
        async def send(self, _outgoing: Outgoing) -> Outcome:
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

    @asynccontextmanager
    async def opened(_config: Config) -> AsyncIterator[Sender]:
        yield Sender()

    return opened


async def test_what_was_found_is_kept_with_its_times(desk: Desk) -> None:
    assert desk.listed().proof == Proof()
    assert desk.listed().proof.standing is None
    proof = await desk.prove()
    assert proof.steps[0].title == "The server answers"
    assert {step.at for step in proof.steps} == {desk.clock.now()}
    assert (proof.test, proof.awaits_code) == (None, False)
    assert desk.listed().proof == proof
    assert proof.standing is DOUBTFUL  # nobody owns the domain of the sender
    assert desk.server.took == []


async def test_a_test_arrives_and_its_code_comes_back(desk: Desk) -> None:
    proof = await desk.prove(ME)
    assert proof.awaits_code
    assert proof.test is not None
    assert (proof.test.title, proof.test.standing) == ("A test was sent", DOUBTFUL)
    ((address, message),) = desk.server.took
    assert address == ME
    assert message["Subject"] == f"Test from Status: {desk.code()}"
    desk.clock.forward(29)
    with pytest.raises(RuleBroken, match="not the code of the newest test") as refused:
        desk.confirm("abc")
    assert refused.value.field == "code"
    confirmed = desk.confirm(f" {desk.code().replace('-', ' ')} ")
    assert confirmed.test is not None
    assert (confirmed.test.title, confirmed.test.standing) == ("A test arrived", WELL)
    assert confirmed.test.detail == f"you confirmed the code {desk.code()}"
    assert confirmed.test.at == desk.clock.now() > confirmed.steps[0].at
    assert desk.listed().proof == confirmed
    with pytest.raises(RuleBroken, match="No code is waited for"):
        desk.confirm(desk.code())


async def test_only_the_code_of_the_newest_test_counts(desk: Desk) -> None:
    await desk.prove(ME)
    first = desk.code()
    for _ in range(20):
        await desk.prove(ME)
        if desk.code() != first:
            break
    with pytest.raises(RuleBroken):
        desk.confirm(first)
    assert desk.confirm(desk.code()).test is not None


async def test_a_test_that_arrived_stays_while_the_steps_are_done_again(desk: Desk) -> None:
    await desk.prove(ME)
    confirmed = desk.confirm(desk.code())
    desk.clock.forward(60)
    assert (await desk.prove()).test == confirmed.test


async def test_no_test_is_sent_where_a_step_is_wrong(desk: Desk) -> None:
    async def wrong(_config: Config) -> AsyncIterator[Step]:
        yield Step("The server answers", WELL)
        yield Step("The password is not accepted", WRONG, "535 no")

    proof = await desk.prove(ME, kinds=kind_with(prove=wrong))
    assert [step.standing for step in proof.steps] == [WELL, WRONG]
    assert (proof.standing, proof.test) == (WRONG, None)
    assert desk.server.took == []


@pytest.mark.parametrize(
    ("outcome", "title", "standing"),
    [
        (Sent("250 queued"), "A test was sent", DOUBTFUL),
        (Unclear("the connection broke off"), "A test may have been sent", DOUBTFUL),
        (Again("450 later"), "The test was not taken", WRONG),
        (Refused("550 no"), "The test was not taken", WRONG),
        (ValueError("defect"), "A test may have been sent", DOUBTFUL),
    ],
)
async def test_a_test_says_what_became_of_it(
    desk: Desk,
    allow_logs: Callable[..., object],
    outcome: Outcome | Exception,
    title: str,
    standing: Standing,
) -> None:
    if isinstance(outcome, Exception):
        allow_logs("statusboard.app.delivery.proving", level=logging.ERROR)
    proof = await desk.prove(ME, kinds=kind_with(open=sending(outcome)))
    assert proof.test is not None
    assert (proof.test.title, proof.test.standing) == (title, standing)
    assert proof.awaits_code == (standing is DOUBTFUL)


@pytest.mark.parametrize(
    ("days", "standing", "detail"),
    [
        (71, WELL, "TLS 1.3, certificate good for 71 days"),
        (14, WELL, "TLS 1.3, certificate good for 14 days"),
        (13, DOUBTFUL, "TLS 1.3, certificate good for 13 days: renew it"),
        (1, DOUBTFUL, "TLS 1.3, certificate good for 1 day: renew it"),
    ],
)
async def test_what_ends_soon_is_doubtful(
    desk: Desk, days: int, standing: Standing, detail: str
) -> None:
    ends = desk.clock.now() + timedelta(days=days, hours=1)

    async def encrypted(_config: Config) -> AsyncIterator[Step]:
        yield Step("The connection is encrypted", WELL, "TLS 1.3, certificate", ends)

    (step,) = (await desk.prove(kinds=kind_with(prove=encrypted))).steps
    assert (step.standing, step.detail) == (standing, detail)


async def test_a_kind_with_a_defect_ends_nothing(
    desk: Desk, allow_logs: Callable[..., object]
) -> None:
    allow_logs("statusboard.app.delivery.proving", level=logging.ERROR)

    async def broken(_config: Config) -> AsyncIterator[Step]:
        yield Step("The server answers", WELL)
        raise KeyError("host")

    proof = await desk.prove(ME, kinds=kind_with(prove=broken))
    last = proof.steps[-1]
    assert (last.title, last.standing, last.detail) == (
        "This could not be tried",
        WRONG,
        "KeyError",
    )


async def test_a_step_that_never_ends_is_ended(desk: Desk) -> None:
    async def silent(_config: Config) -> AsyncIterator[Step]:
        await asyncio.Event().wait()
        yield Step("never", WELL)

    @asynccontextmanager
    async def never(_config: Config) -> AsyncIterator[None]:
        await asyncio.Event().wait()
        yield

    proof = await desk.prove(ME, kinds=kind_with(prove=silent), steps_s=0.01)
    assert (proof.steps[-1].title, proof.steps[-1].standing) == ("This takes too long", WRONG)
    proof = await desk.prove(ME, kinds=kind_with(open=never), test_s=0.01)
    assert proof.test is not None
    assert proof.test.title == "A test may have been sent"


async def test_neither_addresses_nor_secrets_are_kept(desk: Desk, tmp_path) -> None:
    store = SecretPlace(tmp_path / "keys", is_demo=True)
    store.write("channel.password.1", Secret("hunter2-hunter2"))
    config = desk.config | {"user": "status", "password": reference("channel.password.1")}
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        update_channel(unit, desk.channel_id, config=config)

    async def telling(given: Config) -> AsyncIterator[Step]:
        yield Step("The password is accepted", WELL, f"{given['password']} for {ME}")

    words = f"550 {ME} and hunter2-hunter2 are unknown"
    kinds = kind_with(prove=telling, open=sending(Refused(words)))
    door = Doorway(desk.database, desk.clock, store)
    proof = await Proving(door, kinds=kinds)(ProveChannel("mail", ME), ADA)
    assert [step.detail for step in proof.all_steps] == [
        "••• for •••",
        "550 ••• and ••• are unknown",
    ]
    kept = stored_texts(desk.database)
    assert "hunter2-hunter2" not in kept
    assert ME not in kept


async def test_a_secret_that_is_not_here_is_said(desk: Desk, tmp_path) -> None:
    config = desk.config | {"user": "status", "password": reference("channel.password.1")}
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        update_channel(unit, desk.channel_id, config=config)
    door = Doorway(desk.database, desk.clock, SecretPlace(tmp_path / "keys", is_demo=True))
    with pytest.raises(Unavailable, match=r"channel\.password\.1"):
        await Proving(door)(ProveChannel("mail"), ADA)


async def test_another_configuration_has_to_be_proved_anew(desk: Desk) -> None:
    await desk.prove()
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        update_channel(unit, desk.channel_id, config=desk.config | {"connections": 2})
    assert desk.listed().proof == Proof()
    record = RecordProof(desk.channel_id, desk.config, ())
    with pytest.raises(RuleBroken, match="changed while it was tried"):
        desk.door.do(record_proof, record, ADA)


async def test_what_cannot_be_proved_names_its_field(desk: Desk) -> None:
    with pytest.raises(RuleBroken) as refused:
        await desk.prove("nobody")
    assert refused.value.field == "to"
    with pytest.raises(RuleBroken, match=r"no channel called “post”\. Known: mail") as refused:
        await Proving(desk.door)(ProveChannel("post"), ADA)
    assert refused.value.field == "channel"
    with pytest.raises(RuleBroken, match="may not prove channels"):
        await Proving(desk.door)(ProveChannel("mail"), loop("dispatcher"))
    assert desk.listed().proof == Proof()


async def test_the_list_tells_what_each_channel_is_and_whom_it_reaches(desk: Desk) -> None:
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        for number, state in enumerate((SubscriberState.ACTIVE, SubscriberState.UNCONFIRMED)):
            new = NewSubscriber(desk.channel_id, f"a{number}", f"a{number}", Wishes(), state)
            add_subscriber(unit, new)
        add_channel(unit, name="later", kind="from a later version", config={"a": "b"})
    mail, later = desk.door.ask(CHANNEL_LIST, None)
    assert (mail.label, mail.people, mail.at_once) == ("E-mail", 1, 4)
    assert mail.described == "E-mail from status@northwind.example by 127.0.0.1"
    assert (later.name, later.is_known, later.described) == ("later", False, "")


async def test_the_audit_trail_says_who_proved_what_and_no_address(desk: Desk) -> None:
    await desk.prove(ME)
    desk.confirm(desk.code())
    with desk.database.reading(desk.clock.now()) as unit:
        rows = unit.connection.execute(select(AUDIT.c.actor, AUDIT.c.verb, AUDIT.c.subject)).all()
    assert [tuple(row) for row in rows] == [
        ("person:Ada", "channel.record_proof", "channel mail"),
        ("person:Ada", "channel.confirm_code", "channel mail"),
    ]


def test_a_proof_is_as_good_as_its_worst_step() -> None:
    assert worst([WELL, WRONG, DOUBTFUL]) is WRONG
    assert worst([WELL, DOUBTFUL]) is DOUBTFUL
    assert worst([WELL]) is WELL
    assert worst([]) is None
