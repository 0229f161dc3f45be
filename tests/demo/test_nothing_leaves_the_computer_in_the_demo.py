"""Whatever a person makes of the demo's channels, nothing leaves this computer by them."""

import asyncio
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.delivery.channel_commands import save_channel
from statusboard.app.delivery.inputs import ChannelInput, ProveChannel, SaveChannel
from statusboard.app.delivery.inside_lists import LISTS
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.proving import Proving
from statusboard.app.delivery.queries import CHANNELS
from statusboard.app.delivery.whole_config import whole_config
from statusboard.app.doorway import Doorway
from statusboard.app.identity import here
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.page.commands import choose_settings
from statusboard.app.page.inputs import ChooseSettings
from statusboard.app.people.who import WHO
from statusboard.app.writing_help.calls import AssistantCalls
from statusboard.app.writing_help.chosen import CHOSEN
from statusboard.catalog.fields import validate
from statusboard.demo.channels import MAIL, SLACK, TEAMS, TEXTS, WEBHOOK
from statusboard.demo.providers.together import Places
from statusboard.demo.readers import INSIDE
from statusboard.demo.stage import NARRATOR, Stage, set_stage
from statusboard.domain.access import Actor
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.inside_list import ListText
from statusboard.errors import RuleBroken
from statusboard.storage.channels import update_channel
from statusboard.storage.database import Database
from statusboard.storage.subscriber_pages import count_subscribers
from statusboard.storage.tables import DELIVERY
from tests.fixtures.clock import ManualClock
from tests.fixtures.demo_stage import NOW, STAGE

KINDS = channel_kinds()


@pytest.fixture
def demo(told_once: Path, tmp_path: Path) -> Path:
    """A copy of this test's own."""
    return Path(shutil.copytree(told_once, tmp_path / "demo"))


@pytest.fixture
def door(demo: Path) -> Iterator[Doorway]:
    opened = Database.open(str(demo / "statusboard.db"))
    yield Doorway(opened, ManualClock(NOW), SecretPlace(demo, is_demo=True))
    opened.close()


def at_the_desk(door: Doorway) -> Actor:
    """Whoever sits here, as the demo knows them."""
    return door.ask(WHO, here())


def config_of(door: Doorway, name: str) -> dict[str, object]:
    return next(dict(one.config) for one in door.ask(CHANNELS, None) if one.name == name)


def save(door: Doorway, name: str, kind: str, config: Mapping[str, object]) -> None:
    is_new = all(one.name != name for one in door.ask(CHANNELS, None))
    door.do(save_channel, SaveChannel(ChannelInput(name, kind, config), is_new), at_the_desk(door))


def test_the_demo_s_own_channels_lead_to_this_computer_with_their_secrets(door: Doorway) -> None:
    channels = door.ask(CHANNELS, None)
    assert [one.name for one in channels] == [MAIL, TEXTS, SLACK, TEAMS, WEBHOOK]
    for channel in channels:
        kind = KINDS[channel.kind]
        config = asyncio.run(whole_config(kind, channel, door))
        assert kind.leads_out is not None
        assert kind.leads_out(config) == ""


@pytest.mark.parametrize(
    ("name", "kind", "edit", "field"),
    [
        (MAIL, "email", {"host": "smtp.northwind.example", "security": "tls"}, "host"),
        (MAIL, "email", {"host": "10.0.0.7", "security": "tls"}, "host"),
        (MAIL, "email", {"imap_host": "imap.northwind.example"}, "imap_host"),
        (MAIL, "email", {"sender": "status@northwind.com"}, "sender"),
        (SLACK, "slack", {"url": "https://hooks.slack.com"}, "url"),
        (SLACK, "slack", {"url": "https://127.0.0.1.nip.example"}, "url"),
        (TEAMS, "teams", {"url": ""}, "url"),
        ("Texts too", "sms", {**KINDS["sms"].good[0].config}, "url"),
        ("Chat", "discord", {}, "url"),
        ("Push", "ntfy", {"url": "https://ntfy.northwind.example"}, "url"),
        ("Hooks", "webhook", {"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}, "url"),
        ("More", "apprise", {"addresses": {"on-call": "gotify://127.0.0.1/token"}}, "channel"),
    ],
)
def test_a_channel_that_leads_out_is_refused_at_its_field(
    door: Doorway, name: str, kind: str, edit: dict[str, object], field: str
) -> None:
    known = [one.name for one in door.ask(CHANNELS, None)]
    config = {**(config_of(door, name) if name in known else {}), **edit}
    with pytest.raises(RuleBroken, match="nobody outside this computer") as refused:
        save(door, name, kind, config)
    assert refused.value.field == field


def test_a_channel_that_stays_is_saved(door: Doorway) -> None:
    save(door, MAIL, "email", {**config_of(door, MAIL), "rate": 10, "host": "localhost"})
    save(door, "Push", "ntfy", {"url": "http://127.0.0.1:8123"})
    assert config_of(door, MAIL)["rate"] == 10


def test_a_channel_that_came_to_lead_out_by_another_way_sends_and_proves_nothing(
    door: Doorway,
) -> None:
    (mail, *_) = door.ask(CHANNELS, None)
    moved = {**mail.config, "sender": "Northwind <status@northwind.com>"}
    with door.database.writing(NOW, NARRATOR) as unit:
        update_channel(unit, mail.id, config=moved)
    (mail, *_) = door.ask(CHANNELS, None)
    with pytest.raises(RuleBroken, match="nobody outside this computer"):
        asyncio.run(whole_config(KINDS["email"], mail, door))
    with pytest.raises(RuleBroken, match="nobody outside this computer"):
        asyncio.run(Proving(door)(ProveChannel(MAIL), at_the_desk(door)))


def test_channels_follow_the_stand_ins_and_keep_what_a_person_made_of_them(
    demo: Path, door: Doorway
) -> None:
    save(door, MAIL, "email", {**config_of(door, MAIL), "rate": 10})
    moved = Stage(STAGE.services_url, STAGE.new_relic_url, STAGE.key, Places(2525, 8080))
    set_stage(str(demo / "statusboard.db"), demo, moved, ManualClock(NOW))
    assert config_of(door, MAIL)["port"] == 2525
    assert config_of(door, MAIL)["rate"] == 10
    urls = [config_of(door, name)["url"] for name in (TEXTS, SLACK, TEAMS, WEBHOOK)]
    assert urls == [f"http://127.0.0.1:8080/{one}" for one in ("twilio", "slack", "teams", "hooks")]


def test_what_the_incidents_told_is_in_the_ledger_and_nothing_waits(door: Doorway) -> None:
    with door.database.reading(NOW) as unit:
        states = Counter(unit.connection.execute(select(DELIVERY.c.state)).scalars())
        people = sum(count_subscribers(unit).values())
    assert set(states) == {DeliveryState.SENT, DeliveryState.FAILED}
    assert states[DeliveryState.FAILED] == 3
    assert states[DeliveryState.SENT] > 5_000
    assert 1_490 <= people <= 1_530


def test_people_inside_stand_in_their_lists(door: Doorway) -> None:
    found = {one.inside_list.name: one for one in door.ask(LISTS, None)}
    assert {name: one.members for name, one in found.items()} == {
        name: len(addresses) for name, addresses in INSIDE.items()
    }
    assert found["Support"].inside_list.text is ListText.SUPPORT


def test_every_kind_but_the_long_tail_can_be_tried_in_the_demo() -> None:
    staying = {key for key, kind in KINDS.items() if kind.leads_out is not None}
    assert set(KINDS) - staying == {"apprise"}
    for key in staying:
        kind = KINDS[key]
        assert kind.leads_out is not None
        led = [kind.leads_out(validate(kind.fields, example.config)) for example in kind.good]
        assert any(led), key
        names = {spec.name for spec in kind.fields}
        assert set(led) <= {"", *names}


def test_the_demo_s_helper_is_on_this_computer_and_no_other_is_asked(door: Doorway) -> None:
    calls = AssistantCalls(door, loopback_only=True)
    chosen, _ = door.ask(CHOSEN, None)
    assert chosen is not None
    assert chosen.is_here
    elsewhere = ChooseSettings({"helper.url": "https://api.example.com/v1"})
    door.do(choose_settings, elsewhere, at_the_desk(door))
    with pytest.raises(RuleBroken, match="nobody outside this computer"):
        asyncio.run(calls.try_it(at_the_desk(door)))


def test_a_helper_that_a_person_chose_stays_chosen(demo: Path, door: Doorway) -> None:
    door.do(choose_settings, ChooseSettings({"helper.url": ""}), at_the_desk(door))
    set_stage(str(demo / "statusboard.db"), demo, STAGE, ManualClock(NOW))
    assert door.ask(CHOSEN, None)[0] is None
